// This file tests the trees: precedence, statements, classes, positions, constants, nesting.

package syntax

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// parse returns the items of src and its errors' texts.
func parse(src string, script bool) (items []Item, errs []string) {
	p := NewParser("t.aus", src, func(e *Error) { errs = append(errs, e.Text) })
	p.Script = script
	for it := p.Next(); it != nil; it = p.Next() {
		items = append(items, it)
	}
	return items, errs
}

// mustParse returns the items of src, which must have no errors.
func mustParse(t *testing.T, src string, script bool) []Item {
	t.Helper()
	items, errs := parse(src, script)
	if len(errs) > 0 {
		t.Fatalf("%q: %q", src, errs)
	}
	return items
}

func TestExpressions(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"},
		{"1 < 2 == true", "(== (< 1 2) true)"},
		{"true == 1 < 2", "(< (== true 1) 2)"},
		{"1 | 4 == 4", "(| 1 (== 4 4))"},
		{"a || b && c | d & e", "(|| a (&& b (| c (& d e))))"},
		{"a & b | c && d || e", "(|| (&& (| (& a b) c) d) e)"},
		{"a ~/ b % c * d / e", "(/ (* (% (~/ a b) c) d) e)"},
		{`!a instanceof "A"`, `(! (instanceof a "A"))`},
		{"!5 > 3", "(> (! 5) 3)"},
		{"#x == 2", "(== (# x) 2)"},
		{`#x instanceof "y"`, `(# (instanceof x "y"))`},
		{`1 + 2 instanceof "int"`, `(+ 1 (instanceof 2 "int"))`},
		{"a instanceof b instanceof c", "(instanceof a (instanceof b c))"},
		{"?a.b + 1", "(+ (? (. a b)) 1)"},
		{"#a.b[0]", "(# (index (. a b) 0))"},
		{"!#?a", "(! (# (? a)))"},
		{"#!a instanceof b == c", "(== (# (! (instanceof a b))) c)"},
		{"a = b += c", "(= a (+= b c))"},
		{"x = y := m", "(= x (:= y m))"},
		{"x := y = m", "(= (:= x y) m)"},
		{"a = b = c", "(= a (= b c))"},
		{"new A() := {a: 1}", "(:= (new A) {a:1})"},
		{"x @= a + b", "(@= x (+ a b))"},
		{"l @= a == b", "(@= l (== a b))"},
		{"l @= new A() := {}", "(:= (@= l (new A)) {})"},
		{"throw a + b", "(throw (+ a b))"},
		{"throw a = b", "(throw (= a b))"},
		{`x || throw "e"`, `(|| x (throw "e"))`},
		{"a * throw b + c", "(* a (throw (+ b c)))"},
		{"x && break", "(&& x break)"},
		{"1 + b = 3", "(= (+ 1 b) 3)"},
		{"a += b = c", "(= (+= a b) c)"},
		{"a == b += c == d", "(+= (== a b) (== c d))"},
		{"a.b++", "(post+ (. a b))"},
		{"a[0]--", "(post- (index a 0))"},
		{"i++ + 1", "(+ (post+ i) 1)"},
		{"1 + i++", "(post+ (+ 1 i))"},
		{"!i++", "(post+ (! i))"},
		{"i < j++", "(post+ (< i j))"},
		{"x = i++", "(post+ (= x i))"},
		{"x = i++ + 10", "(+ (post+ (= x i)) 10)"},
		{"i++--", "(post- (post+ i))"},
		{"throw i++", "(post+ (throw i))"},
		{"f(i++)[i++]", "(index (call f (post+ i)) (post+ i))"},
		{"i++.a[0]", "(index (. (post+ i) a) 0)"},
		{"a -5", "(- a 5)"},
		{"a - -5", "(- a -5)"},
		{"[- 5, -2.5, -0, -0.0]", "[-5 -2.5 0 0.0]"},
		{"-3.toString()", "(.toString -3)"},
		{"3.5.toString()", "(.toString 3.5)"},
		{"-9223372036854775808", "-9223372036854775808"},
		{"[007, 00.5, 1e-999, -1e-999, 1.7976931348623157e308]", "[7 0.5 0.0 0.0 1.7976931348623157e+308]"},
		{"(a.b).c[1].d(x, y)", "(.d (index (. (paren (. a b)) c) 1) x y)"},
		{`"a".b[0]`, `(index (. "a" b) 0)`},
		{"[1, 2][0]", "(index [1 2] 0)"},
		{"null.f()", "(.f null)"},
		{"new A(1).f().g", "(. (.f (new A 1)) g)"},
		{"::f.call(1)", "(.call ::f 1)"},
		{"f(,1, 2)", "(call f 1 2)"},
		{"[,1]", "[1]"},
		{"{,a: 1}", "{a:1}"},
		{`{a: 1, "b": 2, (c): 3, d + e: 4}`, `{a:1 "b":2 (paren c):3 (+ d e):4}`},
		{"this . f ( 1 )", "(.f this 1)"},
		{"::f(a, int b = -1, c = null, string ...) { return a; }", "(closure f(a, int b=-1, c=null, string ...){(return a)})"},
		{"::f(,list, object, ..., x) { }", "(closure f(list, object, ...){})"},
		{"::f() {}.call()", "(.call (closure f(){}))"},
		{"break.x", "(. break x)"},
		{"a.int.string", "(. (. a int) string)"},
	} {
		items := mustParse(t, c.src+";", true)
		if got := item(items[0]); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestStatements(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"return;", "(return _)"},
		{"return i++;", "(return (post+ i))"},
		{"if (a) { b; }", "(if a {b})"},
		{"if (a) { } else { }", "(if a {} else {})"},
		{"if (a) { b; c; } else if (d) { } else if (e) { f; } else { g; }", "(if a {b c} d {} e {f} else {g})"},
		{"switch (x) { }", "(switch x)"},
		{"switch (x) { case 1: { a; } case i++: { } default: { b; } }", "(switch x 1 {a} (post+ i) {} default {b})"},
		{"while (i--) { break; }", "(while (post- i) {break})"},
		{"for (;;) { }", "(for _ _ _ {})"},
		{"for (i = 0; i < 3; i++) { x; }", "(for (= i 0) (< i 3) (post+ i) {x})"},
		{"for (i; ; ) { }", "(for i _ _ {})"},
		{"for (x : l.m) { x; }", "(for x in (. l m) {x})"},
		{"try { a; } catch (e) { throw e; }", "(try {a} e {(throw e)})"},
		{"if (a) { include b.c; }", "(if a {(include b/c)})"},
		{"{};", "{}"},
		{`{"a": 1};`, `{"a":1}`},
		{"continue;", "continue"},
		{"include a.b.c;", "(include a/b/c)"},
	} {
		if got := item(mustParse(t, c.src, true)[0]); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestClasses(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"class A { }", "A"},
		{"static class A : B, C { }", "static A : B, C"},
		{"extern class A : x . y { public extern f(a, ...); }", "extern x.y A; public extern f(a, ...)"},
		{"static extern class A : x, B { }", "static extern x A : B"},
		{"class A { x; public y = -1; private z = null; w = [1, [true], {a: 'b', \"c\": -2.5}, []]; }",
			`A; x; public y=-1; z=null; w=[1 [true] {a:"b" "c":-2.5} []]`},
		{"class A { f(a = null, int b = {}, bool ...) { } private g() { return; } }", "A; f(a=null, int b={}, bool ...){}; g(){(return _)}"},
		{"enum E { a; b = \"x\"; }", `static enum E; public a="a"; public b="x"`},
		{`/** d */ @A @B(x = "1", y = 'z') class C { @M m; /** f */ @T public f() { } }`,
			`doc" d " @A @B x="1" y="z" C; @M m; doc" f " @T public f(){}`},
		{"/** d */ @A enum E { a; }", `doc" d " @A static enum E; public a="a"`},
		{"class A { f() { a = ::g() { b = ::h() { }; }; } i() { ::j() { }; } }",
			"A; f(){(= a (closure g(){(= b (closure h(){}))}))}; closure g(){(= b (closure h(){}))}; closure h(){}; i(){(closure j(){})}; closure j(){}"},
	} {
		if got := item(mustParse(t, c.src, false)[0]); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestClosuresKnowTheirOuterFunction(t *testing.T) {
	c := mustParse(t, "class A { f() { ::g() { ::h() { }; }; ::i() { }; } j() { ::k() { }; } }", false)[0].(*Class)
	var got []string
	for _, f := range c.Functions {
		outer := "-"
		if f.Outer != nil {
			outer = f.Outer.Name
		}
		got = append(got, f.Name+"<"+outer)
	}
	if s := strings.Join(got, " "); s != "f<- g<f h<g i<f j<- k<j" {
		t.Error(s)
	}
	top := mustParse(t, "f = ::g() { ::h() { }; };\n::i() { };", true)
	a, b := top[0].(*TopStatement).Closures, top[1].(*TopStatement).Closures
	if len(a) != 2 || a[0].Name != "g" || a[0].Outer != nil || a[1].Outer != a[0] || len(b) != 1 || b[0].Name != "i" {
		t.Errorf("closures of statements: %v %v", a, b)
	}
}

// TestPositions checks the position that each node records: the table lists, for the first
// expression, the positions of its nodes in preorder.
func TestPositions(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"x = 1;", "Assign@1:3/1:1 Name@1:1 IntLit@1:5"},
		{"a.b(1)[2].c;", "MemberExpr@1:11/1:1 IndexExpr@1:7/1:1 MethodCall@1:3/1:1 Name@1:1 IntLit@1:5 IntLit@1:8"},
		{"-5 + - 6.5;", "Binary@1:4/1:1 IntLit@1:1 DoubleLit@1:6"},
		{"\"a\nb\" == '';", "Binary@2:4/2:2 StringLit@2:2 StringLit@2:8"},
		{"(a)++;", "IncDec@1:4/1:1 Paren@1:1 Name@1:2"},
		{"!a; ", "Unary@1:1 Name@1:2"},
		{"throw new A(b);", "Throw@1:1 New@1:7 Name@1:13"},
		{"[f(x), {k: ::g}, break];", "ListLit@1:1 BareCall@1:2 Name@1:4 MapLit@1:8 Name@1:9 CallbackLit@1:14 Break@1:18"},
		{":: f(a = 1) { return true; };", "ClosureLit@1:4 Function@1:4 IntLit@1:10 Return@1:15 BoolLit@1:22"},
	} {
		var got []string
		Inspect(mustParse(t, c.src, true)[0].(*TopStatement).Stmt.(*ExprStmt).X, func(n Node) bool {
			own, s := ownPos(n), ""
			if own != n.First() {
				s = fmt.Sprintf("/%d:%d", n.First().Line, n.First().Col)
			}
			got = append(got, fmt.Sprintf("%s@%d:%d%s", strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax."), own.Line, own.Col, s))
			return true
		})
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, s, c.want)
		}
	}
}

// ownPos returns the Pos field of a node, which First may differ from.
func ownPos(n Node) Pos {
	switch n := n.(type) {
	case *Assign:
		return n.Pos
	case *Binary:
		return n.Pos
	case *IncDec:
		return n.Pos
	case *MemberExpr:
		return n.Pos
	case *MethodCall:
		return n.Pos
	case *IndexExpr:
		return n.Lbrack
	}
	return n.First()
}

func TestDefinitionPositions(t *testing.T) {
	for _, c := range []struct {
		src               string
		pos, name, docPos Pos
	}{
		{"class A { }", Pos{1, 7}, Pos{1, 7}, Pos{1, 7}},
		{"@X\n@Y(a = \"b\")\nclass A { }", Pos{1, 2}, Pos{3, 7}, Pos{1, 11}},
		{"@X @Y\nclass A { }", Pos{1, 2}, Pos{2, 7}, Pos{1, 5}},
		{"/** d */ @X\nclass A { }", Pos{2, 7}, Pos{2, 7}, Pos{2, 7}},
		{"@X\nenum A { a; }", Pos{2, 6}, Pos{2, 6}, Pos{2, 6}},
	} {
		k := mustParse(t, c.src, false)[0].(*Class)
		if k.Pos != c.pos || k.NamePos != c.name || k.DocPos != c.docPos {
			t.Errorf("%q: Pos %v NamePos %v DocPos %v, want %v %v %v", c.src, k.Pos, k.NamePos, k.DocPos, c.pos, c.name, c.docPos)
		}
	}
	k := mustParse(t, "class A : B,\n C {\n  public x = 1;\n  f(a,\n int b) {\n }\n}", false)[0].(*Class)
	f := k.Functions[0]
	got := fmt.Sprint(k.BasePos, k.Members[0].Pos, k.Members[0].Init.First(), f.Pos, f.Params[0].Pos, f.Params[1].Pos, f.End)
	if want := "[{1 11} {2 2}] {3 10} {3 14} {4 3} {4 5} {5 6} {6 2}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestItemsComeOneByOne checks that nothing behind an item is looked at before the next call.
func TestItemsComeOneByOne(t *testing.T) {
	var log []string
	p := NewParser("t.aus", "include a; $ class A { } $ enum E { a; } ~ x = 1; $ class B { ; } ` ~", func(e *Error) {
		log = append(log, fmt.Sprintf("%d:%d", e.Kind, e.Pos.Col))
	})
	for it := p.Next(); it != nil; it = p.Next() {
		log = append(log, item(it))
	}
	want := `(include a) 1:12 A 1:26 static enum E; public a="a" 1:42 1:51 2:44 0:63 1:67`
	if got := strings.Join(log, " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if !p.Failed() || p.Fatal() || p.Next() != nil {
		t.Error("state after the end")
	}
}

func TestFirstLine(t *testing.T) {
	var got []string
	p := NewParser("t", "a;\nb c;", func(e *Error) { got = append(got, e.Text) })
	p.Script, p.FirstLine = true, 10
	first := p.Next()
	if first.First() != (Pos{10, 1}) || p.Next() != nil || len(got) != 1 ||
		got[0] != "t [11]: PARSE_ERROR: Unknown symbol found at line 11 column 3.\n" {
		t.Error(first, got)
	}
}

func TestLongChainsAreNoRecursion(t *testing.T) {
	const n = 5000
	for name, src := range map[string]string{
		"sum":     "x = 1" + strings.Repeat(" + 1", n) + ";",
		"calls":   "x" + strings.Repeat(".f(1)", n) + ";",
		"index":   "x" + strings.Repeat("[1]", n) + ";",
		"members": "x" + strings.Repeat(".m", n) + " = 1;",
		"and":     "x = a" + strings.Repeat(" && a == b", n) + ";",
		"else if": "if (a) { }" + strings.Repeat(" else if (b) { }", n) + " else { }",
		"list":    "x = [1" + strings.Repeat(", 1", n) + "];",
		"names":   strings.Repeat("x = 1;", n),
	} {
		count := 0
		for _, it := range mustParse(t, src, true) {
			it.First()
			Inspect(it, func(Node) bool { count++; return true })
		}
		if count < n {
			t.Errorf("%s: %d nodes", name, count)
		}
	}
}

func TestNestingLimit(t *testing.T) {
	forms := map[string][3]string{
		"paren":   {"(", "1", ")"},
		"list":    {"[", "", "]"},
		"map":     {"{a:", "1", "}"},
		"index":   {"a[", "1", "]"},
		"call":    {"f(", "", ")"},
		"not":     {"!", "a", ""},
		"throw":   {"throw ", "a", ""},
		"assign":  {"a = ", "a", ""},
		"incdec":  {"", "a", "++"},
		"closure": {"::f(a) {", "a", ";}"},
		"levels":  {"(a || a && a | a & a == a + a * ", "a", ")"}, // one more recursion per operator
	}
	for name, f := range forms {
		for _, n := range []int{maxDepth, maxDepth + 1, 100000} {
			src := strings.Repeat(f[0], n) + f[1] + strings.Repeat(f[2], n) + ";"
			var errs []*Error
			p := NewParser("t", src, func(e *Error) { errs = append(errs, e) })
			p.Script = true
			for p.Next() != nil {
			}
			switch {
			case n <= maxDepth && len(errs) > 0:
				t.Errorf("%s: %d levels refused: %v", name, n, errs[0])
			case n > maxDepth && (len(errs) != 1 || errs[0].Message != "nested more than 400 levels deep"):
				t.Errorf("%s: %d levels: %v", name, n, errs)
			}
			if len(Check("t", src)) == 0 {
				t.Errorf("%s: Check finds nothing", name)
			}
		}
	}
	for _, src := range []string{
		"class A { f() {" + strings.Repeat("if (a) {", 100000),
		"class A { f() {" + strings.Repeat("switch (a) { case 1: {", 100000),
		"class A { x = " + strings.Repeat("[", 100000),
		"class A { x = " + strings.Repeat("{a:", 100000),
	} {
		if _, errs := parse(src, false); len(errs) != 1 {
			t.Errorf("%.30s: %q", src, errs)
		}
		if errs := Check("t", src); errs[0].Message != "nested more than 400 levels deep" {
			t.Errorf("%.30s: %v", src, errs[0])
		}
	}
}

// TestScannerDoesNotAllocate scans a program with every kind of token but changed strings.
func TestScannerDoesNotAllocate(t *testing.T) {
	src := strings.Repeat("class A { f(a, b) { c.log(\"text é\", 1.5, 12); /* x */ } } /** d */ ", 20)
	if n := testing.AllocsPerRun(10, func() {
		s := scanner{src: src, line: 1}
		for t := (token{kind: tAt}); t.kind != tEOF; {
			s.next(&t)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkParse(b *testing.B) {
	src, err := os.ReadFile("../../conformance/core/prog_calc_parser.aus")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		p := NewParser("x", string(src), nil)
		for p.Next() != nil {
		}
	}
}
