// This file defines the dispatch loop. Everything that is not a fast path stands in cold.go and the files behind it.

package vm

import (
	"math"
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

const instrSize = unsafe.Sizeof(compile.Instr{})

// double returns where a value keeps its double. Reading it there, and not through math.Float64frombits, spares the wasm backend
// a detour over the stack.
func double(v *value.Value) *float64 { return (*float64)(unsafe.Pointer(&v.Bits)) }

// following returns the entry of a call site's cache after k.
func following(k *compile.CallCache) *compile.CallCache {
	return (*compile.CallCache)(unsafe.Add(unsafe.Pointer(k), unsafe.Sizeof(*k)))
}

// after returns the entry of a member site's cache after k.
func after(k *compile.MemberCache) *compile.MemberCache {
	return (*compile.MemberCache)(unsafe.Add(unsafe.Pointer(k), unsafe.Sizeof(*k)))
}

// The comparisons as sets of outcomes, four bits each in the order ==, !=, <, >, <=, >=: 1 less, 2 equal, 4 greater, 8 unordered.
const outcomes = 2 | 13<<4 | 1<<8 | 4<<12 | 3<<16 | 6<<20

// run executes frames until their number is back to stop and returns what the last of them returned. Script calls do not
// use the Go stack; run is entered again only by natives that call back.
//
// The loop's variables must not be alive across a call, or Go's wasm backend writes all of them to memory at every
// instruction. Therefore whatever needs a call stores its state in the frame and goes to reload; moves of pointers,
// which may call the write barrier, share one place.
func (t *Thread) run(stop int) (value.Value, error) {
	var (
		f        *frame
		base     unsafe.Pointer
		code     unsafe.Pointer
		in       *compile.Instr // the instruction that runs; the other positions are numbers of instructions
		dst, src *value.Value
		result   value.Value
		err      error
	)
	goto reload

move:
	*dst = *src

next:
	in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))

dispatch:
	switch in.Op {
	case compile.OpAddInt:
		if b := reg(base, in.B); b.K == value.KInt {
			a := reg(base, in.A)
			a.Bits = b.Bits + uint64(int64(in.D))
			a.K = value.KInt
			goto next
		} else if b.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) + float64(in.D)
			a.K = value.KDouble
			goto next
		}
	case compile.OpIfLtInt:
		if b := reg(base, in.B); b.K == value.KInt {
			if int64(b.Bits) >= int64(in.E) {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
			goto next
		}
	case compile.OpIfEqInt, compile.OpIfNotEqInt, compile.OpIfGtInt, compile.OpIfLtEqInt, compile.OpIfGtEqInt:
		if b := reg(base, in.B); b.K == value.KInt {
			x, y := int64(b.Bits), int64(in.E)
			o := uint(1)
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
			if outcomes>>(uint(in.Op-compile.OpIfEqInt)*4&63)&o == 0 {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
			goto next
		}
	case compile.OpGetThis:
		o := reg(base, 0).Object()
		k := (*compile.MemberCache)(in.Ref()) // the first of the site's
		if c := o.Class; c != k.Class {
			if k = after(k); c != k.Class {
				if k = after(k); c != k.Class {
					if k = after(k); c != k.Class {
						break
					}
				}
			}
		}
		src = (*value.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(o.Slots)), k.Offset))
		dst = reg(base, in.A)
		if src.P == nil {
			dst.K, dst.Bits = src.K, src.Bits
			goto next
		}
		goto move
	case compile.OpMove:
		src = reg(base, in.B)
		dst = reg(base, in.A)
		if p := src.P; p == nil || p == dst.P { // the same again, as a receiver in a loop: no write barrier
			dst.K, dst.Bits = src.K, src.Bits
			goto next
		}
		goto move
	case compile.OpMove2:
		src = reg(base, in.B)
		dst = reg(base, in.A)
		if p := src.P; p != nil && p != dst.P {
			goto move
		}
		dst.K, dst.Bits = src.K, src.Bits
		src = reg(base, in.C)
		dst = reg(base, uint16(in.D))
		if p := src.P; p != nil && p != dst.P {
			goto next
		}
		dst.K, dst.Bits = src.K, src.Bits
		in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
		goto next
	case compile.OpAdd:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt {
			a := reg(base, in.A)
			a.Bits = b.Bits + c.Bits
			a.K = value.KInt
			goto next
		}
		if b.K == value.KDouble && c.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) + *double(c)
			a.K = value.KDouble
			goto next
		}
		goto mixed
	case compile.OpLoopLtInt:
		if b, left := reg(base, in.B), t.left; b.K == value.KInt && left >= 2*step {
			t.left = left - step
			if int64(b.Bits) < int64(in.E) {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), 2*instrSize))
			goto next
		}
	case compile.OpLoopEqInt, compile.OpLoopNotEqInt, compile.OpLoopGtInt, compile.OpLoopLtEqInt, compile.OpLoopGtEqInt:
		if b := reg(base, in.B); b.K == value.KInt && t.left >= 2*step {
			x, y := int64(b.Bits), int64(in.E)
			o := uint(1)
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
			t.left -= step
			if outcomes>>(uint(in.Op-compile.OpLoopEqInt)*4&63)&o != 0 {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), 2*instrSize))
			goto next
		}
	case compile.OpLoopLt:
		b, c, left := reg(base, in.B), reg(base, in.C), t.left
		if b.K == value.KInt && c.K == value.KInt && left >= 2*step {
			t.left = left - step
			if int64(b.Bits) < int64(c.Bits) {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), 2*instrSize))
			goto next
		}
		if b.K == value.KDouble && c.K == value.KDouble && left >= 2*step {
			t.left = left - step
			if *double(b) < *double(c) {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), 2*instrSize))
			goto next
		}
	case compile.OpLoopEq, compile.OpLoopNotEq, compile.OpLoopGt, compile.OpLoopLtEq, compile.OpLoopGtEq:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt && t.left >= 2*step {
			x, y := int64(b.Bits), int64(c.Bits)
			o := uint(1)
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
			t.left -= step
			if outcomes>>(uint(in.Op-compile.OpLoopEq)*4&63)&o != 0 {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), 2*instrSize))
			goto next
		}
	case compile.OpLoadInt:
		a := reg(base, in.A)
		a.K, a.Bits = value.KInt, uint64(int64(in.D))
		goto next
	case compile.OpCallThis:
		recv, self := reg(base, in.A), reg(base, 0)
		k := (*compile.CallCache)(in.Ref()) // the first of the site's
		n := int(in.B)
		// The kinds of up to two arguments are packed without branches, whether they are there or not.
		k1 := uint64((*value.Value)(unsafe.Add(unsafe.Pointer(recv), valueSize)).K)
		k2 := uint64((*value.Value)(unsafe.Add(unsafe.Pointer(recv), 2*valueSize)).K)
		sig := uint64(1)
		if n != 0 {
			sig = 16 | k1
		}
		if n >= 2 {
			sig = 256 | k1<<4 | k2
		}
		if n > 2 {
			for i := 3; i <= n; i++ {
				sig = sig<<4 | uint64((*value.Value)(unsafe.Add(unsafe.Pointer(recv), uintptr(i)*valueSize)).K)
			}
		}
		if self.K != value.KObject {
			break
		}
		if c := self.Object().Class; k.Class != c || k.Sig != sig {
			if k = following(k); k.Class != c || k.Sig != sig {
				if k = following(k); k.Class != c || k.Sig != sig {
					if k = following(k); k.Class != c || k.Sig != sig {
						break
					}
				}
			}
		}
		tg := (*target)(k.Target)
		left := t.left - perCall
		if tg.quick < quickScript || left&usedUp != 0 || uintptr(unsafe.Pointer(recv))+tg.need > t.stack.limit {
			break
		}
		t.left = left
		tg.undefine(unsafe.Pointer(recv))
		f.pc = int32((uintptr(unsafe.Pointer(in)) - uintptr(code)) / instrSize)
		h := f.how&howChunk | how(in.C) | viaCallOf
		f = (*frame)(unsafe.Add(unsafe.Pointer(f), frameSize))
		f.enter(tg, unsafe.Pointer(recv), h)
		base = unsafe.Pointer(recv)
		code = tg.code
		in = (*compile.Instr)(code)
		if recv.P == self.P && recv.K == value.KObject { // it is there since an earlier call
			goto dispatch
		}
		in = (*compile.Instr)(unsafe.Add(code, -int(instrSize)))
		src, dst = self, recv
		goto move
	case compile.OpCall:
		recv := reg(base, in.A)
		k := (*compile.CallCache)(in.Ref())
		n := int(in.B)
		k1 := uint64((*value.Value)(unsafe.Add(unsafe.Pointer(recv), valueSize)).K)
		k2 := uint64((*value.Value)(unsafe.Add(unsafe.Pointer(recv), 2*valueSize)).K)
		sig := uint64(1)
		if n != 0 {
			sig = 16 | k1
		}
		if n >= 2 {
			sig = 256 | k1<<4 | k2
		}
		if n > 2 {
			for i := 3; i <= n; i++ {
				sig = sig<<4 | uint64((*value.Value)(unsafe.Add(unsafe.Pointer(recv), uintptr(i)*valueSize)).K)
			}
		}
		var cls *value.Class
		if recv.K == value.KObject {
			cls = recv.Object().Class
		} else {
			cls = t.m.kindClasses[recv.K&15]
		}
		if k.Class != cls || k.Sig != sig {
			if k = following(k); k.Class != cls || k.Sig != sig {
				if k = following(k); k.Class != cls || k.Sig != sig {
					if k = following(k); k.Class != cls || k.Sig != sig {
						break
					}
				}
			}
		}
		tg := (*target)(k.Target)
		if tg.quick == quickSqrt {
			a := reg(base, in.C)
			*double(a) = math.Sqrt(*double((*value.Value)(unsafe.Add(unsafe.Pointer(recv), valueSize))))
			a.K = value.KDouble
			goto next
		}
		if tg.quick == quickAdd {
			l := recv.List()
			if size := len(l.Items); size < cap(l.Items) && in.C == in.A {
				src = (*value.Value)(unsafe.Add(unsafe.Pointer(recv), valueSize))
				dst = (*value.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(l.Items)), uintptr(size)*valueSize))
				l.SetLen(size + 1)
				if src.P == nil && dst.P == nil {
					dst.K, dst.Bits = src.K, src.Bits
					goto next
				}
				goto move
			}
		}
		if tg.quick <= quickAdd && tg.quick >= quickNative {
			if t.left&(1<<31) != 0 || uint32(t.left) == 0 {
				break
			}
			t.n = int((uintptr(unsafe.Pointer(f))-uintptr(unsafe.Pointer(unsafe.SliceData(t.frames))))/frameSize) + 1
			f.pc = int32((uintptr(unsafe.Pointer(in)) - uintptr(code)) / instrSize)
			if result, err = tg.fn.Native(t, *recv, window(base, in.A+1, n)); err != nil {
				err = t.nativeFailed(err, tg.fn)
				goto raise
			}
			t.nativeDone(result)
			goto reload
		}
		self, h, left := recv, viaCallOf, t.left-perCall
		if tg.quick == quickCallback {
			if recv.K != value.KCallback {
				break
			}
			// The group of functions was last called with the same kinds of arguments.
			cb := recv.Callback()
			g := (*group)(cb.Link)
			if g == nil || g.lastSig != sig {
				break
			}
			tg = g.last
			left--
			if tg.quick < quickClosure || left&usedUp != 0 || uintptr(unsafe.Pointer(recv))+tg.need > t.stack.limit {
				break
			}
			tg.undefine(unsafe.Pointer(recv))
			if p := tg.proto; tg.quick == quickClosure && cb.Env != nil && len(p.Captures) != 0 {
				e := (*env)(cb.Env)
				if p.CapturedFrom != e.proto {
					break
				}
				for i, from := range p.CapturedRegs { // register 0, this, is no scalar
					src, dst = reg(e.regs, from), reg(unsafe.Pointer(recv), uint16(p.Captures[i]))
					if src.P != nil {
						goto slow
					}
					dst.K, dst.Bits = src.K, src.Bits
				}
			}
			h = viaCallbackOf
			self = &cb.This
		} else if tg.quick != quickScript || left&usedUp != 0 || uintptr(unsafe.Pointer(recv))+tg.need > t.stack.limit {
			break
		} else {
			tg.undefine(unsafe.Pointer(recv))
		}
		f.pc = int32((uintptr(unsafe.Pointer(in)) - uintptr(code)) / instrSize)
		t.left = left
		h |= f.how&howChunk | how(in.C)
		f = (*frame)(unsafe.Add(unsafe.Pointer(f), frameSize))
		f.enter(tg, unsafe.Pointer(recv), h)
		base = unsafe.Pointer(recv)
		code = tg.code
		in = (*compile.Instr)(code)
		if self == recv {
			goto dispatch
		}
		in = (*compile.Instr)(unsafe.Add(code, -int(instrSize)))
		src, dst = self, recv
		goto move
	case compile.OpReturn, compile.OpReturnNull, compile.OpEnd:
		h := f.how
		if h&howOdd != 0 {
			break
		}
		src = &t.null
		if in.Op == compile.OpReturn {
			src = reg(base, in.A)
		}
		if h&howNew != 0 {
			src = reg(base, 0)
		}
		t.left += int64(h >> 32 & 0xFF)
		f = (*frame)(unsafe.Add(unsafe.Pointer(f), -int(frameSize)))
		base = f.base
		dst = reg(base, h.ret())
		code = f.code
		in = (*compile.Instr)(unsafe.Add(code, uintptr(f.pc)*instrSize))
		if src.P == nil {
			dst.K, dst.Bits = src.K, src.Bits
			goto next
		}
		goto move
	case compile.OpIndex:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KList && c.K == value.KInt {
			if items := b.List().Items; c.Bits < uint64(len(items)) {
				src = &items[c.Bits]
				dst = reg(base, in.A)
				if src.P == nil {
					dst.K, dst.Bits = src.K, src.Bits
					goto next
				}
				goto move
			}
		}
	case compile.OpGetMember:
		k := (*compile.MemberCache)(in.Ref())
		b := reg(base, in.B)
		if b.K == value.KObject {
			o := b.Object()
			if c := o.Class; c != k.Class {
				if k = after(k); c != k.Class {
					if k = after(k); c != k.Class {
						if k = after(k); c != k.Class {
							goto slow
						}
					}
				}
			}
			src = (*value.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(o.Slots)), k.Offset))
			dst = reg(base, in.A)
			if src.P == nil {
				dst.K, dst.Bits = src.K, src.Bits
				goto next
			}
			goto move
		}
	case compile.OpJumpFalse:
		if a := reg(base, in.A); a.K == value.KBool {
			if a.Bits == 0 {
				goto jump
			}
			goto next
		}
	case compile.OpSubInt:
		if b := reg(base, in.B); b.K == value.KInt {
			a := reg(base, in.A)
			a.Bits = b.Bits - uint64(int64(in.D))
			a.K = value.KInt
			goto next
		} else if b.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) - float64(in.D)
			a.K = value.KDouble
			goto next
		}
	case compile.OpDiv:
		b, c := reg(base, in.B), reg(base, in.C)
		if c.K == value.KDouble && *double(c) != 0 && b.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) / *double(c)
			a.K = value.KDouble
			goto next
		}
		if c.K == value.KInt && c.Bits != 0 && b.K == value.KInt {
			a := reg(base, in.A)
			*double(a) = float64(int64(b.Bits)) / float64(int64(c.Bits))
			a.K = value.KDouble
			goto next
		}
		goto mixed
	case compile.OpDivInt:
		if b := reg(base, in.B); b.K == value.KInt {
			a := reg(base, in.A)
			*double(a) = float64(int64(b.Bits)) / float64(in.D)
			a.K = value.KDouble
			goto next
		} else if b.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) / float64(in.D)
			a.K = value.KDouble
			goto next
		}
	case compile.OpAddDouble, compile.OpDoubleAdd:
		if b := reg(base, in.B); b.K-value.KInt <= 1 {
			x := *double(b)
			if b.K == value.KInt {
				x = float64(int64(b.Bits))
			}
			a := reg(base, in.A)
			*double(a) = x + *in.Double()
			a.K = value.KDouble
			goto next
		}
	case compile.OpSubDouble:
		if b := reg(base, in.B); b.K-value.KInt <= 1 {
			x := *double(b)
			if b.K == value.KInt {
				x = float64(int64(b.Bits))
			}
			a := reg(base, in.A)
			*double(a) = x - *in.Double()
			a.K = value.KDouble
			goto next
		}
	case compile.OpDoubleSub:
		if b := reg(base, in.B); b.K-value.KInt <= 1 {
			x := *double(b)
			if b.K == value.KInt {
				x = float64(int64(b.Bits))
			}
			a := reg(base, in.A)
			*double(a) = *in.Double() - x
			a.K = value.KDouble
			goto next
		}
	case compile.OpMulDouble, compile.OpDoubleMul:
		if b := reg(base, in.B); b.K-value.KInt <= 1 {
			x := *double(b)
			if b.K == value.KInt {
				x = float64(int64(b.Bits))
			}
			a := reg(base, in.A)
			*double(a) = x * *in.Double()
			a.K = value.KDouble
			goto next
		}
	case compile.OpDivDouble:
		if b := reg(base, in.B); b.K-value.KInt <= 1 {
			x := *double(b)
			if b.K == value.KInt {
				x = float64(int64(b.Bits))
			}
			a := reg(base, in.A)
			*double(a) = x / *in.Double()
			a.K = value.KDouble
			goto next
		}
	case compile.OpDoubleDiv:
		if b := reg(base, in.B); b.K-value.KInt <= 1 {
			x := *double(b)
			if b.K == value.KInt {
				x = float64(int64(b.Bits))
			}
			if x == 0 {
				break
			}
			a := reg(base, in.A)
			*double(a) = *in.Double() / x
			a.K = value.KDouble
			goto next
		}
	case compile.OpIfNot:
		if b := reg(base, in.B); b.K == value.KBool {
			if b.Bits != 0 {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
			goto next
		}
	case compile.OpIfLt:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt {
			if int64(b.Bits) >= int64(c.Bits) {
				goto jump
			}
			in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
			goto next
		}
		if b.K == value.KDouble && c.K == value.KDouble {
			if *double(b) < *double(c) {
				in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
				goto next
			}
			goto jump
		}
	case compile.OpIfEq, compile.OpIfNotEq, compile.OpIfGt, compile.OpIfLtEq, compile.OpIfGtEq:
		b, c := reg(base, in.B), reg(base, in.C)
		var o uint
		if b.K == value.KInt && c.K == value.KInt {
			x, y := int64(b.Bits), int64(c.Bits)
			o = 1
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
		} else if b.K == value.KDouble && c.K == value.KDouble {
			x, y := *double(b), *double(c)
			o = 8
			if x < y {
				o = 1
			}
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
		} else if c.K == value.KNull && in.Op <= compile.OpIfNotEq {
			switch b.K {
			case value.KNull:
				o = 2
			case value.KObject:
				if (*Class)(b.Object().Class.Link).overloads {
					goto slow
				}
				o = 1
			case value.KList, value.KMap:
				o = 1
			default:
				goto slow
			}
		} else {
			break
		}
		if outcomes>>(uint(in.Op-compile.OpIfEq)*4&63)&o == 0 {
			goto jump
		}
		in = (*compile.Instr)(unsafe.Add(unsafe.Pointer(in), instrSize))
		goto next
	case compile.OpLoadConst:
		src = (*value.Value)(in.Ref())
		dst = reg(base, in.A)
		if src.P == nil {
			dst.K, dst.Bits = src.K, src.Bits
			goto next
		}
		goto move
	case compile.OpSetThis:
		o := reg(base, 0).Object()
		k := (*compile.MemberCache)(in.Ref())
		if c := o.Class; c != k.Class {
			if k = after(k); c != k.Class {
				if k = after(k); c != k.Class {
					if k = after(k); c != k.Class {
						break
					}
				}
			}
		}
		dst = (*value.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(o.Slots)), k.Offset))
		src = reg(base, in.B)
		if src.P == nil && dst.P == nil {
			dst.K, dst.Bits = src.K, src.Bits
			goto next
		}
		goto move
	case compile.OpMul:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KDouble && c.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) * *double(c)
			a.K = value.KDouble
			goto next
		}
		if b.K == value.KInt && c.K == value.KInt {
			a := reg(base, in.A)
			a.Bits = b.Bits * c.Bits
			a.K = value.KInt
			goto next
		}
		goto mixed
	case compile.OpJumpNot:
		if a := reg(base, in.A); a.K == value.KBool {
			if a.Bits == 0 {
				goto jump
			}
			goto next
		}
	case compile.OpJumpIs:
		if a := reg(base, in.A); a.K == value.KBool {
			if a.Bits != 0 {
				goto jump
			}
			goto next
		}
	case compile.OpSetMember:
		k := (*compile.MemberCache)(in.Ref())
		a := reg(base, in.A)
		if a.K == value.KObject {
			o := a.Object()
			if c := o.Class; c != k.Class {
				if k = after(k); c != k.Class {
					if k = after(k); c != k.Class {
						if k = after(k); c != k.Class {
							goto slow
						}
					}
				}
			}
			dst = (*value.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(o.Slots)), k.Offset))
			src = reg(base, in.B)
			if src.P == nil && dst.P == nil {
				dst.K, dst.Bits = src.K, src.Bits
				goto next
			}
			goto move
		}
	case compile.OpModInt:
		if b := reg(base, in.B); b.K == value.KInt && in.D > 0 {
			a := reg(base, in.A)
			a.Bits = uint64(int64(b.Bits) % int64(in.D))
			a.K = value.KInt
			goto next
		}
	case compile.OpSub:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt {
			a := reg(base, in.A)
			a.Bits = b.Bits - c.Bits
			a.K = value.KInt
			goto next
		}
		if b.K == value.KDouble && c.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) - *double(c)
			a.K = value.KDouble
			goto next
		}
		goto mixed
	case compile.OpJump:
		goto jump
	case compile.OpLoop:
		t.left -= step
		if t.left >= step {
			goto jump
		}
	case compile.OpMod:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt && int64(c.Bits) > 0 {
			a := reg(base, in.A)
			a.Bits = uint64(int64(b.Bits) % int64(c.Bits))
			a.K = value.KInt
			goto next
		}
	case compile.OpFloorDiv:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt && int64(c.Bits) > 0 {
			x, y := int64(b.Bits), int64(c.Bits)
			q := x / y
			if x < q*y {
				q--
			}
			a := reg(base, in.A)
			a.K, a.Bits = value.KInt, uint64(q)
			goto next
		}
	case compile.OpSetIndex:
		a, b := reg(base, in.A), reg(base, in.B)
		if a.K == value.KList && b.K == value.KInt {
			if items := a.List().Items; b.Bits < uint64(len(items)) {
				dst = &items[b.Bits]
				src = reg(base, in.C)
				if src.P == nil && dst.P == nil {
					dst.K, dst.Bits = src.K, src.Bits
					goto next
				}
				goto move
			}
		}
	case compile.OpMulInt:
		if b := reg(base, in.B); b.K == value.KInt {
			a := reg(base, in.A)
			a.Bits = b.Bits * uint64(int64(in.D))
			a.K = value.KInt
			goto next
		} else if b.K == value.KDouble {
			a := reg(base, in.A)
			*double(a) = *double(b) * float64(in.D)
			a.K = value.KDouble
			goto next
		}
	case compile.OpLoadBool:
		a := reg(base, in.A)
		a.K, a.Bits = value.KBool, uint64(in.B)
		goto next
	case compile.OpEq, compile.OpNotEq, compile.OpLt, compile.OpGt, compile.OpLtEq, compile.OpGtEq:
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K == value.KInt && c.K == value.KInt {
			x, y := int64(b.Bits), int64(c.Bits)
			o := uint(1)
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
			a := reg(base, in.A)
			bit := uint64(0)
			if outcomes>>(uint(in.Op-compile.OpEq)*4&63)&o != 0 {
				bit = 1
			}
			a.K, a.Bits = value.KBool, bit
			goto next
		}
	case compile.OpEqInt, compile.OpNotEqInt, compile.OpLtInt, compile.OpGtInt, compile.OpLtEqInt, compile.OpGtEqInt:
		if b := reg(base, in.B); b.K == value.KInt {
			x, y := int64(b.Bits), int64(in.D)
			o := uint(1)
			if x == y {
				o = 2
			}
			if x > y {
				o = 4
			}
			a := reg(base, in.A)
			bit := uint64(0)
			if outcomes>>(uint(in.Op-compile.OpEqInt)*4&63)&o != 0 {
				bit = 1
			}
			a.K, a.Bits = value.KBool, bit
			goto next
		}
	case compile.OpForLoop:
		if left := t.left; left >= 2*step {
			t.left = left - step
			i := reg(base, in.A+1)
			items := reg(base, in.A).List().Items
			if i.Bits >= uint64(len(items)) {
				in = (*compile.Instr)(unsafe.Add(code, uintptr(in.E)*instrSize))
				goto dispatch
			}
			src = &items[i.Bits]
			i.Bits++
			dst = reg(base, in.B)
			in = (*compile.Instr)(unsafe.Add(code, uintptr(in.D-1)*instrSize))
			if src.P == nil {
				dst.K, dst.Bits = src.K, src.Bits
				goto next
			}
			goto move
		}
	case compile.OpForNext:
		i := reg(base, in.A+1)
		items := reg(base, in.A).List().Items
		if i.Bits >= uint64(len(items)) {
			goto jump
		}
		src = &items[i.Bits]
		i.Bits++
		dst = reg(base, in.B)
		goto move
	case compile.OpNot:
		if b := reg(base, in.B); b.K == value.KBool {
			a := reg(base, in.A)
			a.K, a.Bits = value.KBool, b.Bits^1
			goto next
		}
	case compile.OpStatic:
		s := (*compile.StaticSite)(in.Ref())
		if s.Gen == t.m.gen {
			src = &s.Instance
			dst = reg(base, in.A)
			goto move
		}
	case compile.OpLoadNull:
		reg(base, in.A).K = value.KNull
		goto next
	case compile.OpDefine:
		if a := reg(base, in.A); a.K == value.Undef {
			a.K = value.KNull
		}
		goto next
	case compile.OpCheck:
		if reg(base, in.A).K != value.Undef {
			goto next
		}
	case compile.OpKnown:
		if k := &(*compile.CallSite)(in.Ref()).Cache[1]; k.Target != nil && k.Sig == t.m.gen {
			goto next
		}
	case compile.OpCount:
		if b := reg(base, in.B); b.K == value.KList {
			a := reg(base, in.A)
			a.Bits = uint64(len(b.List().Items))
			a.K = value.KInt
			goto next
		}
	}

	goto slow

mixed: // + - * / of an int and a double
	{
		b, c := reg(base, in.B), reg(base, in.C)
		if b.K+c.K != value.KInt+value.KDouble || b.K-value.KInt > 1 {
			goto slow
		}
		x, y := *double(b), *double(c)
		if b.K == value.KInt {
			x = float64(int64(b.Bits))
		} else {
			y = float64(int64(c.Bits))
		}
		switch in.Op {
		case compile.OpAdd:
			x += y
		case compile.OpSub:
			x -= y
		case compile.OpMul:
			x *= y
		default:
			if y == 0 {
				goto slow
			}
			x /= y
		}
		a := reg(base, in.A)
		*double(a) = x
		a.K = value.KDouble
		goto next
	}

jump:
	in = (*compile.Instr)(unsafe.Add(code, uintptr(in.D)*instrSize))
	goto dispatch

slow:
	// No fast path: a function outside the loop completes the instruction and leaves f.pc at the next one.
	t.n = int((uintptr(unsafe.Pointer(f))-uintptr(unsafe.Pointer(unsafe.SliceData(t.frames))))/frameSize) + 1
	f.pc = int32((uintptr(unsafe.Pointer(in)) - uintptr(code)) / instrSize)
	if in.Op >= compile.OpReturn && in.Op <= compile.OpEnd {
		var over bool
		if result, over, err = t.leave(in, stop); err != nil {
			goto raise
		}
		if over {
			return result, nil
		}
		goto reload
	}
	if err = t.cold(in); err == nil {
		goto reload
	}

raise:
	if err = t.unwind(stop, err); err != nil {
		return value.Null, err
	}

reload:
	f = &t.frames[t.n-1]
	base = f.base
	code = f.code
	in = (*compile.Instr)(unsafe.Add(code, uintptr(f.pc)*instrSize))
	goto dispatch
}
