// This file defines frames and registers: how a thread holds the active calls (spec 02, 7.5).

package vm

import (
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// frame is one active script function.
type frame struct {
	fn    *Func
	proto *compile.Proto
	// base points at register 0. Registers live in chunks of the Go heap that never move, so a frame's window stays valid
	// while other frames come and go, and generated code could address it.
	base unsafe.Pointer
	code unsafe.Pointer // the first instruction of proto
	env  *env           // the record of this frame's locals, once a closure captured them
	how  how
	pc   int32 // the instruction that runs or calls
	_    [12]byte
}

const frameSize = unsafe.Sizeof(frame{}) // a power of two, since the dispatch loop divides by it

// enter stores what a new frame runs, without the garbage collector's write barrier: the function is reachable from the class of
// the object in register 0, and the registers from the thread.
func (f *frame) enter(tg *target, base unsafe.Pointer, h how) {
	*(*uintptr)(unsafe.Pointer(&f.fn)) = uintptr(unsafe.Pointer(tg.fn))
	*(*uintptr)(unsafe.Pointer(&f.proto)) = uintptr(unsafe.Pointer(tg.proto))
	*(*uintptr)(unsafe.Pointer(&f.base)) = uintptr(base)
	*(*uintptr)(unsafe.Pointer(&f.code)) = uintptr(tg.code)
	f.how = h
	f.pc = 0
}

// how tells how a frame was entered and how it returns, in one word that a call stores and a return tests at once. From the lowest bit on:
// the caller's register for the result (16 bits), via (8), action (8), levels (8), marks (8), the chunk of the registers (16).
//
// levels is what the frame counts towards the call depth: 2 if it was entered through callback.call.
type how uint64

const (
	howNew      how = how(actNew) << 24
	howEntry    how = 1 << 40 // the first frame of an entry of run
	howCaptured how = 1 << 41 // env is set
	howMoved    how = 1 << 42 // the registers are in another chunk than the caller's
	howChunk    how = maxChunk << 48

	// howOdd are the bits of which none is set if the dispatch loop can make the return itself.
	howOdd = howEntry | howCaptured | howMoved | 2<<24

	viaCallOf     = how(viaCall)<<16 | 1<<32
	viaNewOf      = how(viaNew)<<16 | howNew | 1<<32
	viaCallbackOf = how(viaCallback)<<16 | 2<<32

	maxChunk = 1<<16 - 1
)

// entered returns how a frame is entered whose result goes to the caller's register ret.
func entered(ret uint16, v via, a action, levels int) how {
	return how(ret) | how(v)<<16 | how(a)<<24 | how(levels)<<32
}

func (h how) ret() uint16  { return uint16(h) }
func (h how) via() via     { return via(h >> 16) }
func (h how) act() action  { return action(h >> 24) }
func (h how) levels() int  { return int(h >> 32 & 0xFF) }
func (h how) chunk() int32 { return int32(h >> 48) }

// via tells how a frame was entered; it decides what the trace shows.
type via uint8

const (
	viaHost     via = iota // main, a handler, a test: no call is shown
	viaCall                // a method call in script
	viaNew                 // a constructor
	viaOperator            // an overloaded operator
	viaCallback            // callback.call in script
	viaNative              // a native function that calls back
	viaStatic              // the constructor of a static class
)

// action is what happens to the result when a frame returns.
type action uint8

const (
	actStore  action = iota // it goes to the caller's register ret
	actNew                  // the value is the object, not what the constructor returned
	actNegate               // it must be a bool and is negated (spec 02, 12.1: != through __opEq__)
	actKeep                 // it is dropped: the caller's register already holds the value (__opSet__, __opIndexSet__)
)

// env is the record of one invocation's locals that its closures copy from (spec 02, 8.2). While the invocation is
// active regs is its window; afterwards a copy.
type env struct {
	proto *compile.Proto
	regs  unsafe.Pointer
	kept  []value.Value
}

const (
	valueSize = unsafe.Sizeof(value.Value{})
	chunkSize = 2048 // registers
	slack     = 48   // registers kept free behind a window, for the defaults of native calls
)

// reg returns register i of a window.
func reg(base unsafe.Pointer, i uint16) *value.Value {
	return (*value.Value)(unsafe.Add(base, uintptr(i)*valueSize))
}

// window returns n registers from i on as a slice.
func window(base unsafe.Pointer, i uint16, n int) []value.Value {
	return (*[1 << 20]value.Value)(unsafe.Pointer(reg(base, i)))[:n:n] // unsafe.Slice calls a function for what cannot happen here
}

// stack holds a thread's registers.
type stack struct {
	chunks [][]value.Value
	at     int32 // the chunk in use
	limit  uintptr
}

// room makes sure that n registers fit at base; otherwise it moves to another chunk, copying the first keep registers.
func (s *stack) room(base unsafe.Pointer, n, keep int) unsafe.Pointer {
	if base != nil && uintptr(base)+uintptr(n+slack)*valueSize <= s.limit {
		return base
	}
	if base != nil {
		s.at++
	}
	if int(s.at) < len(s.chunks) && len(s.chunks[s.at]) < n+slack {
		s.chunks = s.chunks[:s.at] // too small: replaced by a larger one
	}
	if int(s.at) == len(s.chunks) {
		s.chunks = append(s.chunks, make([]value.Value, max(chunkSize, n+slack)))
	}
	s.use(s.at)
	to := unsafe.Pointer(unsafe.SliceData(s.chunks[s.at]))
	if base != nil {
		copy(unsafe.Slice((*value.Value)(to), keep), unsafe.Slice((*value.Value)(base), keep))
	}
	return to
}

// use makes chunk i the current one.
func (s *stack) use(i int32) {
	s.at = i
	c := s.chunks[i]
	s.limit = uintptr(unsafe.Pointer(unsafe.SliceData(c))) + uintptr(len(c))*valueSize
}

// clear drops the references that unused registers still hold.
func (s *stack) clear() {
	for _, c := range s.chunks {
		clear(c)
	}
	if len(s.chunks) > 1 {
		s.chunks = s.chunks[:1]
	}
	if len(s.chunks) > 0 {
		s.use(0)
	}
}

// top returns the running frame; there must be one.
func (t *Thread) top() *frame { return &t.frames[t.n-1] }

// newFrame makes room for one more frame and returns it; its fields are those of an earlier use. Pointers to frames become
// invalid.
func (t *Thread) newFrame() *frame {
	if t.n == len(t.frames) || t.calls() <= 2 && t.limit == len(t.frames) {
		grown := make([]frame, 2*len(t.frames))
		copy(grown, t.frames)
		t.frames = grown
		t.setLimit()
	}
	t.n++
	return &t.frames[t.n-1]
}

// free returns where the registers behind the running frame begin.
func (t *Thread) free() unsafe.Pointer {
	if t.n == 0 {
		return nil
	}
	f := t.top()
	return unsafe.Add(f.base, uintptr(f.proto.NumRegs+slack/2)*valueSize)
}

// pop removes the running frame.
func (t *Thread) pop() {
	n := t.n - 1
	f := &t.frames[n]
	if f.env != nil {
		f.close()
	}
	t.left += int64(f.how.levels())
	t.n = n
	if n > 0 && f.how&howMoved != 0 {
		t.stack.use(t.frames[n-1].how.chunk())
	}
}

// close moves the locals that closures captured off the registers.
func (f *frame) close() {
	e := f.env
	e.kept = append([]value.Value(nil), window(f.base, 0, len(f.proto.Names))...)
	e.regs = unsafe.Pointer(unsafe.SliceData(e.kept))
	f.env = nil
	f.how &^= howCaptured
}

// capture returns the record of the frame's locals.
func (f *frame) capture() *env {
	if f.env == nil {
		f.env = &env{proto: f.proto, regs: f.base}
		f.how |= howCaptured
	}
	return f.env
}

// copyCaptured fills the locals of a closure's new frame from the locals of the captured invocation.
func copyCaptured(p *compile.Proto, base unsafe.Pointer, e *env) {
	if e == nil || len(p.Captures) == 0 {
		return
	}
	if p.CapturedFrom != e.proto {
		p.CapturedFrom, p.CapturedRegs = e.proto, make([]uint16, len(p.Captures))
		for i, r := range p.Captures {
			p.CapturedRegs[i] = uint16(e.proto.Reg(p.Names[r]))
		}
	}
	for i, from := range p.CapturedRegs {
		if from != 0 {
			src, dst := reg(e.regs, from), reg(base, uint16(p.Captures[i]))
			if src.P == nil && dst.P == nil {
				dst.K, dst.Bits = src.K, src.Bits
				continue
			}
			*dst = *src
		}
	}
}
