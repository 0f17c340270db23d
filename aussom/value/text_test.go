// This file defines the tests of the text form, of the equalities, of truth, and of the sort order.

package value

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// list, dict and object make values for tests; dict and object take names and values in turn.
func list(v ...Value) Value { return OfList(NewList(v...)) }

func dict(kv ...any) Value {
	m := NewMap()
	for i := 0; i < len(kv); i += 2 {
		m.Put(kv[i].(string), kv[i+1].(Value))
	}
	return OfMap(m)
}

func object(class string, native any, kv ...any) Value {
	c, o := &Class{Name: class}, &Object{Native: native}
	for i := 0; i < len(kv); i += 2 {
		c.SlotNames = append(c.SlotNames, kv[i].(string))
		o.Slots = append(o.Slots, kv[i+1].(Value))
	}
	c.Order = Order(c.SlotNames)
	o.Class = c
	return OfObject(o)
}

// stamp is a native half with forms of its own.
type stamp struct{}

func (stamp) AussomText() string           { return "STAMP" }
func (stamp) AussomJSON() string           { return `"stamp"` }
func (stamp) AussomPack() (string, string) { return "Stamp", `"packed"` }

func str(s string) Value { return FromString(s) }

var nan = Double(math.NaN())

// nested returns an int in n lists.
func nested(n int) Value {
	v := Int(1)
	for range n {
		v = list(v)
	}
	return v
}

// doubled returns a list in which the same list stands twice, and so on n times.
func doubled(n int) Value {
	v := list(Int(1))
	for range n {
		v = list(v, v)
	}
	return v
}

func cyclic() (l, m, o Value) {
	l, m, o = list(Int(1)), dict("k", Null), object("C", nil, "self", Null)
	l.List().Items = append(l.List().Items, l)
	m.Map().Put("k", list(m))
	o.Object().Slots[0] = o
	return l, m, o
}

func TestText(t *testing.T) {
	shared := list(Int(1))
	l, m, o := cyclic()
	e := OfException(&Exception{Line: 3, Type: ExRuntime, ID: "ID", Text: "a\nb", Details: "d", Trace: func() string { return "\tx\n" }})
	const block = "line 3: [cException] exRuntime Exception\n\tid: ID\n\ttext: a\nb\n\tdetails: d\n\tstackTrace: \tx\n\n"
	for _, c := range []struct {
		v    Value
		want string
	}{
		{Null, "null"}, {Value{}, "null"}, {True, "true"}, {NewBoolCell(false), "false"}, {Int(-5), "-5"}, {Double(1), "1.0"},
		{str("a\"b"), `a"b`}, {list(), "[]"}, {dict(), "{}"}, {object("C", nil), "{}"}, {object("C", stamp{}), "STAMP"},
		{list(Int(1), str("two"), list(), dict("k", list(Null))), "[\n\t1,\n\t\"two\",\n\t[],\n\t{\n\t\t\"k\": [\n\t\t\tnull\n\t\t]\n\t}\n]"},
		{dict("a\"", str("q\"")), "{\n\t\"a\"\": \"q\"\"\n}"},
		{object("C", stamp{}, "zeta", Int(1), "alpha", str("x")), "{\n\t'zeta': 1,\n\t'alpha': \"x\"\n}"},
		{list(shared, shared), "[\n\t[\n\t\t1\n\t],\n\t[\n\t\t1\n\t]\n]"},
		{l, "[\n\t1,\n\t<cycle>\n]"}, {m, "{\n\t\"k\": [\n\t\t<cycle>\n\t]\n}"}, {o, "{\n\t'self': <cycle>\n}"},
		{e, block}, {list(e), "[\n\t" + block + "\n]"}, {OfCallback(&Callback{}), "callback null::"},
		{list(object("C", stamp{})), "[\n\tSTAMP\n]"},
	} {
		if got := Text(c.v); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
		if got, ok := TextLimit(c.v, len(c.want)); !ok || got != c.want {
			t.Errorf("TextLimit of its length: %q %v", got, ok)
		}
		if got, ok := TextLimit(c.v, len(c.want)-1); ok {
			t.Errorf("TextLimit below the length: %q", got)
		}
		if got := string(AppendText([]byte("x"), c.v)); got != "x"+c.want {
			t.Errorf("AppendText %q", got)
		}
	}
}

func TestTextOfCallback(t *testing.T) {
	o := object("Button", nil)
	got := Text(OfCallback(&Callback{This: o, Name: "click"}))
	if !regexp.MustCompile(`^callback Button@[0-9a-f]+::click$`).MatchString(got) {
		t.Error(got)
	}
	if again := Text(OfCallback(&Callback{This: o, Name: "click"})); again != got {
		t.Error(again, "differs from", got)
	}
	if other := Text(OfCallback(&Callback{This: object("Button", nil), Name: "click"})); other == got {
		t.Error("another object has the same number")
	}
}

// Huge structures neither exhaust the stack nor the memory.
func TestTextOfHugeValues(t *testing.T) {
	deep := nested(2000)
	if got := Text(deep); strings.Count(got, "[") != 2000 || strings.Count(got, "]") != 2000 {
		t.Error("wrong nesting")
	}
	for _, v := range []Value{nested(100_000), doubled(100)} {
		if _, ok := TextLimit(v, 1<<16); ok {
			t.Error("TextLimit lets a huge text pass")
		}
		if Equal(v, str("[]")) {
			t.Error("equal to []")
		}
	}
	deep.List().Items[0].List().Items[0] = deep // a cycle through few and many open values
	if got := Text(deep); !strings.Contains(got, "<cycle>") {
		t.Error("no cycle found")
	}
	end := deep
	v := nested(100)
	for end = v; end.List().Items[0].K == KList; end = end.List().Items[0] {
	}
	end.List().Items[0] = v
	if got := Text(v); strings.Count(got, "<cycle>") != 1 {
		t.Error("no cycle found below many open values")
	}
}

func TestEqual(t *testing.T) {
	l, o, cb := list(), object("C", nil), OfCallback(&Callback{This: object("D", nil), Name: "f"})
	twin := OfCallback(&Callback{This: cb.Callback().This, Name: "f"})
	for _, c := range []struct {
		a, b   Value
		equal  bool // ==
		equals bool // contains
	}{
		{Int(1), Double(1), true, false}, {True, Int(1), true, false}, {nan, nan, false, true},
		{Double(0), Double(math.Copysign(0, -1)), true, false}, {str("1"), Int(1), true, false}, {str("null"), Null, true, false},
		{str("true"), True, true, false}, {list(), str("[]"), true, false}, {str("1.0"), Int(1), false, false},
		{Null, Null, true, true}, {Null, Value{}, true, true}, {Null, Int(0), false, false}, {l, l, true, true}, {l, list(), false, false},
		{o, o, true, true}, {cb, twin, false, true}, {cb, cb, true, true}, {Int(1 << 62), Int(1<<62 + 1), false, false},
		{Int(1<<53 + 1), Double(1 << 53), true, false}, {str("a"), str("a"), true, true}, {str("a"), str("b"), false, false},
		{NewBoolCell(true), True, true, true}, {list(Int(1)), str("[\n\t1\n]"), true, false}, {str(""), Null, false, false},
	} {
		for _, p := range [][2]Value{{c.a, c.b}, {c.b, c.a}} {
			if Equal(p[0], p[1]) != c.equal {
				t.Errorf("%s == %s is not %v", Text(p[0]), Text(p[1]), c.equal)
			}
			if Equals(p[0], p[1]) != c.equals {
				t.Errorf("Equals(%s, %s) is not %v", Text(p[0]), Text(p[1]), c.equals)
			}
		}
	}
}

func TestTruth(t *testing.T) {
	for _, c := range []struct {
		v             Value
		cond, logical bool
	}{
		{Null, false, false}, {Value{}, false, false}, {False, false, false}, {True, true, true}, {NewBoolCell(true), true, true},
		{Int(0), false, false}, {Int(-1), true, true}, {Double(0), false, false}, {Double(math.Copysign(0, -1)), false, false},
		{nan, true, true}, {str(""), false, true}, {str("0"), true, true}, {list(), false, true}, {list(Null), true, true},
		{dict(), false, true}, {dict("", Null), true, true}, {object("C", nil), true, true}, {OfException(&Exception{}), true, true},
	} {
		if got, ok := Condition(c.v); got != c.cond || !ok {
			t.Errorf("Condition(%s) = %v %v", Text(c.v), got, ok)
		}
		if got := Truth(c.v); got != c.logical {
			t.Errorf("Truth(%s) = %v", Text(c.v), got)
		}
	}
	if _, ok := Condition(OfCallback(&Callback{})); ok {
		t.Error("a callback is a condition")
	}
}

func TestOrder3(t *testing.T) {
	// each group before the next, elements of a group equal
	for _, groups := range [][][]Value{
		{{Null, Value{}}, {Double(math.Inf(-1))}, {Int(-1), Double(-1)}, {Double(math.Copysign(0, -1))}, {Double(0), Int(0)}, {Int(1), Double(1)}, {nan, nan}},
		{{Null}, {False, NewBoolCell(false)}, {True}},
		{{str("")}, {str("😀")}, {str("\uffff")}},
		{{Int(math.MinInt64)}, {Int(10)}, {str("9")}},
		{{str("a")}, {True}, {str("true!")}},
		{{object("A", nil), object("A", nil, "x", Int(1))}, {object("B", nil)}},
		{{OfException(&Exception{}), OfException(&Exception{Line: 2})}},
		{{list(Int(1)), list(Int(1))}, {list(Int(2))}},
		{{Null}, {str("")}},
	} {
		for i, g := range groups {
			for j, h := range groups {
				for _, a := range g {
					for _, b := range h {
						if got := Order3(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
							t.Errorf("Order3(%s, %s) = %d", Text(a), Text(b), got)
						}
					}
				}
			}
		}
	}
	l := []Value{str("b"), Int(3), Null, str("a"), Int(1)}
	slices.SortStableFunc(l, Order3)
	if got := Text(OfList(NewList(l...))); got != Text(list(Null, Int(1), Int(3), str("a"), str("b"))) {
		t.Error(got)
	}
}
