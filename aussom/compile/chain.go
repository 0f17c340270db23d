// This file compiles primaries with their links: members, indexes and method calls (spec 02, 4 and 7.1).

package compile

import "github.com/aussom/aussom-web/aussom/syntax"

// chain compiles a primary with its links, left to right, in a loop (spec 02, 4). more tells that another link follows, that
// of an assignment target.
func (c *compiler) chain(e syntax.Expr, dst int, more bool) {
	var links []syntax.Expr
	var followed []bool // of each link: another one follows within the same parentheses (spec 01, 5.4)
	first := e
	for {
		var x syntax.Expr
		switch l := first.(type) {
		case *syntax.MemberExpr:
			x = l.X
		case *syntax.MethodCall:
			x = l.X
		case *syntax.IndexExpr:
			x = l.X
		case *syntax.Paren:
			if len(links) > 0 {
				x = l.X
			}
		}
		if x == nil {
			break
		}
		if _, ok := first.(*syntax.Paren); ok {
			more = false
		} else {
			links, followed = append(links, first), append(followed, more)
			more = true
		}
		first = x
	}
	base := dst // a temporary of its own, if the result goes to one
	if dst != c.next-1 || c.isLocal(dst) {
		base = c.temp()
	}
	var cur int
	if _, ok := links[len(links)-1].(*syntax.IndexExpr); ok {
		cur = c.operandBeforeLinks(first, links)
	} else {
		cur = c.receiver(first, base, links)
	}
	for i := len(links) - 1; i >= 0; i-- {
		to := base
		if i == 0 {
			to = dst
		}
		cur = c.link(links[i], cur, base, to, followed[i])
		c.free(base + 1)
	}
	c.move(dst, cur, e.First().Line)
}

// receiver evaluates what stands before the first dot: a local's register, or the value in base.
func (c *compiler) receiver(first syntax.Expr, base int, links []syntax.Expr) int {
	n, ok := first.(*syntax.Name)
	if !ok {
		c.exprTo(first, base)
		return base
	}
	if n.Name == "this" {
		return 0
	}
	r, ok := c.regs[n.Name]
	switch {
	case !ok || n == c.staticName:
		c.emit(OpStatic, n.Pos.Line, base, 0, 0, c.static(n.Name), 0)
	case c.defined[r]:
		return c.operandBeforeLinks(first, links)
	default:
		c.emit(OpStaticOr, n.Pos.Line, base, r, 0, c.static(n.Name), 0)
	}
	return base
}

// operandBeforeLinks evaluates the start of a chain; a local that the first link's index may assign is copied.
func (c *compiler) operandBeforeLinks(first syntax.Expr, links []syntax.Expr) int {
	if l, ok := links[len(links)-1].(*syntax.IndexExpr); ok {
		return c.operandBefore(first, l.Index)
	}
	return c.operand(first)
}

// link emits one link of a chain on the value in register cur and returns the register of the result.
func (c *compiler) link(l syntax.Expr, cur, base, to int, more bool) int {
	switch x := l.(type) {
	case *syntax.MemberExpr:
		if cur == 0 {
			c.emit(OpGetThis, x.Pos.Line, to, 0, 0, c.member(x.Name), 0)
		} else {
			c.emit(OpGetMember, x.Pos.Line, to, cur, 0, c.member(x.Name), 0)
		}
		return to
	case *syntax.IndexExpr:
		i := c.sharedOperand(x.Index)
		flag := int32(0)
		if more {
			flag = 1
		}
		c.emit(OpIndex, x.Index.First().Line, to, cur, i, flag, 0)
		return to
	case *syntax.MethodCall:
		if base+1 != c.next { // the arguments follow the receiver directly
			base = c.temp()
		}
		op := OpCallThis
		if cur != 0 {
			op = OpCall
			c.move(base, cur, x.Pos.Line)
		}
		c.args(x.Args)
		c.emit(op, x.Pos.Line, base, len(x.Args), to, c.call(x.Name, len(x.Args), cur == 0), 0)
		c.boxResult(to)
		return to
	}
	return cur
}
