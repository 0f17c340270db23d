// This file defines new: the making of objects and the entering of constructors (spec 02, 9.1).

package vm

import (
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

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
