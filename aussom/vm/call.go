// This file defines calls: dispatch with its caches, binding of arguments, natives, and entering functions (spec 02, 7).

package vm

import (
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// classOf returns the class on which methods of v are looked up.
func (t *Thread) classOf(v value.Value) *Class {
	if v.K == value.KObject {
		return (*Class)(v.Object().Class.Link)
	}
	return (*Class)(t.m.kindClasses[v.K].Link)
}

// call dispatches a call that no inline cache knows (spec 02, 7.1).
func (t *Thread) call(in *compile.Instr, site *compile.CallSite) error {
	f := t.top()
	recv := reg(f.base, in.A)
	args := window(f.base, in.A+1, int(in.B))
	c := t.classOf(*recv)
	tg := c.resolve(c.groups[site.Name], site.Name, args)
	if tg.fail != nil {
		if t.m.intercept != nil {
			if done, err := t.intercepted(in, site.Name); done || err != nil {
				return err
			}
		}
		if cb := memberCallback(*recv, c, site.Name); tg.fail.missing && cb != nil {
			return t.callCallback(cb, in.A, in.C, args, viaCall, 1)
		}
		return t.dispatchError(tg, *recv, c, site.Name, viaCall)
	}
	if len(args) <= maxCachedArgs {
		copy(site.Cache[1:], site.Cache[:])
		site.Cache[0] = compile.CallCache{Class: &c.Class, Sig: sigOf(args), Target: unsafe.Pointer(tg)}
		tg.prepare(t.m, c)
	}
	return t.invoke(in, tg)
}

// invoke runs a dispatched call: access check (spec 02, 9.3), mocks, then the function. The result goes to register in.A.
func (t *Thread) invoke(in *compile.Instr, tg *target) error {
	f := t.top()
	recv := *reg(f.base, in.A)
	if !tg.fn.Decl.Public && !value.Same(recv, *reg(f.base, 0)) {
		return t.exceptionAt(value.ExRuntime, "NO_ACCESS", "No access to function '"+tg.fn.Name+"' (private).",
			t.classLine((*Class)(t.classOf(recv))), called(t, recv, tg.fn.Name, viaCall))
	}
	if t.m.intercept != nil {
		if done, err := t.intercepted(in, tg.fn.Name); done || err != nil {
			return err
		}
	}
	if tg.fn.special {
		if t.depth() >= t.m.maxDepth {
			return t.depthError("call", recv)
		}
		cb := recv
		if cb.K == value.KObject { // of a class that extends callback
			cb = inner(cb.Object())
		}
		return t.callCallback(cb.Callback(), in.A, in.C, window(f.base, in.A+1, int(in.B)), viaCallback, 2)
	}
	if tg.fn.Native != nil || tg.fn.noMethod {
		v, err := t.callNative(tg, reg(f.base, in.A), int(in.B), viaCall)
		if err != nil {
			return err
		}
		t.complete(t.top(), in.C, v) // f may have moved
		return nil
	}
	return t.push(tg, unsafe.Pointer(reg(f.base, in.A)), int(in.B), f, entered(in.C, viaCall, actStore, 1), nil)
}

// callNative runs a native function whose receiver and n arguments stand at base.
func (t *Thread) callNative(tg *target, base *value.Value, n int, how via) (value.Value, error) {
	fn := tg.fn
	recv := *base
	if t.depth() >= t.m.maxDepth {
		return value.Null, t.depthError(fn.Name, recv)
	}
	if fn.noMethod {
		return value.Null, t.exceptionAt(value.ExRuntime, "EXTERN_NO_SUCH_METHOD", "External call, no such method '"+fn.Name+"'.", t.line(), called(t, recv, fn.Name, how))
	}
	if tg.fail != nil {
		return value.Null, t.bindingError(tg, recv, how)
	}
	at := unsafe.Pointer(base)
	count := len(fn.slots)
	if fn.Decl.Variadic {
		count++
	}
	if !tg.direct {
		if count > slack/2-4 { // more than what is kept free behind a window
			moved := make([]value.Value, max(count, n)+2)
			copy(moved, window(at, 0, n+1))
			at = unsafe.Pointer(unsafe.SliceData(moved))
		}
		t.bind(tg, at, n)
	}
	this := recv
	if fn.Class.wraps && recv.K == value.KObject {
		this = inner(recv.Object())
	}
	v, err := fn.Native(t, this, window(at, 1, count))
	t.setLimit() // it may have changed
	if err != nil {
		return value.Null, t.nativeErrorVia(err, fn, recv, how)
	}
	if v.K == value.Undef {
		v.K = value.KNull
	}
	return v, nil
}

// bind completes the arguments at base: conversions, defaults, the rest list (spec 02, 7.2).
func (t *Thread) bind(tg *target, base unsafe.Pointer, n int) {
	fn := tg.fn
	for i := 0; i < n && i < 32; i++ {
		if tg.convert&(1<<i) != 0 {
			a := reg(base, uint16(i+1))
			*a = value.Double(float64(a.AsInt()))
		}
	}
	var rest []value.Value
	if fn.Decl.Variadic && n > len(fn.slots) {
		rest = append(rest, window(base, uint16(len(fn.slots)+1), n-len(fn.slots))...)
	}
	for i := n; i < len(fn.slots); i++ {
		*reg(base, uint16(i+1)) = compile.Literal(fn.slots[i].literal, t.m.identities)
	}
	if fn.Decl.Variadic {
		*reg(base, uint16(len(fn.slots)+1)) = value.OfList(&value.List{Items: rest})
	}
}

// push enters a script function whose receiver and n arguments stand at base. caller is the running frame, nil for an
// entry from the host. A closure copies the caller's locals unless captured names others.
func (t *Thread) push(tg *target, base unsafe.Pointer, n int, caller *frame, h how, captured *env) error {
	fn := tg.fn
	if t.depth()+h.levels() > t.m.maxDepth || t.stack.at >= maxChunk {
		return t.depthErrorVia(fn.Name, *(*value.Value)(base), h.via())
	}
	if t.budget() <= 0 {
		if err := t.checkpoint(); err != nil {
			return err
		}
	}
	t.left -= step
	if tg.fail != nil {
		return t.bindingError(tg, *(*value.Value)(base), h.via())
	}
	p := fn.code(t.m)
	to := t.stack.room(base, max(p.NumRegs, n+2), n+1)
	if !tg.direct {
		t.bind(tg, to, n)
	}
	for i := p.NumParams + 1; i < len(p.Names); i++ {
		reg(to, uint16(i)).K = value.Undef
	}
	if fn.Decl.Closure {
		if captured != nil {
			copyCaptured(p, to, captured)
		} else if caller != nil && h.via() == viaCall {
			copyCaptured(p, to, &env{proto: caller.proto, regs: caller.base})
		}
	}
	t.left -= int64(h.levels())
	h |= how(t.stack.at) << 48
	if t.n > 0 && t.top().how.chunk() != t.stack.at {
		h |= howMoved
	}
	*t.newFrame() = frame{fn: fn, proto: p, base: to, code: unsafe.Pointer(unsafe.SliceData(p.Code)), how: h}
	return nil
}

// code returns the compiled function.
func (fn *Func) code(m *Machine) *compile.Proto {
	if fn.proto == nil {
		c := fn.Class
		if c.closures == nil {
			var list []*syntax.Class
			for _, a := range lineage(c) {
				list = append(list, a.Decl)
			}
			c.closures = compile.NewClosures(list, m)
		}
		fn.proto = compile.Function(fn.Decl, c.closures, m)
	}
	return fn.proto
}

// finish applies a frame's action to its result.
func (t *Thread) finish(f *frame, v value.Value) (value.Value, error) {
	switch f.how.act() {
	case actNew:
		return *reg(f.base, 0), nil
	case actNegate:
		if v.Kind() != value.KBool {
			t.pop()
			return v, t.notBool(v)
		}
		return value.Bool(!v.AsBool()), nil
	case actKeep:
		n := t.n - 1
		return *reg(t.frames[n-1].base, f.how.ret()), nil
	}
	return v, nil
}

// intercepted lets mocks and spies take a call (spec 03a, 11).
func (t *Thread) intercepted(in *compile.Instr, name string) (bool, error) {
	f := t.top()
	recv := *reg(f.base, in.A)
	args := window(f.base, in.A+1, int(in.B))
	v, handled, err := t.m.intercept(t, recv, name, args)
	if err != nil {
		return true, t.interceptError(err, name, recv, viaCall)
	}
	if !handled {
		return false, nil
	}
	t.complete(t.top(), in.C, v)
	return true, nil
}

// interceptError passes on what a spied function raised, and completes errors of the interceptor itself.
func (t *Thread) interceptError(err error, name string, recv value.Value, how via) error {
	if e, ok := err.(*value.Exception); ok && e.Trace != nil {
		return e
	}
	return t.nativeErrorNamed(err, name, recv, how)
}
