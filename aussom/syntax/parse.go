// This file defines Parser: the items of a file one by one, the current token, the nesting limit
// and the state after an error.

package syntax

import "runtime"

// maxDepth is how deep parentheses, brackets, blocks, right-associative and prefix operators may
// be nested together. The tree is walked recursively later on, on the small stack of a browser.
const maxDepth = 400

// gosched is how many levels may stand on the Go stack before the goroutine is rescheduled once: on js/wasm that unwinds the
// engine's own stack.
const gosched = 16

// Parser reads the items of one source text (spec 01, 3 and 4). After the first syntax error it gives no more items
// and only looks for illegal characters; after a fatal error it does not read on at all.
type Parser struct {
	// Script makes statements outside classes items instead of errors (spec 02, 14). Set it
	// before the first Next.
	Script bool
	// FirstLine is the number of the first line, 1 if it is 0. Set it before the first Next.
	FirstLine int

	file     string
	report   func(*Error)
	scan     scanner
	tok      token // current token; tBroken after a syntax error
	prev     span  // the token before it
	started  bool  // an item was begun
	stale    bool  // tok still belongs to the item given last, or nothing was read yet
	done     bool  // no more items
	draining bool  // the rest is only read for illegal characters
	failed   bool
	fatal    bool
	broken   bool // a syntax error unwinds the recursion: all that is parsed is to be thrown away
	errTok   token

	depth int
	open  []bracket    // the brackets around the current token
	class *Class       // class whose body is being parsed, nil outside
	top   *[]*Function // where closures outside classes go
	fn    *Function    // function whose body is being parsed

	exprs  []Expr // lists being collected, so that each slice of the tree is made once
	stmts  []Stmt
	byName map[string][]*Function // functions of a large class, see declare

	rec *recovery // set by Check only
}

// span is what error messages need of the token before the current one.
type span struct {
	kind       kind
	line       int32
	start, end int
}

// bracket is an opened "(", "[" or "{".
type bracket struct {
	pos  Pos
	char byte
}

// NewParser returns a parser for src, valid or invalid UTF-8. Each error is handed to report, which
// may be nil, when it is found; file is the name used in errors.
func NewParser(file, src string, report func(*Error)) *Parser {
	p := &Parser{file: file, report: report, stale: true}
	p.scan = scanner{src: src, line: 1, illegal: p.illegalChar}
	return p
}

// Failed reports whether any error was found so far, a fatal one included.
func (p *Parser) Failed() bool { return p.failed }

// Fatal reports whether a fatal error (spec 01, 6.4) ended the parsing.
func (p *Parser) Fatal() bool { return p.fatal }

// Next returns the next item: *Include, *Class or (in script mode) *TopStatement; nil at the end
// and after a syntax error. The text after a class or include is not touched before Next is called
// again; after a statement one token of it is.
func (p *Parser) Next() Item {
	for !p.done {
		if p.stale {
			if !p.started && p.FirstLine > 0 {
				p.scan.line = int32(p.FirstLine)
			}
			p.next()
			p.stale = false
		}
		if p.tok.kind == tEOF {
			p.finish()
			break
		}
		p.started = true
		if p.tok.kind == tRBrace && p.rec != nil && p.rec.lost {
			p.stale = true
			continue
		}
		item := p.item()
		if p.broken {
			if p.rec == nil {
				p.stop()
				break
			}
			p.nextItem()
			continue
		}
		if item != nil {
			return item
		}
	}
	return nil
}

// finish ends the parsing at the end of the file.
func (p *Parser) finish() {
	p.done = true
	if !p.started {
		p.unexpected("a class, an enum or an include", atItem)
	}
}

// stop ends the parsing after a syntax or fatal error. The rest is read for illegal characters.
func (p *Parser) stop() {
	p.done, p.draining = true, true
	for t := p.errTok; !p.fatal && t.kind != tEOF; {
		p.scan.next(&t)
	}
}

// end ends an item on its last token, which must be of kind k.
func (p *Parser) end(k kind, at place) {
	if p.tok.kind != k {
		p.unexpected(kindText[k], at)
		return
	}
	p.stale = true
}

// next reads the next token. Brackets are tracked by enter and leave.
func (p *Parser) next() {
	if p.broken {
		return
	}
	p.prev = span{p.tok.kind, p.tok.pos.Line, p.tok.start, p.tok.end}
	if p.rec != nil {
		p.rec.count(p.tok.kind)
	}
	p.scan.next(&p.tok)
}

// take steps over the current token if it is of kind k.
func (p *Parser) take(k kind) bool {
	if p.tok.kind != k {
		return false
	}
	p.next()
	return true
}

// expect steps over a token of kind k or fails; at says where in the grammar that is, for the message.
func (p *Parser) expect(k kind, at place) bool {
	if p.tok.kind == k {
		p.next()
		return true
	}
	p.unexpected(kindText[k], at)
	return false
}

// ident steps over a name and returns it.
func (p *Parser) ident(at place) (string, Pos) {
	name, pos := p.tok.text, p.tok.pos
	if p.tok.kind != tIdent {
		p.unexpected("a name", at)
		return "", pos
	}
	p.next()
	return name, pos
}

// enter counts one more level of nesting, which the current token starts. Each enter has its leave.
func (p *Parser) enter() bool {
	if p.depth++; p.depth%gosched == 0 {
		runtime.Gosched()
	}
	if p.depth > maxDepth && !p.broken {
		p.fail("nested more than 400 levels deep", "move the inner parts into variables or functions of their own")
	}
	return !p.broken
}

func (p *Parser) leave() { p.depth-- }

// openBracket enters the bracket that is the current token and steps over it.
func (p *Parser) openBracket(char byte) bool {
	p.open = append(p.open, bracket{p.tok.pos, char})
	ok := p.enter()
	p.next()
	return ok
}

// closeBracket leaves a bracket; k is the kind that closes it.
func (p *Parser) closeBracket(k kind, at place) {
	if p.tok.kind == k {
		p.next()
	} else {
		p.unexpected(kindText[k], at)
	}
	p.dropBracket()
}

// dropBracket leaves a bracket whose closing token stays the current one.
func (p *Parser) dropBracket() {
	p.open = p.open[:len(p.open)-1]
	p.leave()
}

// fail reports a syntax error at the current token.
func (p *Parser) fail(message, hint string) {
	if !p.broken {
		p.failAt(p.tok, message, hint)
	}
}

// failAt reports a syntax error at the token t and makes the recursion unwind.
func (p *Parser) failAt(t token, message, hint string) {
	p.emit(&Error{
		Kind: SyntaxError, Pos: t.pos, Text: specText(SyntaxError, p.file, t.pos, 0),
		Message: message, Hint: hint, Width: t.width(),
	})
	p.errTok, p.broken = t, true
	p.tok.kind = tBroken
}

// failFatal reports a fatal error. In Check, parsing goes on after it.
func (p *Parser) failFatal(pos Pos, width int, text, message, hint string) {
	if p.broken {
		return
	}
	p.emit(&Error{Kind: Fatal, Pos: pos, Text: text + "\n", Message: message, Hint: hint, Width: width})
	if p.rec == nil {
		p.fatal, p.broken = true, true
		p.tok.kind = tBroken
	}
}

func (p *Parser) emit(e *Error) {
	p.failed = true
	e.File = p.file
	if p.report != nil {
		p.report(e)
	}
}

// width returns the number of UTF-16 units that an error at the token underlines.
func (t *token) width() int {
	switch {
	case t.kind == tString || t.kind == tDoc || t.kind == tEOF:
		return 1
	}
	return max(1, t.end-t.start)
}

// item parses one item, ending on its last token (statements: on the token after it). It returns
// nil if there is nothing to hand out.
func (p *Parser) item() Item {
	p.depth, p.open, p.exprs, p.stmts = 0, p.open[:0], p.exprs[:0], p.stmts[:0]
	switch p.tok.kind {
	case tInclude:
		return p.include()
	case tDoc, tAt, tStatic, tExtern, tClass, tEnum:
		return p.classDef()
	}
	return p.topStatement()
}
