// This file defines the nasty values that methods are called with.

package stdlibtest

import (
	"math"
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// nasty is one value; make returns a new one for each call, since methods change their arguments.
type nasty struct {
	name string
	make func() value.Value
}

func fixed(name string, v value.Value) nasty {
	return nasty{name, func() value.Value { return v }}
}

func texts(all ...string) []nasty {
	var list []nasty
	for _, s := range all {
		name := s
		if len(name) > 20 {
			name = name[:20] + "..."
		}
		list = append(list, nasty{`"` + name + `"`, func() value.Value { return value.FromString(s) }})
	}
	return list
}

// The text "\ud83d", an unpaired surrogate, as strings hold it.
const highHalf = "\xed\xa0\xbd"

// longText is longer than the limits of the machines of these tests allow a result to be several times.
var longText = strings.Repeat("a", 100_000)

// cyclicList returns a list that contains itself, also in a map.
func cyclicList() value.Value {
	l := value.NewList()
	v := value.OfList(l)
	m := value.NewMap()
	m.Put("self", v)
	l.Items = append(l.Items, value.Int(1), v, value.OfMap(m))
	return v
}

// bomb returns a list whose text form has 2^60 elements.
func bomb() value.Value {
	v := value.OfList(value.NewList(value.Int(1)))
	for range 60 {
		v = value.OfList(value.NewList(v, v))
	}
	return v
}

// deep returns a list nested ten thousand times.
func deep() value.Value {
	v := value.OfList(value.NewList())
	for range 10_000 {
		v = value.OfList(value.NewList(v))
	}
	return v
}

func cyclicMap() value.Value {
	m := value.NewMap()
	m.Put("", value.OfMap(m))
	m.Put("value", value.OfMap(m))
	m.Put("type", value.FromString("list"))
	return value.OfMap(m)
}

// scalars are the values that need no machine.
func scalars() []nasty {
	list := []nasty{
		fixed("null", value.Null),
		fixed("true", value.True),
		nasty{"a shared bool", func() value.Value { return value.NewBoolCell(false) }},
		fixed("0", value.Int(0)),
		fixed("-1", value.Int(-1)),
		fixed("1", value.Int(1)),
		fixed("3", value.Int(3)),
		fixed("70000", value.Int(70000)),
		fixed("2^31", value.Int(1<<31)),
		fixed("2^32+1", value.Int(1<<32+1)),
		fixed("2^63-1", value.Int(math.MaxInt64)),
		fixed("-2^63", value.Int(math.MinInt64)),
		fixed("0.5", value.Double(0.5)),
		fixed("-0.0", value.Double(math.Copysign(0, -1))),
		fixed("NaN", value.Double(math.NaN())),
		fixed("Infinity", value.Double(math.Inf(1))),
		fixed("-Infinity", value.Double(math.Inf(-1))),
		fixed("1e300", value.Double(1e300)),
	}
	return append(list, texts("", "a", " \t\n", "true", "-12", "little", "utf_16", "call", "object", "Main", "[1,{\"a\":2}]", "{\"type\":\"list\",\"value\":[null]}",
		"(a*)*b", "[", "$1", "\\", "{}{0}{x}", "yyyy-MM-dd'T'HH:mm", "YWI=", "5957493d", "\x00\u00e9\u4e2d\U0001F600", highHalf, "\xed\xb8\x80"+highHalf, longText)...)
}

// structures are the values with parts; script is an object of a script class, whose function f throws.
func structures(script value.Value) []nasty {
	callback := func(name string, this value.Value) value.Value {
		return value.OfCallback(&value.Callback{This: this, Name: name})
	}
	return []nasty{
		{"[]", func() value.Value { return value.OfList(value.NewList()) }},
		{"a mixed list", func() value.Value {
			return value.OfList(value.NewList(value.Int(1), value.Null, value.FromString("a"), value.Double(math.NaN()), script, value.True))
		}},
		{"a list of strings", func() value.Value {
			return value.OfList(value.NewList(value.FromString("b"), value.FromString(highHalf), value.FromString("a")))
		}},
		{"a cyclic list", cyclicList},
		{"a list with 2^60 elements", bomb},
		{"a deep list", deep},
		{"{}", func() value.Value { return value.OfMap(value.NewMap()) }},
		{"a map", func() value.Value {
			m := value.NewMap()
			m.Put("x", value.Int(1))
			m.Put("type", value.FromString("int"))
			m.Put("value", value.FromString("x"))
			return value.OfMap(m)
		}},
		{"a cyclic map", cyclicMap},
		fixed("a script object", script),
		{"a callback", func() value.Value { return callback("ok", script) }},
		{"a throwing callback", func() value.Value { return callback("f", script) }},
		{"a callback to a missing function", func() value.Value { return callback("nope", script) }},
		{"a callback of a list", func() value.Value { return callback("add", value.OfList(value.NewList())) }},
		{"a callback of null", func() value.Value { return callback("x", value.Null) }},
		{"new callback()", func() value.Value { return value.OfCallback(&value.Callback{}) }},
		{"new exception()", func() value.Value {
			return value.OfException(&value.Exception{Line: -1, Type: value.ExUndef})
		}},
		{"a thrown exception", func() value.Value {
			return value.OfException(&value.Exception{Line: 1, Type: value.ExRuntime, ID: "X", Text: longText, Details: "d"})
		}},
	}
}

// testLimits are small, so that what exceeds them is refused before it takes much time.
var testLimits = vm.Limits{String: 1 << 20, List: 1 << 16, Buffer: 1 << 20}
