// This file defines linking: the dispatch tables and the member layout of a class, built when it is first
// instantiated (spec 02, 9.5).

package vm

import (
	"strconv"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

func itoa(i int) string { return strconv.Itoa(i) }

// linkError is a class that cannot be linked; the text is the message of spec 02, 9.1 step 4.
type linkError string

func (e linkError) Error() string { return string(e) }

// link builds the tables of c if that was not done yet.
func (m *Machine) link(c *Class) error {
	if c.linked {
		return nil
	}
	if err := m.findBases(c, nil); err != nil {
		return err
	}
	c.lineage = lineage(c)
	if err := checkNatives(c); err != nil {
		return err
	}
	c.Ancestors = map[string]bool{}
	for _, a := range c.lineage[1:] {
		c.Ancestors[a.Name] = true
		c.Ancestors["object"] = true
	}
	c.layout(m.identities)
	c.group()
	c.ctor = c.groups[c.Name]
	c.linked = true
	return nil
}

// findBases looks up the classes above c by name.
func (m *Machine) findBases(c *Class, below []*Class) error {
	if c.bases != nil || c.linked {
		return nil
	}
	for _, b := range below {
		if b == c {
			return linkError("Class '" + c.Name + "' inherits from itself.")
		}
	}
	names := c.Decl.Bases
	if _, builtin := kindOfClass[c.Name]; len(names) == 0 && c.Name != "object" && !(builtin && c.Library) {
		names = []string{"object"}
	}
	var bases []*Class
	for _, n := range names {
		b := m.classes.get(n)
		switch {
		case b == nil:
			return linkError("Extended class '" + n + "' not found.")
		case b.Decl.Static:
			return linkError("Cannot extend static class '" + n + "'. Static classes cannot be used as a base class.")
		}
		if err := m.findBases(b, append(below, c)); err != nil {
			return err
		}
		bases = append(bases, b)
	}
	c.bases = bases
	return nil
}

// lineage returns c and its ancestors: every class before its own bases, bases in the order listed; a class that is
// reached twice stands once, after all that derive from it.
func lineage(c *Class) []*Class {
	var post []*Class
	seen := map[*Class]bool{}
	var walk func(*Class)
	walk = func(c *Class) {
		if seen[c] {
			return
		}
		seen[c] = true
		for i := len(c.bases) - 1; i >= 0; i-- {
			walk(c.bases[i])
		}
		post = append(post, c)
	}
	walk(c)
	for i, j := 0, len(post)-1; i < j; i, j = i+1, j-1 {
		post[i], post[j] = post[j], post[i]
	}
	return post
}

// checkNatives refuses two native bases, and takes over the native half of the one there is.
func checkNatives(c *Class) error {
	var found *Class
	for _, b := range c.lineage[1:] {
		if b.native == nil || b.newHalf == nil || found != nil && (found == b || derives(found, b)) {
			continue
		}
		if found != nil {
			return linkError("Cannot inherit from two external classes. First is '" + found.Name + "' and second is '" + b.Name + "'.")
		}
		found = b
	}
	if found != nil && c.newHalf == nil {
		c.newHalf = found.newHalf
	}
	return nil
}

func derives(c, base *Class) bool {
	for _, b := range c.bases {
		if b == base || derives(b, base) {
			return true
		}
	}
	return false
}

// layout gives every member a slot: the bases' members first, then the class's own, which replace inherited ones.
func (c *Class) layout(identities bool) {
	slots := map[string]int{}
	add := func(d *syntax.Member, replace bool) {
		at, ok := slots[d.Name]
		if ok && !replace {
			return
		}
		if !ok {
			at = len(c.SlotNames)
			slots[d.Name] = at
			c.SlotNames = append(c.SlotNames, d.Name)
			c.inits = append(c.inits, memberInit{})
		}
		init := memberInit{public: d.Public, literal: d.Init, scalar: value.Null}
		switch d.Init.(type) {
		case nil, *syntax.NullLit:
		case *syntax.IntLit, *syntax.DoubleLit, *syntax.BoolLit:
			init.scalar, init.fresh = compile.Literal(d.Init, false), identities
		default:
			init.fresh = true
		}
		c.inits[at] = init
	}
	var inherit func(*Class)
	inherit = func(b *Class) {
		first := len(c.SlotNames)
		for _, d := range b.Decl.Members { // declared twice, the last one counts
			at, ok := slots[d.Name]
			add(d, ok && at >= first)
		}
		for _, bb := range b.bases {
			inherit(bb)
		}
	}
	for _, b := range c.bases {
		inherit(b)
	}
	for _, d := range c.Decl.Members {
		add(d, true)
	}
	for at := range c.inits {
		if init := &c.inits[at]; init.fresh {
			c.fresh = append(c.fresh, at)
		}
		c.scalars = append(c.scalars, c.inits[at].scalar)
	}
	c.Order = value.Order(c.SlotNames)
}

// group builds the tables of functions by name, nearest class first.
func (c *Class) group() {
	size := 0
	for _, a := range c.lineage {
		size += len(a.own)
	}
	c.groups = make(map[string]*group, size)
	groups := make([]group, 0, size) // at most as many as functions
	for _, a := range c.lineage {
		for _, f := range a.own {
			g := c.groups[f.Name]
			if g == nil {
				groups = append(groups, group{name: f.Name})
				g = &groups[len(groups)-1]
				c.groups[f.Name] = g
			}
			if len(f.Name) > 4 && f.Name[:4] == "__op" {
				c.overloads = true
			}
			g.closure = g.closure || f.Decl.Closure
			switch {
			case f.Decl.Variadic:
				g.variadic = addFunc(g.variadic, f)
			case f.wildcard:
				g.wildcard = addFunc(g.wildcard, f)
			default:
				if g.latest != a {
					g.latest = a
					g.exact = append(g.exact, nil)
				}
				last := len(g.exact) - 1
				g.exact[last] = append(g.exact[last], f)
				for i := range f.slots {
					g.doubles = g.doubles || f.slots[i].kind == value.KDouble
				}
			}
		}
	}
}

// addFunc adds f unless a nearer function has its signature.
func addFunc(list []*Func, f *Func) []*Func {
	for _, g := range list {
		if g.signature == f.signature {
			return list
		}
	}
	return append(list, f)
}
