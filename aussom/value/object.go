// This file defines the reference kinds apart from strings and maps: lists, objects and their classes,
// callbacks and exceptions.

package value

import (
	"sync/atomic"
	"unsafe"
)

// List is a growable list. Natives may use Items directly.
type List struct {
	Items []Value
}

// SetLen changes the number of elements to n, which must not be more than there is room for. It leaves the pointer of Items alone, so
// that no write barrier is needed.
func (l *List) SetLen(n int) { (*[3]int)(unsafe.Pointer(&l.Items))[1] = n }

// NewList returns a list that owns items.
func NewList(items ...Value) *List { return &List{Items: items} }

// Class is what a value must know of its class. The machine keeps dispatch tables and code in Link.
// A Class never changes after it was linked; redefining a class makes a new Class.
type Class struct {
	Name string
	// SlotNames are the member names in slot order, which is creation order (spec 02, 9.1).
	SlotNames []string
	// Order lists the slots in the order in which members are enumerated (spec 02, 13).
	Order []int
	// Ancestors holds the names of all direct and indirect bases, "object" included.
	Ancestors map[string]bool
	// Link is the machine's own data of the class.
	Link unsafe.Pointer
}

// Slot returns the slot of a member, or -1.
func (c *Class) Slot(name string) int {
	for i, n := range c.SlotNames {
		if n == name {
			return i
		}
	}
	return -1
}

// IsA reports whether name is the class or one of its ancestors.
func (c *Class) IsA(name string) bool { return c.Name == name || c.Ancestors[name] }

// Object is an instance of a class.
type Object struct {
	Class *Class
	Slots []Value
	// Native is the Go half of an instance of a native class (a Buffer's bytes, a Date's time), nil otherwise.
	// It may implement Texter, JSONer, JSONSizer and Packer.
	Native any
	id     uint32
}

// Inner returns the built-in value behind an instance of a class that extends a built-in type. ok is false for all other objects.
func (o *Object) Inner() (v Value, ok bool) {
	switch x := o.Native.(type) {
	case *String:
		return OfString(x), true
	case *List:
		return OfList(x), true
	case *Map:
		return OfMap(x), true
	case *Callback:
		return OfCallback(x), true
	case *Exception:
		return OfException(x), true
	case *Value:
		return *x, true
	}
	return Null, false
}

// Texter is implemented by native halves with a text form of their own (spec 03a, 3).
type Texter interface{ AussomText() string }

// JSONer is implemented by native halves with a JSON form of their own (spec 03b, 3.1), quotes included.
type JSONer interface{ AussomJSON() string }

// JSONSizer is implemented by native halves whose JSON form can be large: its number of bytes, known before it is made.
type JSONSizer interface{ AussomJSONSize() int }

// Packer is implemented by native halves with a pack form of their own (spec 03b, 3.2): the text of the "value" part.
// The type named in the text is Class.Name of the native class, e.g. "Buffer".
type Packer interface {
	AussomPack() (class, valueJSON string)
}

// Callback is a function name bound to an object (spec 02, 8.1).
type Callback struct {
	This Value  // the bound object; an object, or for library use any value
	Name string // the function's name: a whole overload group
	// Env is the machine's record of the captured locals, nil if none were captured.
	Env unsafe.Pointer
	// Link is the machine's cache of the functions called Name.
	Link unsafe.Pointer
	id   uint32
}

// SameTarget reports whether two callbacks name the same function of the same object (spec 03b, 1.1).
func (c *Callback) SameTarget(d *Callback) bool {
	return c == d || c.Name == d.Name && Same(c.This, d.This)
}

// ExceptionType is the type word of an exception: "exRuntime", "exInternal" or "exUndef".
type ExceptionType string

// The exception types.
const (
	ExRuntime  ExceptionType = "exRuntime"
	ExInternal ExceptionType = "exInternal"
	ExUndef    ExceptionType = "exUndef"
)

// Exception is a caught or thrown exception (spec 02, 11). As a Go error its text is Text.
type Exception struct {
	Line    int // -1 if unknown
	Type    ExceptionType
	ID      string
	Text    string
	Details string
	// Trace returns the stack trace, "" if it is nil; the text is made when first asked for.
	Trace func() string
}

// Error returns the text of the exception.
func (e *Exception) Error() string { return e.Text }

// StackTrace returns the stack trace: one line per frame, each beginning with a tab and ending in a newline.
func (e *Exception) StackTrace() string {
	if e.Trace == nil {
		return ""
	}
	t := e.Trace()
	e.Trace = func() string { return t }
	return t
}

var lastID atomic.Uint32

// identity hands out the numbers that callbacks show in their text form. They are per process and say nothing.
func identity(id *uint32) uint32 {
	if *id == 0 {
		*id = lastID.Add(1)*2654435761 | 1
	}
	return *id
}
