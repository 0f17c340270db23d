// This file defines unpacker, which rebuilds values from their parsed pack text (spec 03b, 3.4). It keeps its own
// stack: packed values may be nested more deeply than Go calls should be on wasm.

package stdlib

import (
	"strconv"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// unpacker rebuilds one value.
type unpacker struct {
	thread *vm.Thread
	stack  []unpackFrame
}

// unpackFrame is a list, map or object being filled from its packed parts.
type unpackFrame struct {
	next  int
	list  *value.List // target and its packed elements
	items []value.Value
	m     *value.Map // target and its packed values, in the order of keys
	keys  []string
	parts *value.Map

	object *value.Object // target; parts are the packed members
}

// unpackError is what unpack throws (class X of spec 03a, 2).
func unpackError(text string) error { return vm.Thrown("json.unpack(): " + text) }

// run rebuilds the value of packed: its own value first, then part by part what is inside.
func (u *unpacker) run(packed *value.Map) (value.Value, error) {
	w := worker{thread: u.thread}
	result, err := u.begin(packed)
	for err == nil && len(u.stack) > 0 {
		if err = w.did(1); err != nil {
			break
		}
		f := &u.stack[len(u.stack)-1]
		if f.done() {
			u.stack = u.stack[:len(u.stack)-1]
			continue
		}
		var part *value.Map
		if part, err = f.part(); err != nil {
			break
		}
		at, depth := f.next, len(u.stack)-1
		var v value.Value
		if v, err = u.begin(part); err == nil {
			u.stack[depth].store(at, v)
			u.stack[depth].next++
		}
	}
	if err != nil {
		return value.Null, err
	}
	return result, nil
}

// done reports whether all parts are stored.
func (f *unpackFrame) done() bool {
	switch {
	case f.list != nil:
		return f.next == len(f.items)
	case f.m != nil:
		return f.next == len(f.keys)
	}
	return f.next == len(f.object.Class.Order)
}

// part returns the next packed part, which must be a JSON object.
func (f *unpackFrame) part() (*value.Map, error) {
	var v value.Value
	switch {
	case f.list != nil:
		if v = f.items[f.next]; v.Kind() != value.KMap {
			return nil, unpackError("Malformed JSON structure found for array 'value' at index " +
				strconv.Itoa(f.next) + ", expecting JSON object but found '" + v.TypeName() + "' instead.")
		}
	case f.m != nil:
		key := f.keys[f.next]
		if v, _ = f.parts.Get(key); v.Kind() != value.KMap {
			return nil, unpackError("Malformed JSON, map value for key '" + key +
				"' expecting JSON object but found '" + v.TypeName() + "' instead.")
		}
	default:
		name := f.object.Class.SlotNames[f.object.Class.Order[f.next]]
		var ok bool
		if v, ok = f.parts.Get(name); !ok {
			return nil, unpackError("Malformed JSON, object '" + f.object.Class.Name + "' missing member '" + name + "'.")
		}
		if v.Kind() != value.KMap {
			return nil, unpackError("Malformed JSON, expecting '" + name + "' to be a JSON object but found '" +
				v.TypeName() + "' instead.")
		}
	}
	return v.Map(), nil
}

// store puts the rebuilt part number at into the target.
func (f *unpackFrame) store(at int, v value.Value) {
	switch {
	case f.list != nil:
		f.list.Items = append(f.list.Items, v)
	case f.m != nil:
		f.m.Put(f.keys[at], v)
	default:
		f.object.Slots[f.object.Class.Order[at]] = v
	}
}

// begin rebuilds packed, apart from the parts of a list, map or object: for these it pushes a frame.
func (u *unpacker) begin(packed *value.Map) (value.Value, error) {
	typeValue, ok := packed.Get("type")
	if !ok {
		return value.Null, unpackError("Malformed JSON, 'type' not found.")
	}
	if typeValue.Kind() != value.KString {
		return value.Null, wrongKind("type", "String", typeValue)
	}
	name := typeValue.GoString()
	expected, builtIn := packedKinds[name]
	if !builtIn {
		return u.beginObject(name, packed)
	}
	v, ok := packed.Get("value")
	if !ok {
		return value.Null, unpackError("Malformed JSON, missing value.")
	}
	if name == "null" || name == "cnull" {
		return value.Null, nil
	}
	return u.beginBuiltIn(name, expected, v)
}

// packedKind is how a built-in type is packed: the kind of its JSON value, and what errors call it.
type packedKind struct {
	kind value.Kind
	word string
}

var packedKinds = map[string]packedKind{
	"bool":   {value.KBool, "Boolean"},
	"int":    {value.KInt, "Long"},
	"double": {value.KDouble, "Double"},
	"string": {value.KString, "String"},
	"list":   {value.KList, "JSONArray"},
	"map":    {value.KMap, "JSONObject"},
	"Date":   {value.KString, "String (ISO 8601)"},
	"Buffer": {value.KString, "String (Base64 Encoded)"},
	"null":   {},
	"cnull":  {},
}

// wrongKind is the error about a key whose value has another kind than expected. A JSON null is class J.
func wrongKind(key, word string, found value.Value) error {
	if found.IsNull() {
		return vm.Fault("json.unpack(): The value of key '" + key + "' is null.")
	}
	return unpackError("Getting value for key '" + key + "'. Expecting object of type " + word + " but found '" +
		found.TypeName() + "' instead.")
}

func (u *unpacker) beginBuiltIn(name string, expected packedKind, v value.Value) (value.Value, error) {
	if name == "double" && v.Kind() == value.KString {
		if d, ok := value.PackedDouble(v.GoString()); ok {
			return value.Double(d), nil
		}
	}
	if v.Kind() != expected.kind {
		return value.Null, wrongKind("value", expected.word, v)
	}
	switch name {
	case "list":
		f := unpackFrame{list: value.NewList(), items: v.List().Items}
		u.stack = append(u.stack, f)
		return value.OfList(f.list), nil
	case "map":
		f := unpackFrame{m: value.NewMap(), keys: v.Map().Keys(), parts: v.Map()}
		u.stack = append(u.stack, f)
		return value.OfMap(f.m), nil
	case "Date":
		return u.date(v.GoString())
	case "Buffer":
		return u.buffer(v.GoString())
	}
	return v, nil
}

func (u *unpacker) date(text string) (value.Value, error) {
	at, ok := parseISO(text)
	if !ok {
		return value.Null, unpackError("Getting value for key 'value'. Parse exception of String (ISO 8601) with value '" +
			text + "'.")
	}
	return newDate(u.thread.Machine(), at), nil
}

func (u *unpacker) buffer(text string) (value.Value, error) {
	b, err := value.SafeBytes(text)
	if err != nil {
		return value.Null, unpackError("Getting value for key 'value'. Exception unpacking String (Base64 Encoded): " +
			err.Error())
	}
	if err := u.thread.Machine().CheckBuffer(len(b)); err != nil {
		return value.Null, err
	}
	return NewBuffer(u.thread.Machine(), b), nil
}

// beginObject makes an object of a class with its constructor and pushes a frame for its members.
func (u *unpacker) beginObject(class string, packed *value.Map) (value.Value, error) {
	if u.thread.Machine().Class(class) == nil {
		return value.Null, unpackError("Malformed JSON, type '" + class + "' unknown.")
	}
	members, ok := packed.Get("members")
	if !ok {
		return value.Null, unpackError("Malformed JSON, missing value.")
	}
	if members.Kind() != value.KMap {
		return value.Null, wrongKind("members", "JSONObject", members)
	}
	v, err := u.thread.New(class)
	if err != nil {
		return value.Null, err
	}
	if v.Kind() == value.KObject {
		u.stack = append(u.stack, unpackFrame{object: v.Object(), parts: members.Map()})
	}
	return v, nil
}
