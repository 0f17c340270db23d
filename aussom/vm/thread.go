// This file defines Thread, one activity of a program (main, or one handler), as natives see it.

package vm

import (
	"time"

	"github.com/aussom/aussom-web/aussom/value"
)

// Thread is one activity: main, or one handler started by an event. At most one thread of a machine runs at a time.
type Thread struct {
	m *Machine
}

// Machine returns the program the thread belongs to.
func (t *Thread) Machine() *Machine { return t.m }

// Call invokes a callback value and returns its result. Errors are *value.Exception or ErrCancelled.
// An exception with an empty id keeps it (the caller decides about EXTERN_RUNTIME, see PassThrough).
func (t *Thread) Call(cb value.Value, args ...value.Value) (value.Value, error) { panic("todo") }

// CallMethod calls a method of any value, without an access check.
func (t *Thread) CallMethod(recv value.Value, name string, args ...value.Value) (value.Value, error) {
	panic("todo")
}

// New makes an instance of a class with its constructor, as "new" does.
func (t *Thread) New(class string, args ...value.Value) (value.Value, error) { panic("todo") }

// PassThrough gives an exception that leaves a native function the id EXTERN_RUNTIME if it has none (spec 04, 1.2).
func PassThrough(err error) error { panic("todo") }

// Sleep suspends the activity; other activities and events run meanwhile.
func (t *Thread) Sleep(d time.Duration) error { panic("todo") }

// Waiter is one suspended wait of an activity.
type Waiter struct{ t *Thread }

// NewWaiter prepares a wait of this activity.
func (t *Thread) NewWaiter() *Waiter { panic("todo") }

// Wait suspends the activity until Wake is called or, unless timeout is negative, the timeout has passed. woken tells which.
// It returns ErrCancelled when the program is stopped, ErrNeverWoken when nothing is left that could wake it.
func (w *Waiter) Wait(timeout time.Duration) (woken bool, err error) { panic("todo") }

// Wake makes the waiting activity runnable; it continues after the running one ends or blocks. It reports whether the activity
// was waiting (false: it had timed out or was woken before).
func (w *Waiter) Wake() bool { panic("todo") }

// ErrNeverWoken is returned by Waiter.Wait when no event, timer or other activity is left in the program.
var ErrNeverWoken error = Reported("nothing is left that could end the wait")
