// This file defines the tests with sources that are no programs: the page must survive them and say what is wrong.

package e2e

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestBadInput(t *testing.T) {
	half := "class A {\n\tpublic main(args) {\n\t\tc.log(\"x\""
	random := rand.New(rand.NewPCG(1, 2))
	garbage := make([]byte, 5000)
	for i := range garbage {
		garbage[i] = byte(random.IntN(256))
	}
	nested := func(open, close string) string {
		return "class A { public main(args) { x = " + strings.Repeat(open, 5000) + "1" + strings.Repeat(close, 5000) + "; c.log('survived'); } }"
	}
	for _, test := range []struct {
		name, source string
		want         string // part of the output
		line, column int    // of the first diagnostic; 0: none is needed
		more         int    // how many diagnostics follow it
	}{
		{name: "empty", source: "", want: "PARSE_ERROR", line: 1, column: 1},
		{name: "not Aussom", source: "#!/bin/sh\necho hello\n", want: "Unknown symbol found at line 1 column 3.", line: 1, column: 3},
		{name: "HTML", source: "<!doctype html>\n<html></html>", want: "bad.aus [1]: PARSE_ERROR: Unknown symbol found at line 1 column 1.", line: 1, column: 1},
		{name: "half a file", source: half, want: "bad.aus [3]: PARSE_ERROR: Unknown symbol found at line 3 column 12.", line: 3, column: 12},
		{name: "open string", source: "class A {\n\tpublic main(args) { c.log(\"x); } }\n", want: "PARSE_ERROR", line: 3, column: 1},
		{name: "illegal character", source: "class A { public main(args) { x = 1 $ 2; } }", want: "Illegal character <36>", line: 1, column: 37},
		{name: "statement outside a class", source: "c.log('x');\nclass A { public main(args) { } }", want: "Top-level statements are not allowed", line: 1, column: 1},
		{name: "no main", source: "class A { public run() { } }", want: "Engine.run(): Failed to find main class."},
		{name: "unknown include", source: "include no.such;\nclass A { public main(args) { } }", want: "Couldn't find requested include module 'no/such.aus'."},
		{name: "two errors", source: "class A { public main(args) { x = ; } }\nclass B { y = ; }", want: "Unknown symbol found at line 1 column 35.", line: 1, column: 35, more: 1},
		{name: "binary garbage", source: string(garbage), want: "[error]"},
		{name: "10 MB of statements", source: "class A { public main(args) { " + strings.Repeat("x = 1 + 2;\n", 1<<20) + "} }"},
		{name: "10 MB of nonsense", source: strings.Repeat("nonsense ", 1<<20+1<<17), want: "PARSE_ERROR", line: 1, column: 10},
		{name: "nested brackets", source: nested("(", ")")},
		{name: "nested lists", source: nested("[", "]")},
		{name: "nested operators", source: nested("!", "")},
		{name: "nested blocks", source: "class A { public main(args) { " + strings.Repeat("if (true) { ", 5000) + strings.Repeat("}", 5000) + " c.log('survived'); } }"},
		{name: "unclosed brackets", source: "class A { public main(args) { x = " + strings.Repeat("(", 5000), want: "PARSE_ERROR"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page, _ := open(t)
			var r result
			must(t, page.Call(&r, "window.runProgram", test.source, options{"name": "bad.aus"}, 60_000))
			checkBadInput(t, r, test.want)
			if test.line > 0 {
				checkDiagnostic(t, r, test.line, test.column)
			}
			if n := len(r.Diagnostics); test.more > 0 && n != 1+test.more {
				t.Errorf("%d diagnostics: %+v", n, r.Diagnostics)
			}
			var again result
			must(t, page.Call(&again, "window.runProgram", "class A { public main(args) { c.log('alive'); } }"))
			if output(again) != "alive\n" || again.Code != 0 {
				t.Errorf("the next program gave %q, code %d", output(again), again.Code)
			}
		})
	}
}

// checkBadInput checks that the program ended with an error that says want; without want it may also have run.
func checkBadInput(t *testing.T, r result, want string) {
	t.Helper()
	text := output(r)
	if r.Expired || r.State != "done" || r.Done != r.Code {
		t.Errorf("expired %v, state %q, main %d, done %d", r.Expired, r.State, r.Code, r.Done)
	}
	if strings.Contains(text, "internal error") {
		t.Errorf("an internal error: %.500s", text)
	}
	if want == "" {
		if r.Code != 0 && !strings.HasPrefix(text, "[error] ") {
			t.Errorf("code %d, output %.500q", r.Code, text)
		}
		return
	}
	if r.Code != 1 || !strings.HasPrefix(text, "[error] ") || !strings.Contains(text, want) {
		t.Errorf("code %d, output %.500q, want %q", r.Code, text, want)
	}
}

func checkDiagnostic(t *testing.T, r result, line, column int) {
	t.Helper()
	if len(r.Diagnostics) == 0 {
		t.Error("no diagnostic")
		return
	}
	d := r.Diagnostics[0]
	if d.File != "bad.aus" || d.Line != line || d.Column != column || d.Message == "" {
		t.Errorf("diagnostic %+v, want line %d, column %d", d, line, column)
	}
}
