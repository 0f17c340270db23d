// This file defines generate, which makes a correct but senseless program from a string of choices.

package langtest

import "strings"

// generator writes a program; each decision takes one byte of the choices.
type generator struct {
	strings.Builder
	choices []byte
	depth   int
	closure int
	main    bool // main is being written: it does not end early
}

// generate returns a program for the choices. All programs end within their limits.
func generate(choices []byte) string {
	g := &generator{}
	share := func(i int) { // every part of the program gets its share of the choices
		part := len(choices) / 24
		if i < 12 {
			g.choices = choices[i*part : (i+1)*part]
		} else {
			g.choices = choices[12*part:]
		}
	}
	share(0)
	g.WriteString("include math;\ninclude concurrent;\ninclude reflect;\n")
	g.WriteString("static class S { public x = 1; public l = [1, 2]; public f(a) { this.x = a; return this; } }\nenum E { red; green = \"g\"; }\n")
	g.WriteString("class Op { public n = 0; public a;\n")
	for _, name := range operatorNames {
		if g.pick(3) == 0 {
			g.WriteString("public " + name + "(" + []string{"a", "int a", "...", "a, b = 1", "object a"}[g.pick(5)] + ") { ")
			g.block(2)
			g.WriteString("}\n")
		}
	}
	g.WriteString("}\nclass Sub : Op, Base { public own = [1]; public Sub(a = null) { this.n = a; } }\nclass Base { public v; private p = {k: 1}; public setKey(v) { this.v = v; } public mk() { return ::bc() { return this.p; }; } }\n")
	g.WriteString("class t : Base {\npublic x = 1; public l = [3, 1, 2]; public m = {k: 1, j: [1]}; public o; public cb;\n")
	for i, head := range []string{"f(a)", "f(int a, b)", "f(a, b, ...)", "f(double a)", "f(string a = \"s\", list b = [1])", "g(a = 1, b)", "h(x, ...)", "k()"} {
		share(i + 1)
		g.WriteString("public " + head + " {\n")
		g.block(4)
		g.WriteString("}\n")
	}
	g.WriteString("public main(args) {\nthis.o = new Op(); this.cb = ::f; a = 1; b = \"text\"; l = [1, [2], {k: 3}]; m = {k: {j: 1}}; o = new Sub(); e = null;\n")
	share(12)
	g.main = true
	for i := 0; i < 40 && len(g.choices) > 0; i++ {
		g.WriteString("try { ")
		g.block(3)
		g.WriteString("} catch (e) { c.log(e.getId()); }\n")
	}
	g.WriteString("}\n}\n")
	return g.String()
}

var operatorNames = []string{"__opAdd__", "__opRightAdd__", "__opSub__", "__opEq__", "__opNotEq__", "__opLt__", "__opIndex__", "__opIndexSet__", "__opNot__", "__opCount__", "__opInsert__", "__opSet__", "__opRightMul__"}

// pick returns a number below n.
func (g *generator) pick(n int) int {
	if len(g.choices) == 0 {
		return 0
	}
	b := int(g.choices[0])
	g.choices = g.choices[1:]
	return b % n
}

func (g *generator) one(list ...string) { g.WriteString(list[g.pick(len(list))]) }

func (g *generator) block(n int) {
	for i := g.pick(n + 1); i >= 0; i-- {
		g.statement()
	}
}

func (g *generator) statement() {
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > 4 || len(g.choices) == 0 {
		g.one("c.log(a); ", "x = 1; ", "this.x = a; ", "this.f(1); ", "this.k(); ")
		return
	}
	braces := func(head string) {
		g.WriteString(head + "{ ")
		g.block(2)
		g.WriteString("} ")
	}
	switch g.pick(14) {
	case 0:
		g.WriteString("if (")
		g.expr()
		braces(") ")
		if g.pick(2) == 0 {
			braces("else ")
		}
	case 1:
		g.WriteString("while (")
		g.expr()
		g.WriteString(") { ")
		g.block(2)
		g.WriteString("break; } ")
	case 2:
		g.one("for (i = 0; i < 3; i++) { ", "for (a = 0; a < 2; a++) { ", "for (i = 0; i < #l; i++) { ", "for (; a;) { ")
		g.block(2)
		g.one("} ", "break; } ")
	case 3:
		g.one("for (x : ", "for (a : ", "for (this : ", "for (c : ")
		g.expr()
		braces(") ")
	case 4:
		braces("try ")
		g.one("catch (e) ", "catch (a) ", "catch (this) ")
		braces("")
	case 5:
		g.WriteString("switch (")
		g.expr()
		g.WriteString(") { case ")
		g.expr()
		braces(": ")
		braces("default: ")
		g.WriteString("} ")
	case 6:
		if g.main {
			g.WriteString("a = ")
		} else {
			g.WriteString("return ")
		}
		g.expr()
		g.WriteString("; ")
	case 7:
		if g.main {
			g.one("a = 1; ", "b = \"text\"; ", "l = [1, [2], {k: 3}]; ", "o = new Sub(); ", "o = new Op(); ", "m = {k: {j: 1}}; ", "this.l = [3, 1, 2]; ")
			return
		}
		g.one("break; ", "return; ", "throw a; ", "include util; ", "x = break; ")
	case 8, 9, 10:
		g.target()
		g.one(" = ", " += ", " @= ", " := ", " -= ", " *= ", " /= ", " %= ")
		g.expr()
		g.WriteString("; ")
	case 11:
		g.target()
		g.one("++; ", "--; ", "++ + 1; ")
	case 12:
		g.WriteString("c.log(")
		g.expr()
		g.WriteString("); ")
	default:
		g.expr()
		g.WriteString("; ")
	}
}

// target writes something that can mostly be assigned.
func (g *generator) target() {
	g.one("a", "b", "a", "b", "l", "m", "o", "l", "m", "o", "this", "this", "x", "this.x", "this.l", "this.m", "this.o", "S.x", "E.red", "e", "S", "c")
	for len(g.choices) > 0 && g.pick(4) == 0 {
		g.link()
	}
}

func (g *generator) link() {
	switch g.pick(8) {
	case 0, 1:
		g.one(".x", ".k", ".n", ".v", ".l", ".m", ".cb", ".nope")
	case 2, 3:
		g.WriteString("[")
		g.expr()
		g.WriteString("]")
	default:
		g.one(".f", ".f", ".g", ".h", ".k", ".bc", ".mk", ".call", ".size", ".add", ".get", ".remove", ".join", ".concat", ".substr", ".split", ".sortCustom", ".sort",
			".toJson", ".toString", ".clone", ".contains", ".keySet", ".values", ".putAll", ".insert", ".removeAt", ".charAt", ".indexOf", ".replace", ".getText", ".getStackTrace",
			".parse", ".compare", ".clear", ".addAll", ".subList", ".Sub", ".cl"+string(rune('0'+g.pick(4))))
		g.args()
	}
}

func (g *generator) args() {
	g.WriteString("(")
	for i := g.pick(4); i > 0; i-- {
		g.expr()
		if i > 1 {
			g.WriteString(", ")
		}
	}
	g.WriteString(")")
}

func (g *generator) expr() {
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > 5 || len(g.choices) == 0 {
		g.one("1", "a", "null", "\"s\"", "this", "[]", "0", "-1", "1.5", "true", "{}", "e", "x")
		return
	}
	switch g.pick(15) {
	case 0, 1:
		g.one("0", "1", "-1", "2.5", "\"s\"", "\"\"", "\"key\"", "null", "true", "false", "9223372036854775807", "[]", "{}", "[1, 2]", "{k: 1}", "1e300")
	case 2, 3, 4:
		g.target()
	case 5, 6:
		g.expr()
		g.one(" + ", " - ", " * ", " / ", " % ", " ~/ ", " & ", " | ", " == ", " != ", " < ", " >= ", " && ", " || ", " instanceof ")
		g.expr()
	case 7:
		g.one("!", "#", "?", "throw ")
		g.WriteString("(")
		g.expr()
		g.WriteString(")")
	case 8:
		g.WriteString("(")
		g.target()
		g.one(" = ", " += ", " := ", " @= ")
		g.expr()
		g.WriteString(")")
	case 9:
		g.one("::f", "::g", "::nope", "::bc", "this.cb", "::cl0", "::k")
	case 10:
		g.WriteString("::cl" + string(rune('0'+g.closure%4)) + strings.Repeat("_", g.closure/4) + "(")
		g.closure++
		g.one("", "a", "a, b", "...", "int a = 1")
		g.WriteString(") { ")
		g.block(2)
		g.WriteString("}")
	case 11:
		g.WriteString("new ")
		g.one("Op", "Sub", "Base", "t", "string", "list", "map", "Buffer", "Date", "Nope", "AtomicLong", "S")
		g.args()
	case 12:
		g.WriteString("[")
		g.expr()
		g.WriteString(", ")
		g.expr()
		g.WriteString("]")
	case 13:
		g.WriteString("{")
		g.one("k", "\"j\"", "a", "(b)", "1")
		g.WriteString(": ")
		g.expr()
		g.WriteString("}")
	default:
		g.WriteString("(")
		g.target()
		g.link()
		g.WriteString(")")
	}
}
