// This file defines what the Go half of a library class is made of: Native functions, NativeClass,
// Module, and the errors a native function may return.

package vm

import (
	"github.com/aussom/aussom-web/aussom/value"
)

// Native is the Go half of an extern method.
//
// this is the receiver (for methods of a class that a script extends, the extending object). args holds
// one value per declared parameter, defaults filled in and ints converted where the parameter is a double
// and dispatch converted them (an int may still arrive in an untyped or wildcard-matched place); a variadic
// function gets its rest as one list at the end. A shared bool arrives as it is: use Value.AsBool and Value.Kind,
// never Value.K. args is valid during the call only: copy values out, do not keep the slice.
//
// It runs on the program's goroutine while it holds the program, may call back with t.Call, and may suspend with
// Thread.Sleep and Waiter.Wait. A nil error with the zero Value means null. The error is one of Reported, Thrown, Fault,
// WithID, a *value.Exception (passed on as it is), or ErrCancelled from a wait; any other one is reported with its text, as Reported is. What
// they wrap is not looked at: return ErrCancelled as it is.
type Native func(t *Thread, this value.Value, args []value.Value) (value.Value, error)

// NativeClass is the Go half of an extern class.
type NativeClass struct {
	// New makes the native half (Object.Native) of a new instance, before any constructor runs. Nil: no native half.
	// For a class that a script extends it is called too.
	New func() any
	// Methods holds the extern methods by name. Overloads share one entry.
	Methods map[string]Native
}

// Module is a library module: Aussom source whose extern classes are bound to Classes.
type Module struct {
	// Name is the name in the include statement, "math".
	Name string
	// Source is the Aussom half.
	Source string
	// Classes maps the path after the colon of "extern class X : path" to the Go half.
	Classes map[string]NativeClass
}

// Reported is an error that a native function found and reports in its own words:
// the script sees id EXTERN_RUNTIME and this text (class R of spec 03a, 2).
type Reported string

func (e Reported) Error() string { return string(e) }

// Thrown is class X of spec 03a, 2: id EXTERN_INVOCATION_TARGET_EXCEPTION; the text is put behind the
// opening sentence that names the method.
type Thrown string

func (e Thrown) Error() string { return string(e) }

// Fault is class J of spec 03a, 2: as Thrown, for what the reference leaves to its platform. The text is ours.
type Fault string

func (e Fault) Error() string { return string(e) }

// WithID is an error with an id of its own (REGEX_BUDGET_EXCEEDED).
type WithID struct{ ID, Text string }

func (e WithID) Error() string { return e.Text }

// cancelled is the type of ErrCancelled.
type cancelled struct{}

func (cancelled) Error() string { return "Execution cancelled." }

// ErrCancelled is returned by waits when the host stops the program. A native function returns it on.
var ErrCancelled error = cancelled{}
