// This file defines the scanner (spec 01, 1 and 2): UTF-8 source text to tokens, without allocation for anything but
// strings that differ from their source text.

package syntax

import (
	"strings"
	"unicode/utf8"
)

// Classes of ASCII characters.
const (
	chOther uint8 = iota // illegal, or not ASCII
	chSpace
	chNewline
	chLetter // letters and "_"
	chDigit
	chPunct // may start an operator, comment or string; "\r"
)

var charClass = func() (t [256]uint8) {
	for _, c := range " \t\f" {
		t[c] = chSpace
	}
	t['\n'] = chNewline
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = chLetter, chLetter
	}
	t['_'] = chLetter
	for c := '0'; c <= '9'; c++ {
		t[c] = chDigit
	}
	for _, c := range "\r:;,(){}[]=+-*/%~?!<>&|.#@\"'" {
		t[c] = chPunct
	}
	return
}()

// illegalChar is a character that the scanner skipped.
type illegalChar struct {
	pos    Pos
	code   rune // one UTF-16 unit
	char   rune // the whole character
	next   byte // the byte after a backslash, 0 if there is none
	inside byte // the quote of the string around it, 0 outside strings
}

// scanner reads tokens. A column is the byte offset in the line less excess, the number of bytes
// by which the part of the line before off is longer than its UTF-16 form.
type scanner struct {
	src       string
	off       int
	line      int32
	lineStart int
	excess    int
	buf       []byte // value of the string being read
	illegal   func(illegalChar)

	opened   Pos  // opening quote of the last string
	unclosed Pos  // opening delimiter of a string or comment that the file ends in
	what     byte // of unclosed: '"' for a string, '*' for a comment
}

// at returns the position of offset i, which is in the current line with nothing but ASCII
// between it and off.
func (s *scanner) at(i int) Pos {
	return Pos{s.line, int32(i-s.lineStart-s.excess) + 1}
}

// next reads the next token into t; at the end it gives tEOF again and again.
func (s *scanner) next(t *token) {
	for s.off < len(s.src) {
		switch c := s.src[s.off]; charClass[c] {
		case chSpace:
			s.off++
		case chNewline:
			s.newline()
		case chLetter:
			s.word(t)
			return
		case chDigit:
			s.number(t)
			return
		case chPunct:
			if s.punct(t, c) {
				return
			}
		default:
			s.skipIllegal(0)
		}
	}
	*t = token{kind: tEOF, pos: s.at(s.off), start: s.off, end: s.off}
}

// newline steps over "\n".
func (s *scanner) newline() {
	s.off++
	s.line++
	s.lineStart, s.excess = s.off, 0
}

// rune steps over the non-ASCII character at off. An unpaired surrogate in three bytes, as the
// engine's own strings have it, counts as one unit; other invalid bytes count as U+FFFD each.
func (s *scanner) rune() (r rune, valid bool) {
	r, n := utf8.DecodeRuneInString(s.src[s.off:])
	valid = r != utf8.RuneError || n > 1
	if !valid {
		if u, ok := surrogate(s.src[s.off:]); ok {
			r, n = u, 3
		}
	}
	units := 1
	if r >= 0x10000 {
		units = 2
	}
	s.off += n
	s.excess += n - units
	return r, valid
}

// surrogate decodes the three-byte form of a surrogate at the start of b.
func surrogate[T string | []byte](b T) (rune, bool) {
	if len(b) < 3 || b[0] != 0xED || b[1] < 0xA0 || b[1] > 0xBF || b[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F), true
}

// advance steps to offset i, over line ends and any characters.
func (s *scanner) advance(i int) {
	for s.off < i {
		switch c := s.src[s.off]; {
		case c == '\n':
			s.newline()
		case c < utf8.RuneSelf:
			s.off++
		default:
			s.rune()
		}
	}
}

// skipIllegal reports the character at off and steps over it (spec 01, 2.7 and 6.2): twice outside the basic plane.
func (s *scanner) skipIllegal(inside byte) {
	e := illegalChar{pos: s.at(s.off), code: rune(s.src[s.off]), inside: inside}
	if e.code < utf8.RuneSelf {
		s.off++
		if s.off < len(s.src) {
			e.next = s.src[s.off]
		}
	} else {
		e.code, _ = s.rune()
	}
	e.char = e.code
	if e.code >= 0x10000 {
		low := e
		r := e.code - 0x10000
		e.code, low.code = 0xD800+r>>10, 0xDC00+r&0x3FF
		low.pos.Col++
		s.illegal(e)
		e = low
	}
	s.illegal(e)
}

// word reads a name or keyword (spec 01, 2.1 and 2.2) that begins with a letter.
func (s *scanner) word(t *token) {
	i := s.wordEnd(s.off + 1)
	text := s.src[s.off:i]
	s.give(t, keyword(text), i-s.off)
	t.text = text
}

// wordEnd returns the end of the run of letters, digits and "_" at i.
func (s *scanner) wordEnd(i int) int {
	for i < len(s.src) && (charClass[s.src[i]] == chLetter || charClass[s.src[i]] == chDigit) {
		i++
	}
	return i
}

// number reads what begins with a digit (spec 01, 2.3): the longer one of number and name, the number if equal.
func (s *scanner) number(t *token) {
	src, k := s.src, tInt
	i := digits(src, s.off)
	if i+1 < len(src) && src[i] == '.' && charClass[src[i+1]] == chDigit {
		i, k = digits(src, i+1), tDouble
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		e := i + 1
		if e < len(src) && (src[e] == '+' || src[e] == '-') {
			e++
		}
		if j := digits(src, e); j > e {
			i, k = j, tDouble
		}
	}
	if w := s.wordEnd(s.off); w > i {
		i, k = w, tIdent
	}
	text := src[s.off:i]
	s.give(t, k, i-s.off)
	t.text = text
}

// digits returns the end of the run of digits at i.
func digits(src string, i int) int {
	for i < len(src) && charClass[src[i]] == chDigit {
		i++
	}
	return i
}

// give makes the n ASCII bytes at off a token.
func (s *scanner) give(t *token, k kind, n int) {
	*t = token{kind: k, pos: s.at(s.off), start: s.off, end: s.off + n}
	s.off += n
}

// punct reads what begins with the character c: an operator, string or comment. It reports false
// if it was a comment, white space or an illegal character.
func (s *scanner) punct(t *token, c byte) bool {
	var c1, c2 byte // the characters that follow
	if s.off+1 < len(s.src) {
		c1 = s.src[s.off+1]
	}
	if s.off+2 < len(s.src) {
		c2 = s.src[s.off+2]
	}
	switch {
	case c == '\r' && c1 == '\n':
		s.off++
		return false
	case c == '"' && c1 == '"' && c2 == '"':
		s.triple(t)
		return true
	case c == '"' || c == '\'':
		s.quoted(t, c)
		return true
	case c == '/' && c1 == '/':
		s.lineComment()
		return false
	case c == '/' && c1 == '*':
		return s.blockComment(t)
	case c == '.' && c1 == '.' && c2 == '.':
		s.give(t, tEllipsis, 3)
		return true
	}
	if k := pairKind(c, c1); k != tEOF {
		s.give(t, k, 2)
		return true
	}
	if k := singleKinds[c]; k != tEOF {
		s.give(t, k, 1)
		return true
	}
	s.skipIllegal(0)
	return false
}

// singleKinds maps the one-character tokens; tEOF means that there is none.
var singleKinds = [256]kind{
	';': tSemi, ':': tColon, ',': tComma, '(': tLParen, ')': tRParen, '{': tLBrace, '}': tRBrace, '[': tLBrack, ']': tRBrack,
	'=': tAssign, '+': tAdd, '-': tSub, '*': tMul, '/': tDiv, '%': tMod, '?': tQuestion, '<': tLt, '>': tGt, '!': tNot,
	'&': tAnd, '|': tOr, '#': tHash, '@': tAt, '.': tDot,
}

// pairKind returns the kind of the two-character token (spec 01, 2.6), tEOF if there is none.
func pairKind(c, c1 byte) kind {
	switch c1 {
	case '=':
		switch c {
		case ':':
			return tSet
		case '=':
			return tEq
		case '!':
			return tNotEq
		case '<':
			return tLtEq
		case '>':
			return tGtEq
		case '+':
			return tAddAssign
		case '-':
			return tSubAssign
		case '*':
			return tMulAssign
		case '/':
			return tDivAssign
		case '%':
			return tModAssign
		case '@':
			return tInsert
		}
	case c:
		switch c {
		case '+':
			return tInc
		case '-':
			return tDec
		case '&':
			return tAndAnd
		case '|':
			return tOrOr
		case ':':
			return tColons
		}
	case '/':
		if c == '~' {
			return tFloorDiv
		}
	}
	return tEOF
}

// lineComment steps to the end of the line (spec 01, 2.5).
func (s *scanner) lineComment() {
	if n := strings.IndexByte(s.src[s.off:], '\n'); n >= 0 {
		s.off += n // the excess no longer matters: the next character ends the line
		return
	}
	s.advance(len(s.src))
}

// blockComment steps over a comment; a documentation comment is a token. One that does not end
// takes the rest of the file.
func (s *scanner) blockComment(t *token) bool {
	start, open := s.off, s.at(s.off)
	doc := s.off+3 < len(s.src) && s.src[s.off+2] == '*' && s.src[s.off+3] != '*' && s.src[s.off+3] != '/'
	body := start + 2
	if doc {
		body++
	}
	n := strings.Index(s.src[body:], "*/")
	if n < 0 {
		s.unclosed, s.what = open, '*'
		s.advance(len(s.src))
		return false
	}
	s.advance(body + n)
	if !doc {
		s.off += 2
		return false
	}
	*t = token{kind: tDoc, pos: s.at(s.off), start: start, end: s.off + 2, text: s.src[body : body+n]}
	if !utf8.ValidString(t.text) {
		t.text = strings.ToValidUTF8(t.text, "\uFFFD")
	}
	s.off += 2
	return true
}
