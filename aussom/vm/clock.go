// This file defines Alarm and the clock of a program, which rings its alarms in the order of their times.

package vm

import (
	"container/heap"
	"math"
	"sync"
	"time"
)

// started is where Clock begins.
var started = time.Now()

// Clock returns the time since the process started, by which waits, timers and time slices go: it runs evenly whatever
// happens to the time of day. (The data structures hold no time.Time: its method String, which interfaces make
// reachable, would bring formats and time zones into main.wasm.)
func Clock() time.Duration { return time.Since(started) }

// Later returns the time that is d after a time of Clock, or the last one there is.
func Later(t, d time.Duration) time.Duration {
	if d > math.MaxInt64-t {
		return math.MaxInt64
	}
	return t + d
}

// Alarm is a function that is going to be called at a time.
type Alarm struct {
	c   *clock
	f   func()
	due time.Duration // by Clock
	seq uint64        // the order of setting decides between equal times
	at  int           // index in clock.alarms, -1 if it is not there
}

// At has f called once when Clock has come to due, on a goroutine of its own; f must not block. The alarms of a program ring one after
// the other, in the order of their times, also when several are late. It is called on the program's goroutine.
func (m *Machine) At(due time.Duration, f func()) *Alarm {
	c := m.clockOf()
	a := &Alarm{c: c, f: f, due: due}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seq++
	a.seq = c.seq
	heap.Push(&c.alarms, a)
	if a.at == 0 {
		c.set()
	}
	return a
}

// Cancel takes the alarm back. It reports false if it has rung, is about to, or was cancelled before. Any goroutine may call it.
func (a *Alarm) Cancel() bool {
	c := a.c
	c.mu.Lock()
	defer c.mu.Unlock()
	if a.at < 0 {
		return false
	}
	first := a.at == 0
	heap.Remove(&c.alarms, a.at)
	if first {
		c.set()
	}
	return true
}

// clock holds the alarms of one program. One timer of the host serves them all: the host's own timers come in no
// particular order when several are due.
type clock struct {
	mu      sync.Mutex
	alarms  alarmHeap
	seq     uint64
	stop    func() bool // stops the host's timer; nil if none is set
	ringing bool        // alarms are being rung; the timer is set afterwards
}

// clockKey is where a machine keeps its clock.
type clockKey struct{}

func (m *Machine) clockOf() *clock {
	c, ok := m.data[clockKey{}].(*clock)
	if !ok {
		c = &clock{}
		m.data[clockKey{}] = c
		m.OnStop(c.clear)
	}
	return c
}

// set sets the host's timer to the first alarm; c.mu is held. A timer that comes too early does no harm.
func (c *clock) set() {
	if c.ringing {
		return
	}
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
	if len(c.alarms) > 0 {
		c.stop = time.AfterFunc(c.alarms[0].due-Clock(), c.ring).Stop
	}
}

// ring rings the alarms that are due.
func (c *clock) ring() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ringing {
		return
	}
	c.ringing = true
	for now := Clock(); len(c.alarms) > 0 && c.alarms[0].due <= now; {
		a := heap.Pop(&c.alarms).(*Alarm)
		c.mu.Unlock()
		a.f()
		c.mu.Lock()
	}
	c.ringing = false
	c.set()
}

// clear drops all alarms.
func (c *clock) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.alarms {
		a.at = -1
	}
	c.alarms = nil
	c.set()
}

// alarmHeap is a heap.Interface of alarms, the first one at index 0.
type alarmHeap []*Alarm

func (h alarmHeap) Len() int { return len(h) }

func (h alarmHeap) Less(i, j int) bool {
	if h[i].due == h[j].due {
		return h[i].seq < h[j].seq
	}
	return h[i].due < h[j].due
}

func (h alarmHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].at, h[j].at = i, j
}

// Push implements heap.Interface.
func (h *alarmHeap) Push(x any) {
	a := x.(*Alarm)
	a.at = len(*h)
	*h = append(*h, a)
}

// Pop implements heap.Interface.
func (h *alarmHeap) Pop() any {
	last := len(*h) - 1
	a := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	a.at = -1
	return a
}
