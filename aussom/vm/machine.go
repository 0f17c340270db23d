// This file defines Machine, one running program: classes, threads and events.

package vm

import (
	"time"

	"github.com/aussom/aussom-web/aussom/value"
)

// Machine is one program's engine. Apart from the methods that say otherwise, it belongs to the goroutine that runs the program.
type Machine struct{}

// Post queues f as a new activity: it runs on the program's goroutine when no other code of the program runs, in
// the order of posting. It may be called from any goroutine, does not block, and does nothing after the program was stopped.
func (m *Machine) Post(f func(t *Thread)) { panic("todo") }

// Hold keeps the program from being done until Release was called as often: one per socket not closed or timer armed.
// Any goroutine may call it.
func (m *Machine) Hold() { panic("todo") }

// Release undoes one Hold. Any goroutine may call it.
func (m *Machine) Release() { panic("todo") }

// OnStop registers f to be called once when the program is stopped or done; the returned function unregisters it.
func (m *Machine) OnStop(f func()) (cancel func()) { panic("todo") }

// Console returns the program's console.
func (m *Machine) Console() Console { panic("todo") }

// ReportException prints an exception as the runner does for one that nobody caught: an error line.
func (m *Machine) ReportException(e *value.Exception) { panic("todo") }

// Now returns the host's clock.
func (m *Machine) Now() time.Time { return time.Now() }

// Property returns a security property, Null if it is not set (spec 04, 4).
func (m *Machine) Property(name string) value.Value { panic("todo") }

// SetProperty sets a security property; Null removes it.
func (m *Machine) SetProperty(name string, v value.Value) { panic("todo") }

// Properties returns the security properties as a map of copies.
func (m *Machine) Properties() *value.Map { panic("todo") }

// Permitted reports whether a property is the bool true.
func (m *Machine) Permitted(name string) bool { panic("todo") }

// Class returns the class of that name as scripts see it now, nil if there is none.
func (m *Machine) Class(name string) *value.Class { panic("todo") }

// NewObject makes an instance without running a constructor, members holding their initial values; class must be linked.
func (m *Machine) NewObject(c *value.Class) *value.Object { panic("todo") }

// Data returns a slot for the host's or a module's own data under key (like a context value).
func (m *Machine) Data(key any) any { panic("todo") }

// SetData stores data under key.
func (m *Machine) SetData(key, data any) { panic("todo") }

// Limits are the sizes a program may reach; 0 means the default.
type Limits struct {
	CallDepth int   // active calls, default 1000; -1: no limit
	Steps     int64 // budget checks at loop back edges and calls; 0: no limit
	String    int   // UTF-8 bytes of one string
	List      int   // elements of one list, entries of one map
	Buffer    int   // bytes of one Buffer
	Source    int   // bytes of one source text
}

// CheckString returns an error if a string of n bytes is larger than the program may make. Natives that multiply call it first.
func (m *Machine) CheckString(n int) error { panic("todo") }

// CheckList is CheckString for lists and maps.
func (m *Machine) CheckList(n int) error { panic("todo") }

// CheckBuffer is CheckString for Buffers.
func (m *Machine) CheckBuffer(n int) error { panic("todo") }
