// This file defines the two equalities, the two rules of truth, and the order used for sorting
// (spec 02, 1.3 and 5.2; 03b, 1.1 and 1.3).

package value

import (
	"math"
)

// Equal is the operator == without overloading: numbers by value, anything with a string by text form, all else
// by identity.
func Equal(a, b Value) bool {
	ka, kb := a.Kind(), b.Kind()
	switch {
	case ka == KString && kb == KString:
		return a.P == b.P || a.GoString() == b.GoString()
	case ka == KString:
		return equalText(a.GoString(), b)
	case kb == KString:
		return equalText(b.GoString(), a)
	case a.IsNumber() && b.IsNumber():
		i, d, double := a.Num()
		j, e, double2 := b.Num()
		if double || double2 {
			return d == e
		}
		return i == j
	}
	return Same(a, b)
}

// equalText reports whether v, which is not a string, has the text form s.
func equalText(s string, v Value) bool {
	if v.IsNull() {
		return s == "null"
	}
	t, ok := TextLimit(v, len(s))
	return ok && t == s
}

// Equals is the equality of list.contains and the like: equal type and value for scalars and strings, NaN
// equal to itself and -0.0 different from 0.0; same target for callbacks; identity for all else.
func Equals(a, b Value) bool {
	k := a.Kind()
	if k != b.Kind() {
		return a.IsNull() && b.IsNull()
	}
	switch k {
	case KDouble:
		return orderDoubles(a.AsDouble(), b.AsDouble()) == 0
	case KBool:
		return a.AsBool() == b.AsBool()
	case KString:
		return a.P == b.P || a.GoString() == b.GoString()
	case KCallback:
		return a.Callback().SameTarget(b.Callback())
	}
	return Same(a, b)
}

// Condition is the truth of v in if, while and for: false are null, false, zero, and empty strings, lists and maps.
// ok is false for a callback, which is no condition. An exception is true; where it is no condition
// either is for the caller to know.
func Condition(v Value) (truth, ok bool) {
	switch v.Kind() {
	case KString:
		return len(v.GoString()) != 0, true
	case KList:
		return len(v.List().Items) != 0, true
	case KMap:
		return v.Map().Len() != 0, true
	case KCallback:
		return false, false
	}
	return Truth(v), true
}

// Truth is the truth of v for !, && and ||: false are null, false and zero only.
func Truth(v Value) bool {
	switch v.Kind() {
	case Undef, KNull:
		return false
	case KBool:
		return v.AsBool()
	case KInt:
		return v.Bits != 0
	case KDouble:
		return v.AsDouble() != 0
	}
	return true
}

// Order3 compares two values for sortAsc: negative, 0 or positive.
func Order3(a, b Value) int {
	if a.IsNull() || b.IsNull() {
		return boolInt(!a.IsNull()) - boolInt(!b.IsNull())
	}
	ka, kb := a.Kind(), b.Kind()
	if ka != kb {
		if (ka == KInt || ka == KDouble) && (kb == KInt || kb == KDouble) {
			_, d, _ := a.Num()
			_, e, _ := b.Num()
			return orderDoubles(d, e)
		}
		return Compare(Text(a), Text(b))
	}
	switch ka {
	case KString:
		return Compare(a.GoString(), b.GoString())
	case KBool:
		return boolInt(a.AsBool()) - boolInt(b.AsBool())
	case KInt:
		return boolInt(a.AsInt() > b.AsInt()) - boolInt(a.AsInt() < b.AsInt())
	case KDouble:
		return orderDoubles(a.AsDouble(), b.AsDouble())
	case KObject:
		return Compare(a.Object().Class.Name, b.Object().Class.Name)
	case KException:
		return 0
	}
	if Same(a, b) {
		return 0
	}
	return Compare(Text(a), Text(b))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// orderDoubles compares in the total order of doubles: -0.0 before 0.0, NaN last and equal to itself.
func orderDoubles(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b && a != 0:
		return 0
	case a != a || b != b:
		return boolInt(a != a) - boolInt(b != b)
	}
	return boolInt(math.Signbit(b)) - boolInt(math.Signbit(a))
}
