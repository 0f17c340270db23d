// This file compiles assignment, compound assignment, set and insert, ++ and -- (spec 02, 5.4 and 5.5).

package compile

import (
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// assign compiles an assignment and returns the register of its value. dst is where the caller wants it, or -1.
func (c *compiler) assign(x *syntax.Assign, dst int) int {
	line := x.R.First().Line
	switch {
	case x.Op == syntax.OpSet || x.Op == syntax.OpInsert:
		op := OpSetBlock
		if x.Op == syntax.OpInsert {
			op = OpInsert
		} else {
			line = x.First().Line
		}
		t := c.temp()
		l := c.operandBefore(x.L, x.R)
		r := c.operand(x.R)
		c.emit(op, line, t, l, r, 0, 0)
		c.free(t + 1)
		return t
	case x.Compound:
		return c.update(x.L, x.Op, x.R, line, line)
	}
	return c.store(x.L, x.R, line)
}

// store compiles "target = value".
func (c *compiler) store(target, val syntax.Expr, line int32) int {
	switch t := unparen(target).(type) {
	case *syntax.Name:
		r, ok := c.nameTarget(t, line)
		if !ok {
			return c.temp()
		}
		if !c.defined[r] && !plain(val) && (c.observed || reads(val, t.Name) || c.closures.calledIn(val)) {
			c.emit(OpDefine, t.Pos.Line, r, 0, 0, 0, 0)
			c.define(r)
		}
		c.exprTo(val, r)
		c.define(r)
		return r
	case *syntax.MemberExpr:
		obj := c.targetObject(t.X, val)
		v := c.operand(val)
		c.setMember(t, obj, v)
		return v
	case *syntax.IndexExpr:
		obj := c.targetList(t.X, t.Index, val)
		i := c.operandBefore(t.Index, val)
		v := c.operand(val)
		c.emit(OpSetIndex, t.Index.First().Line, obj, i, v, 0, 0)
		return v
	}
	return c.notAssignable(target, line)
}

// plain reports whether evaluating e cannot raise an exception and reads no variable.
func plain(e syntax.Expr) bool {
	switch unparen(e).(type) {
	case *syntax.NullLit, *syntax.BoolLit, *syntax.IntLit, *syntax.DoubleLit, *syntax.StringLit:
		return true
	}
	return false
}

// nameTarget returns the register of a bare name that is assigned; the name of a static class is refused (spec 02, 3).
func (c *compiler) nameTarget(n *syntax.Name, line int32) (int, bool) {
	r, ok := c.regs[n.Name]
	if !ok || n.Name == "this" || c.ctx.IsStatic(n.Name) {
		if n.Name == "this" {
			c.emit(OpNoAssign, line, 0, 0, 0, 0, 0)
		} else {
			c.emit(OpNoOperation, n.Pos.Line, 0, 0, 0, 0, 0)
		}
		return 0, false
	}
	return r, true
}

// targetObject evaluates the part of an assignment target before its last link. Static classes come before locals.
func (c *compiler) targetObject(x syntax.Expr, later ...syntax.Expr) int {
	if c.hidesStatic(x) {
		c.staticName = leftmost(x)
		defer func() { c.staticName = nil }()
	}
	if n, ok := x.(*syntax.Name); ok {
		base := c.temp()
		r := c.receiver(n, base, []syntax.Expr{&syntax.MemberExpr{}})
		if r != base && r > 0 {
			for _, l := range later {
				if assigns(l, n.Name) {
					c.emit(OpMove, n.Pos.Line, base, r, 0, 0, 0)
					return base
				}
			}
		}
		return r
	}
	if p, ok := x.(*syntax.Paren); ok {
		return c.operandBefore(p.X, later...)
	}
	t := c.temp()
	switch x.(type) {
	case *syntax.MemberExpr, *syntax.MethodCall, *syntax.IndexExpr:
		c.chain(x, t, true)
	default:
		c.exprTo(x, t)
	}
	c.free(t + 1)
	return t
}

// targetList is targetObject for an index as the last link: a static class does not stand before one (spec 02, 3).
func (c *compiler) targetList(x syntax.Expr, later ...syntax.Expr) int {
	if n, ok := x.(*syntax.Name); ok && c.ctx.IsStatic(n.Name) {
		c.emit(OpNoOperation, n.Pos.Line, 0, 0, 0, 0, 0)
	}
	return c.targetObject(x, later...)
}

// hidesStatic reports whether a chain starts with the name of a local that is the name of a static class too: reading finds
// the local, assigning the class (spec 02, 3).
func (c *compiler) hidesStatic(x syntax.Expr) bool {
	n := leftmost(x)
	if n == nil || n.Name == "this" || !c.ctx.IsStatic(n.Name) {
		return false
	}
	_, local := c.regs[n.Name]
	return local
}

// leftmost returns the bare name that a chain starts with, or nil.
func leftmost(e syntax.Expr) *syntax.Name {
	for {
		switch x := e.(type) {
		case *syntax.Name:
			return x
		case *syntax.MemberExpr:
			e = x.X
		case *syntax.MethodCall:
			e = x.X
		case *syntax.IndexExpr:
			e = x.X
		default:
			return nil
		}
	}
}

func (c *compiler) setMember(t *syntax.MemberExpr, obj, v int) {
	if obj == 0 {
		c.emit(OpSetThis, t.Pos.Line, 0, v, 0, c.member(t.Name), 0)
		return
	}
	c.emit(OpSetMember, t.Pos.Line, obj, v, 0, c.member(t.Name), 0)
}

// notAssignable evaluates what is no target of "=" and raises the error.
func (c *compiler) notAssignable(e syntax.Expr, line int32) int {
	r := c.operand(e)
	c.noAssign(line, r, false)
	return r
}

// noAssign emits the error; text tells that it names the type of a text instead of that of r.
func (c *compiler) noAssign(line int32, r int, text bool) {
	asString := 0
	if text {
		asString = 1
	}
	c.emit(OpNoAssign, line, r, asString, 0, 0, 0)
}

// part is an operand of what ++ and -- cannot change.
type part struct {
	reg       int
	ref, text bool // it is a reference, or the text that + makes of one
	literal   bool // its value is no object
}

// refused evaluates what ++ and -- cannot change. Names, members and elements in it stand for references (spec 02, 5.4): + makes text of
// one, for which text is true; other operators refuse it as a "cRef".
func (c *compiler) refused(e syntax.Expr) (r int, text bool) {
	var chain []*syntax.Binary
	first := unparen(e)
	for {
		b, ok := first.(*syntax.Binary)
		if !ok || b.Op == syntax.OpAndAnd || b.Op == syntax.OpOrOr || b.Op == syntax.OpEq || b.Op == syntax.OpNotEq || b.Op == syntax.OpInstanceOf {
			break
		}
		chain = append(chain, b)
		first = unparen(b.L)
	}
	if len(chain) == 0 {
		return c.operand(e), false
	}
	t := c.temp()
	acc := c.part(first)
	mark := c.next
	for i := len(chain) - 1; i >= 0; i-- {
		c.free(mark)
		b := chain[i]
		r := c.part(b.R)
		switch {
		case !acc.ref && !acc.text && !r.ref && !r.text:
			c.emit(binaryOps[b.Op], b.R.First().Line, t, acc.reg, r.reg, 0, 0)
			acc = part{reg: t}
		case b.Op != syntax.OpAdd && acc.literal && r.literal:
			c.emit(binaryOps[b.Op], b.R.First().Line, t, c.partValue(acc), c.partValue(r), 0, 0)
			fallthrough
		default:
			acc = part{reg: t, text: true, literal: true}
		}
	}
	return acc.reg, acc.text
}

// part evaluates an operand for refused.
func (c *compiler) part(e syntax.Expr) part {
	switch x := unparen(e).(type) {
	case *syntax.Name:
		if isTarget(x) {
			return part{ref: true, literal: true}
		}
	case *syntax.Binary:
		r, text := c.refused(x)
		return part{reg: r, text: text, literal: text}
	}
	ref := isTarget(e)
	return part{reg: c.operand(e), ref: ref, literal: ref || plain(e)}
}

// partValue returns the register with what an operator sees of an operand.
func (c *compiler) partValue(p part) int {
	if !p.ref && !p.text {
		return p.reg
	}
	t := c.temp()
	v := value.Reference
	if p.text {
		v = value.FromString("")
	}
	c.emit(OpLoadConst, 0, t, 0, 0, c.konst(v), 0)
	return t
}

// update compiles "target op= val", which is target = target op val. val is nil for ++ and --, which add or subtract 1.
// opLine is the line of the operation, line that of the assignment.
func (c *compiler) update(target syntax.Expr, op syntax.Op, val syntax.Expr, opLine, line int32) int {
	step := func(dst, old int) {
		if val == nil {
			c.emit(immediateOps[op], opLine, dst, old, 0, 1, 0)
			c.box(dst)
			return
		}
		c.binaryStep(&syntax.Binary{Op: op, R: val}, dst, old)
	}
	switch t := unparen(target).(type) {
	case *syntax.Name:
		r, ok := c.nameTarget(t, line)
		if !ok {
			return c.temp()
		}
		if !c.defined[r] {
			c.emit(OpDefine, t.Pos.Line, r, 0, 0, 0, 0)
			c.define(r)
		}
		old := r
		if val != nil && assigns(val, t.Name) {
			old = c.temp()
			c.emit(OpMove, line, old, r, 0, 0, 0)
		}
		step(r, old)
		return r
	case *syntax.MemberExpr:
		if !pure(t.X) || c.hidesStatic(t.X) {
			return c.twice(t, op, val, line)
		}
		obj := c.targetObject(t.X, val)
		v := c.temp()
		c.link(t, obj, v, v, false)
		step(v, v)
		c.setMember(t, obj, v)
		return v
	case *syntax.IndexExpr:
		if !pure(t.X) || !pure(t.Index) || c.hidesStatic(t.X) {
			return c.twice(t, op, val, line)
		}
		obj := c.targetList(t.X, val)
		i := c.operandBefore(t.Index, val)
		v := c.temp()
		c.emit(OpIndex, t.Index.First().Line, v, obj, i, 0, 0)
		step(v, v)
		c.emit(OpSetIndex, t.Index.First().Line, obj, i, v, 0, 0)
		return v
	}
	return c.notAssignable(target, line)
}

// twice compiles the update of a target whose evaluation has effects: it is evaluated twice (spec 02, 5.4).
func (c *compiler) twice(target syntax.Expr, op syntax.Op, val syntax.Expr, line int32) int {
	if val == nil {
		val = &syntax.IntLit{Pos: target.First(), Val: 1}
	}
	return c.store(target, &syntax.Binary{Op: op, L: target, R: val, Pos: target.First()}, line)
}

// pure reports whether evaluating e a second time gives the same and has no effect.
func pure(e syntax.Expr) bool {
	switch x := e.(type) {
	case *syntax.Name, *syntax.IntLit, *syntax.StringLit, *syntax.NullLit, *syntax.BoolLit, *syntax.DoubleLit:
		return true
	case *syntax.MemberExpr:
		return pure(x.X)
	case *syntax.Paren:
		return pure(x.X)
	}
	return false
}

// incDec compiles "X++" and "X--" and returns the register of the value, which is the new one.
func (c *compiler) incDec(x *syntax.IncDec, dst int) int {
	line := x.First().Line
	if a, ok := unparen(x.X).(*syntax.Assign); ok && a.Op == syntax.OpAssign && !a.Compound && isTarget(a.L) && isTarget(a.R) {
		// "x = i++": x gets the old value, then i is changed (spec 02, 5.4).
		mark := c.next
		v := c.store(a.L, a.R, a.R.First().Line)
		if !c.isLocal(v) {
			mark = c.next
		}
		c.free(mark)
		return c.update(a.R, x.Op, nil, line, line)
	}
	if isTarget(x.X) {
		return c.update(x.X, x.Op, nil, line, line)
	}
	operand, assigned := unparen(x.X), false
	for a, ok := operand.(*syntax.Assign); ok; a, ok = operand.(*syntax.Assign) { // what it would assign to stays unchanged
		operand, assigned = unparen(a.R), true
		if a.Compound {
			operand = &syntax.Binary{Op: a.Op, L: a.L, R: a.R, Pos: a.Pos}
		}
	}
	r, text := c.refused(operand)
	c.noAssign(line, r, text || assigned && isTarget(operand))
	return r
}

// isTarget reports whether e can stand on the left of "=".
func isTarget(e syntax.Expr) bool {
	switch x := unparen(e).(type) {
	case *syntax.Name:
		return x.Name != "this"
	case *syntax.MemberExpr, *syntax.IndexExpr:
		return true
	}
	return false
}
