// This file defines Check, which finds all errors of a text by going on after each, More, which finds those that a Parser
// leaves out, and how the parser finds a place to go on at.

package syntax

import (
	"slices"
	"strings"
)

// Check parses a whole text and returns all its errors, sorted by position; nil if there are none.
// It finds an error exactly if a Parser does. After a syntax error it goes on with the next
// statement, class member or class, where that is safe; fatal errors do not end it.
func Check(file, src string) []*Error {
	var errs []*Error
	p := NewParser(file, src, func(e *Error) { errs = append(errs, e) })
	p.rec = &recovery{resumed: -1}
	for p.Next() != nil {
	}
	slices.SortStableFunc(errs, func(a, b *Error) int {
		if a.Pos.Line != b.Pos.Line {
			return int(a.Pos.Line - b.Pos.Line)
		}
		return int(a.Pos.Col - b.Pos.Col)
	})
	return errs
}

// More returns the errors that follow the first syntax error of a text and that a Parser does not find, at most n of them:
// all that Check finds but illegal characters.
func More(file, src string, n int) []*Error {
	var errs []*Error
	first := true
	var p *Parser
	p = NewParser(file, src, func(e *Error) {
		switch {
		case e.Kind == SyntaxError && first:
			first = false
		case !first && e.Kind != LexicalError && len(errs) < n:
			errs = append(errs, e)
		}
		p.done = p.done || len(errs) == n
	})
	p.rec = &recovery{resumed: -1}
	for p.Next() != nil {
	}
	return errs
}

// syncLevel is where parsing can go on after a syntax error.
type syncLevel uint8

const (
	inFunction syncLevel = iota // at a statement
	inClass                     // at a member or enum record
	inFile                      // at an item
)

// recovery is the additional state of a parser that goes on after syntax errors.
type recovery struct {
	braces, parens int       // open at the current token; "[" counts as a parenthesis
	unwind         syncLevel // the innermost level at which parsing may go on
	lost           bool      // parsing went on outside the brackets of the error: a "}" may be left over
	sameToken      bool      // only a ";" is missing before the error token
	resumed        int       // offset of the token at which parsing went on last, -1 if it has not yet
}

// count notes that a token of kind k was passed.
func (r *recovery) count(k kind) {
	switch k {
	case tLBrace:
		r.braces++
	case tRBrace:
		r.braces--
	case tLParen, tLBrack:
		r.parens++
	case tRParen, tRBrack:
		r.parens--
	}
}

// syncMark is the state at the start of a block or class body, to which recovery returns.
type syncMark struct{ braces, parens int }

func (p *Parser) mark() syncMark {
	if p.rec == nil {
		return syncMark{}
	}
	return syncMark{p.rec.braces, p.rec.parens}
}

// more reports whether another statement or member follows in the braces begun at m. After a
// syntax error it looks for a place of the given level to go on at.
func (p *Parser) more(m syncMark, level syncLevel) bool {
	if p.broken && (p.rec == nil || !p.resync(m, level)) {
		return false
	}
	return p.tok.kind != tRBrace && p.tok.kind != tEOF
}

// resync leaves the broken state if parsing can go on at the given level.
func (p *Parser) resync(m syncMark, level syncLevel) bool {
	if p.rec.unwind > level {
		return false
	}
	p.tok, p.broken = p.errTok, false
	if p.tok.start == p.rec.resumed {
		p.next() // going on here did not help
	}
	if p.rec.sameToken {
		p.rec.sameToken = false
		p.rec.resumed = p.tok.start
		return true
	}
	if to := p.skip(m, level); to > level {
		p.errTok, p.broken = p.tok, true
		p.tok.kind = tBroken
		p.rec.unwind, p.rec.lost = to, true
		return false
	}
	p.rec.braces, p.rec.parens, p.rec.resumed = m.braces, m.parens, p.tok.start
	return true
}

// skip steps over tokens to the next place to go on at and returns its level.
func (p *Parser) skip(m syncMark, level syncLevel) syncLevel {
	r := p.rec
	for {
		k := p.tok.kind
		switch {
		case k == tEOF:
			return inFile
		case k == tRBrace && r.braces <= m.braces:
			return level
		case k == tRBrace || k == tSemi:
			p.next()
			if r.braces == m.braces && (r.parens <= m.parens || p.firstOnLine()) && !continues(p.tok.kind) {
				return level
			}
			continue
		case (k == tPublic || k == tPrivate) && p.startsPart():
			return inClass
		case (k == tClass || k == tEnum) && p.startsPart():
			return inFile
		}
		p.next()
	}
}

// continues reports whether a token of kind k cannot begin a statement or member, but may follow
// the "}" or ";" of a skipped one.
func continues(k kind) bool {
	switch k {
	case tElse, tCatch, tCase, tDefault, tSemi, tRParen, tRBrack, tComma, tDot:
		return true
	}
	return false
}

// firstOnLine reports whether the current token is the first of its line.
func (p *Parser) firstOnLine() bool {
	return p.prev.end <= p.tok.start && strings.IndexByte(p.scan.src[p.prev.end:p.tok.start], '\n') >= 0
}

// startsPart reports whether the current token stands where a definition may begin.
func (p *Parser) startsPart() bool {
	switch p.prev.kind {
	case tSemi, tLBrace, tRBrace, tDoc, tStatic, tExtern:
		return true
	}
	return p.firstOnLine()
}

// nextItem goes on after a syntax error with the next class, enum or include.
func (p *Parser) nextItem() {
	p.tok, p.broken, p.stale = p.errTok, false, false
	p.class, p.fn, p.top = nil, nil, nil
	for {
		switch p.tok.kind {
		case tEOF:
			p.done = true
			return
		case tClass, tEnum, tStatic, tExtern, tInclude:
			if p.startsPart() {
				*p.rec = recovery{resumed: -1, lost: true}
				return
			}
		}
		p.next()
	}
}
