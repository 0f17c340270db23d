// This file defines the parsing of statements and blocks.

package syntax

// topStatement parses a statement outside any class (spec 01, 4.1 and 6.3). Except in script mode that is an error, and
// nil is returned.
func (p *Parser) topStatement() Item {
	t := &TopStatement{}
	p.top = &t.Closures
	first := p.tok
	t.Stmt = p.statement()
	p.top = nil
	if p.broken {
		return nil
	}
	if p.Script {
		return t
	}
	p.emit(&Error{
		Kind: TopLevel, Pos: first.pos, Text: specText(TopLevel, p.file, statementPos(t.Stmt), 0),
		Message: "a statement outside any class",
		Hint:    "put it into a function of a class; a program starts in the function `main` of a class",
		Width:   first.width(),
	})
	return nil
}

// block parses "{" { Statement } "}" and returns the position of the "}" too. at names the
// construct whose body it is.
func (p *Parser) block(at place) ([]Stmt, Pos) {
	if p.tok.kind != tLBrace {
		p.unexpected("`{`", at)
		return nil, Pos{}
	}
	p.openBracket('{')
	base := len(p.stmts)
	mark := p.mark()
	for p.more(mark, inFunction) {
		s := p.statement()
		p.stmts = append(p.stmts, s)
	}
	end := p.tok.pos
	p.closeBracket(tRBrace, inBlock)
	return p.takeStmts(base), end
}

// takeStmts returns a copy of the statements collected since base and drops them from the stack.
func (p *Parser) takeStmts(base int) []Stmt {
	list := p.stmts[base:]
	if len(list) == 0 {
		return nil
	}
	s := make([]Stmt, len(list))
	copy(s, list)
	clear(list)
	p.stmts = p.stmts[:base]
	return s
}

// statement parses any statement.
func (p *Parser) statement() Stmt {
	switch p.tok.kind {
	case tReturn:
		return p.returnStmt()
	case tIf:
		return p.ifStmt()
	case tSwitch:
		return p.switchStmt()
	case tWhile:
		n := &While{Pos: p.tok.pos}
		p.next()
		n.Cond = p.condition(afterWhile)
		n.Body, _ = p.block(whileBody)
		return n
	case tFor:
		return p.forStmt()
	case tTry:
		return p.tryStmt()
	case tInclude:
		p.next()
		n := &Include{Pos: p.tok.pos}
		n.Path = p.path(afterInclude)
		p.expect(tSemi, afterPath)
		return n
	}
	if !startsExpr(p.tok.kind) {
		if len(p.open) == 0 {
			p.unexpected("a class, an enum or an include", atItem)
		}
		p.unexpected("a statement", statementStart)
		return nil
	}
	n := &ExprStmt{p.expr(levelLowest)}
	p.expect(tSemi, afterExpr)
	return n
}

// condition parses "(" Expr ")".
func (p *Parser) condition(at place) Expr {
	if p.tok.kind != tLParen {
		p.unexpected("`(`", at)
		return nil
	}
	p.openBracket('(')
	x := p.expr(levelLowest)
	p.closeBracket(tRParen, afterExpr)
	return x
}

// returnStmt parses "return" [ Expr ] ";".
func (p *Parser) returnStmt() Stmt {
	n := &Return{Pos: p.tok.pos}
	p.next()
	if p.tok.kind != tSemi {
		n.X = p.expr(levelLowest)
	}
	p.expect(tSemi, afterExpr)
	return n
}

// ifStmt parses an if with all its else-ifs in a loop.
func (p *Parser) ifStmt() Stmt {
	n := &If{Pos: p.tok.pos}
	for {
		p.next()
		arm := IfArm{Cond: p.condition(afterIf)}
		arm.Body, _ = p.block(ifBody)
		n.Arms = append(n.Arms, arm)
		if p.broken || !p.take(tElse) {
			return n
		}
		if p.tok.kind != tIf {
			n.HasElse = true
			n.Else, _ = p.block(elseBody)
			return n
		}
	}
}

// switchStmt (spec 01, 4.6) parses "switch" "(" Expr ")" "{" [ Case { Case } [ Default ] ] "}".
func (p *Parser) switchStmt() Stmt {
	n := &Switch{Pos: p.tok.pos}
	p.next()
	n.X = p.condition(afterSwitch)
	if p.tok.kind != tLBrace {
		p.unexpected("`{`", switchBody)
		return n
	}
	p.openBracket('{')
	for !p.broken && p.take(tCase) {
		c := SwitchCase{X: p.expr(levelLowest)}
		p.expect(tColon, afterCase)
		c.Body, _ = p.block(caseBody)
		n.Cases = append(n.Cases, c)
	}
	if p.tok.kind == tDefault && len(n.Cases) > 0 {
		p.next()
		p.expect(tColon, afterDefault)
		n.HasDefault = true
		n.Default, _ = p.block(caseBody)
		p.closeBracket(tRBrace, afterDefaultBody)
		return n
	}
	p.closeBracket(tRBrace, inSwitch)
	return n
}

// forStmt parses both forms of for.
func (p *Parser) forStmt() Stmt {
	pos := p.tok.pos
	p.next()
	if p.tok.kind != tLParen {
		p.unexpected("`(`", afterFor)
		return nil
	}
	p.openBracket('(')
	n := &For{Pos: pos}
	if p.tok.kind != tSemi {
		first := p.tok.pos
		n.Init = p.expr(levelLowest)
		if name, ok := n.Init.(*Name); ok && p.tok.kind == tColon && name.Pos == first {
			return p.forIn(pos, name)
		}
	}
	p.expect(tSemi, inForHead)
	if p.tok.kind != tSemi {
		n.Cond = p.expr(levelLowest)
	}
	p.expect(tSemi, inForHead)
	if p.tok.kind != tRParen {
		n.Post = p.expr(levelLowest)
	}
	p.closeBracket(tRParen, inForHead)
	n.Body, _ = p.block(forBody)
	return n
}

// forIn parses the rest of "for" "(" IDENT ":" Expr ")" Block from the colon on.
func (p *Parser) forIn(pos Pos, name *Name) Stmt {
	n := &ForIn{Pos: pos, NamePos: name.Pos, Name: name.Name}
	p.next()
	n.X = p.expr(levelLowest)
	p.closeBracket(tRParen, afterExpr)
	n.Body, _ = p.block(forBody)
	return n
}

// tryStmt parses "try" Block "catch" "(" IDENT ")" Block.
func (p *Parser) tryStmt() Stmt {
	n := &Try{Pos: p.tok.pos}
	p.next()
	n.Body, _ = p.block(tryBody)
	p.expect(tCatch, afterTry)
	if p.tok.kind != tLParen {
		p.unexpected("`(`", afterCatch)
		return n
	}
	p.openBracket('(')
	n.Name, n.NamePos = p.ident(inCatch)
	p.closeBracket(tRParen, inCatch)
	n.Catch, _ = p.block(catchBody)
	return n
}
