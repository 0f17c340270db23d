// This file defines callbacks: their making and their calls (spec 02, 8).

package vm

import (
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

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
