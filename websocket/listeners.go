// This file defines listener, one registered handler, and the list of the listeners of one event.

package websocket

import (
	"github.com/aussom/aussom-web/aussom/value"
)

// eventKind is one of the four events that scripts listen to.
type eventKind uint8

const (
	openEvent eventKind = iota
	messageEvent
	closeEvent
	errorEvent
	eventKinds // their number
)

var eventNames = [eventKinds]string{"open", "message", "close", "error"}

// kindOf returns the event of that name.
func kindOf(name string) (k eventKind, ok bool) {
	for i, n := range eventNames {
		if n == name {
			return eventKind(i), true
		}
	}
	return 0, false
}

// listener is one registration: a handler, what is passed on to it, and its own Buffer for binary messages.
type listener struct {
	handler value.Value
	passed  value.Value
	removed bool
	buffer  value.Value // the Buffer object, Null until the first binary message
	block   buffer      // its native half
}

// buffer is the native half of a Buffer object.
type buffer interface {
	// SetBytes replaces size and contents, takes b over, and sets both cursors to 0.
	SetBytes(b []byte)
}

// listeners is the list of one event in the order of registration. A copy of the slice is a snapshot: what is added or removed
// later does not change it.
type listeners []*listener

// add appends a registration. It never writes where a snapshot reads.
func (l *listeners) add(handler, passed value.Value) {
	*l = append(*l, &listener{handler: handler, passed: passed, buffer: value.Null})
}

// remove takes out the first registration whose handler names the same function of the same object and marks it, so that a
// delivery under way skips it. It reports whether there was one.
func (l *listeners) remove(handler value.Value) bool {
	want := handler.Callback()
	for i, r := range *l {
		if r.handler.Callback().SameTarget(want) {
			r.removed = true
			rest := make(listeners, 0, len(*l)-1)
			*l = append(append(rest, (*l)[:i]...), (*l)[i+1:]...)
			return true
		}
	}
	return false
}
