// This file defines Alarm and the clock of a program, which rings its alarms in the order of their times.

package vm

import (
	"container/heap"
	"sync"
	"time"
)

// Alarm is a function that is going to be called at a time.
type Alarm struct {
	c   *clock
	f   func()
	due time.Time
	seq uint64 // the order of setting decides between equal times
	at  int    // index in clock.alarms, -1 if it is not there
}

// At has f called once when due has come, on a goroutine of its own; f must not block. The alarms of a program ring one after
// the other, in the order of their times, also when several are late. It is called on the program's goroutine.
func (m *Machine) At(due time.Time, f func()) *Alarm {
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
	timer   *time.Timer
	ringing bool // alarms are being rung; the timer is set afterwards
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
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	if len(c.alarms) > 0 {
		c.timer = time.AfterFunc(time.Until(c.alarms[0].due), c.ring)
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
	for now := time.Now(); len(c.alarms) > 0 && !c.alarms[0].due.After(now); {
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
	if h[i].due.Equal(h[j].due) {
		return h[i].seq < h[j].seq
	}
	return h[i].due.Before(h[j].due)
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
