// This file defines hub, which queues what arrives for the sockets of one program and hands it to the program one by one.

package websocket

import (
	"sync"

	"github.com/aussom/aussom-web/aussom/value"
)

// arrival is the kind of a queued event.
type arrival uint8

const (
	arrivedOpen arrival = iota
	arrivedText
	arrivedBinary
	arrivedFailure
	arrivedClose
)

// event is something that arrived for a socket and was not delivered yet.
type event struct {
	s     *socket
	text  string // protocol, message or close reason
	data  []byte // binary message
	code  int32
	kind  arrival
	clean bool
}

// caller is the activity in which an event is delivered; *vm.Thread is one.
type caller interface {
	// Call invokes a callback; the arguments are read before it returns or suspends, and the slice is not kept.
	Call(cb value.Value, args ...value.Value) (value.Value, error)
	// OnSuspend has f called once, on the program's goroutine, if the activity suspends.
	OnSuspend(f func())
}

// engine is what the package needs of the program's machine.
type engine interface {
	// Post queues one activity that runs hub.deliverNext. Any goroutine may call it.
	Post()
	// PostFront queues an activity before all others.
	PostFront(f func(c caller))
	// Hold and Release keep the program from being done between them.
	Hold()
	Release()
	// Turn returns a number that changes whenever the program begins or goes on with something. It is called on the program's goroutine.
	Turn() uint64
	// Report prints an exception or a fatal error that a handler let out.
	Report(err error)
	// NewBuffer makes a Buffer object that owns the bytes.
	NewBuffer(b []byte) (value.Value, buffer)
}

// hub is the event side of all sockets of one program. The fields behind mu may be used by any goroutine, the others by the
// program's goroutine only.
type hub struct {
	engine engine
	live   map[*socket]struct{} // connected or failing, "close" not delivered yet
	spare  *delivery            // reused, so that a message costs no allocation of bookkeeping

	mu      sync.Mutex
	queue   []event
	head    int // first event in queue not taken yet
	stopped bool
}

func newHub(e engine) *hub { return &hub{engine: e, live: make(map[*socket]struct{})} }

// shrinkAbove is the number of events up to which an emptied queue keeps its memory.
const shrinkAbove = 1024

// push queues an event and posts one activity for it. Any goroutine may call it. After the last event of a socket, and
// after the program was stopped, events are dropped.
func (h *hub) push(e event) {
	h.mu.Lock()
	if h.stopped || e.s.ended {
		h.mu.Unlock()
		return
	}
	if e.kind == arrivedFailure || e.kind == arrivedClose {
		e.s.ended = true
	}
	if len(h.queue) == cap(h.queue) && h.head > len(h.queue)/2 {
		n := copy(h.queue, h.queue[h.head:])
		clear(h.queue[n:])
		h.queue, h.head = h.queue[:n], 0
	}
	h.queue = append(h.queue, e)
	h.mu.Unlock()
	h.engine.Post()
}

// pop takes the oldest event.
func (h *hub) pop() (e event, ok bool) {
	h.mu.Lock()
	if h.head < len(h.queue) {
		e, ok = h.queue[h.head], true
		h.queue[h.head] = event{}
		if h.head++; h.head == len(h.queue) {
			h.queue, h.head = h.queue[:0], 0
			if cap(h.queue) > shrinkAbove {
				h.queue = nil
			}
		}
	}
	h.mu.Unlock()
	return e, ok
}

// deliverNext is the activity that Post queues: it delivers the oldest event to its listeners.
func (h *hub) deliverNext(c caller) {
	e, ok := h.pop()
	if !ok {
		return
	}
	d := h.spare
	h.spare = nil
	if d == nil {
		d = newDelivery(h)
	}
	if d.begin(e) {
		d.run(c)
	}
	if !d.detached {
		d.reset()
		h.spare = d
	}
}

// adopt counts a socket as live: the program is not done before end is called for it.
func (h *hub) adopt(s *socket) {
	h.live[s] = struct{}{}
	h.engine.Hold()
}

// end drops what the host holds for a socket whose "close" was delivered.
func (h *hub) end(s *socket) {
	if _, ok := h.live[s]; !ok {
		return
	}
	delete(h.live, s)
	s.release()
	h.engine.Release()
}

// stop closes all sockets; nothing is delivered any more.
func (h *hub) stop() {
	h.mu.Lock()
	h.stopped = true
	h.queue, h.head = nil, 0
	h.mu.Unlock()
	for s := range h.live {
		delete(h.live, s)
		s.release()
	}
}
