// This file defines calls: dispatch with its caches, binding of arguments, natives, callbacks and new
// (spec 02, 7, 8.1 and 9.1).

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

// memberCallback returns the callback that a member called name holds (spec 02, 7.3 step 6).
func memberCallback(recv value.Value, c *Class, name string) *value.Callback {
	if recv.K != value.KObject {
		return nil
	}
	if s := c.Slot(name); s >= 0 {
		if v := recv.Object().Slots[s]; v.K == value.KCallback {
			return v.Callback()
		}
	}
	return nil
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

// callCallback calls the target of a callback (spec 02, 8.1). The arguments stand behind register a of the running frame; the
// result goes to register ret.
func (t *Thread) callCallback(cb *value.Callback, a, ret uint16, args []value.Value, how via, levels int) error {
	f := t.top()
	base := reg(f.base, a)
	var tg *target
	for hops := 0; ; hops++ {
		if cb.This.K == value.Undef {
			return t.exceptionAt(value.ExRuntime, "FUNCT_NOT_FOUND", "The callback has no function to call.", t.line(), called(t, *base, "call", how))
		}
		if t.m.intercept != nil {
			if v, done, err := t.m.intercept(t, cb.This, cb.Name, args); done || err != nil {
				if err != nil {
					return PassThrough(t.interceptError(err, cb.Name, cb.This, how))
				}
				t.complete(t.top(), ret, v)
				return nil
			}
		}
		c := t.classOf(cb.This)
		tg = c.resolve(groupOf(cb, c), cb.Name, args)
		if tg.fail == nil || tg.fail.binding {
			break
		}
		next, err := t.nextCallback(tg, cb, hops, how)
		if err != nil {
			return err
		}
		cb = next
	}
	callbackValue := *base
	*base = cb.This
	if tg.fn.Native != nil || tg.fn.noMethod {
		v, err := t.callNative(tg, base, len(args), how)
		if err != nil {
			*base = callbackValue
			return PassThrough(err)
		}
		t.complete(t.top(), ret, v)
		return nil
	}
	tg.prepare(t.m, tg.fn.Class)
	return t.push(tg, unsafe.Pointer(base), len(args), f, entered(ret, how, actStore, levels), (*env)(cb.Env))
}

// quickCallback is callCallback, with the depth counted as for callback.call, for a callback whose group of functions was last
// called with the same kinds of arguments, sig, and a script function that takes them as they are. It reports whether it could
// enter the function; if not it did nothing.
func (t *Thread) quickCallback(f *frame, recv *value.Value, ret uint16, sig uint64) bool {
	cb := recv.Callback()
	g := (*group)(cb.Link)
	left := t.left - perCall - 1
	if g == nil || g.lastSig != sig || left&usedUp != 0 {
		return false
	}
	tg := g.last
	if tg.quick < quickClosure || uintptr(unsafe.Pointer(recv))+tg.need+valueSize > t.stack.limit {
		return false
	}
	t.left = left
	t.frames[t.n].enter(tg, unsafe.Pointer(recv), f.how&howChunk|how(ret)|viaCallbackOf)
	t.n++
	tg.undefine(unsafe.Pointer(recv))
	if cb.Env != nil && tg.quick == quickClosure {
		copyCaptured(tg.proto, unsafe.Pointer(recv), (*env)(cb.Env))
	}
	*recv = cb.This
	return true
}

// groupOf returns the functions that a callback may mean; c is the class of its object.
func groupOf(cb *value.Callback, c *Class) *group {
	if cb.Link == nil {
		cb.Link = unsafe.Pointer(c.groups[cb.Name])
	}
	return (*group)(cb.Link)
}

// maxHops is how many members holding callbacks may lead from one to the next before a call is refused as too deep.
const maxHops = 1000

// nextCallback returns the callback that takes a call that no function of the bound object fits: the one in its member of that
// name. Callbacks that lead to themselves are a call that is too deep.
func (t *Thread) nextCallback(tg *target, cb *value.Callback, hops int, how via) (*value.Callback, error) {
	c := t.classOf(cb.This)
	next := memberCallback(cb.This, c, cb.Name)
	if next == nil || !tg.fail.missing {
		return nil, t.dispatchError(tg, cb.This, c, cb.Name, how)
	}
	if hops >= maxHops || t.depth()+hops >= t.m.maxDepth {
		return nil, t.depthErrorVia(cb.Name, cb.This, how)
	}
	return next, nil
}

// callback evaluates ::name: bound to this, with the locals if the class has a closure of that name (spec 02, 8).
func (t *Thread) callback(f *frame, site *compile.CallSite) value.Value {
	this := *reg(f.base, 0)
	cb := &value.Callback{This: this, Name: site.Name}
	c := t.classOf(this)
	k := &site.Cache[0]
	if k.Class != &c.Class { // Sig tells whether the class has a closure of that name
		*k = compile.CallCache{Class: &c.Class}
		if g := c.groups[site.Name]; g != nil {
			k.Target = unsafe.Pointer(g)
			if g.closure {
				k.Sig = 1
			}
		}
	}
	cb.Link = k.Target
	if k.Sig != 0 {
		cb.Env = unsafe.Pointer(f.capture())
	}
	return value.OfCallback(cb)
}

// newObject evaluates new (spec 02, 9.1).
func (t *Thread) newObject(in *compile.Instr, site *compile.CallSite) error {
	f := t.top()
	known := &site.Cache[1] // the class that the name meant when the classes were last defined
	c := (*Class)(known.Target)
	if known.Sig != t.m.gen || c == nil {
		c = t.m.classes.get(site.Name)
	}
	if c == nil {
		return t.unknownClass(site.Name)
	}
	known.Target, known.Sig = unsafe.Pointer(c), t.m.gen
	if c.Decl.Static {
		return t.exception(value.ExRuntime, "STATIC_INSTANTIATION", "Cannot instantiate static class '"+c.Name+
			"' with 'new'. Static classes are singletons and are accessed by class name.")
	}
	if !c.linked {
		if err := t.m.link(c); err != nil {
			return t.linkFailure(err)
		}
	}
	if c.empty != nil {
		*reg(f.base, in.A) = c.empty()
		f.pc++
		return nil
	}
	o := t.m.create(c)
	if lc := (*localCopies)(site.Copies); len(o.Slots) > 0 && (lc == nil || lc.class != c || len(lc.list) > 0) {
		t.copyLocals(site, c, o, f)
	}
	*reg(f.base, in.A) = value.OfObject(o)
	g := c.ctor
	if g == nil {
		f.pc++
		return nil
	}
	n := int(in.B)
	var tg *target
	if n <= maxCachedArgs {
		sig := sigOf(window(f.base, in.A+1, n))
		if k := &site.Cache[0]; k.Class == &c.Class && k.Sig == sig {
			tg = (*target)(k.Target)
		} else {
			tg = c.resolve(g, c.Name, window(f.base, in.A+1, n))
			if tg.fail == nil {
				tg.prepare(t.m, c)
			}
			*k = compile.CallCache{Class: &c.Class, Sig: sig, Target: unsafe.Pointer(tg)}
		}
	} else {
		tg = c.resolve(g, c.Name, window(f.base, in.A+1, n))
	}
	if tg.quick >= quickScript && t.quickPush(tg, reg(f.base, in.A), f, in.A) {
		return nil
	}
	if tg.fail != nil && !tg.fail.binding {
		return t.dispatchError(tg, value.OfObject(o), c, c.Name, viaNew)
	}
	if tg.fn.Native != nil || tg.fn.noMethod {
		if _, err := t.callNative(tg, reg(f.base, in.A), n, viaNew); err != nil {
			return err
		}
		t.top().pc++ // f may have moved
		return nil
	}
	return t.push(tg, unsafe.Pointer(reg(f.base, in.A)), n, f, entered(in.A, viaNew, actNew, 1), nil)
}

// quickPush is push for a constructor that takes its arguments as they are. It reports whether it could enter the function; if not it
// did nothing.
func (t *Thread) quickPush(tg *target, recv *value.Value, f *frame, ret uint16) bool {
	left := t.left - perCall
	if left&usedUp != 0 || uintptr(unsafe.Pointer(recv))+tg.need > t.stack.limit {
		return false
	}
	t.left = left
	t.frames[t.n].enter(tg, unsafe.Pointer(recv), f.how&howChunk|how(ret)|viaNewOf)
	t.n++
	tg.undefine(unsafe.Pointer(recv))
	return true
}

// localCopy tells that a member without initialiser takes the value of a local of the same name.
type localCopy struct{ slot, reg int }

// localCopies is the cache of a new site.
type localCopies struct {
	class *Class
	list  []localCopy
}

// copyLocals gives members without initialiser the value of the creating function's local of that name (spec 02, 9.1 step 5).
func (t *Thread) copyLocals(site *compile.CallSite, c *Class, o *value.Object, f *frame) {
	lc := (*localCopies)(site.Copies)
	if lc == nil || lc.class != c {
		lc = &localCopies{class: c}
		for s, name := range c.SlotNames {
			if c.inits[s].literal == nil {
				if r := f.proto.Reg(name); r != 0 {
					lc.list = append(lc.list, localCopy{s, r})
				}
			}
		}
		site.Copies = unsafe.Pointer(lc)
	}
	for _, k := range lc.list {
		if v := *reg(f.base, uint16(k.reg)); v.K != value.Undef {
			o.Slots[k.slot] = v
		}
	}
}

// newObject allocates an object with room for n members, up to eight of them in one piece.
func newObject(n int) *value.Object {
	switch {
	case n == 0:
		return &value.Object{}
	case n <= 2:
		o := &struct {
			value.Object
			slots [2]value.Value
		}{}
		o.Slots = o.slots[:n:n]
		return &o.Object
	case n <= 4:
		o := &struct {
			value.Object
			slots [4]value.Value
		}{}
		o.Slots = o.slots[:n:n]
		return &o.Object
	case n <= 8:
		o := &struct {
			value.Object
			slots [8]value.Value
		}{}
		o.Slots = o.slots[:n:n]
		return &o.Object
	}
	return &value.Object{Slots: make([]value.Value, n)}
}

// create makes an instance of a linked class with its members at their initial values (spec 02, 9.1 step 5).
func (m *Machine) create(c *Class) *value.Object {
	o := newObject(len(c.inits))
	o.Class = &c.Class
	for i := range c.scalars { // no pointers: the write barrier has nothing to know
		o.Slots[i].K, o.Slots[i].Bits = c.scalars[i].K, c.scalars[i].Bits
	}
	for _, i := range c.fresh {
		o.Slots[i] = compile.Literal(c.inits[i].literal, m.identities)
	}
	if c.newHalf != nil {
		o.Native = c.newHalf()
	}
	return o
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
