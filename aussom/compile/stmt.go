// This file compiles statements (spec 02, 10).

package compile

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
)

// block compiles a nested block. What it assigns is not certain afterwards.
func (c *compiler) block(list []syntax.Stmt) {
	saved := c.snapshot()
	for _, s := range list {
		c.stmt(s)
	}
	c.restore(saved)
}

func (c *compiler) stmt(s syntax.Stmt) {
	mark := c.next
	defer c.free(mark)
	switch s := s.(type) {
	case *syntax.ExprStmt:
		if b, ok := s.X.(*syntax.Break); ok {
			c.breaks = append(c.breaks, c.emit(OpJump, b.Pos.Line, 0, 0, 0, 0, 0))
			return
		}
		c.effect(s.X)
	case *syntax.Return: // spec 02, 10.7
		if s.X == nil {
			c.emit(OpReturnNull, s.Pos.Line, 0, 0, 0, 0, 0)
			return
		}
		c.emit(OpReturn, s.X.First().Line, c.operand(s.X), 0, 0, 0, 0)
	case *syntax.If:
		c.ifStmt(s)
	case *syntax.Switch:
		c.switchStmt(s)
	case *syntax.While:
		c.loop(s.Cond, nil, s.Body, s.Pos.Line)
	case *syntax.For:
		if s.Init != nil {
			c.effect(s.Init)
			c.free(mark)
		}
		c.loop(s.Cond, s.Post, s.Body, s.Pos.Line)
	case *syntax.ForIn:
		c.forIn(s)
	case *syntax.Try:
		c.try(s)
	case *syntax.Include:
		path := strings.Join(s.Path, "/") + ".aus"
		c.emit(OpInclude, s.Pos.Line, 0, 0, 0, c.text(path), 0)
	}
}

// ifStmt compiles if, else if and else (spec 02, 10.1).
func (c *compiler) ifStmt(s *syntax.If) {
	var ends []int
	var saved []bool // what is certain after the first condition
	for i, arm := range s.Arms {
		mark := c.next
		out := c.jumpUnless(arm.Cond, false)
		c.free(mark)
		if i == 0 {
			saved = c.snapshot()
		}
		c.block(arm.Body)
		if i < len(s.Arms)-1 || s.HasElse {
			ends = append(ends, c.emit(OpJump, 0, 0, 0, 0, 0, 0))
		}
		c.patchAll(out)
	}
	c.block(s.Else)
	c.restore(saved)
	c.patchAll(ends)
}

// switchStmt compiles switch (spec 02, 10.5). It is no target of break (10.6).
func (c *compiler) switchStmt(s *syntax.Switch) {
	line := s.X.First().Line
	subject := c.temp()
	c.exprTo(s.X, subject)
	saved := c.snapshot()
	var ends []int
	for _, k := range s.Cases {
		mark := c.next
		v := c.operand(k.X)
		skip := c.emit(OpCase, line, subject, v, 0, 0, 0)
		c.free(mark)
		c.block(k.Body)
		ends = append(ends, c.emit(OpJump, 0, 0, 0, 0, 0, 0))
		c.patch(skip)
	}
	c.block(s.Default)
	c.restore(saved)
	c.patchAll(ends)
}

// loop compiles while and C-style for (spec 02, 10.2 and 10.3).
func (c *compiler) loop(cond, post syntax.Expr, body []syntax.Stmt, line int32) {
	defer c.loadLiterals(line, cond, post, body)()
	start := len(c.breaks)
	top := c.here()
	var out []int
	mark := c.next
	if cond != nil {
		out = c.jumpUnless(cond, true)
		c.free(mark)
	}
	body0 := c.here()
	saved := c.snapshot()
	for _, s := range body {
		c.stmt(s)
	}
	c.restore(saved)
	if post != nil {
		c.effect(post)
		c.free(mark)
		c.restore(saved)
	}
	out = append(out, c.backEdge(cond, body0, top, line)...)
	c.patchAll(out)
	c.patchAll(c.breaks[start:])
	c.breaks = c.breaks[:start]
}

// backEdge ends a loop: it goes back to the test at top or, if the condition is a comparison of simple operands, tests
// it again and goes to the body. It returns the jumps that leave the loop.
func (c *compiler) backEdge(cond syntax.Expr, body, top int, line int32) []int {
	b, ok := cond.(*syntax.Binary)
	if !ok || fused[b.Op] == 0 || !simple(b.L) || !simple(b.R) {
		c.emit(OpLoop, line, 0, 0, 0, int32(top), 0)
		return nil
	}
	mark := c.next
	defer c.free(mark)
	saved := c.snapshot()
	defer c.restore(saved)
	opLine := b.R.First().Line
	res := c.temp()
	l := c.operandBefore(b.L, b.R)
	op := fused[b.Op] - OpIfEq
	if k, ok := smallInt(b.R); ok {
		c.emit(OpLoopEqInt+op, opLine, res, l, 0, int32(body), k)
	} else {
		c.emit(OpLoopEq+op, opLine, res, l, c.operand(b.R), int32(body), 0)
	}
	leave := c.emit(OpJumpFalse, b.First().Line, res, 1, 0, 0, 0)
	c.emit(OpLoop, line, 0, 0, 0, int32(body), 0)
	return []int{leave}
}

// simple reports whether e is so short that compiling it twice costs nothing.
func simple(e syntax.Expr) bool {
	switch x := e.(type) {
	case *syntax.Name, *syntax.IntLit, *syntax.DoubleLit:
		return true
	case *syntax.MemberExpr:
		return simple(x.X)
	case *syntax.Unary:
		return x.Op == syntax.OpCount && simple(x.X)
	}
	return false
}

// bound returns the register of a loop or catch variable. One called "this" can never be read: "this" is the current object
// (spec 02, 3).
func (c *compiler) bound(name string) int {
	if name == "this" {
		return c.temp()
	}
	return c.regs[name]
}

// forIn compiles for (x : e) (spec 02, 10.4).
func (c *compiler) forIn(s *syntax.ForIn) {
	start := len(c.breaks)
	state := c.temp()
	c.temp() // the index
	mark := c.next
	src := c.operand(s.X)
	c.emit(OpForPrep, s.Pos.Line, state, src, 0, 0, 0)
	c.free(mark)
	defer c.loadLiterals(s.Pos.Line, nil, nil, s.Body)()
	v := c.bound(s.Name)
	top := c.here()
	next := c.emit(OpForNext, s.Pos.Line, state, v, 0, 0, 0)
	body := c.here()
	saved := c.snapshot()
	c.define(v)
	for _, b := range s.Body {
		c.stmt(b)
	}
	c.restore(saved)
	leave := c.emit(OpForLoop, s.Pos.Line, state, v, 0, int32(body), 0)
	c.emit(OpLoop, s.Pos.Line, 0, 0, 0, int32(top), 0)
	c.patch(next)
	c.p.Code[leave].E = int32(c.here())
	c.patchAll(c.breaks[start:])
	c.breaks = c.breaks[:start]
}

// try compiles try and catch (spec 02, 10.8).
func (c *compiler) try(s *syntax.Try) {
	start := c.here()
	c.block(s.Body)
	end := c.here()
	over := c.emit(OpJump, 0, 0, 0, 0, 0, 0)
	v := c.bound(s.Name)
	c.handler(Catch, start, end, c.here(), v)
	saved := c.snapshot()
	c.define(v)
	for _, b := range s.Catch {
		c.stmt(b)
	}
	c.restore(saved)
	c.patch(over)
}
