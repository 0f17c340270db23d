// This file defines the test of operations that would use up all memory or time.

package stdlibtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// recorder is a console that keeps what it is given.
type recorder struct{ strings.Builder }

func (r *recorder) Line(level vm.Level, text string) {
	r.WriteString(level.Prefix() + value.Visible(text) + "\n")
}
func (r *recorder) Print(text string) { r.WriteString(value.Visible(text)) }

// output runs a program and returns what it prints.
func output(t *testing.T, source string, limits vm.Limits, properties map[string]value.Value) string {
	t.Helper()
	console := &recorder{}
	p := aussom.Start(source, aussom.Options{Host: vm.Host{Console: console}, Limits: limits, Properties: properties})
	select {
	case <-p.Machine().Over():
	case <-time.After(20 * time.Second):
		p.Stop()
		p.Wait()
		t.Error("not done in time")
	}
	return console.String()
}

// around puts statements into a program that prints the id of the exception that they raise.
func around(statements string) string {
	return "include util;\nclass Main {\n\tpublic f() { " + statements + " }\n" +
		"\tpublic main() { try { this.f(); c.log(\"no exception\"); } catch (e) { c.log(e.getId()); } }\n}\n"
}

// grow doubles what is in x until it is refused.
func grow(first, step string) string { return "x = " + first + "; while (true) { " + step + " }" }

func TestSizesAreRefused(t *testing.T) {
	const big = "x = \"aaaaaaaa\"; for (i = 0; i < 16; i++) { x = x + x; } " // 512 KiB
	for name, statements := range map[string]string{
		"+":                     grow(`"x"`, `x = x + x;`),
		"concat":                grow(`"x"`, `x.concat(x);`),
		"replace":               big + `x.replace("a", "bbbb");`,
		"replace empty":         big + `x.replace("", "bbbb");`,
		"replace half":          big + `x.replace("a", "\ud83d").replace("\ud83d", "bbbb");`,
		"replaceRegex":          big + `x.replaceRegex("a", "bbbb");`,
		"replaceRegex whole":    big + `x.replaceRegex(".+", "$0$0$0");`,
		"regex.replace":         big + `regex.replace("a", "bbbb", x);`,
		"regex.match":           big + `regex.match("a", x);`,
		"split":                 big + `x.split("");`,
		"split text":            big + `x.replace("aa", "a,").split(",");`,
		"toUpper":               `x = "\u0390"; while (true) { x = x + x; x.toUpper(); }`,
		"format":                big + `"{0}{0}{0}".format(x);`,
		"format list":           big + `"{}".format([x, x, x]);`,
		"list.add":              grow(`[]`, `x.add(1);`),
		"@=":                    grow(`[]`, `x @= 1;`),
		"addAll itself":         grow(`[1]`, `x.addAll(x);`),
		"addAllAt itself":       grow(`[1]`, `x.addAllAt(x, 0);`),
		"join":                  big + `[x, x, x].join("");`,
		"join glue":             big + `[1, 2, 3, 4].join(x);`,
		"text of a list":        big + `y = "" + [x, x, x];`,
		"text of shared lists":  `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } y = "" + x;`,
		"log of shared lists":   `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } c.log(x);`,
		"print of shared lists": `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } c.print(x);`,
		"throw":                 `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } throw x;`,
		"key":                   `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } m = {}; m[x] = 1;`,
		"literal key":           `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } m = {"a" + x: 1};`,
		"sort of shared lists":  `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } x.sort();`,
		"sort of long texts":    big + `y = [x, x]; z = []; for (i = 0; i < 100; i++) { z.add([y]); } z.sortAsc();`,
		"toJson":                big + `[x, x, x].toJson();`,
		"toJson of shared":      `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } x.toJson();`,
		"pack of shared":        `x = [1]; for (i = 0; i < 60; i++) { x = [x, x]; } x.pack();`,
		"toJson of a Buffer":    `x = new Buffer(500000); x.toJson();`,
		"pack of Buffers":       `x = [new Buffer(200000), new Buffer(200000)]; x.pack();`,
		"json.escape":           big + `json.escape(x.replace("a", "\n"));json.escape(x.replace("a", "\u0001"));`,
		"map.put":               grow(`{}`, `x.put("" + #x, 1);`),
		"m[k] = v":              grow(`{}`, `x["" + #x] = 1;`),
		"new Buffer":            `new Buffer(2000000);`,
		"Buffer.setString":      big + `(new Buffer(0)).setString(x, "utf_16");`,
		"Buffer.getString":      `x = new Buffer(1000000); for (i = 0; i < 1000000; i++) { x.setByte(i, 200); } x.getString("iso_8859_1");`,
		"base64.encode":         big + `x = x + x.substr(1); base64.encode(x);`,
		"base64.encodeSafe":     big + `base64.encodeSafe(x);`,
		"base64.encodeBinary":   `base64.encodeBinary(new Buffer(1000000));`,
		"hex.encode":            `hex.encode(new Buffer(1000000));`,
		"new Date().format":     big + `(new Date()).format("'" + x + "'" + "'" + x + "'" + "G");`,
	} {
		t.Run(name, func(t *testing.T) {
			before := allocated()
			if got := output(t, around(statements), testLimits, nil); got != "LIMIT_EXCEEDED\n" {
				t.Errorf("got %.300q", got)
			}
			if bytes := allocated() - before; bytes > callMemory {
				t.Errorf("allocated %d MB", bytes>>20)
			}
		})
	}
}

// TestDefaultLimits checks the limit of a program whose host sets none.
func TestDefaultLimits(t *testing.T) {
	if got := output(t, around(`new Buffer(2000000000);`), vm.Limits{}, nil); got != "LIMIT_EXCEEDED\n" {
		t.Errorf("got %.300q", got)
	}
}

func TestCyclesAreRefused(t *testing.T) {
	for statements, want := range map[string]string{
		`x = []; x.add(x); c.log(x);`:                        "[\n\t<cycle>\n]\nno exception\n",
		`x = []; x.add(x); c.log(x.join("-"));`:              "[\n\t<cycle>\n]\nno exception\n",
		`x = {}; x.put("k", [x]); c.log(x);`:                 "{\n\t\"k\": [\n\t\t<cycle>\n\t]\n}\nno exception\n",
		`x = []; x.add(x); x.toJson();`:                      "EXTERN_RUNTIME\n",
		`x = []; x.add(x); x.pack();`:                        "EXTERN_RUNTIME\n",
		`x = {}; x.put("k", x); "{}".format(x);`:             "EXTERN_RUNTIME\n",
		`x = []; x.add(x); y = []; y.add(y); [x, y].sort();`: "no exception\n",
		`x = []; x.add(x); y = []; c.log(x.contains(x));`:    "true\nno exception\n",
		`x = [1]; x.add(x); x.removeAll(x); c.log(x);`:       "[]\nno exception\n",
		`x = [1, 2]; x.retainAll(x); c.log(x.join(","));`:    "1,2\nno exception\n",
		`x = {"a": 1}; x.putAll(x); c.log(x.toJson());`:      "{\"a\":1}\nno exception\n",
		`s = new SecurityManager(); x = []; x.add(x); s.setProp("p", x); y = s.getProp("p"); c.log(y.size());`: "1\nno exception\n",
	} {
		if got := output(t, around(statements), testLimits, nil); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", statements, got, want)
		}
	}
}

func TestRegexBudget(t *testing.T) {
	const pattern = `regex.match("(a+)+\\1b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");`
	if got := output(t, around(pattern), testLimits, nil); got != "REGEX_BUDGET_EXCEEDED\n" {
		t.Errorf("default: %q", got)
	}
	steps := map[string]value.Value{"aussom.limit.regex.steps": value.Int(100)}
	text := strings.Replace(around(pattern), "e.getId()", "e.getText() + \"|\" + e.getDetails()", 1)
	const sentence = "Regular expression step budget of 171 exceeded matching '(a+)+\\1b'. The pattern is backtracking far more than the input size justifies."
	want := sentence + "|" + sentence + " Raise the security property 'aussom.limit.regex.steps' if this much work is intended, or rewrite the pattern to backtrack less.\n"
	if got := output(t, text, testLimits, steps); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestGrowthIsRefused checks that a list or queue which would outgrow the program's memory is refused wherever the limit lies between
// two of its sizes, and is never what ends the program.
func TestGrowthIsRefused(t *testing.T) {
	for name, statements := range map[string]string{
		"add":           `x = []; while (true) { x.add(1); }`,
		"@=":            `x = []; while (true) { x @= 1; }`,
		"addAll":        `x = []; y = [1, 2, 3]; while (true) { x.addAll(y); }`,
		"addAllAt":      `x = []; y = [1, 2, 3]; for (i = 0; true; i++) { x.addAllAt(y, 3 * i); }`,
		"BlockingQueue": `x = new BlockingQueue(); while (true) { x.put(1); }`,
		"used queue":    `x = new BlockingQueue(); x.put(1); while (true) { x.put(1); x.put(1); x.take(); }`,
	} {
		t.Run(name, func(t *testing.T) {
			for mib := 9; mib <= 20; mib++ { // a list doubles once in between
				if got := within(mib, statements); got != "LIMIT_EXCEEDED\n" {
					t.Errorf("%d MiB: %q", mib, got)
				}
			}
		})
	}
}

// TestCopiesAreRefused checks that the lists which natives make are refused when the next one is too much. Now and then the program is
// found to hold too much before, and ends.
func TestCopiesAreRefused(t *testing.T) {
	const (
		list = `x = []; for (i = 0; i < 100000; i++) { x.add(i); } y = []; `
		dict = `x = {}; for (i = 0; i < 30000; i++) { x.put("" + i, i); } y = []; `
		text = `x = ","; for (i = 0; i < 20; i++) { x = x + x; } `
	)
	for name, statements := range map[string]string{
		"clone":         list + `while (true) { y.add(x.clone()); }`,
		"subList":       list + `while (true) { y.add(x.subList(0, 90000)); }`,
		"sort":          list + `while (true) { z = x.clone(); z.sort(); y.add(z); }`,
		"values":        dict + `while (true) { y.add(x.values()); }`,
		"keySet":        dict + `while (true) { y.add(x.keySet()); }`,
		"for-in":        dict + strings.Repeat(`for (k : x) { `, 40) + `return;` + strings.Repeat(` }`, 40),
		"split":         text + `x.split(",", true);`,
		"split pattern": text + `x.split("[,]", true);`,
		"regex.match":   text + `regex.match(",", x);`,
	} {
		t.Run(name, func(t *testing.T) {
			refused, runs := 0, 0
			for mib := 16; mib <= 28; mib += 2 {
				got, ok := strings.CutPrefix(within(mib, statements), "LIMIT_EXCEEDED\n")
				if runs++; ok {
					refused++
				}
				if got != "" && got != fmt.Sprintf("[error] The program holds more than %d bytes of memory, its limit.\n", mib<<20) {
					t.Errorf("%d MiB: %q", mib, got)
				}
			}
			if refused < runs/2 {
				t.Errorf("refused in %d of %d runs", refused, runs)
			}
		})
	}
}

// within returns the output of a program of these statements that may hold so many MiB.
func within(mib int, statements string) string {
	console := &recorder{}
	aussom.Start("include concurrent;\n"+around(statements), aussom.Options{
		Host:   vm.Host{Console: console, Heap: vm.NewHeap(1 << 30)},
		Limits: vm.Limits{Memory: int64(mib) << 20},
	}).Wait()
	return console.String()
}
