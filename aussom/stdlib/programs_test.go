package stdlib

import (
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// recorder is a console that keeps what it is given.
type recorder struct{ strings.Builder }

func (r *recorder) Line(level vm.Level, text string) { r.WriteString(level.Prefix() + text + "\n") }
func (r *recorder) Print(text string)                { r.WriteString(text) }

// runProgram runs the body of main with the given further functions and returns the output.
func runProgram(body, functions string, limits vm.Limits, properties ...string) string {
	out := &recorder{}
	granted := DefaultProperties()
	for _, p := range properties {
		granted[p] = value.True
	}
	m := vm.New(vm.Config{
		Host: vm.Host{Console: out}, Prelude: Lang(), Modules: Modules(), Limits: limits, Properties: granted,
	})
	m.Start("test.aus", "include util;\nclass Main {\n"+functions+"\npublic main(args) {\n"+body+"\n} }\n", nil, nil)
	select {
	case <-m.Over():
	case <-time.After(60 * time.Second):
		return "the program does not end"
	}
	return out.String()
}

// expectLines compares the lines that a program prints.
func expectLines(t *testing.T, got string, want ...string) {
	t.Helper()
	if w := strings.Join(want, "\n") + "\n"; got != w {
		t.Errorf("got\n%s\nwant\n%s", got, w)
	}
}

func TestConcatAndReplace(t *testing.T) {
	expectLines(t, runProgram(`
		t = "x"; u = t; t.concat("y").concat(t); c.log(u);
		h = "\ud83d\ude00".charAt(0); l = "\ud83d\ude00".charAt(1);
		c.log(h.concat(l).equals("\ud83d\ude00"));
		c.log("a-b".replace("-", "\ud83d\ude00").replace("\ude00", "").replace("\ud83d", "+"));
		c.log("a\ude00".replace("a", "\ud83d").length() + " " + "a\ude00".replace("a", "\ud83d").equals("\ud83d\ude00"));
		c.log("\u00e9b".replace("", "-"));
		c.log(["\ud83d", "\ude00"].join("").equals("\ud83d\ude00"));
		c.log("{}{}".format("\ud83d", "\ude00").equals("\ud83d\ude00"));
		`, "", vm.Limits{}),
		"xyxy", "true", "a+b", "2 true", "-é-b-", "true", "true")
}

func TestSplit(t *testing.T) {
	expectLines(t, runProgram(`
		c.log("a,b,,c,,".split(",", true).toJson());
		c.log("é|b| |c||".split("\\|").toJson());
		c.log("a😀b".split("").size());
		c.log(",,".split(",", true).size() + " " + "".split(",", true).size() + " " + "".split("").size());
		c.log("aXbxc".split("(?i)x").toJson());
		c.log("\ud83d\ude00".split("\ude00", true).toJson().length());
		`, "", vm.Limits{}),
		`["a","b","","c"]`, `["é","b","c"]`, "4", "0 1 0", `["a","b","c"]`, "6")
}

func TestRegexErrors(t *testing.T) {
	expectLines(t, runProgram(`
		try { "x".matches("["); } catch (e) { c.log(e.getId() + " " + e.getText()); }
		try { "x".split("("); } catch (e) { c.log(e.getId() + " " + e.getText()); }
		try { "x".replaceRegex("x", "$"); } catch (e) { c.log(e.getId() + " " + e.getText().endsWith("Illegal group reference: group index is missing")); }
		try { regex.replace("x", "$5", "x"); } catch (e) { c.log(e.getId() + " " + e.getText()); }
		try { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".matches("(a+)+\\1b"); } catch (e) {
			c.log(e.getId() + " " + e.getLineNumber() + " " + e.getDetails().startsWith(e.getText() + " Raise the")); }
		`, "", vm.Limits{}),
		"EXTERN_RUNTIME string.matches(): Unclosed character class near index 0\n[\n^",
		"EXTERN_RUNTIME string.split(): Unclosed group near index 1\n(",
		"EXTERN_INVOCATION_TARGET_EXCEPTION true",
		"EXTERN_RUNTIME No group 5",
		"REGEX_BUDGET_EXCEEDED 10 true")
}

func TestRegexOfHalves(t *testing.T) {
	expectLines(t, runProgram(`
		c.log("😀".replaceRegex("", "-").length() + " " + "😀".replaceRegex("", "").equals("😀"));
		c.log("😀x".replaceRegex(".", "$0$0"));
		c.log("ab".replaceRegex("(b)", "\ud83d").charAt(1).length());
		c.log(regex.match("(?<=é).", "éa").toJson() + regex.matchLast("\\w", "ab"));
		`, "", vm.Limits{}),
		"5 true", "😀😀xx", "1", `["a"]b`)
}

func TestSortCustomKeepsListOnError(t *testing.T) {
	expectLines(t, runProgram(`
		l = [3, 1, 2]; this.l = l;
		try { l.sortCustom(::grow); } catch (e) { c.log(e.getId()); }
		c.log(#l > 3);
		l = [3, 1, 2];
		try { l.sortCustom(::bad); } catch (e) { c.log(e.getText()); }
		c.log(l.toJson() + [3, 1, 2].sortCustom(::wide).toJson());
		`, `public l;
		public grow(a, b) { this.l.add(9); return 1; }
		public bad(a, b) { if (a == 1) { return "x"; } return 1; }
		public wide(a, b) { return (a - b) * 4294967296 + b - a; }`, vm.Limits{}),
		"EXTERN_INVOCATION_TARGET_EXCEPTION", "true",
		"AussomListComparator.compareCustom(): Result from callback expects type of int, but found cString instead.",
		"[3,1,2][3,2,1]")
}

// TestSizeLimits checks that methods that multiply refuse before they make the result.
func TestSizeLimits(t *testing.T) {
	for _, body := range []string{
		`s = "aaaaaaaaaa"; while (true) { s = s.replace("a", s); }`,
		`s = "aaaaaaaaaa"; while (true) { s = s.replace("", s); }`,
		`s = "aaaaaaaaaa"; while (true) { s = s.replaceRegex("a", s); }`,
		`s = "aaaaaaaaaa"; while (true) { s.concat(s); }`,
		`s = "a"; while (true) { s = "{0}{0}".format(s); }`,
		`l = ["aaaa"]; while (true) { l = [l.join("b"), l.join("c")]; }`,
		`l = [1]; while (true) { l.addAll(l); }`,
		`l = [1]; while (true) { l.addAllAt(l, 0); }`,
		`l = []; while (true) { l.add(1); }`,
		`m = {}; i = 0; while (true) { m.put("" + i, 1); i++; }`,
		`s = "aa"; while (true) { s = "" + s + s; s.split(""); }`,
	} {
		got := runProgram(`try { `+body+` } catch (e) { c.log("refused " + e.getId()); }`, "", vm.Limits{String: 20_000, List: 5_000})
		if !strings.HasPrefix(got, "refused ") {
			t.Errorf("%s: %.200s", body, got)
		}
	}
}

func TestMocks(t *testing.T) {
	functions := `public m(x) { return "real" + x; }
		public viaThis() { return this.m(7); }
		public fails() { throw "oops"; }
		public three(o, a) { return a[0] == 3; }
		public text(o, a) { return "x"; }`
	expectLines(t, runProgram(`
		p = new Main(); p.mock("m", 42); p.mock("m", 43); p.mock("none", null);
		c.log(p.m(1) + " " + p.viaThis() + " " + p.none(1, 2) + " " + new Main().m(1));
		q = new Main(); q.mockWhen("m", ::three, "three").setSpy("m");
		c.log(q.m(3) + " " + q.m(4) + " " + #q.getSpy("m") + " " + q.getSpy("m")[1].returnValue + q.getSpy("m")[1].arguments.toJson());
		q.setSpy("fails"); try { q.fails(); } catch (e) { c.log(e.getText() + " " + lang.type(q.getSpy("fails")[0].returnValue)); }
		q.mockWhen("viaThis", ::text, 1); try { q.viaThis(); } catch (e) { c.log(e.getText()); }
		s = "abc"; s.mock("length", 99); u = s; c.log(u.length() + " " + "abc".length());
		`, functions, vm.Limits{}, "test.mock.inject", "test.mock.spy"),
		"42 42 null real1", "three real4 2 real4[4]", "oops exception",
		"INTERNAL [AussomType.getNumericBool] Not expecting type 'cString'.", "99 3")
	expectLines(t, runProgram(`
		this.setSpy("m"); this.mock("m", 1);
		try { this.m(1); } catch (e) { c.log("[" + e.getId() + "] " + e.getText()); }
		`, functions, vm.Limits{}),
		"[] astClass.call(): Security exception, action 'test.mock.spy' not permitted.")
}
