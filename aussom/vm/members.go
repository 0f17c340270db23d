// This file defines member access and indexing (spec 02, 4), set blocks (9.6), for-in and switch (10.4, 10.5).

package vm

import (
	"unicode/utf8"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// findMember looks up the member of a site in a class; the slot is -1 if there is none.
func findMember(s *compile.MemberSite, c *value.Class) (slot int, public bool) {
	for i := range s.Cache {
		if k := &s.Cache[i]; k.Class == c {
			return int(k.Offset / valueSize), k.Public
		}
	}
	if slot = c.Slot(s.Name); slot < 0 {
		return slot, false
	}
	return slot, (*Class)(c.Link).inits[slot].public
}

// remember makes a look-up the first of the site's cache. The dispatch loop takes what the cache holds as leave to use the member:
// private members of what is not certainly this are not remembered.
func remember(s *compile.MemberSite, c *value.Class, slot int, public, this bool) {
	if !public && !this {
		return
	}
	for i := range s.Cache {
		if s.Cache[i].Class == c {
			return
		}
	}
	copy(s.Cache[1:], s.Cache[:])
	s.Cache[0] = compile.MemberCache{Class: c, Offset: uintptr(slot) * valueSize, Public: public}
}

// getMember reads o.name and fills the site's cache (spec 02, 4; access: 9.3). this tells that o is this
// in the source.
func (t *Thread) getMember(s *compile.MemberSite, o, dst *value.Value, this bool) error {
	switch o.K {
	case value.KObject:
		obj := o.Object()
		slot, public := findMember(s, obj.Class)
		if slot < 0 {
			break
		}
		if !public && o.P != reg(t.top().base, 0).P {
			return t.noMemberAccess(s.Name)
		}
		remember(s, obj.Class, slot, public, this)
		*dst = obj.Slots[slot]
		return nil
	case value.KMap:
		v, ok := o.Map().GetStr(s.Key)
		if !ok {
			return t.missingKey(s.Name)
		}
		*dst = v
		return nil
	case value.KList:
		return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): List found but no index found.")
	}
	return t.noMember(s.Name)
}

// setMember stores o.name = v and fills the site's cache (spec 02, 4; access: 9.3). this tells that o is this
// in the source.
func (t *Thread) setMember(s *compile.MemberSite, o *value.Value, v value.Value, this bool) error {
	switch o.K {
	case value.KObject:
		obj := o.Object()
		slot, public := findMember(s, obj.Class)
		if slot < 0 {
			break
		}
		if !public && o.P != reg(t.top().base, 0).P {
			return t.noMemberAccess(s.Name)
		}
		remember(s, obj.Class, slot, public, this)
		obj.Slots[slot] = v
		return nil
	case value.KMap:
		if err := t.m.CheckKey(o.Map(), s.Key); err != nil {
			return t.limitError(err)
		}
		o.Map().PutStr(s.Key, v)
		return nil
	case value.KList:
		return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): List found but no index found.")
	}
	return t.noMember(s.Name)
}

// key returns the map key that an index stands for: its text form.
func key(i value.Value) string {
	if i.K == value.KString {
		return i.GoString()
	}
	return value.Text(i)
}

// index evaluates R[A] = R[B][R[C]] in the cases that are not a list with a good index.
func (t *Thread) index(in *compile.Instr) error {
	f := t.top()
	b, i := *reg(f.base, in.B), *reg(f.base, in.C)
	var v value.Value
	switch b.K {
	case value.KList:
		if i.K != value.KInt {
			return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): Provided index isn't an integer value.")
		}
		return t.exception(value.ExRuntime, "INDEX_OUT_OF_BOUNDS", "astObj.evalObj(): Index out of bounds.")
	case value.KMap:
		var ok bool
		if i.K == value.KString {
			v, ok = b.Map().GetStr(i.Str())
		} else {
			text, err := t.Text(i)
			if err != nil {
				return t.limitError(err)
			}
			v, ok = b.Map().Get(text)
		}
		if !ok {
			return t.missingKey(key(i))
		}
	default:
		if b.K == value.KObject {
			if c := (*Class)(b.Object().Class.Link); c.overloads && (c.groups["__opIndex__"] != nil || c.groups["__opIndexSet__"] != nil) {
				if c.groups["__opIndex__"] == nil {
					return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): Object '"+c.Name+
						"' overloads __opIndexSet__ but not __opIndex__, so index reads aren't possible.")
				}
				return t.callOperator(c, "__opIndex__", "[]", b, in.A, actStore, i)
			}
		}
		if i.K != value.KString {
			return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): Provided index isn't a string value.")
		}
		slot := -1
		if b.K == value.KObject {
			slot = b.Object().Class.Slot(i.GoString())
		}
		if slot < 0 {
			return t.exception(value.ExRuntime, "NO_MEMBER_FOUND", "astObj.evalObj(): Object doesn't have member '"+i.GoString()+"'.")
		}
		if in.D != 0 {
			return t.exception(value.ExRuntime, "INVALID_EXPRESSION", "astObj.evalObj(): Expecting type Map but found '"+b.Tag()+"' instead.")
		}
		v = b.Object().Slots[slot]
	}
	*reg(f.base, in.A) = v
	f.pc++
	return nil
}

// setIndex evaluates R[A][R[B]] = R[C] in the cases that are not a list with a good index.
func (t *Thread) setIndex(in *compile.Instr) error {
	f := t.top()
	a, i, v := *reg(f.base, in.A), *reg(f.base, in.B), *reg(f.base, in.C)
	switch a.K {
	case value.KList:
		if i.K != value.KInt {
			return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): Provided index isn't an integer value.")
		}
		return t.exception(value.ExRuntime, "INDEX_OUT_OF_BOUNDS", "astObj.evalObj(): Index out of bounds.")
	case value.KMap:
		if err := t.put(a.Map(), i, v); err != nil {
			return err
		}
		f.pc++
		return nil
	case value.KObject:
		c := (*Class)(a.Object().Class.Link)
		if c.overloads && c.groups["__opIndexSet__"] != nil {
			return t.callOperator(c, "__opIndexSet__", "[]=", a, in.C, actKeep, i, v)
		}
		if c.overloads && c.groups["__opIndex__"] != nil {
			return t.exception(value.ExRuntime, "ASSIGN_NOT_POSSIBLE", "astObj.evalObj(): Object '"+c.Name+
				"' overloads __opIndex__ but not __opIndexSet__, so index assignment isn't possible.")
		}
	}
	if i.K != value.KString {
		return t.exception(value.ExRuntime, "INDEX_NOT_FOUND", "astObj.evalObj(): Provided index isn't a string value.")
	}
	if a.K != value.KObject || a.Object().Class.Slot(i.GoString()) < 0 {
		return t.exception(value.ExRuntime, "NO_MEMBER_FOUND", "astObj.evalObj(): Object doesn't have member '"+i.GoString()+"'.")
	}
	member := a.Object().Slots[a.Object().Class.Slot(i.GoString())]
	return t.notAssignable(member, false)
}

// put stores a map entry under the text of k.
func (t *Thread) put(m *value.Map, k, v value.Value) error {
	key, err := t.textOf(k)
	if err != nil {
		return err
	}
	if err := t.m.CheckKey(m, key); err != nil {
		return t.limitError(err)
	}
	m.PutStr(key, v)
	return nil
}

// forPrep prepares for (x : src) (spec 02, 10.4): state is the list to walk, i the index.
func (t *Thread) forPrep(state, i *value.Value, src value.Value) error {
	*i = value.Int(0)
	switch src.K {
	case value.KList:
		*state = src
	case value.KMap:
		keys, err := t.m.Keys(src.Map())
		if err != nil {
			return t.limitError(err)
		}
		*state = keys
	default:
		return t.exception(value.ExRuntime, "FOR_EXCEPTION", "For loop expecting of type LIST or MAP, found '"+src.Tag()+"' instead.")
	}
	return nil
}

// caseEqual compares a switch value with a case value (spec 02, 10.5).
func (t *Thread) caseEqual(v, k value.Value) (bool, error) {
	if v.Tag() != k.Tag() {
		return false, t.exception(value.ExRuntime, "SWITCH_TYPE_EXCEPTION", "Switch statement expecting type '"+v.Tag()+" but found type '"+k.Tag()+"'.")
	}
	switch v.Kind() {
	case value.KInt:
		return float64(v.AsInt()) == float64(k.AsInt()), nil
	case value.KDouble:
		return v.AsDouble() == k.AsDouble(), nil
	case value.KBool:
		return v.AsBool() == k.AsBool(), nil
	case value.KString:
		return v.GoString() == k.GoString(), nil
	case value.KCallback, value.KException:
		return false, fatalError("Attempting to compare objects of type '" + v.Tag() + "' and '" + k.Tag() + "'.")
	}
	return value.Same(v, k), nil
}

// setBlock evaluates obj := map (spec 02, 9.6).
func (t *Thread) setBlock(in *compile.Instr) error {
	f := t.top()
	l, r := *reg(f.base, in.B), *reg(f.base, in.C)
	if l.K == value.KObject {
		if c := (*Class)(l.Object().Class.Link); c.overloads && c.groups["__opSet__"] != nil {
			*reg(f.base, in.A) = l
			return t.callOperator(c, "__opSet__", ":=", l, in.A, actKeep, r)
		}
	}
	if r.K != value.KMap {
		return t.exception(value.ExRuntime, "INIT_NOT_POSSIBLE", "astExpression.init(): Right side of init expression returned invalid type '"+l.Tag()+"', expecting 'map'.")
	}
	*reg(f.base, in.A) = l // keeps both alive while setters run
	for _, k := range r.Map().Keys() {
		v, ok := r.Map().Get(k)
		if !ok {
			continue
		}
		if err := t.setOne(l, k, v); err != nil {
			return err
		}
	}
	f = t.top()
	*reg(f.base, in.A) = l
	f.pc++
	return nil
}

// setOne applies one entry of a set block.
func (t *Thread) setOne(o value.Value, name string, v value.Value) error {
	c := t.classOf(o)
	if o.K == value.KObject {
		if s := c.Slot(name); s >= 0 && c.inits[s].public {
			o.Object().Slots[s] = v
			return nil
		}
	}
	if utf8.RuneCountInString(name) >= 2 {
		b := []byte(name)
		if b[0] >= 'a' && b[0] <= 'z' {
			b[0] -= 'a' - 'A'
		}
		setter := "set" + string(b)
		if c.groups[setter] != nil {
			args := []value.Value{v}
			if t.m.intercept != nil {
				if _, done, err := t.m.intercept(t, o, setter, args); err != nil {
					return t.interceptError(err, setter, o, viaCall)
				} else if done {
					return nil
				}
			}
			_, err := t.callMethod(o, c, setter, viaCall, args)
			return err
		}
	}
	return t.exception(value.ExRuntime, "INIT_VAL_NOT_FOUND", "astExpression.init(): The provided init value '"+name+"' not found in object '"+c.Name+"'.")
}

// findStatic fills the site of a static class (spec 02, 3 and 9.4).
func (t *Thread) findStatic(s *compile.StaticSite) error {
	c := t.m.classes.get(s.Name)
	if c == nil || !c.Decl.Static || c.Instance.K == value.Undef {
		return t.undefined(s.Name)
	}
	s.Gen, s.Instance = t.m.gen, c.Instance
	return nil
}

// inner returns the built-in value that an instance of a class extending a built-in type stands for.
func inner(o *value.Object) value.Value {
	v, _ := o.Inner()
	return v
}
