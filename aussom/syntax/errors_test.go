// This file tests the errors: the texts of the specification, our own words, fatal errors,
// duplicate overloads, recovery.

package syntax

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/messages.txt from its sources")

func unknown(line, col int) string {
	return fmt.Sprintf("t.aus [%d]: PARSE_ERROR: Unknown symbol found at line %d column %d.\n", line, line, col)
}

func illegal(line, col, code int) string {
	return fmt.Sprintf("t.aus [%d]: Error at line %d, column %d : Illegal character <%d>", line, line, col, code)
}

func topLevel(line int) string {
	return fmt.Sprintf("t.aus [%d]: PARSE_ERROR: Top-level statements are not allowed in this parse context. "+
		"Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation.\n", line)
}

func TestErrorTexts(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"", []string{unknown(1, 1)}},
		{"// x\n", []string{unknown(2, 1)}},
		{"class A {\n", []string{unknown(2, 1)}},
		{"class A { x = 'a\nb", []string{unknown(2, 2)}},
		{"class A { x = 1 'a\nb'; }", []string{unknown(2, 2)}},
		{"class A { x; } ; $ class B { ; }", []string{unknown(1, 16), illegal(1, 18, 36)}},
		{"$ class A { ^ }", []string{illegal(1, 1, 36), illegal(1, 13, 94)}},
		{"\ufeffclass A { }", []string{illegal(1, 1, 65279)}},
		{"class A { f() { x = \"\\q\" 1; y = '\\q'; } }", []string{illegal(1, 22, 92), unknown(1, 26), illegal(1, 34, 92)}},
		{"x = 1;\nclass A { }\nc.log(1);", []string{topLevel(1), topLevel(3)}},
		{"x\n=\ny;", []string{topLevel(3)}},
		{"x\n:=\ny;", []string{topLevel(1)}},
		{"x\n+=\ny;", []string{topLevel(3)}},
		{"x\n+\ny;", []string{topLevel(3)}},
		{"a\n.b\n++;", []string{topLevel(1)}},
		{"!\na;", []string{topLevel(2)}},
		{"a\n.b\n.c(1)\n[2];", []string{topLevel(1)}},
		{"new\nA();", []string{topLevel(1)}},
		{"throw\na;", []string{topLevel(1)}},
		{"if\n(\na) { }", []string{topLevel(3)}},
		{"while (\na) { }", []string{topLevel(2)}},
		{"switch (\na) { }", []string{topLevel(2)}},
		{"for (;\n;) { }", []string{topLevel(1)}},
		{"try { }\ncatch (e) { }", []string{topLevel(1)}},
		{"'a\nb';", []string{topLevel(2)}},
		{"(\na);", []string{topLevel(2)}},
		{"::\nf;", []string{topLevel(2)}},
		{"::f() { ::g() { }; }; ::f() { };", []string{topLevel(1), topLevel(1)}},
		{"x = 1;;", []string{topLevel(1), unknown(1, 7)}},
		{"x = 1; }", []string{topLevel(1), unknown(1, 8)}},
		{"f(,);", []string{unknown(1, 4)}},
		{"f(,,1);", []string{unknown(1, 4)}},
		{"{a:1,};", []string{unknown(1, 6)}},
		{"m.class;", []string{unknown(1, 3)}},
		{"m.1;", []string{unknown(1, 3)}},
		{"a.::f;", []string{unknown(1, 3)}},
		{"a.new B();", []string{unknown(1, 3)}},
		{"5--3;", []string{unknown(1, 4)}},
		{"-(3);", []string{unknown(1, 2)}},
		{"a[0]();", []string{unknown(1, 5)}},
		{"for ((x) : y) { }", []string{unknown(1, 10)}},
		{"for (a.b : y) { }", []string{unknown(1, 10)}},
		{"a /** d */;", []string{unknown(1, 9)}},
		{"class A { f(int int int) { } }", []string{unknown(1, 21)}},
		{"include a.b", []string{unknown(1, 12)}},
		{"class A { x = [1, null]; }", []string{unknown(1, 19)}},
	} {
		_, got := parse(c.src, false)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q\n got %q\nwant %q", c.src, got, c.want)
		}
	}
}

func TestFatalErrors(t *testing.T) {
	nines, zeros := strings.Repeat("9", 30), strings.Repeat("0", 308)
	const intText, doubleText = "PARSE_ERROR: Integer out of bounds. Integer ", "PARSE_ERROR: Double out of bounds. Double "
	const maxInt, minInt = intText + "max size is 9223372036854775807. ", intText + "min size is -9223372036854775808. "
	const maxDouble, minDouble = doubleText + "max size is 1.7976931348623157E308. ", doubleText + "min size is 2.2250738585072014E-308. "
	for _, c := range []struct{ src, want string }{
		{"x = 9223372036854775808", maxInt + "<9223372036854775808>"},
		{"x = 00" + nines, maxInt + "<" + nines + ">"},
		{"x = -9223372036854775809", minInt + "<-9223372036854775809>"},
		{"x = - " + nines, minInt + "<-" + nines + ">"},
		{"x = 1e400", maxDouble + "<1E+400>"},
		{"x = 1.0e309", maxDouble + "<1.0E+309>"},
		{"x = -1.50e+309", minDouble + "<-1.50E+309>"},
		{"x = 0.001e400", maxDouble + "<1E+397>"},
		{"x = 12e99999999999999999999", maxDouble + "<1.2E+4611686018427387905>"},
		{"x = 19" + zeros + ".0", maxDouble + "<19" + zeros + ".0>"},
		{"x = 19" + zeros + "0.0e0", maxDouble + "<19" + zeros + "0.0>"},
		{"x = 1.79769313486231571e308", maxDouble + "<1.79769313486231571E+308>"},
		{"f(float x) { }", "PARSE_ERROR: Expecting primative identifier but found 'float' instead."},
		{"f(float ...) { }", "PARSE_ERROR: Expecting primative identifier but found 'float' instead."},
		{"f(a, ..., String x y", "PARSE_ERROR: Expecting primative identifier but found 'String' instead."},
	} {
		src := "class A { g() { } } class B { " + c.src
		if strings.HasPrefix(c.src, "x") {
			src += "; }"
		}
		_, got := parse(src+" $ ; ;", false)
		if len(got) != 1 || got[0] != c.want+"\n" {
			t.Errorf("%s\n got %q\nwant %q", c.src, got, c.want)
		}
	}
	var fatal *Error
	p := NewParser("t", "class A { x = 1e999; } class B { }", func(e *Error) { fatal = e })
	if p.Next() != nil || !p.Fatal() || !p.Failed() || p.Next() != nil || fatal.Kind != Fatal || fatal.Pos != (Pos{1, 15}) || fatal.Width != 5 {
		t.Error("state after a fatal error", fatal)
	}
	if p := NewParser("t", "", nil); p.Next() != nil || !p.Failed() || p.Fatal() {
		t.Error("state after a syntax error without report")
	}
}

func TestDuplicateOverloads(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{ // want: the common signature, "-" if there is none
		{"f()", "f()", "f()"},
		{"f()", "g()", "-"},
		{"f()", "F()", "-"},
		{"f(int a)", "f(int b)", "f(i)"},
		{"f(int a)", "f(double b)", "-"},
		{"f(int a, string b)", "f(x = 1, y = 's')", "f(i,s)"},
		{"f(int a)", "f(int a, int b = 1)", "f(i)"},
		{"f(int a)", "f(int a, int b)", "-"},
		{"f(int a, int b = 1)", "f(int a, string b = 's')", "f(i)"},
		{"f(int a = 1)", "f(string a = 's')", "f()"},
		{"f()", "f(a = 1)", "f()"},
		{"f(int a = 1, int b)", "f()", "f()"},
		{"f(string a)", "f(list a)", "-"},
		{"f(string a)", "f(a = 'x')", "f(s)"},
		{"f(a)", "f(b)", "f(*)"},
		{"f(a)", "f(b = null)", "f(*)"},
		{"f(a)", "f(int b)", "-"},
		{"f(a)", "f(b, c = 1)", "-"},
		{"f(a, int b)", "f(c, d = 1)", "f(*,i)"},
		{"f(...)", "f(int ...)", "f(...)"},
		{"f(...)", "f()", "-"},
		{"f(int a, ...)", "f(int b, string ...)", "f(i,...)"},
		{"f(a, ...)", "f(a)", "-"},
		{"f(bool a, int b, double c, string d, list e, map f, object g, callback h)",
			"f(a = true, b = 1, c = 1.5, d = '', e = [], f = {}, object g, callback h)", "f(b,i,d,s,l,m,o,c)"},
	} {
		for _, src := range []string{
			"class A {\n" + c.a + " { }\n" + c.b + " { }\n}",
			"class A {\n" + c.a + " {\nx = ::" + c.b + " { }; }\n}",
			"class A { g1() { ::" + c.a + "{ }; }\n\n h1() { ::" + c.b + "{ }; } }",
			"class A {" + manyMethods(40) + "\n" + c.a + " { }\n" + c.b + " { }\n}",
			"class A {\n" + c.a + " { } " + manyMethods(40) + "\n" + c.b + " { }\n}",
		} {
			_, got := parse(src, false)
			want := ""
			if c.want != "-" {
				first, second := 2, 3
				if strings.HasPrefix(src, "class A { g1") {
					first = 1
				}
				want = fmt.Sprintf("Duplicate method overload '%s' declared at t.aus:%d; first declared at t.aus:%d.\n", c.want, second, first)
			}
			if strings.Join(got, "|") != want {
				t.Errorf("%s / %s\n got %q\nwant %q", c.a, c.b, got, want)
			}
		}
	}
	if _, errs := parse("class A { f() { } } class B { f() { } } ", false); len(errs) > 0 {
		t.Error("two classes", errs)
	}
}

func manyMethods(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "m%d() { } ", i)
	}
	return b.String()
}

// TestMessages compares message, hint and place of all errors that Check finds with
// testdata/messages.txt: sources, each followed by "-->" lines.
func TestMessages(t *testing.T) {
	const file = "testdata/messages.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, c := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n=====\n") {
		src, want, _ := strings.Cut(c, "\n-->")
		if src == "<empty>" {
			src = ""
		}
		got := ""
		for _, e := range Check("t.aus", src) {
			got += fmt.Sprintf("\n--> %d:%d+%d %s", e.Pos.Line, e.Pos.Col, e.Width, e.Message)
			if e.Hint != "" {
				got += " | " + e.Hint
			}
		}
		if got != "\n-->"+want && !*update {
			t.Errorf("%s\n got%s\nwant\n-->%s", src, got, want)
		}
		if out.Len() > 0 {
			out.WriteString("\n=====\n")
		}
		if src == "" {
			src = "<empty>"
		}
		out.WriteString(src + got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestErrorString(t *testing.T) {
	e := Check("a/t.aus", "class A {\n  x = y;\n}")[0]
	if want := "a/t.aus:2:7: expected a literal as the member's value, found `y` " +
		"(a member starts with a literal; compute other values in the constructor)"; e.Error() != want {
		t.Errorf("got %s", e.Error())
	}
	e.Hint = ""
	if want := "a/t.aus:2:7: expected a literal as the member's value, found `y`"; e.Error() != want {
		t.Errorf("got %s", e.Error())
	}
}

// TestMore checks that More gives what Check finds after the first syntax error, illegal characters left out.
func TestMore(t *testing.T) {
	const src = "x = 1;\nclass A {\n f() { x = ; $ y = 1 2; }\n g( { }\n}\nclass B {\n f(float x) { }\n int q;\n}\ny = 2;\n"
	want := []string{"3:22 a", "4:5 a", "7:4 f", "8:6 a", "10:1 t"}
	for n, want := range map[int][]string{100: want, 5: want, 2: want[:2], 0: nil} {
		var got []string
		for _, e := range More("t.aus", src, n) {
			got = append(got, fmt.Sprintf("%d:%d %c", e.Pos.Line, e.Pos.Col, "a?tf"[e.Kind]))
		}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("at most %d: got %v, want %v", n, got, want)
		}
	}
	for _, src := range []string{"", "class A { }", "$ class A { $ }", "x = 1;", "class A { x }", "class A { f(float x) { } }"} {
		if errs := More("t.aus", src, 10); errs != nil {
			t.Errorf("%q: %v", src, errs)
		}
	}
	if errs := More("t.aus", strings.Repeat("class A { x }\n", 100_000), 20); len(errs) != 20 {
		t.Errorf("%d errors", len(errs))
	}
}
