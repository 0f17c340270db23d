// This file compiles conditions: jumps that are taken when an expression is false (spec 02, 1.3).

package compile

import (
	"github.com/aussom/aussom-web/aussom/syntax"
)

var fused = map[syntax.Op]Op{
	syntax.OpEq: OpIfEq, syntax.OpNotEq: OpIfNotEq, syntax.OpLt: OpIfLt, syntax.OpGt: OpIfGt,
	syntax.OpLtEq: OpIfLtEq, syntax.OpGtEq: OpIfGtEq,
}

// jumpUnless emits code that goes on if the condition e is true and returns the jumps to patch for when it is false.
// loop tells the conditions of while and for from that of if.
func (c *compiler) jumpUnless(e syntax.Expr, loop bool) []int {
	b := 0
	if loop {
		b = 1
	}
	test := func(e syntax.Expr) []int {
		r := c.operand(e)
		return []int{c.emit(OpJumpFalse, e.First().Line, r, b, 0, 0, 0)}
	}
	inner := unparen(e)
	switch x := inner.(type) {
	case *syntax.BoolLit:
		if x.Val {
			return nil
		}
	case *syntax.Unary:
		if x.Op == syntax.OpNot {
			return c.notJump(x, OpJumpFalse, b)
		}
	case *syntax.Binary:
		if x.Op == syntax.OpAndAnd || x.Op == syntax.OpOrOr {
			saved := c.snapshot()
			out := c.logicJump(x, false)
			c.restore(saved)
			return out
		}
		if op, ok := fused[x.Op]; ok {
			return c.compareJump(x, op, OpJumpFalse, b)
		}
	}
	return test(e)
}

// logicJump emits the short-circuit jumps of && and || (spec 02, 5.3): control goes on if e has the truth "not want"; the jumps returned
// are taken when its truth is want.
func (c *compiler) logicJump(e syntax.Expr, want bool) []int {
	mark := c.next
	defer c.free(mark)
	inner := unparen(e)
	if x, ok := inner.(*syntax.Binary); ok {
		isAnd := x.Op == syntax.OpAndAnd
		if isAnd || x.Op == syntax.OpOrOr {
			// a && b is false as soon as a is; a || b is true as soon as a is.
			if isAnd != want {
				return append(c.logicSpine(x, want), c.logicJump(x.R, want)...)
			}
			over := c.logicSpine(x, !want)
			saved := c.snapshot()
			out := c.logicJump(x.R, want)
			c.restore(saved)
			c.patchAll(over)
			return out
		}
		if op, ok := fused[x.Op]; ok {
			out := c.compareJump(x, op, OpJumpNot, 0)
			if want { // what is false goes on behind a jump
				jump := c.emit(OpJump, x.First().Line, 0, 0, 0, 0, 0)
				c.patchAll(out)
				out = []int{jump}
			}
			return out
		}
	}
	if x, ok := inner.(*syntax.Unary); ok && x.Op == syntax.OpNot && !want {
		return c.notJump(x, OpJumpNot, 0)
	}
	r := c.operand(e)
	op := OpJumpNot
	if want {
		op = OpJumpIs
	}
	return []int{c.emit(op, e.First().Line, r, 0, 0, 0, 0)}
}

// logicSpine compiles the left side of a && or || chain without recursing along chains of the same operator.
func (c *compiler) logicSpine(x *syntax.Binary, want bool) []int {
	var terms []syntax.Expr
	left := x.L
	for {
		l, ok := left.(*syntax.Binary)
		if !ok || l.Op != x.Op {
			break
		}
		terms = append(terms, l.R)
		left = l.L
	}
	out := c.logicJump(left, want)
	saved := c.snapshot()
	for i := len(terms) - 1; i >= 0; i-- {
		out = append(out, c.logicJump(terms[i], want)...)
	}
	c.restore(saved)
	return out
}

// compareJump emits a fused comparison; test is the instruction for results that are not known at once.
func (c *compiler) compareJump(x *syntax.Binary, op, test Op, b int) []int {
	line := x.R.First().Line
	res := c.temp()
	l := c.operandBefore(x.L, x.R)
	var at int
	if k, ok := smallInt(x.R); ok {
		at = c.emit(op-OpIfEq+OpIfEqInt, line, res, l, 0, 0, k)
	} else {
		r := c.sharedOperand(x.R)
		at = c.emit(op, line, res, l, r, 0, 0)
	}
	return []int{at, c.emit(test, x.First().Line, res, b, 0, 0, 0)}
}

// notJump emits a fused "!" like compareJump.
func (c *compiler) notJump(x *syntax.Unary, test Op, b int) []int {
	res := c.temp()
	at := c.emit(OpIfNot, x.X.First().Line, res, c.operand(x.X), 0, 0, 0)
	return []int{at, c.emit(test, x.First().Line, res, b, 0, 0, 0)}
}

// smallInt returns the value of an int literal that fits an instruction.
func smallInt(e syntax.Expr) (int32, bool) {
	if l, ok := unparen(e).(*syntax.IntLit); ok && int64(int32(l.Val)) == l.Val {
		return int32(l.Val), true
	}
	return 0, false
}
