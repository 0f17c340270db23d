// This file defines delivery, the calls of the listeners for one event.

package websocket

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// delivery calls the listeners of one event, one after the other. When a handler blocks, the delivery is detached: the activity
// in which it ran belongs to that handler, and a copy of it goes on with the next listener in another one.
type delivery struct {
	h        *hub
	e        event
	kind     eventKind
	list     listeners // snapshot at the beginning of the event
	next     int       // index in list of the next listener to call
	final    bool      // nothing comes after it: "error" is followed by "close", and "close" ends the socket
	detached bool
	args     [3]value.Value
	suspend  func() // d.suspended, made once
}

func newDelivery(h *hub) *delivery {
	d := &delivery{h: h}
	d.suspend = d.suspended
	return d
}

// reset drops all references to the event.
func (d *delivery) reset() {
	d.e, d.list, d.next, d.final = event{}, nil, 0, false
	d.args = [3]value.Value{}
}

// begin advances the socket's state for the event and reports whether something is to be called or ended.
func (d *delivery) begin(e event) bool {
	s := e.s
	switch e.kind {
	case arrivedOpen:
		if s.state != stateConnecting {
			return false
		}
		s.state, s.protocol = stateOpen, e.text
		d.load(e, openEvent)
	case arrivedText, arrivedBinary:
		if s.state != stateOpen {
			return false
		}
		d.load(e, messageEvent)
	default:
		d.final = true
		failed := e.kind == arrivedFailure || s.gaveUp || s.state == stateConnecting
		if failed {
			e.code, e.text, e.clean = abnormalClosure, "", false
		}
		// A goodbye of the script that is not answered is no error: some hosts report one, some do not.
		if failed && (s.gaveUp || s.state != stateClosing) {
			d.load(e, errorEvent)
		} else {
			d.load(e, closeEvent)
		}
		s.state = stateClosed
	}
	return d.final || len(d.list) > 0
}

// load takes the snapshot of the listeners of one event.
func (d *delivery) load(e event, k eventKind) {
	d.e, d.kind, d.list, d.next = e, k, e.s.listeners[k], 0
}

// run calls the listeners that are left, until one of them blocks.
func (d *delivery) run(c caller) {
	c.OnSuspend(d.suspend)
	for !d.detached {
		if d.next == len(d.list) {
			switch {
			case !d.final:
				return
			case d.kind == errorEvent:
				d.load(d.e, closeEvent)
				continue
			}
			d.h.end(d.e.s)
			return
		}
		l := d.list[d.next]
		d.next++
		if l.removed {
			continue
		}
		d.arguments(l)
		if _, err := c.Call(l.handler, d.args[:]...); err != nil {
			if err == vm.ErrCancelled {
				return
			}
			d.h.engine.Report(err)
		}
	}
}

// suspended is called when a handler blocks: the rest of the delivery goes on before any later event.
func (d *delivery) suspended() {
	d.detached = true
	if !d.final && d.next == len(d.list) {
		return
	}
	rest := newDelivery(d.h)
	rest.e, rest.kind, rest.list, rest.next, rest.final = d.e, d.kind, d.list, d.next, d.final
	d.h.engine.PostFront(rest.run)
}

// textArguments holds both strings of a text message, so that they cost one allocation.
type textArguments struct{ name, data value.String }

var messageName = *value.FromASCII("message").Str()

// arguments sets args for one listener. Strings, maps and Buffers are the listener's own: what it changes no other one sees.
func (d *delivery) arguments(l *listener) {
	d.args[2] = l.passed
	switch d.kind {
	case messageEvent:
		if d.e.kind == arrivedText {
			a := &textArguments{name: messageName, data: *value.NewString(d.e.text)}
			d.args[0], d.args[1] = value.OfString(&a.name), value.OfString(&a.data)
			return
		}
		d.args[1] = d.buffer(l)
	case closeEvent:
		d.args[1] = closeInfo(d.e)
	default:
		d.args[1] = value.Null
	}
	d.args[0] = value.FromASCII(eventNames[d.kind])
}

// buffer puts a binary message into the listener's Buffer. The last listener gets the arrived bytes themselves, the others copies.
func (d *delivery) buffer(l *listener) value.Value {
	data := d.e.data
	if d.next < len(d.list) {
		data = append(make([]byte, 0, len(data)), data...)
	}
	if l.block == nil {
		l.buffer, l.block = d.h.engine.NewBuffer(data)
	} else {
		l.block.SetBytes(data)
	}
	return l.buffer
}

// closeInfo returns the data of a "close" event.
func closeInfo(e event) value.Value {
	m := value.NewMap()
	m.Put("code", value.Int(int64(e.code)))
	m.Put("reason", value.FromString(e.text))
	m.Put("wasClean", value.Bool(e.clean))
	return value.OfMap(m)
}
