// This file compiles expressions (spec 02, 4-8).

package compile

import (
	"runtime"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

var binaryOps = map[syntax.Op]Op{
	syntax.OpAdd: OpAdd, syntax.OpSub: OpSub, syntax.OpMul: OpMul, syntax.OpDiv: OpDiv, syntax.OpFloorDiv: OpFloorDiv,
	syntax.OpMod: OpMod, syntax.OpAnd: OpAnd, syntax.OpOr: OpOr, syntax.OpEq: OpEq, syntax.OpNotEq: OpNotEq,
	syntax.OpLt: OpLt, syntax.OpGt: OpGt, syntax.OpLtEq: OpLtEq, syntax.OpGtEq: OpGtEq, syntax.OpInstanceOf: OpInstanceOf,
}

var immediateOps = map[syntax.Op]Op{
	syntax.OpAdd: OpAddInt, syntax.OpSub: OpSubInt, syntax.OpMul: OpMulInt, syntax.OpDiv: OpDivInt, syntax.OpMod: OpModInt,
	syntax.OpEq: OpEqInt, syntax.OpNotEq: OpNotEqInt, syntax.OpLt: OpLtInt, syntax.OpGt: OpGtInt,
	syntax.OpLtEq: OpLtEqInt, syntax.OpGtEq: OpGtEqInt,
}

// immediate returns the instruction for a right operand that stands in it, if e is one.
func immediate(op syntax.Op, e syntax.Expr) (Op, int32, bool) {
	to, ok := immediateOps[op]
	if !ok {
		return 0, 0, false
	}
	k, ok := smallInt(e)
	return to, k, ok && (k != 0 || op != syntax.OpMod && op != syntax.OpDiv)
}

// effect evaluates e for its effects.
func (c *compiler) effect(e syntax.Expr) {
	switch x := e.(type) {
	case *syntax.Assign:
		c.assign(x, -1)
	case *syntax.IncDec:
		c.incDec(x, -1)
	default:
		c.operand(e)
	}
}

// operand evaluates e and returns the register that holds its value: a local's own register where possible, else a
// temporary. The caller must not write to it.
func (c *compiler) operand(e syntax.Expr) int {
	switch x := unparen(e).(type) {
	case *syntax.Name:
		return c.name(x)
	case *syntax.Assign:
		return c.assign(x, -1)
	case *syntax.IncDec:
		return c.incDec(x, -1)
	}
	if r, ok := c.loaded(e, false); ok {
		return r
	}
	t := c.temp()
	c.exprTo(e, t)
	c.free(t + 1)
	return t
}

// sharedOperand is operand for values that are looked at and not kept: a string literal needs no new identity.
func (c *compiler) sharedOperand(e syntax.Expr) int {
	if s, ok := unparen(e).(*syntax.StringLit); ok {
		if r, ok := c.loaded(s, true); ok {
			return r
		}
		t := c.temp()
		c.emit(OpLoadConst, s.Pos.Line, t, 0, 0, c.text(s.Val), 0)
		return t
	}
	return c.operand(e)
}

// operandBefore is sharedOperand for a value that is used after the expressions later were evaluated: a local that
// these may assign is copied.
func (c *compiler) operandBefore(e syntax.Expr, later ...syntax.Expr) int {
	r := c.sharedOperand(e)
	if r > 0 && c.isLocal(r) {
		for _, l := range later {
			if assigns(l, c.p.Names[r]) {
				t := c.temp()
				c.emit(OpMove, 0, t, r, 0, 0, 0)
				return t
			}
		}
	}
	return r
}

// name reads a variable (spec 02, 3).
func (c *compiler) name(x *syntax.Name) int {
	if x.Name == "this" {
		return 0
	}
	r, ok := c.regs[x.Name]
	if !ok || x == c.staticName {
		c.emit(OpNoName, x.Pos.Line, 0, 0, 0, c.text(x.Name), 0)
		return c.temp()
	}
	if !c.defined[r] {
		c.emit(OpCheck, x.Pos.Line, r, 0, 0, c.text(x.Name), 0)
		c.define(r)
	}
	return r
}

// exprTo evaluates e into register dst, which is written last: e may read the local that dst is.
func (c *compiler) exprTo(e syntax.Expr, dst int) {
	mark := c.next
	if c.depth++; c.depth%gosched == 0 {
		runtime.Gosched()
	}
	line := e.First().Line
	switch x := e.(type) {
	case *syntax.Paren:
		c.exprTo(x.X, dst)
	case *syntax.Name:
		c.move(dst, c.name(x), line)
	case *syntax.NullLit:
		c.emit(OpLoadNull, line, dst, 0, 0, 0, 0)
	case *syntax.BoolLit:
		b := 0
		if x.Val {
			b = 1
		}
		c.emit(OpLoadBool, line, dst, b, 0, 0, 0)
		c.box(dst)
	case *syntax.IntLit:
		if int64(int32(x.Val)) == x.Val {
			c.emit(OpLoadInt, line, dst, 0, 0, int32(x.Val), 0)
		} else {
			c.emit(OpLoadConst, line, dst, 0, 0, c.konst(value.Int(x.Val)), 0)
		}
		c.box(dst)
	case *syntax.DoubleLit:
		c.emit(OpLoadConst, line, dst, 0, 0, c.konst(value.Double(x.Val)), 0)
		c.box(dst)
	case *syntax.StringLit:
		c.emit(OpLoadString, line, dst, 0, 0, c.text(x.Val), 0)
	case *syntax.ListLit:
		c.listLit(x, dst)
	case *syntax.MapLit:
		c.mapLit(x, dst)
	case *syntax.CallbackLit:
		c.emit(OpCallback, line, dst, 0, 0, c.call(x.Name, 0, true), 0)
	case *syntax.ClosureLit:
		c.emit(OpCallback, line, dst, 0, 0, c.call(x.Fn.Name, 0, true), 0)
	case *syntax.New:
		c.newExpr(x, dst)
	case *syntax.BareCall:
		c.emit(OpBareCall, line, 0, 0, 0, c.text(x.Name), 0)
	case *syntax.MemberExpr, *syntax.MethodCall, *syntax.IndexExpr:
		c.chain(e, dst, false)
	case *syntax.Unary:
		c.unary(x, dst)
	case *syntax.Binary:
		c.binary(x, dst)
	case *syntax.Assign:
		c.move(dst, c.assign(x, dst), line)
	case *syntax.IncDec:
		c.move(dst, c.incDec(x, dst), line)
	case *syntax.Throw:
		c.throw(x)
	case *syntax.Break: // as an operand it has no effect and counts as false (spec 02, 10.6)
		c.emit(OpLoadBool, line, dst, 0, 0, 0, 0)
	}
	c.depth--
	c.free(mark)
}

// move emits R[dst] = R[src]. The move before it, if there is one, does both as long as no write barrier is needed.
func (c *compiler) move(dst, src int, line int32) {
	if dst == src {
		return
	}
	if n := c.here(); n > 0 {
		if before := &c.p.Code[n-1]; before.Op == OpMove {
			before.Op, before.C, before.D = OpMove2, uint16(src), int32(dst)
		}
	}
	c.emit(OpMove, line, dst, src, 0, 0, 0)
}

// box gives the scalar in dst, a new value, an identity, in programs that need it.
func (c *compiler) box(dst int) {
	if c.identities {
		c.emit(OpBox, 0, dst, 0, 0, 0, 0)
	}
}

// boxResult is box for the result of a call, which may be new (a native's) or have an identity already.
func (c *compiler) boxResult(dst int) {
	if c.identities {
		c.emit(OpBox, 0, dst, 1, 0, 0, 0)
	}
}

// listLit compiles a list literal (spec 02, 6).
func (c *compiler) listLit(x *syntax.ListLit, dst int) {
	t := c.temp()
	c.emit(OpNewList, x.Pos.Line, t, 0, 0, int32(len(x.Items)), 0)
	for _, item := range x.Items {
		mark := c.next
		c.emit(OpAppend, item.First().Line, t, c.operand(item), 0, 0, 0)
		c.free(mark)
	}
	c.move(dst, t, x.Pos.Line)
}

// mapLit compiles a map literal, its pairs in source order (spec 02, 6).
func (c *compiler) mapLit(x *syntax.MapLit, dst int) {
	t := c.temp()
	c.emit(OpNewMap, x.Pos.Line, t, 0, 0, 0, 0)
	for i, key := range x.Keys {
		mark := c.next
		var k int
		if n, ok := unparen(key).(*syntax.Name); ok { // stands for its own name (spec 02, 6)
			k = c.temp()
			c.emit(OpLoadConst, n.Pos.Line, k, 0, 0, c.text(n.Name), 0)
		} else {
			k = c.operandBefore(key, x.Values[i])
		}
		v := c.operand(x.Values[i])
		c.emit(OpPut, key.First().Line, t, k, v, 0, 0)
		c.free(mark)
	}
	c.move(dst, t, x.Pos.Line)
}

// args evaluates call arguments into consecutive temporaries.
func (c *compiler) args(list []syntax.Expr) {
	for _, a := range list {
		c.exprTo(a, c.temp())
	}
}

// newExpr compiles new: an unknown class is an error before the arguments are evaluated (spec 02, 9.1 steps 1 and 2).
func (c *compiler) newExpr(x *syntax.New, dst int) {
	t := c.temp()
	site := c.call(x.Class, len(x.Args), false)
	if len(x.Args) > 0 {
		c.emit(OpKnown, x.Pos.Line, 0, 0, 0, site, 0)
	}
	c.args(x.Args)
	c.emit(OpNew, x.Pos.Line, t, len(x.Args), 0, site, 0)
	c.move(dst, t, x.Pos.Line)
}

// throw compiles "throw X". An exception raised by X is wrapped like a thrown value (spec 02, 11.1).
func (c *compiler) throw(x *syntax.Throw) {
	t := c.temp()
	start := c.here()
	c.exprTo(x.X, t)
	c.handler(Catch, start, c.here(), c.here(), t)
	c.emit(OpThrow, x.Pos.Line, t, 0, 0, 0, 0)
}

// unary compiles ! (spec 02, 5.3), # and ? (5.5).
func (c *compiler) unary(x *syntax.Unary, dst int) {
	line := x.X.First().Line
	switch x.Op {
	case syntax.OpNot:
		c.emit(OpNot, line, dst, c.operand(x.X), 0, 0, 0)
		c.box(dst)
	case syntax.OpCount:
		c.emit(OpCount, line, dst, c.sharedOperand(x.X), 0, 0, 0)
		c.box(dst)
	case syntax.OpTry:
		saved := c.snapshot()
		t := c.temp()
		start := c.here()
		c.exprTo(x.X, t)
		c.handler(Maybe, start, c.here(), c.here(), t)
		c.restore(saved)
		c.move(dst, t, line)
	}
}

// binary compiles operators with two operands. A left-leaning chain is compiled in a loop.
func (c *compiler) binary(x *syntax.Binary, dst int) {
	if x.Op == syntax.OpAndAnd || x.Op == syntax.OpOrOr {
		c.logic(x, dst)
		return
	}
	var chain []*syntax.Binary
	first := syntax.Expr(x)
	for {
		b, ok := first.(*syntax.Binary)
		if !ok || b.Op == syntax.OpAndAnd || b.Op == syntax.OpOrOr {
			break
		}
		chain = append(chain, b)
		first = b.L
	}
	last := len(chain) - 1
	acc, ok := c.fromDouble(first, chain[last], dst, last == 0)
	if ok {
		last--
	} else {
		acc = c.operandBefore(first, chain[last].R)
	}
	mark := c.next
	for i := last; i >= 0; i-- {
		b := chain[i]
		to := dst
		if i > 0 {
			if c.isLocal(acc) || c.isLoaded(acc) {
				acc2 := c.temp()
				mark = c.next
				c.binaryStep(b, acc2, acc)
				acc = acc2
				c.free(mark)
				continue
			}
			to = acc
		}
		c.binaryStep(b, to, acc)
		c.free(mark)
	}
}

// withDouble are the instructions with a double as the right and as the left operand.
var withDouble = map[syntax.Op][2]Op{
	syntax.OpAdd: {OpAddDouble, OpDoubleAdd}, syntax.OpSub: {OpSubDouble, OpDoubleSub},
	syntax.OpMul: {OpMulDouble, OpDoubleMul}, syntax.OpDiv: {OpDivDouble, OpDoubleDiv},
}

// doubleRight returns the double that an instruction can hold as its right operand.
func doubleRight(op syntax.Op, e syntax.Expr) (float64, bool) {
	l, ok := unparen(e).(*syntax.DoubleLit)
	if !ok || withDouble[op][0] == 0 || l.Val == 0 && op == syntax.OpDiv {
		return 0, false
	}
	return l.Val, true
}

// fromDouble emits the first operation of a chain if its left operand is a double, and returns the register of the result: dst if it
// is the only operation.
func (c *compiler) fromDouble(first syntax.Expr, b *syntax.Binary, dst int, only bool) (int, bool) {
	l, ok := unparen(first).(*syntax.DoubleLit)
	ops, arithmetic := withDouble[b.Op]
	if !ok || !arithmetic {
		return 0, false
	}
	if !only {
		dst = c.temp()
	}
	mark := c.next
	at := c.emit(ops[1], b.R.First().Line, dst, c.sharedOperand(b.R), 0, 0, 0)
	*c.p.Code[at].Double() = l.Val
	c.box(dst)
	c.free(mark)
	return dst, true
}

// binaryStep emits dst = l op b.R.
func (c *compiler) binaryStep(b *syntax.Binary, dst, l int) {
	line := b.R.First().Line
	if op, k, ok := immediate(b.Op, b.R); ok {
		c.emit(op, line, dst, l, 0, k, 0)
	} else if k, ok := doubleRight(b.Op, b.R); ok {
		at := c.emit(withDouble[b.Op][0], line, dst, l, 0, 0, 0)
		*c.p.Code[at].Double() = k
	} else {
		c.emit(binaryOps[b.Op], line, dst, l, c.sharedOperand(b.R), 0, 0)
	}
	c.box(dst)
}

// logic compiles && and || for their value, a bool (spec 02, 5.3).
func (c *compiler) logic(x *syntax.Binary, dst int) {
	saved := c.snapshot()
	out := c.logicJump(x, false)
	line := x.First().Line
	c.emit(OpLoadBool, line, dst, 1, 0, 0, 0)
	over := c.emit(OpJump, line, 0, 0, 0, 0, 0)
	c.patchAll(out)
	c.emit(OpLoadBool, line, dst, 0, 0, 0, 0)
	c.patch(over)
	c.box(dst)
	c.restore(saved)
}
