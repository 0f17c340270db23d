// This file defines LargeSources, programs that nest or repeat to extremes. They run natively and in the browser.

package conformance

import (
	"fmt"
	"strconv"
	"strings"
)

// Large is a program and what it must do.
type Large struct {
	Name, Text string
	Want       string // its output, or one of the constants
}

// The programs that do not run to their end, by what they print.
const (
	Refused  = "PARSE_ERROR"
	TooLarge = "LIMIT_EXCEEDED"
)

// Check says what is wrong with the output and the code of a run, "" if nothing is.
func (l *Large) Check(output string, code int) string {
	fails := l.Want == Refused || l.Want == TooLarge
	if fails && code == 1 && strings.Contains(output, l.Want) && !strings.Contains(output, "internal") {
		return ""
	}
	if !fails && code == 0 && output == l.Want {
		return ""
	}
	return fmt.Sprintf("code %d, output %.300q, want %q", code, output, l.Want)
}

// InMain puts statements on line 2 of a program, from column 1 on.
func InMain(statements string) string {
	return "class t { public main(args) {\n" + statements + "\n} }\n"
}

// LargeSources returns the programs.
func LargeSources() []Large {
	rep := strings.Repeat
	return []Large{
		{"nested parentheses", InMain("c.log(" + rep("(", 2000) + "1" + rep(")", 2000) + ");"), Refused},
		{"some nested parentheses", InMain("c.log(" + rep("(", 300) + "1" + rep(")", 300) + ");"), "1\n"},
		{"nested operators of all levels", InMain("a = true; c.log(" + rep("(a || a && a | a & a == a + a * ", 390) + "a" + rep(")", 390) + ");"), "true\n"},
		{"nested operators in a loop", InMain("a = true; for (i : [1]) { c.log(" + rep("(a || a && a | a & a == a + a * ", 390) + "a" + rep(")", 390) + "); }"), "true\n"},
		{"nested calls", "class t { public f(a) { return a; } public main(args) { c.log(" + rep("this.f(", 390) + "1" + rep(")", 390) + "); } }", "1\n"},
		{"nested conditions", InMain("a = true; if (" + rep("(a && !(a || ", 130) + "a" + rep("))", 130) + ") { c.log(\"yes\"); } else { c.log(\"no\"); }"), "no\n"},
		{"nested index", InMain("l = [0]; c.log(" + rep("l[", 390) + "0" + rep("]", 390) + ");"), "0\n"},
		{"nested closures and blocks", InMain(rep("while (true) { for (i : [1]) { try { ", 130) + "c.log(\"in\"); throw 1;" + rep(" } catch (e) { break; } } break; }", 130)), "in\n"},
		{"nested lists", InMain("x = " + rep("[", 2000) + rep("]", 2000) + ";"), Refused},
		{"nested blocks", InMain(rep("if (true) { ", 2000) + rep("}", 2000)), Refused},
		{"some nested blocks", InMain(rep("if (true) { ", 150) + "c.log(\"in\");" + rep("}", 150)), "in\n"},
		{"prefix operators", InMain("c.log(" + rep("!", 5000) + "true);"), Refused},
		{"assignments", InMain(rep("x = ", 3000) + "1;"), Refused},
		{"else if", InMain("x = 1999; if (x == 0) { }" + elseIfs(2000) + " else { c.log(\"none\"); }"), "found 1999\n"},
		{"plus", InMain("c.log(1" + rep(" + 1", 5000) + ");"), "5001\n"},
		{"plus of text", InMain("c.log(#(\"\"" + rep(" + \"x\"", 5000) + "));"), "5000\n"},
		{"and", InMain("c.log(true" + rep(" && true", 5000) + ");"), "true\n"},
		{"or in a condition", InMain("if (false" + rep(" || false", 5000) + ") { } else { c.log(\"else\"); }"), "else\n"},
		{"mixed logic", InMain("c.log(false" + rep(" && true || false", 2000) + ");"), "false\n"},
		{"comparisons", InMain("c.log(1" + rep(" == 1", 5000) + ");"), "true\n"},
		{"method calls", "class t { public n = 0; public inc() { this.n++; return this; } public main(args) { c.log(this" + rep(".inc()", 5000) + ".n); } }", "5000\n"},
		{"members", "class t { public me = null; public main(args) { this.me = this; c.log(this" + rep(".me", 5000) + " == this); } }", "true\n"},
		{"indexes", InMain("l = [0]; l[0] = l; c.log(#l" + rep("[0]", 5000) + ");"), "1\n"},
		{"increments", InMain("i = 0; i" + rep("++", 3000) + "; c.log(i);"), Refused},
		{"list", InMain("l = [1" + rep(", 1", 4999) + "]; c.log(#l);"), "5000\n"},
		{"list of calls", "class t { public f(a) { return a; } public main(args) { l = [this.f(1)" + rep(", this.f([2])", 4999) + "]; c.log(#l); } }", "5000\n"},
		{"map", InMain("m = {k: 1" + rep(", \"a\" + 1: 2", 4999) + "}; c.log(#m);"), "2\n"},
		{"arguments", "class t { public f(...) { return #etc; } public main(args) { c.log(this.f(1" + rep(", 1", 4999) + ")); } }", "5000\n"},
		{"arguments of a native", InMain("try { c.log(" + "1" + rep(", 1", 4999) + "); } catch (e) { c.log(e.getId()); }"), "FUNCT_NOT_FOUND\n"},
		{"parameters", "class t { public f(" + params(3000) + ") { return p0 + p2999; } public main(args) { c.log(this.f(1" + rep(", 1", 2999) + ")); } }", "2\n"},
		{"statements", InMain("x = 0;" + rep(" x += 1;\n", 10000) + "c.log(x);"), "10000\n"},
		{"locals", InMain(locals(10000) + "c.log(v9999);"), "9999\n"},
		{"too many locals", InMain(locals(70000) + "c.log(v9999);"), TooLarge},
		{"members of a class", "class t { " + members(5000) + " public main(args) { c.log(this.m4999); } }", "4999\n"},
		{"functions of a class", "class t { " + functions(3000) + " public main(args) { c.log(this.f2999()); } }", "2999\n"},
		{"cases", InMain("switch (1999) { " + cases(2000) + " }"), "case 1999\n"},
		{"closures in closures", InMain(closures(150)), "deep\n"},
		{"long string", InMain("c.log(#\"" + rep("x", 1<<20) + "\");"), "1048576\n"},
		{"long identifier", InMain(rep("x", 1<<16) + " = 5; c.log(" + rep("x", 1<<16) + ");"), "5\n"},
	}
}

// numbered joins n texts made from their numbers.
func numbered(n int, text func(i string) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(text(itoa(i)))
	}
	return b.String()
}

func elseIfs(n int) string {
	return numbered(n, func(i string) string { return " else if (x == " + i + ") { c.log(\"found " + i + "\"); }\n" })
}

func params(n int) string {
	return strings.TrimSuffix(numbered(n, func(i string) string { return "p" + i + "," }), ",")
}

func locals(n int) string {
	return numbered(n, func(i string) string { return "v" + i + " = " + i + ";\n" })
}

func members(n int) string {
	return numbered(n, func(i string) string { return "public m" + i + " = " + i + ";\n" })
}

func functions(n int) string {
	return numbered(n, func(i string) string { return "public f" + i + "() { return " + i + "; }\n" })
}

func cases(n int) string {
	return numbered(n, func(i string) string { return "case " + i + ": { c.log(\"case " + i + "\"); }\n" })
}

func closures(n int) string {
	return numbered(n, func(i string) string { return "f" + i + " = ::g" + i + "() { " }) + "c.log(\"deep\");" +
		numbered(n, func(i string) string { return " }; this.g" + itoa(n-1-atoi(i)) + "();" })
}

func itoa(i int) string { return strconv.Itoa(i) }

func atoi(s string) int {
	i, _ := strconv.Atoi(s)
	return i
}
