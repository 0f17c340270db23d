// This file defines Heap and the accounting of the memory that programs hold.
//
// Values are garbage collected and belong to nobody, so no exact number can be had for the price of an addition. Instead the size
// of the whole heap is read when a program gives up control, at most every few milliseconds, and what it has grown by since the
// last reading is charged to the program that ran; natives that make something large announce it before. A program
// that seems to be over its limit is measured again after a garbage collection. With one program the result is exact apart
// from what it makes between two readings; with several, one may be credited with garbage of another, so that
// the sum is right and the shares are estimates.

package vm

import (
	"runtime"
	"sync"
	"time"
)

// Heap shares out the memory of a process between the programs that run in it. It is safe for concurrent use.
type Heap struct {
	limit int64

	mu       sync.Mutex
	last     int64 // the heap at the last reading
	programs map[*Machine]struct{}
}

// NewHeap returns a Heap for programs that together may hold limit bytes.
func NewHeap(limit int64) *Heap { return &Heap{limit: limit, programs: map[*Machine]struct{}{}} }

// memory is a machine's account. charged is guarded by the heap's lock; the rest belongs to the program's goroutine.
type memory struct {
	heap    *Heap // nil: memory is not counted
	limit   int64
	charged int64         // bytes held, as far as known
	room    int64         // bytes that may be made before the next reading
	read    time.Duration // when, by Clock, the last reading was; before it started if there was none
}

// readAtLeast is the longest that a program which never runs for a whole time slice goes unread while it runs at all.
const readAtLeast = 50 * time.Millisecond

// announceFrom is the size from which on something is announced before it is made.
const announceFrom = 1 << 16

// openAccount begins counting.
func (m *Machine) openAccount() {
	a := &m.memory
	if a.heap = m.host.Heap; a.heap == nil || m.limits.Memory <= 0 {
		a.heap = nil
		return
	}
	a.limit, a.room, a.read = m.limits.Memory, m.limits.Memory, -readAtLeast
	h := a.heap
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.programs) == 0 {
		h.last = heapSize()
	}
	h.programs[m] = struct{}{}
}

// closeAccount ends counting.
func (m *Machine) closeAccount() {
	if h := m.memory.heap; h != nil {
		h.mu.Lock()
		delete(h.programs, m)
		h.mu.Unlock()
	}
}

// heapSize returns the bytes of all values, garbage that was not collected yet included. It takes some microseconds.
func heapSize() int64 {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}

// charge takes a reading; h.mu is held.
func (h *Heap) charge(m *Machine) {
	now := heapSize()
	a := &m.memory
	a.charged = min(max(0, a.charged+now-h.last), now)
	h.last = now
	a.room = a.limit - a.charged
}

// measureMemory takes a reading and ends the program that holds too much, which may be another one than m.
func (m *Machine) measureMemory(now time.Duration) {
	a := &m.memory
	h := a.heap
	if h == nil {
		return
	}
	a.read = now
	h.mu.Lock()
	h.charge(m)
	var guilty *Machine
	if a.charged > a.limit || h.last > h.limit {
		guilty = h.collect(m)
	}
	h.mu.Unlock()
	if guilty != nil {
		guilty.abort("The program holds more than " + itoa(int(guilty.memory.limit)) + " bytes of memory, its limit.")
	}
}

// collect measures again without garbage and returns the program to end, or nil; h.mu is held. One that is left with less
// than an eighth of its limit is over it too: it would spend its time collecting.
func (h *Heap) collect(m *Machine) *Machine {
	runtime.GC()
	h.charge(m)
	if a := &m.memory; a.charged > a.limit-a.limit/8 {
		return m
	}
	if h.last <= h.limit {
		return nil
	}
	largest := m
	for p := range h.programs {
		if p.memory.charged > largest.memory.charged {
			largest = p
		}
	}
	return largest
}

// announce returns an error if n more bytes are over the program's limit. taken tells that they are going to be made now.
func (m *Machine) announce(n int64, taken bool) error {
	if n < announceFrom || m.memory.heap == nil {
		return nil
	}
	a := &m.memory
	if n > a.room {
		h := a.heap
		h.mu.Lock()
		if h.charge(m); n > a.room || h.last+n > h.limit {
			runtime.GC()
			h.charge(m)
		}
		over := n > a.room || h.last+n > h.limit
		h.mu.Unlock()
		if over {
			return limitExceeded("The program would hold more than " + itoa(int(a.limit)) + " bytes of memory, its limit.")
		}
	}
	if taken {
		a.room -= n
	}
	return nil
}

// CheckMemory returns an error if n more bytes are over the limit of the program's memory. Natives call it before they make something
// large whose size no other check knows.
func (m *Machine) CheckMemory(n int) error { return m.announce(int64(n), true) }

// abort ends the program because of a limit: a line on the console, code 1. Any goroutine may call it.
func (m *Machine) abort(text string) {
	m.mu.Lock()
	if m.ended || m.stopping.Load() {
		m.mu.Unlock()
		return
	}
	m.cancel(1)
	m.mu.Unlock()
	m.console().Line(LevelError, text)
}
