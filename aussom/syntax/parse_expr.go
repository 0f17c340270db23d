// This file defines the parsing of expressions: precedence climbing (spec 01, 5.3), chains, closures.

package syntax

// startsExpr reports whether an expression may begin with a token of kind k.
func startsExpr(k kind) bool {
	switch k {
	case tIdent, tInt, tDouble, tString, tNew, tNull, tTrue, tFalse, tLParen, tLBrack, tLBrace,
		tColons, tBreak, tThrow, tSub, tNot, tQuestion, tHash:
		return true
	}
	return false
}

// expr parses an expression whose operators have at least the level min. Left-associative operators
// are taken in the loop, so that a long chain of them is no deep recursion; the recursion for
// their right sides is bounded by the number of levels.
func (p *Parser) expr(min uint8) Expr {
	x := p.operand()
	depth := p.depth
	for !p.broken {
		k := p.tok.kind
		o := &binaryOps[k]
		if o.level == 0 || o.level < min {
			if min == levelLowest && (k == tInc || k == tDec) {
				p.enter() // for the rest of the expression: what follows stands outside it
				x = p.links(p.incDec(x))
				continue
			}
			break
		}
		x = p.binary(x, o)
	}
	p.depth = depth
	return x
}

// binary parses the current operator, described by o, and its right side.
func (p *Parser) binary(x Expr, o *binaryOp) Expr {
	pos := p.tok.pos
	var r Expr
	if o.right {
		p.enter()
		p.next()
		r = p.expr(o.level)
		p.leave()
	} else {
		p.next()
		r = p.expr(o.level + 1)
	}
	if o.assign {
		return &Assign{Op: o.op, Compound: o.compound, L: x, R: r, Pos: pos}
	}
	return &Binary{Op: o.op, L: x, R: r, Pos: pos}
}

// incDec makes the postfix operator that is the current token apply to x (spec 01, 5.2).
func (p *Parser) incDec(x Expr) Expr {
	op := OpAdd
	if p.tok.kind == tDec {
		op = OpSub
	}
	n := &IncDec{Op: op, X: x, Pos: p.tok.pos}
	p.next()
	return n
}

// operand parses a prefix operator with its operand, or a primary with its links.
func (p *Parser) operand() Expr {
	pos := p.tok.pos
	switch p.tok.kind {
	case tNot:
		return &Unary{Pos: pos, Op: OpNot, X: p.prefixed(levelNot)}
	case tQuestion:
		return &Unary{Pos: pos, Op: OpTry, X: p.prefixed(levelNot)}
	case tHash:
		return &Unary{Pos: pos, Op: OpCount, X: p.prefixed(levelCount)}
	case tThrow:
		return &Throw{Pos: pos, X: p.prefixed(levelThrow)}
	}
	return p.links(p.primary())
}

// prefixed steps over the prefix operator that is the current token and parses its operand.
func (p *Parser) prefixed(level uint8) Expr {
	p.enter()
	p.next()
	x := p.expr(level)
	p.leave()
	return x
}

// links parses the links after x: ".name", ".name(args)" and "[index]".
func (p *Parser) links(x Expr) Expr {
	for !p.broken {
		switch p.tok.kind {
		case tDot:
			p.next()
			name, pos := p.ident(afterDot)
			if p.tok.kind == tLParen {
				x = &MethodCall{X: x, Pos: pos, Name: name, Args: p.args()}
			} else {
				x = &MemberExpr{X: x, Pos: pos, Name: name}
			}
		case tLBrack:
			n := &IndexExpr{X: x, Lbrack: p.tok.pos}
			p.openBracket('[')
			n.Index = p.expr(levelLowest)
			p.closeBracket(tRBrack, afterIndex)
			x = n
		default:
			return x
		}
	}
	return x
}

// args parses "(" Args ")".
func (p *Parser) args() []Expr {
	p.openBracket('(')
	list := p.list(tRParen)
	p.closeBracket(tRParen, afterArg)
	return list
}

// list parses [ Expr ] { "," Expr } up to a token of kind end; a leading comma is legal (spec 01, 4.4).
func (p *Parser) list(end kind) []Expr {
	if p.tok.kind == end {
		return nil
	}
	base := len(p.exprs)
	if p.tok.kind != tComma {
		x := p.expr(levelLowest)
		p.exprs = append(p.exprs, x)
	}
	for !p.broken && p.take(tComma) {
		x := p.expr(levelLowest)
		p.exprs = append(p.exprs, x)
	}
	return p.takeExprs(base)
}

// takeExprs returns a copy of the expressions collected since base and drops them from the stack.
func (p *Parser) takeExprs(base int) []Expr {
	list := p.exprs[base:]
	if len(list) == 0 {
		return nil
	}
	x := make([]Expr, len(list))
	copy(x, list)
	clear(list)
	p.exprs = p.exprs[:base]
	return x
}

// primary parses an operand without its links.
func (p *Parser) primary() Expr {
	pos, text := p.tok.pos, p.tok.text
	switch p.tok.kind {
	case tIdent:
		p.next()
		if p.tok.kind == tLParen {
			return &BareCall{Pos: pos, Name: text, Args: p.args()}
		}
		return &Name{pos, text}
	case tString, tInt, tDouble, tSub, tTrue, tFalse:
		return p.literal(afterMinus)
	case tNull:
		p.next()
		return &NullLit{pos}
	case tLParen:
		p.openBracket('(')
		x := p.expr(levelLowest)
		p.closeBracket(tRParen, afterExpr)
		return &Paren{pos, x}
	case tLBrack:
		p.openBracket('[')
		items := p.list(tRBrack)
		p.closeBracket(tRBrack, afterItem)
		return &ListLit{pos, items}
	case tLBrace:
		return p.mapLit()
	case tNew:
		return p.newExpr()
	case tColons:
		return p.callback()
	case tBreak:
		p.next()
		return &Break{pos}
	}
	p.unexpected("an expression", exprStart)
	return nil
}

// mapLit parses "{" Pairs "}".
func (p *Parser) mapLit() Expr {
	n := &MapLit{Pos: p.tok.pos}
	p.openBracket('{')
	base := len(p.exprs) // keys and values in turn
	if p.tok.kind != tComma && p.tok.kind != tRBrace {
		p.pair()
	}
	for !p.broken && p.take(tComma) {
		p.pair()
	}
	p.closeBracket(tRBrace, afterPair)
	n.Keys, n.Values = p.takePairs(base)
	return n
}

// pair parses Expr ":" Expr onto the stack of expressions.
func (p *Parser) pair() {
	key := p.expr(levelLowest)
	p.expect(tColon, afterKey)
	p.exprs = append(p.exprs, key)
	value := p.expr(levelLowest)
	p.exprs = append(p.exprs, value)
}

// takePairs returns the keys and values collected in turn since base and drops them from the stack.
func (p *Parser) takePairs(base int) (keys, values []Expr) {
	list := p.exprs[base:]
	n := len(list) / 2
	if n == 0 {
		return nil, nil
	}
	both := make([]Expr, 2*n)
	keys, values = both[:n:n], both[n:]
	for i := range keys {
		keys[i], values[i] = list[2*i], list[2*i+1]
	}
	clear(list)
	p.exprs = p.exprs[:base]
	return keys, values
}

// newExpr parses "new" IDENT "(" Args ")" (spec 01, 4.9).
func (p *Parser) newExpr() Expr {
	n := &New{Pos: p.tok.pos}
	p.next()
	n.Class, _ = p.ident(afterNew)
	if p.tok.kind != tLParen {
		p.unexpected("`(`", afterNewName)
		return n
	}
	n.Args = p.args()
	return n
}

// callback parses "::" IDENT and "::" IDENT "(" Params ")" Block.
func (p *Parser) callback() Expr {
	p.next()
	name, pos := p.ident(afterColons)
	if p.tok.kind != tLParen {
		return &CallbackLit{pos, name}
	}
	f := &Function{Pos: pos, Name: name, Closure: true, Outer: p.fn}
	p.declare(f)
	p.params(f)
	p.body(f)
	p.checkOverload(f)
	return &ClosureLit{pos, f}
}
