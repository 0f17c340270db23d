// This file defines Value, the 24-byte tagged struct that holds every Aussom value,
// its kinds, and the constructors and accessors of the scalar kinds.

package value

import (
	"math"
	"unsafe"
)

// Kind tells what a Value holds.
type Kind uint64

// The kinds. Undef is no script value: it marks a local that was never assigned and is the zero Kind.
// BoolCell is a second representation of bool, for a bool that is shared by reference because the
// program changes bools in place (bool.parse); Value.Kind reports it as Bool.
const (
	Undef Kind = iota
	KNull
	KBool
	KInt
	KDouble
	KString
	KList
	KMap
	KObject
	KCallback
	KException
	kBoolCell
	kRef
)

// Value is one Aussom value. Ints, doubles and bools live in Bits and never allocate; all
// other kinds are a pointer. Copying a Value copies the reference (spec 02, 1).
//
// K and Bits are exported for the register machine's fast paths; everybody else uses the methods.
type Value struct {
	K    Kind
	Bits uint64
	P    unsafe.Pointer
}

// Null is the null value.
var Null = Value{K: KNull}

// True and False are the bools.
var (
	True  = Value{K: KBool, Bits: 1}
	False = Value{K: KBool}
)

// Reference stands for a variable, member or element itself, in an expression that only raises an error (spec 02, 5.4). No
// operator and no type test accepts it, and nothing stores it.
var Reference = Value{K: kRef}

// Bool returns b as a Value.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Int returns i as a Value.
func Int(i int64) Value { return Value{K: KInt, Bits: uint64(i)} }

// Double returns d as a Value.
func Double(d float64) Value { return Value{K: KDouble, Bits: math.Float64bits(d)} }

// FromString returns a new string value (a new identity) with the given text, UTF-8 or WTF-8.
func FromString(s string) Value { return Value{K: KString, P: unsafe.Pointer(NewString(s))} }

// FromASCII is FromString for text that is known to be ASCII.
func FromASCII(s string) Value {
	return Value{K: KString, P: unsafe.Pointer(&String{s: s, info: infoASCII})}
}

// OfString returns s itself as a Value.
func OfString(s *String) Value { return Value{K: KString, P: unsafe.Pointer(s)} }

// OfList returns l itself as a Value.
func OfList(l *List) Value { return Value{K: KList, P: unsafe.Pointer(l)} }

// OfMap returns m itself as a Value.
func OfMap(m *Map) Value { return Value{K: KMap, P: unsafe.Pointer(m)} }

// OfObject returns o itself as a Value.
func OfObject(o *Object) Value { return Value{K: KObject, P: unsafe.Pointer(o)} }

// OfCallback returns c itself as a Value.
func OfCallback(c *Callback) Value { return Value{K: KCallback, P: unsafe.Pointer(c)} }

// OfException returns e itself as a Value.
func OfException(e *Exception) Value { return Value{K: KException, P: unsafe.Pointer(e)} }

// NewBoolCell returns a bool that is shared by reference.
func NewBoolCell(b bool) Value {
	p := new(uint64)
	if b {
		*p = 1
	}
	return Value{K: kBoolCell, P: unsafe.Pointer(p)}
}

// WithIdentity returns a scalar as a value of its own: a bool that is shared by reference, or a number that SameRef tells from
// equal ones. Other values are returned as they are.
func WithIdentity(v Value) Value {
	switch v.K {
	case KBool:
		return NewBoolCell(v.Bits != 0)
	case KInt, KDouble:
		v.P = unsafe.Pointer(new(uint64))
	}
	return v
}

// SameRef reports whether a and b are the very same value; numbers made by WithIdentity are told apart.
func SameRef(a, b Value) bool { return Same(a, b) && a.P == b.P || a.IsNull() && b.IsNull() }

// SetBool changes a shared bool in place and reports whether v is one.
func (v Value) SetBool(b bool) bool {
	if v.K != kBoolCell {
		return false
	}
	*(*uint64)(v.P) = Bool(b).Bits
	return true
}

// Kind returns the kind of v as scripts see it.
func (v Value) Kind() Kind {
	if v.K == kBoolCell {
		return KBool
	}
	return v.K
}

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v.K == KNull || v.K == Undef }

// Plain returns v with a shared bool replaced by its present value.
func (v Value) Plain() Value {
	if v.K == kBoolCell {
		return Value{K: KBool, Bits: *(*uint64)(v.P)}
	}
	return v
}

// AsBool returns the bool in v; v must be a bool.
func (v Value) AsBool() bool {
	if v.K == kBoolCell {
		return *(*uint64)(v.P) != 0
	}
	return v.Bits != 0
}

// AsInt returns the int in v; v must be an int.
func (v Value) AsInt() int64 { return int64(v.Bits) }

// AsDouble returns the double in v; v must be a double.
func (v Value) AsDouble() float64 { return math.Float64frombits(v.Bits) }

// Str returns the string object in v; v must be a string.
func (v Value) Str() *String { return (*String)(v.P) }

// GoString returns the text of v, which must be a string.
func (v Value) GoString() string { return (*String)(v.P).s }

// List returns the list in v; v must be a list.
func (v Value) List() *List { return (*List)(v.P) }

// Map returns the map in v; v must be a map.
func (v Value) Map() *Map { return (*Map)(v.P) }

// Object returns the object in v; v must be an object.
func (v Value) Object() *Object { return (*Object)(v.P) }

// Callback returns the callback in v; v must be a callback.
func (v Value) Callback() *Callback { return (*Callback)(v.P) }

// Exception returns the exception in v; v must be an exception.
func (v Value) Exception() *Exception { return (*Exception)(v.P) }

// IsNumber reports whether v is an int, a double or a bool (spec 02, 5).
func (v Value) IsNumber() bool {
	k := v.Kind()
	return k == KInt || k == KDouble || k == KBool
}

// Num returns the number in v (bool counts as 0 or 1) as an int and as a double, and whether it is a double.
func (v Value) Num() (i int64, d float64, isDouble bool) {
	switch v.K {
	case KDouble:
		d = v.AsDouble()
		return int64(d), d, true
	case kBoolCell:
		v = v.Plain()
	}
	i = int64(v.Bits)
	return i, float64(i), false
}

var (
	tags    = [...]string{"cNull", "cNull", "cBool", "cInt", "cDouble", "cString", "cList", "cMap", "cObject", "cCallback", "cException", "cBool", "cRef"}
	letters = [...]string{"n", "n", "b", "i", "d", "s", "l", "m", "o", "c", "*"}
	types   = [...]string{"null", "null", "bool", "int", "double", "string", "list", "map", "object", "callback", "exception"}
)

// Tag returns the type tag of v as error messages name it: "cInt" (spec 02, 1).
func (v Value) Tag() string { return tags[v.Kind()] }

// Letter returns the signature letter of v: "i" (spec 02, 1).
func (v Value) Letter() string { return letters[v.Kind()] }

// TypeName returns what lang.type gives: "int", "null", or the class name of an object.
func (v Value) TypeName() string {
	if v.K == KObject {
		return v.Object().Class.Name
	}
	return types[v.Kind()]
}

// ClassName returns the name of the class on which methods of v are looked up: as TypeName, but "cnull" for null.
func (v Value) ClassName() string {
	if v.IsNull() {
		return "cnull"
	}
	return v.TypeName()
}

// Same reports whether a and b are the very same value: identity for references, type and bits for scalars.
func Same(a, b Value) bool {
	if a.K == kBoolCell || b.K == kBoolCell {
		if a.K == b.K {
			return a.P == b.P
		}
		a, b = a.Plain(), b.Plain()
	}
	if a.K != b.K {
		return a.IsNull() && b.IsNull()
	}
	switch a.K {
	case KBool, KInt, KDouble:
		return a.Bits == b.Bits
	case Undef, KNull:
		return true
	}
	return a.P == b.P
}
