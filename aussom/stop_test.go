// This file defines the tests that long natives can be interrupted.

package aussom_test

import (
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

// longNatives are calls that take far longer than the time after which the host gets control. s is a text of a million
// characters, big a list of half a million strings, many holds big several times.
var longNatives = map[string]string{
	"matches":      `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".matches("(a+)+\\1b")`,
	"greedy":       `(s + s + s + s + s + s).matches(".*(?=y)")`,
	"replaceRegex": `s.replaceRegex("[x,]", "$0$0")`,
	"match":        `regex.match("\\w|,", s)`,
	"split":        `(s + s + s + s).split("[,]")`,
	"splitText":    `(s + s + s + s).split(",")`,
	"sort":         `this.mixed(big).sort()`,
	"sortAsc":      `this.mixed(big).sortAsc()`,
	"sortText":     `[big.clone().addAll([1, [2]])].get(0).sortAsc()`,
	"sortCustom":   `big.sortCustom(::compare)`,
	"toJson":       `many.toJson()`,
	"pack":         `many.pack()`,
	"text":         `"" + many`,
	"log":          `c.log(many)`,
	"join":         `many.join(" ")`,
	"format":       `"{}{}".format(many, many)`,
	"parse":        `json.parse(big.toJson())`,
	"unpack":       `json.unpack(big.pack())`,
}

// watched is a console that keeps the lines "begin" and "end".
type watched struct{ lines strings.Builder }

func (w *watched) Line(_ vm.Level, text string) {
	if len(text) < 100 {
		w.lines.WriteString(text + "\n")
	}
}
func (w *watched) Print(string) {}

func longProgram(call string) string {
	return `include util;
class A {
	public main(args) {
		s = "x,"; for (i = 0; i < 19; i++) { s = s + s; }
		big = s.split(",");
		many = [big, big, big, big];
		c.log("begin");
		` + call + `;
		c.log("end");
	}
	private mixed(big) {
		r = [];
		for (i = 0; i < 8; i++) { r.addAll([big.size() - i, i]); }
		for (i = 0; i < 16; i++) { r.addAll(r); }
		return r;
	}
	private compare(a, b) { return 0; }
}`
}

// TestStopInNatives stops the program as soon as the host gets control in a native: it must not come to its end.
func TestStopInNatives(t *testing.T) {
	for name, call := range longNatives {
		t.Run(name, func(t *testing.T) {
			out := &watched{}
			ready := make(chan struct{})
			var p *aussom.Program
			p = aussom.Start(longProgram(call), aussom.Options{Host: vm.Host{Console: out, Yield: func() {
				<-ready
				if out.lines.Len() > 0 {
					p.Stop()
				}
			}}})
			close(ready)
			p.Wait()
			if got := out.lines.String(); got != "begin\n" {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestStepLimitInNatives lets the limit of steps be reached inside a native.
func TestStepLimitInNatives(t *testing.T) {
	for _, name := range []string{"matches", "greedy", "replaceRegex", "match", "sort", "sortText", "toJson", "text", "parse"} {
		t.Run(name, func(t *testing.T) {
			out := &watched{}
			p := aussom.Start(longProgram(longNatives[name]), aussom.Options{Host: vm.Host{Console: out}, Limits: vm.Limits{Steps: 150_000}})
			p.Wait()
			if got := out.lines.String(); got != "begin\nThe program used up its limit of 150000 steps.\n" {
				t.Errorf("got %q", got)
			}
		})
	}
}
