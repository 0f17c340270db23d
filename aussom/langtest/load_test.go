// This file defines the tests of errors at load time (spec 01, 6) and of degenerate sources.

package langtest

import (
	"testing"

	"github.com/aussom/aussom-web/internal/conformance"
	"github.com/aussom/aussom-web/internal/conformance/native"
)

// play runs a source as t.aus and returns its output and exit status.
func play(t *testing.T, source string) (string, int) {
	t.Helper()
	output, code, done := native.Run(conformance.Case{File: "t.aus", Source: source}, timeLimit)
	if !done {
		t.Fatalf("not done after %v", timeLimit)
	}
	return output, code
}

const notRun = "[error] Engine.run(): Parse errors were encountered. Not running.\n\n"

// syntaxAt is what a syntax error prints.
func syntaxAt(line, col string) string {
	return "[error] t.aus [" + line + "]: PARSE_ERROR: Unknown symbol found at line " + line + " column " + col + ".\n\n" + notRun
}

func illegal(line, col, code string) string {
	return "[error] t.aus [" + line + "]: Error at line " + line + ", column " + col + " : Illegal character <" + code + ">\n"
}

func topLevel(line string) string {
	return "[error] t.aus [" + line + "]: PARSE_ERROR: Top-level statements are not allowed in this parse context. " +
		"Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation.\n\n"
}

func TestSyntaxErrors(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"empty file", "", syntaxAt("1", "1")},
		{"only white space", " \t\n\n", syntaxAt("3", "1")},
		{"only a comment", "// x\n", syntaxAt("2", "1")},
		{"lone semicolon", conformance.InMain(";"), syntaxAt("2", "1")},
		{"missing semicolon", conformance.InMain("x = 1"), syntaxAt("3", "1")},
		{"trailing comma in call", conformance.InMain("this.f(1,);"), syntaxAt("2", "10")},
		{"trailing comma in list", conformance.InMain("[1,];"), syntaxAt("2", "4")},
		{"trailing comma in map", conformance.InMain("{a: 1,};"), syntaxAt("2", "7")},
		{"trailing comma in parameters", "class t {\nf(a,) { } }", syntaxAt("2", "5")},
		{"leading comma in constant list", "class t {\npublic x = [,1]; }", syntaxAt("2", "13")},
		{"leading comma in constant map", "class t {\npublic x = {,a: 1}; }", syntaxAt("2", "13")},
		{"leading comma in bases", "class t : , A { }", syntaxAt("1", "11")},
		{"null in constant list", "class t {\npublic x = [null]; }", syntaxAt("2", "13")},
		{"null in constant map", "class t {\npublic x = {a: null}; }", syntaxAt("2", "16")},
		{"expression as initialiser", "class t {\npublic x = 1 + 2; }", syntaxAt("2", "14")},
		{"new as initialiser", "class t {\npublic x = new A(); }", syntaxAt("2", "12")},
		{"name as initialiser", "class t {\npublic x = y; }", syntaxAt("2", "12")},
		{"parentheses as initialiser", "class t {\npublic x = (1); }", syntaxAt("2", "12")},
		{"int key in constant map", "class t {\npublic x = {1: 1}; }", syntaxAt("2", "13")},
		{"if without braces", conformance.InMain("if (x) y;"), syntaxAt("2", "8")},
		{"else without braces", conformance.InMain("if (x) { } else y;"), syntaxAt("2", "17")},
		{"while without parentheses", conformance.InMain("while true { }"), syntaxAt("2", "7")},
		{"do", conformance.InMain("do { } while (x);"), syntaxAt("2", "4")},
		{"finally", conformance.InMain("try { } catch (e) { } finally { }"), syntaxAt("2", "31")},
		{"try without catch", conformance.InMain("try { }"), syntaxAt("3", "1")},
		{"typed catch", conformance.InMain("try { } catch (E e) { }"), syntaxAt("2", "18")},
		{"ternary", conformance.InMain("x = a ? b : c;"), syntaxAt("2", "7")},
		{"unary minus on a name", conformance.InMain("x = -y;"), syntaxAt("2", "6")},
		{"unary minus on parentheses", conformance.InMain("x = -(3);"), syntaxAt("2", "6")},
		{"unary plus", conformance.InMain("x = +3;"), syntaxAt("2", "5")},
		{"prefix increment", conformance.InMain("++x;"), syntaxAt("2", "1")},
		{"double minus", conformance.InMain("x = 5--3;"), syntaxAt("2", "8")},
		{"typed local", conformance.InMain("int x = 5;"), syntaxAt("2", "5")},
		{"typed member", "class t {\npublic int x; }", syntaxAt("2", "12")},
		{"return type", "class t {\npublic int f() { } }", syntaxAt("2", "12")},
		{"public class", "public class t { }", syntaxAt("1", "1")},
		{"nested class", "class t {\nclass u { } }", syntaxAt("2", "1")},
		{"static function", "class t {\nstatic f() { } }", syntaxAt("2", "1")},
		{"two access words", "class t {\npublic private x; }", syntaxAt("2", "8")},
		{"call of a call", conformance.InMain("f()();"), syntaxAt("2", "4")},
		{"call of parentheses", conformance.InMain("(x)();"), syntaxAt("2", "4")},
		{"call of an element", conformance.InMain("a[0]();"), syntaxAt("2", "5")},
		{"new without parentheses", conformance.InMain("new A;"), syntaxAt("2", "6")},
		{"new with a path", conformance.InMain("new a.B();"), syntaxAt("2", "6")},
		{"keyword after a dot", conformance.InMain("m.class;"), syntaxAt("2", "3")},
		{"keyword as map key", conformance.InMain("x = {default: 1};"), syntaxAt("2", "6")},
		{"method called new", "class t {\nnew() { } }", syntaxAt("2", "1")},
		{"callback with a receiver", conformance.InMain("this::f;"), syntaxAt("2", "5")},
		{"nameless closure", conformance.InMain("f = ::(x) { };"), syntaxAt("2", "7")},
		{"default before case", conformance.InMain("switch (x) { default: { } }"), syntaxAt("2", "14")},
		{"default not last", conformance.InMain("switch (x) { case 1: { } default: { } case 2: { } }"), syntaxAt("2", "39")},
		{"case without a block", conformance.InMain("switch (x) { case 1: y; }"), syntaxAt("2", "22")},
		{"for without semicolons", conformance.InMain("for (i = 0) { }"), syntaxAt("2", "11")},
		{"for over a member", conformance.InMain("for (this.x : l) { }"), syntaxAt("2", "13")},
		{"for over a parenthesised name", conformance.InMain("for ((x) : l) { }"), syntaxAt("2", "10")},
		{"comma in for", conformance.InMain("for (i = 0, j = 1; ; ) { }"), syntaxAt("2", "11")},
		{"doc comment in a body", conformance.InMain("/** doc */ x;"), syntaxAt("2", "9")},
		{"doc comment before include", "/** doc */ include math;", syntaxAt("1", "12")},
		{"doc comment at the end of a class", "class t { x;\n/** doc */ }", syntaxAt("2", "12")},
		{"doc comment at the end", "class t { }\n/** doc */", syntaxAt("2", "11")},
		{"two doc comments", "/** a */ /** b */ class t { }", syntaxAt("1", "16")},
		{"annotation before doc", "@A /** doc */ class t { }", syntaxAt("1", "12")},
		{"annotation with empty parentheses", "@A() class t { }", syntaxAt("1", "4")},
		{"annotation with an int", "@A(x = 1) class t { }", syntaxAt("1", "8")},
		{"annotation before an enum record", "enum E { @A a; }", syntaxAt("1", "10")},
		{"annotation before a statement", conformance.InMain("@A x;"), syntaxAt("2", "1")},
		{"empty enum", "enum E { }", syntaxAt("1", "10")},
		{"enum with an int", "enum E { a = 1; }", syntaxAt("1", "14")},
		{"unterminated string", "class t {\npublic x = \"abc;\n}\n", syntaxAt("4", "1")},
		{"unterminated class", "class t {\n", syntaxAt("2", "1")},
		{"unterminated comment", "class t { /* no end\n", syntaxAt("2", "1")},
		{"position of a string", conformance.InMain("x = 1 \"two\nlines\";"), syntaxAt("3", "6")},
		{"operators that do not exist", conformance.InMain("x = a ** b;"), syntaxAt("2", "8")},
		{"only the first one", "class t { x x; }\nclass u { y y; }", syntaxAt("1", "13")},
		{"class name missing", "class { }", syntaxAt("1", "7")},
		{"return is no expression", conformance.InMain("x || return 5;"), syntaxAt("2", "6")},
		{"include with a string", "include \"math\";", syntaxAt("1", "14")},
		{"stray brace", "class t { } }", syntaxAt("1", "13")},
		{"member twice assigned", "class t {\npublic x = 1 = 2; }", syntaxAt("2", "14")},
		{"parameter default expression", "class t {\nf(a = b) { } }", syntaxAt("2", "7")},
		{"rest with a default", "class t {\nf(... = 1) { } }", syntaxAt("2", "7")},
		{"point five", conformance.InMain("x = .5;"), syntaxAt("2", "5")},
		{"five point", conformance.InMain("x = 5.;"), syntaxAt("2", "7")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, code := play(t, tt.source); got != tt.want || code != 1 {
				t.Errorf("exit %d, got\n%s\nwant\n%s", code, got, tt.want)
			}
		})
	}
}

func TestLexicalErrors(t *testing.T) {
	const ok = "class t { public main(args) { c.log(\"ran\"); } }\n"
	for _, tt := range []struct{ name, source, want string }{
		{"dollar", "class t {\n $ }", illegal("2", "2", "36") + notRun},
		{"lone carriage return", "class t {\r}", illegal("1", "10", "13") + notRun},
		{"byte order mark", "\ufeff" + ok, illegal("1", "1", "65279") + notRun},
		{"outside the BMP", "class t { 😀 }", illegal("1", "11", "55357") + illegal("1", "12", "56832") + notRun},
		{"letters", "class t { é }", illegal("1", "11", "233") + notRun},
		{"tilde and caret", conformance.InMain("x = 1 ~ ^ ;"), illegal("2", "7", "126") + illegal("2", "9", "94") + notRun},
		{"single backslashes", conformance.InMain(`x = "a\qb\'";`), illegal("2", "7", "92") + illegal("2", "10", "92") + notRun},
		{"bad unicode escape", conformance.InMain(`x = "\u12";`), illegal("2", "6", "92") + notRun},
		{"double quote in single quotes", conformance.InMain(`x = '\"';`), illegal("2", "6", "92") + notRun},
		{"slash, zero, b, f", conformance.InMain(`x = "\/\0\b\f";`), illegal("2", "6", "92") + illegal("2", "8", "92") + illegal("2", "10", "92") + illegal("2", "12", "92") + notRun},
		{"with a syntax error", conformance.InMain("x $ y # ;") + "$\n", illegal("2", "3", "36") + "[error] t.aus [2]: PARSE_ERROR: Unknown symbol found at line 2 column 5.\n\n" + illegal("4", "1", "36") + notRun},
		{"static classes before it", "static class s { public s() { c.log(\"built\"); } }\n$" + ok, "built\n" + illegal("2", "1", "36") + notRun},
		{"carriage return and newline", "class t {\r\n public main(args) {\r\n c.log(\"ran\");\r\n}\r\n}\r\n", "ran\n"},
		{"form feed", "class t {\f public main(args) {\f c.log(\"ran\"); } }", "ran\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := play(t, tt.source); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestFatalLoadErrors(t *testing.T) {
	fatal := func(s string) string { return "[error] " + s + "\n\n" }
	for _, tt := range []struct{ name, source, want string }{
		{"int too large", conformance.InMain("x = 9223372036854775808;"), fatal("PARSE_ERROR: Integer out of bounds. Integer max size is 9223372036854775807. <9223372036854775808>")},
		{"int too small", conformance.InMain("x = -9223372036854775809;"), fatal("PARSE_ERROR: Integer out of bounds. Integer min size is -9223372036854775808. <-9223372036854775809>")},
		{"double too large", conformance.InMain("x = 1.0e309;"), fatal("PARSE_ERROR: Double out of bounds. Double max size is 1.7976931348623157E308. <1.0E+309>")},
		{"double too large, no point", conformance.InMain("x = 1e400;"), fatal("PARSE_ERROR: Double out of bounds. Double max size is 1.7976931348623157E308. <1E+400>")},
		{"double too small", conformance.InMain("x = -1e400;"), fatal("PARSE_ERROR: Double out of bounds. Double min size is 2.2250738585072014E-308. <-1E+400>")},
		{"parameter type", "class t { f(float x) { } }", fatal("PARSE_ERROR: Expecting primative identifier but found 'float' instead.")},
		{"parameter type of a closure", conformance.InMain("f = ::g(Int x) { };"), fatal("PARSE_ERROR: Expecting primative identifier but found 'Int' instead.")},
		{"duplicate", "class t {\nf(int a, string b) { }\nf(int c, string d) { }\n}", fatal("Duplicate method overload 'f(i,s)' declared at t.aus:3; first declared at t.aus:2.")},
		{"duplicate without parameters", "class t {\nf() { }\nf() { }\n}", fatal("Duplicate method overload 'f()' declared at t.aus:3; first declared at t.aus:2.")},
		{"duplicate wildcard", "class t {\nf(a, int b) { }\nf(x, int y) { }\n}", fatal("Duplicate method overload 'f(*,i)' declared at t.aus:3; first declared at t.aus:2.")},
		{"duplicate variadic", "class t {\nf(int a, ...) { }\nf(int b, ...) { }\n}", fatal("Duplicate method overload 'f(i,...)' declared at t.aus:3; first declared at t.aus:2.")},
		{"duplicate bare variadic", "class t {\nf(...) { }\nf(...) { }\n}", fatal("Duplicate method overload 'f(...)' declared at t.aus:3; first declared at t.aus:2.")},
		{"duplicate through a default", "class t {\nf(int a) { }\nf(int a, string b = \"x\") { }\n}", fatal("Duplicate method overload 'f(i)' declared at t.aus:3; first declared at t.aus:2.")},
		{"duplicate closures", "class t { public main(args) {\nf = ::g(x) { };\n}\npublic other() {\nh = ::g(y) { };\n} }", fatal("Duplicate method overload 'g(*)' declared at t.aus:5; first declared at t.aus:2.")},
		{"closure and function", "class t { public main(args) {\nf = ::other() { };\n}\npublic other() { } }", fatal("Duplicate method overload 'other()' declared at t.aus:4; first declared at t.aus:2.")},
		{"extern class", "extern class X : com.x.Y { }", fatal("Extern class 'com.x.Y' not found.")},
		{"include", "include no.such;", fatal("Engine.addInclude(): Couldn't find requested include module 'no/such.aus'.")},
		{"only the fatal one", "class t { f(float x) { } g( } $", fatal("PARSE_ERROR: Expecting primative identifier but found 'float' instead.")},
		{"after output", "static class s { public s() { c.log(\"built\"); } }\nclass t { f(float x) { } }", "built\n" + fatal("PARSE_ERROR: Expecting primative identifier but found 'float' instead.")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, code := play(t, tt.source); got != tt.want || code != 1 {
				t.Errorf("exit %d, got\n%s\nwant\n%s", code, got, tt.want)
			}
		})
	}
}

func TestTopLevelStatements(t *testing.T) {
	source := "c.log(\n\"x\");\nclass t { public main(args) { } }\nx =\n5;\nif (true) { }\nfor (i : [1]) { }\n1 +\n2;\n"
	// A call has the line of its receiver's name, an assignment that of its right operand, if that of its condition.
	want := topLevel("1") + topLevel("5") + topLevel("6") + topLevel("7") + topLevel("9") + notRun
	if got, code := play(t, source); got != want || code != 1 {
		t.Errorf("exit %d, got\n%s\nwant\n%s", code, got, want)
	}
}

// Sources that nest or repeat to extremes run, or are refused with an ordinary message.
func TestLargeSources(t *testing.T) {
	for _, l := range conformance.LargeSources() {
		t.Run(l.Name, func(t *testing.T) {
			got, code := play(t, l.Text)
			if problem := l.Check(got, code); problem != "" {
				t.Error(problem)
			}
		})
	}
}
