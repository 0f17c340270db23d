// This file defines literals in loops: a loop does not load them again in each round.

package compile

import (
	"math"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// constKey is a literal as a key: literals of the same kind and value share a register.
type constKey struct {
	kind value.Kind
	bits uint64
	text string
}

// maxLiterals is the number of registers that a loop takes for its literals.
const maxLiterals = 24

// keyOf returns the key of an expression that is a literal.
func keyOf(e syntax.Expr) (constKey, bool) {
	switch x := unparen(e).(type) {
	case *syntax.NullLit:
		return constKey{kind: value.KNull}, true
	case *syntax.BoolLit:
		l := constKey{kind: value.KBool}
		if x.Val {
			l.bits = 1
		}
		return l, true
	case *syntax.IntLit:
		return constKey{kind: value.KInt, bits: uint64(x.Val)}, true
	case *syntax.DoubleLit:
		return constKey{kind: value.KDouble, bits: math.Float64bits(x.Val)}, true
	case *syntax.StringLit:
		return constKey{kind: value.KString, text: x.Val}, true
	}
	return constKey{}, false
}

// loadLiterals loads the literals that are operands in an outermost loop into registers. The function that it returns is called at
// the end of the loop. Where literals have an identity, each evaluation makes a new one, and nothing is loaded here.
func (c *compiler) loadLiterals(line int32, cond, post syntax.Expr, body []syntax.Stmt) (end func()) {
	if c.literals != nil || c.identities {
		return func() {}
	}
	c.literals = map[constKey]int{}
	operand := func(e syntax.Expr, shared bool) {
		l, ok := keyOf(e)
		if !ok || l.kind == value.KString && !shared || len(c.literals) == maxLiterals {
			return
		}
		if _, ok := c.literals[l]; ok {
			return
		}
		r := c.temp()
		if s, ok := unparen(e).(*syntax.StringLit); ok {
			c.emit(OpLoadConst, line, r, 0, 0, c.text(s.Val), 0)
		} else {
			c.exprTo(e, r)
		}
		c.literals[l] = r
	}
	visit := func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.Binary:
			if _, ok := unparen(x.L).(*syntax.DoubleLit); !ok || withDouble[x.Op][1] == 0 {
				operand(x.L, true)
			}
			if !inInstruction(x.Op, x.R) {
				operand(x.R, true)
			}
		case *syntax.IndexExpr:
			operand(x.Index, true)
		case *syntax.Assign:
			if _, ok := unparen(x.L).(*syntax.Name); !ok && !x.Compound || x.Compound && !inInstruction(x.Op, x.R) {
				operand(x.R, x.Compound)
			}
		case *syntax.ClosureLit:
			return false
		}
		return true
	}
	for _, e := range []syntax.Expr{cond, post} {
		if e != nil {
			syntax.Inspect(e, visit)
		}
	}
	for _, s := range body {
		syntax.Inspect(s, visit)
	}
	return func() { c.literals = nil }
}

// inInstruction reports whether the instruction of an operator holds e, its right operand.
func inInstruction(op syntax.Op, e syntax.Expr) bool {
	_, _, whole := immediate(op, e)
	_, double := doubleRight(op, e)
	return whole || double
}

// loaded returns the register of a literal that was loaded before the loop. A string may be taken from there only where it is
// looked at and not kept: otherwise each evaluation makes a new one.
func (c *compiler) loaded(e syntax.Expr, shared bool) (int, bool) {
	l, ok := keyOf(e)
	if !ok || l.kind == value.KString && !shared {
		return 0, false
	}
	r, ok := c.literals[l]
	return r, ok
}

// isLoaded reports whether a register holds such a literal, so that nothing else may be stored there.
func (c *compiler) isLoaded(r int) bool {
	for _, l := range c.literals {
		if l == r {
			return true
		}
	}
	return false
}
