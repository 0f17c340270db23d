// This file defines the dispatch loop. Everything that is not a fast path stands in the files call.go, operators.go,
// members.go and errors.go.

package vm

import (
	"math"
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

const instrSize = unsafe.Sizeof(compile.Instr{})

// run executes frames until their number is back to stop and returns what the last of them returned. Script calls do not
// use the Go stack; run is entered again only by natives that call back.
func (t *Thread) run(stop int) (value.Value, error) {
	var (
		f    = t.top()
		base = f.base
		code = unsafe.Pointer(unsafe.SliceData(f.proto.Code))
		pc   = int(f.pc)
		err  error
	)
	for {
		in := (*compile.Instr)(unsafe.Add(code, uintptr(pc)*instrSize))
		pc++
		switch in.Op {
		case compile.OpNop:
			continue
		case compile.OpMove:
			*reg(base, in.A) = *reg(base, in.B)
			continue
		case compile.OpLoadNull:
			reg(base, in.A).K = value.KNull
			continue
		case compile.OpLoadBool:
			a := reg(base, in.A)
			a.K, a.Bits = value.KBool, uint64(in.B)
			continue
		case compile.OpLoadInt:
			a := reg(base, in.A)
			a.K, a.Bits = value.KInt, uint64(int64(in.D))
			continue
		case compile.OpLoadConst:
			*reg(base, in.A) = f.proto.Consts[in.D]
			continue
		case compile.OpLoadString:
			*reg(base, in.A) = value.OfString(f.proto.Consts[in.D].Str().Clone())
			continue
		case compile.OpBox:
			*reg(base, in.A) = value.WithIdentity(*reg(base, in.A))
			continue
		case compile.OpDefine:
			if a := reg(base, in.A); a.K == value.Undef {
				a.K = value.KNull
			}
			continue
		case compile.OpCheck:
			if reg(base, in.A).K != value.Undef {
				continue
			}
			f.pc = int32(pc - 1)
			err = t.undefined(f.proto.Consts[in.D].GoString())
		case compile.OpNoName:
			f.pc = int32(pc - 1)
			err = t.undefined(f.proto.Consts[in.D].GoString())
		case compile.OpNoOperation:
			f.pc = int32(pc - 1)
			err = t.noOperation()
		case compile.OpStaticOr:
			if b := reg(base, in.B); b.K != value.Undef {
				*reg(base, in.A) = *b
				continue
			}
			fallthrough
		case compile.OpStatic:
			s := &f.proto.Statics[in.D]
			if s.Gen != t.m.gen {
				f.pc = int32(pc - 1)
				if err = t.findStatic(s); err != nil {
					break
				}
			}
			*reg(base, in.A) = s.Instance
			continue

		case compile.OpAdd:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt {
				a := reg(base, in.A)
				a.Bits = b.Bits + c.Bits
				a.K = value.KInt
				continue
			}
			if b.K == value.KDouble && c.K == value.KDouble {
				a := reg(base, in.A)
				a.Bits = math.Float64bits(math.Float64frombits(b.Bits) + math.Float64frombits(c.Bits))
				a.K = value.KDouble
				continue
			}
			if b.K == value.KString && c.K == value.KString {
				s, e := t.concat(b.Str(), c.Str())
				if e == nil {
					a := reg(base, in.A)
					a.K, a.P = value.KString, unsafe.Pointer(s)
					continue
				}
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpSub:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt {
				a := reg(base, in.A)
				a.Bits = b.Bits - c.Bits
				a.K = value.KInt
				continue
			}
			if b.K == value.KDouble && c.K == value.KDouble {
				a := reg(base, in.A)
				a.Bits = math.Float64bits(math.Float64frombits(b.Bits) - math.Float64frombits(c.Bits))
				a.K = value.KDouble
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpMul:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt {
				a := reg(base, in.A)
				a.Bits = b.Bits * c.Bits
				a.K = value.KInt
				continue
			}
			if b.K == value.KDouble && c.K == value.KDouble {
				a := reg(base, in.A)
				a.Bits = math.Float64bits(math.Float64frombits(b.Bits) * math.Float64frombits(c.Bits))
				a.K = value.KDouble
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpMod:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt && int64(c.Bits) > 0 {
				a := reg(base, in.A)
				a.Bits = uint64(int64(b.Bits) % int64(c.Bits))
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpFloorDiv:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt && int64(c.Bits) > 0 {
				x, y := int64(b.Bits), int64(c.Bits)
				q := x / y
				if x%y < 0 {
					q--
				}
				a := reg(base, in.A)
				a.Bits = uint64(q)
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpDiv:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KDouble && c.K == value.KDouble && math.Float64frombits(c.Bits) != 0 {
				a := reg(base, in.A)
				a.Bits = math.Float64bits(math.Float64frombits(b.Bits) / math.Float64frombits(c.Bits))
				a.K = value.KDouble
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpAnd, compile.OpOr, compile.OpInstanceOf, compile.OpInsert, compile.OpSetBlock:
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpEq, compile.OpNotEq, compile.OpLt, compile.OpGt, compile.OpLtEq, compile.OpGtEq:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt {
				a := reg(base, in.A)
				if compareInts(in.Op, int64(b.Bits), int64(c.Bits)) {
					a.Bits = 1
				} else {
					a.Bits = 0
				}
				a.K = value.KBool
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpAddInt:
			b := reg(base, in.B)
			if b.K == value.KInt {
				a := reg(base, in.A)
				a.Bits = b.Bits + uint64(int64(in.D))
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpSubInt:
			b := reg(base, in.B)
			if b.K == value.KInt {
				a := reg(base, in.A)
				a.Bits = b.Bits - uint64(int64(in.D))
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpMulInt:
			b := reg(base, in.B)
			if b.K == value.KInt {
				a := reg(base, in.A)
				a.Bits = b.Bits * uint64(int64(in.D))
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpModInt:
			b := reg(base, in.B)
			if b.K == value.KInt && in.D > 0 {
				a := reg(base, in.A)
				a.Bits = uint64(int64(b.Bits) % int64(in.D))
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}

		case compile.OpJump:
			pc = int(in.D)
			continue
		case compile.OpLoop:
			pc = int(in.D)
			t.budget--
			if t.budget > 0 {
				continue
			}
			f.pc = int32(pc)
			err = t.checkpoint()
			if err == nil {
				continue
			}
		case compile.OpJumpFalse:
			a := reg(base, in.A)
			if a.K == value.KBool {
				if a.Bits == 0 {
					pc = int(in.D)
				}
				continue
			}
			var yes bool
			f.pc = int32(pc - 1)
			if yes, err = condition(*a, in.B != 0); err == nil {
				if !yes {
					pc = int(in.D)
				}
				continue
			}
		case compile.OpJumpNot:
			a := reg(base, in.A)
			if a.K == value.KBool && a.Bits == 0 || a.K != value.KBool && !value.Truth(*a) {
				pc = int(in.D)
			}
			continue
		case compile.OpJumpIs:
			a := reg(base, in.A)
			if a.K == value.KBool && a.Bits != 0 || a.K != value.KBool && value.Truth(*a) {
				pc = int(in.D)
			}
			continue
		case compile.OpIfLt:
			b, c := reg(base, in.B), reg(base, in.C)
			var yes bool
			if b.K == value.KInt && c.K == value.KInt {
				yes = int64(b.Bits) < int64(c.Bits)
			} else if b.K == value.KDouble && c.K == value.KDouble {
				yes = math.Float64frombits(b.Bits) < math.Float64frombits(c.Bits)
			} else {
				f.pc = int32(pc - 1)
				if err = t.binary(in); err == nil {
					goto reload
				}
				break
			}
			if yes {
				pc++
			} else {
				pc = int(in.D)
			}
			continue
		case compile.OpIfGt, compile.OpIfLtEq, compile.OpIfGtEq, compile.OpIfEq, compile.OpIfNotEq:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KInt && c.K == value.KInt {
				if compareInts(in.Op-(compile.OpIfEq-compile.OpEq), int64(b.Bits), int64(c.Bits)) {
					pc++
				} else {
					pc = int(in.D)
				}
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpIfLtInt:
			if b := reg(base, in.B); b.K == value.KInt {
				if int64(b.Bits) < int64(in.E) {
					pc++
				} else {
					pc = int(in.D)
				}
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpIfEqInt:
			if b := reg(base, in.B); b.K == value.KInt {
				if int64(b.Bits) == int64(in.E) {
					pc++
				} else {
					pc = int(in.D)
				}
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpIfNotEqInt, compile.OpIfGtInt, compile.OpIfLtEqInt, compile.OpIfGtEqInt:
			if b := reg(base, in.B); b.K == value.KInt {
				if compareInts(in.Op-(compile.OpIfEqInt-compile.OpEq), int64(b.Bits), int64(in.E)) {
					pc++
				} else {
					pc = int(in.D)
				}
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.binary(in); err == nil {
				goto reload
			}
		case compile.OpTruth:
			*reg(base, in.A) = value.Bool(value.Truth(*reg(base, in.B)))
			continue
		case compile.OpNot, compile.OpCount:
			if b := reg(base, in.B); b.K == value.KBool && in.Op == compile.OpNot {
				a := reg(base, in.A)
				a.Bits = b.Bits ^ 1
				a.K = value.KBool
				continue
			} else if b.K == value.KList && in.Op == compile.OpCount {
				a := reg(base, in.A)
				a.Bits = uint64(len(b.List().Items))
				a.K = value.KInt
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.unary(in); err == nil {
				goto reload
			}

		case compile.OpGetThis:
			o := reg(base, 0).Object()
			s := &f.proto.Members[in.D]
			if o.Class == s.Class {
				*reg(base, in.A) = o.Slots[s.Slot]
				continue
			}
			f.pc = int32(pc - 1)
			err = t.getMember(s, reg(base, 0), reg(base, in.A))
			if err == nil {
				continue
			}
		case compile.OpGetMember:
			s := &f.proto.Members[in.D]
			b := reg(base, in.B)
			if b.K == value.KObject {
				if o := b.Object(); o.Class == s.Class && (s.Public || b.P == reg(base, 0).P) {
					*reg(base, in.A) = o.Slots[s.Slot]
					continue
				}
			}
			f.pc = int32(pc - 1)
			if err = t.getMember(s, b, reg(base, in.A)); err == nil {
				continue
			}
		case compile.OpSetThis:
			o := reg(base, 0).Object()
			s := &f.proto.Members[in.D]
			if o.Class == s.Class {
				o.Slots[s.Slot] = *reg(base, in.B)
				continue
			}
			f.pc = int32(pc - 1)
			if err = t.setMember(s, reg(base, 0), *reg(base, in.B)); err == nil {
				continue
			}
		case compile.OpSetMember:
			s := &f.proto.Members[in.D]
			a := reg(base, in.A)
			if a.K == value.KObject {
				if o := a.Object(); o.Class == s.Class && (s.Public || a.P == reg(base, 0).P) {
					o.Slots[s.Slot] = *reg(base, in.B)
					continue
				}
			}
			f.pc = int32(pc - 1)
			if err = t.setMember(s, a, *reg(base, in.B)); err == nil {
				continue
			}
		case compile.OpIndex:
			b, c := reg(base, in.B), reg(base, in.C)
			if b.K == value.KList && c.K == value.KInt {
				if items := b.List().Items; c.Bits < uint64(len(items)) {
					*reg(base, in.A) = items[c.Bits]
					continue
				}
			}
			f.pc = int32(pc - 1)
			if err = t.index(in); err == nil {
				goto reload
			}
		case compile.OpSetIndex:
			a, b := reg(base, in.A), reg(base, in.B)
			if a.K == value.KList && b.K == value.KInt {
				if items := a.List().Items; b.Bits < uint64(len(items)) {
					items[b.Bits] = *reg(base, in.C)
					continue
				}
			}
			f.pc = int32(pc - 1)
			if err = t.setIndex(in); err == nil {
				goto reload
			}

		case compile.OpCall:
			recv := reg(base, in.A)
			site := &f.proto.Calls[in.D]
			f.pc = int32(pc - 1)
			n := int(in.B)
			if n > maxCachedArgs {
				if err = t.call(in, site); err == nil {
					goto reload
				}
				break
			}
			sig := uint64(1)
			for i, p := 0, unsafe.Add(unsafe.Pointer(recv), valueSize); i < n; i, p = i+1, unsafe.Add(p, valueSize) {
				sig = sig<<4 | uint64((*value.Value)(p).K)
			}
			var cls *value.Class
			if recv.K == value.KObject {
				cls = recv.Object().Class
			} else {
				cls = t.m.kindClasses[recv.K]
			}
			var tg *target
			if k := &site.Cache[0]; k.Class == cls && k.Sig == sig {
				tg = (*target)(k.Target)
			} else if k := &site.Cache[1]; k.Class == cls && k.Sig == sig {
				tg = (*target)(k.Target)
			} else {
				if err = t.call(in, site); err == nil {
					goto reload
				}
				break
			}
			nb := unsafe.Pointer(recv)
			if tg.quick < quickScript || tg.quick == quickPrivate && !site.This || uintptr(nb)+tg.need > t.stack.limit || t.depth >= t.m.quickDepth || t.budget <= 0 {
				if tg.quick == quickNative && t.depth < t.m.quickDepth {
					var v value.Value
					if v, err = tg.fn.Native(t, *recv, window(base, in.A+1, n)); err != nil {
						err = t.nativeError(err, tg.fn, *reg(base, in.A))
						break
					}
					if v.K == value.Undef {
						v.K = value.KNull
					}
					*reg(base, in.A) = v
					continue
				}
				if err = t.invoke(in, tg); err == nil {
					goto reload
				}
				break
			}
			p := tg.proto
			for i := tg.undefFrom; i < tg.undefTo; i++ {
				reg(nb, i).K = value.Undef
			}
			t.budget--
			t.depth++
			chunk := f.chunk
			if t.n < len(t.frames) {
				f = &t.frames[t.n]
				t.n++
			} else {
				f = t.newFrame()
			}
			f.fn, f.proto, f.base = tg.fn, p, nb
			f.ret, f.via, f.act, f.levels, f.chunk = in.A, viaCall, actStore, 1, chunk
			base = nb
			code = unsafe.Pointer(unsafe.SliceData(p.Code))
			pc = 0
			continue
		case compile.OpNew:
			f.pc = int32(pc - 1)
			if err = t.newObject(in, &f.proto.Calls[in.D]); err == nil {
				goto reload
			}
		case compile.OpKnown:
			f.pc = int32(pc - 1)
			if t.m.classes.get(f.proto.Calls[in.D].Name) != nil {
				continue
			}
			err = t.unknownClass(f.proto.Calls[in.D].Name)
		case compile.OpBareCall:
			f.pc = int32(pc - 1)
			err = t.bareCall(f.proto.Consts[in.D].GoString())
		case compile.OpCallback:
			*reg(base, in.A) = t.callback(f, &f.proto.Calls[in.D])
			continue

		case compile.OpNewList:
			*reg(base, in.A) = value.OfList(&value.List{Items: make([]value.Value, 0, in.D)})
			continue
		case compile.OpAppend:
			l := reg(base, in.A).List()
			l.Items = append(l.Items, *reg(base, in.B))
			continue
		case compile.OpNewMap:
			*reg(base, in.A) = value.OfMap(value.NewMap())
			continue
		case compile.OpPut:
			f.pc = int32(pc - 1)
			if err = t.put(reg(base, in.A).Map(), *reg(base, in.B), *reg(base, in.C)); err == nil {
				continue
			}
		case compile.OpForPrep:
			f.pc = int32(pc - 1)
			if err = t.forPrep(reg(base, in.A), reg(base, in.A+1), *reg(base, in.B)); err == nil {
				continue
			}
		case compile.OpForNext:
			i := reg(base, in.A+1)
			items := reg(base, in.A).List().Items
			if i.Bits < uint64(len(items)) {
				*reg(base, in.B) = items[i.Bits]
				i.Bits++
			} else {
				pc = int(in.D)
			}
			continue
		case compile.OpCase:
			var same bool
			f.pc = int32(pc - 1)
			if same, err = t.caseEqual(*reg(base, in.A), *reg(base, in.B)); err == nil {
				if !same {
					pc = int(in.D)
				}
				continue
			}

		case compile.OpReturn, compile.OpReturnNull, compile.OpEnd:
			v := value.Null
			if in.Op == compile.OpReturn {
				v = *reg(base, in.A)
			}
			if f.act != actStore {
				f.pc = int32(pc - 1)
				if v, err = t.finish(f, v); err != nil {
					break
				}
			}
			ret := f.ret
			if f.env != nil {
				f.close()
			}
			t.depth -= int(f.levels)
			n := t.n - 1
			chunk := f.chunk
			t.n = n
			if n == stop {
				if n > 0 && t.frames[n-1].chunk != chunk {
					t.stack.use(t.frames[n-1].chunk)
				}
				return v, nil
			}
			f = &t.frames[n-1]
			if f.chunk != chunk {
				t.stack.use(f.chunk)
			}
			base = f.base
			code = unsafe.Pointer(unsafe.SliceData(f.proto.Code))
			pc = int(f.pc) + 1
			*reg(base, ret) = v
			continue
		case compile.OpThrow:
			f.pc = int32(pc - 1)
			err = t.throw(*reg(base, in.A))
		case compile.OpNoAssign:
			f.pc = int32(pc - 1)
			err = t.notAssignable(*reg(base, in.A), in.B != 0)
		case compile.OpInclude:
			f.pc = int32(pc - 1)
			if err = t.include(f.proto.Consts[in.D].GoString()); err == nil {
				continue
			}
		default:
			panic("vm: unknown instruction")
		}
		// The instruction raised err.
		if err = t.unwind(stop, err); err != nil {
			return value.Null, err
		}
	reload:
		// A frame was pushed or popped, or the instruction at f.pc is complete (f.pc is then the next one).
		f = t.top()
		base = f.base
		code = unsafe.Pointer(unsafe.SliceData(f.proto.Code))
		pc = int(f.pc)
	}
}

// compareInts evaluates one of the comparison operators OpEq to OpGtEq.
func compareInts(op compile.Op, a, b int64) bool {
	switch op {
	case compile.OpEq:
		return a == b
	case compile.OpNotEq:
		return a != b
	case compile.OpLt:
		return a < b
	case compile.OpGt:
		return a > b
	case compile.OpLtEq:
		return a <= b
	}
	return a >= b
}
