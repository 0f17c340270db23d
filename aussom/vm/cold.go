// This file defines the instructions and cases that the dispatch loop leaves to functions of their own.

package vm

import (
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// cold executes the instruction of the running frame, whose pc names it. It completes it, with pc at the next instruction, or
// pushes the frame of a call, with pc still at the call.
func (t *Thread) cold(in *compile.Instr) error {
	f := t.top()
	base := f.base
	a := reg(base, in.A)
	switch in.Op {
	case compile.OpCall, compile.OpCallThis:
		return t.callSite(in, (*compile.CallSite)(in.Ref()))
	case compile.OpLoop:
		f.pc = in.D
		return t.checkpoint()
	case compile.OpAdd, compile.OpSub, compile.OpMul, compile.OpDiv, compile.OpAddInt, compile.OpSubInt, compile.OpMulInt, compile.OpDivInt:
		if t.mixed(in, f) {
			return nil
		}
		return t.binary(in)
	case compile.OpNew:
		return t.newObject(in, (*compile.CallSite)(in.Ref()))
	case compile.OpIndex:
		return t.index(in)
	case compile.OpSetIndex:
		return t.setIndex(in)
	case compile.OpNot, compile.OpIfNot, compile.OpCount:
		return t.unary(in)
	case compile.OpLoadString:
		a.K, a.P = value.KString, unsafe.Pointer(f.proto.Consts[in.D].Str().Clone())
	case compile.OpStaticOr, compile.OpStatic:
		if in.Op == compile.OpStaticOr {
			if b := reg(base, in.B); b.K != value.Undef {
				*a = *b
				break
			}
		}
		s := (*compile.StaticSite)(in.Ref())
		if in.Op == compile.OpStaticOr {
			s = &f.proto.Statics[in.D]
		}
		if s.Gen != t.m.gen {
			if err := t.findStatic(s); err != nil {
				return err
			}
		}
		*a = s.Instance
	case compile.OpJumpNot, compile.OpJumpIs:
		if value.Truth(*a) == (in.Op == compile.OpJumpIs) {
			f.pc = in.D
			return nil
		}
	case compile.OpJumpFalse:
		yes, err := condition(*a, in.B != 0)
		if err != nil {
			return err
		}
		if !yes {
			f.pc = in.D
			return nil
		}
	case compile.OpCallback:
		*a = t.callback(f, &f.proto.Calls[in.D])
	case compile.OpNewList:
		a.K, a.P = value.KList, unsafe.Pointer(&value.List{Items: make([]value.Value, 0, in.D)})
	case compile.OpAppend:
		l := a.List()
		l.Items = append(l.Items, *reg(base, in.B))
	case compile.OpNewMap:
		a.K, a.P = value.KMap, unsafe.Pointer(value.NewMap())
	case compile.OpLoadNull:
		a.K = value.KNull
	case compile.OpBox:
		if in.B == 0 || a.P == nil {
			*a = value.WithIdentity(*a)
		}
	case compile.OpForLoop: // the next instruction does it, with a checkpoint
	case compile.OpDefine:
		if a.K == value.Undef {
			a.K = value.KNull
		}
	case compile.OpCheck:
		if a.K == value.Undef {
			return t.undefined(f.proto.Consts[in.D].GoString())
		}
	default:
		return t.rare(in, f)
	}
	f.pc++
	return nil
}

// mixed evaluates + - * / on an int and a double.
func (t *Thread) mixed(in *compile.Instr, f *frame) bool {
	b := reg(f.base, in.B)
	var x, y float64
	switch b.K {
	case value.KDouble:
		x = *double(b)
	case value.KInt:
		x = float64(int64(b.Bits))
	default:
		return false
	}
	op, immediate, _ := plainOp(in)
	if immediate {
		y = float64(in.D)
	} else {
		switch c := reg(f.base, in.C); c.K {
		case value.KDouble:
			y = *double(c)
		case value.KInt:
			y = float64(int64(c.Bits))
		default:
			return false
		}
	}
	a := reg(f.base, in.A)
	switch op {
	case compile.OpAdd:
		x += y
	case compile.OpSub:
		x -= y
	case compile.OpMul:
		x *= y
	default:
		if y == 0 {
			return false
		}
		x /= y
	}
	*double(a) = x
	a.K = value.KDouble
	f.pc++
	return true
}

// rare executes the instructions of declarations, set-up and errors, and the operators.
func (t *Thread) rare(in *compile.Instr, f *frame) error {
	base := f.base
	a := reg(base, in.A)
	switch in.Op {
	case compile.OpGetThis, compile.OpGetMember:
		o := reg(base, 0)
		if in.Op == compile.OpGetMember {
			o = reg(base, in.B)
		}
		if err := t.getMember((*compile.MemberSite)(in.Ref()), o, a, in.Op == compile.OpGetThis); err != nil {
			return err
		}
	case compile.OpSetThis, compile.OpSetMember:
		o := reg(base, 0)
		if in.Op == compile.OpSetMember {
			o = a
		}
		if err := t.setMember((*compile.MemberSite)(in.Ref()), o, *reg(base, in.B), in.Op == compile.OpSetThis); err != nil {
			return err
		}
	case compile.OpPut:
		if err := t.put(a.Map(), *reg(base, in.B), *reg(base, in.C)); err != nil {
			return err
		}
	case compile.OpForPrep:
		if err := t.forPrep(a, reg(base, in.A+1), *reg(base, in.B)); err != nil {
			return err
		}
	case compile.OpCase:
		same, err := t.caseEqual(*a, *reg(base, in.B))
		if err != nil {
			return err
		}
		if !same {
			f.pc = in.D
			return nil
		}
	case compile.OpNoName:
		return t.undefined(f.proto.Consts[in.D].GoString())
	case compile.OpNoOperation:
		return t.noOperation()
	case compile.OpKnown:
		if name := (*compile.CallSite)(in.Ref()).Name; t.m.classes.get(name) == nil {
			return t.unknownClass(name)
		}
	case compile.OpBareCall:
		return t.bareCall(f.proto.Consts[in.D].GoString())
	case compile.OpThrow:
		return t.throw(*a)
	case compile.OpNoAssign:
		return t.notAssignable(*a, in.B != 0)
	case compile.OpInclude:
		if err := t.include(f.proto.Consts[in.D].GoString()); err != nil {
			return err
		}
		f = t.top() // static constructors may have moved it
	case compile.OpTooLarge:
		return t.exception(value.ExRuntime, "LIMIT_EXCEEDED", "Function '"+f.fn.Name+"' is too large: it needs more registers than there are.")
	default:
		return t.binary(in)
	}
	f.pc++
	return nil
}

// callSite is call for a site whose cache may hold the target of this very call.
func (t *Thread) callSite(in *compile.Instr, site *compile.CallSite) error {
	f := t.top()
	recv := reg(f.base, in.A)
	if in.Op == compile.OpCallThis {
		*recv = *reg(f.base, 0)
	}
	if n := int(in.B); n <= maxCachedArgs {
		cls := &t.classOf(*recv).Class
		sig := sigOf(window(f.base, in.A+1, n))
		for i := range site.Cache {
			if k := &site.Cache[i]; k.Class == cls && k.Sig == sig {
				if tg := (*target)(k.Target); tg.quick == quickCallback && recv.K == value.KCallback && t.quickCallback(f, recv, in.C, sig) {
					return nil
				}
				return t.invoke(in, (*target)(k.Target))
			}
		}
	}
	return t.call(in, site)
}

// nativeDone stores the result of a native call that the dispatch loop made.
func (t *Thread) nativeDone(v value.Value) {
	t.setLimit() // it may have changed
	f := t.top()
	if v.K == value.Undef {
		v.K = value.KNull
	}
	*reg(f.base, f.proto.Code[f.pc].C) = v
	f.pc++
}

// nativeFailed makes the exception of a native call that the dispatch loop made.
func (t *Thread) nativeFailed(err error, fn *Func) error {
	t.setLimit()
	f := t.top()
	return t.nativeError(err, fn, *reg(f.base, f.proto.Code[f.pc].A))
}

// leave returns from the running frame in the cases that are not the dispatch loop's. over tells that the frame was the last
// above stop; otherwise the result is in the caller's register.
func (t *Thread) leave(in *compile.Instr, stop int) (v value.Value, over bool, err error) {
	f := t.top()
	v = value.Null
	if in.Op == compile.OpReturn {
		v = *reg(f.base, in.A)
	}
	if f.how.act() != actStore {
		if v, err = t.finish(f, v); err != nil {
			return v, false, err
		}
	}
	ret := f.how.ret()
	t.pop()
	if t.n == stop {
		return v, true, nil
	}
	f = t.top()
	*reg(f.base, ret) = v
	f.pc++
	return v, false, nil
}
