// This file defines the parser of patterns. It keeps to the order in which the reference reads a pattern,
// because the index in an error is that of the character last read.

package regex

import (
	"strconv"
	"unicode/utf16"
)

// flags are the embedded flags (?idmsuxU).
type flags uint8

const (
	fCase      flags = 1 << iota // i: case does not matter
	fUnixLines                   // d: only \n ends a line
	fMultiline                   // m: ^ and $ at every line
	fDotAll                      // s: . matches line ends
	fUnicode                     // u: case by Unicode
	fComments                    // x: white space and comments
	fClasses                     // U: \w and the like by Unicode
)

// maxNesting bounds the depth of groups and classes, as parser and compiler recurse on it.
const maxNesting = 250

// parser reads one pattern. Its methods panic with a *SyntaxError.
type parser struct {
	pattern string
	text    []rune // the pattern without \Q and \E
	length  int    // len(text)
	cursor  int    // the next character; it may run past the end, where characters are 0
	flags   flags
	groups  int // capturing groups so far, the whole match included
	names   map[string]int
	depth   int

	escaped    *node             // the result of escape if it is not a character
	escapedSet func(r rune) bool // and that of escape in a class
}

// parse parses the whole pattern.
func (p *parser) parse() *node {
	p.unquote()
	n := p.alternatives()
	if p.cursor != p.length {
		if p.peek() == ')' {
			p.fail("Unmatched closing ')'")
		}
		p.fail("Unexpected internal error")
	}
	return n
}

// enter notes one more level of nesting; leave ends it.
func (p *parser) enter() {
	if p.depth++; p.depth > maxNesting {
		p.fail("Nested more than " + strconv.Itoa(maxNesting) + " deep")
	}
}

func (p *parser) leave() { p.depth-- }

func (p *parser) alternatives() *node {
	p.enter()
	defer p.leave()
	n := p.sequence()
	if p.peek() != '|' {
		return n
	}
	alt := &node{kind: nAlt, subs: []*node{n}}
	for p.peek() == '|' {
		p.next()
		alt.subs = append(alt.subs, p.sequence())
	}
	return alt
}

func (p *parser) sequence() *node {
	seq := cat()
	for {
		var n *node
		switch r := p.peek(); r {
		case '(':
			if n = p.group(); n != nil {
				seq.subs = append(seq.subs, n)
			}
			continue
		case '[':
			n = setNode(newSet(p.class(true)))
		case '\\':
			if c := p.nextEscaped(); c == 'p' || c == 'P' {
				n = setNode(newSet(p.property(c == 'P')))
			} else {
				p.unread()
				n = p.atom()
			}
		case '^':
			p.next()
			n = zero(p.caret())
		case '$':
			p.next()
			n = zero(p.dollar(p.has(fMultiline)))
		case '.':
			p.next()
			n = setNode(p.dot())
		case '|', ')':
			return seq
		case '?', '*', '+':
			p.next()
			p.fail("Dangling meta character '" + string(r) + "'")
		case 0:
			if p.cursor >= p.length {
				return seq
			}
			n = p.atom()
		default:
			n = p.atom()
		}
		seq.subs = append(seq.subs, p.quantified(n))
	}
}

func (p *parser) caret() cond {
	switch {
	case !p.has(fMultiline):
		return atBegin
	case p.has(fUnixLines):
		return atUnixLineBegin
	}
	return atLineBegin
}

func (p *parser) dollar(multiline bool) cond {
	switch {
	case multiline && p.has(fUnixLines):
		return atUnixLineEnd
	case multiline:
		return atLineEnd
	case p.has(fUnixLines):
		return atUnixEnd
	}
	return atEnd
}

func (p *parser) dot() *set {
	switch {
	case p.has(fDotAll):
		return newSet(func(rune) bool { return true })
	case p.has(fUnixLines):
		return newSet(func(r rune) bool { return r != '\n' })
	}
	return newSet(func(r rune) bool { return !lineTerminator(r) })
}

// atom parses literal characters up to one that a quantifier follows, or one escape.
func (p *parser) atom() *node {
	var chars []rune
	prev := -1
	r := p.peek()
loop:
	for {
		switch r {
		case '*', '+', '?', '{':
			if len(chars) > 1 { // the quantifier is for the last one only
				p.cursor = prev
				chars = chars[:len(chars)-1]
			}
			break loop
		case '$', '.', '^', '(', '[', '|', ')':
			break loop
		case '\\':
			c := p.nextEscaped()
			if c == 'p' || c == 'P' {
				if len(chars) == 0 {
					return setNode(newSet(p.property(c == 'P')))
				}
				p.unread()
				break loop
			}
			p.unread()
			prev = p.cursor
			c = p.escape(false, len(chars) == 0, false)
			if c >= 0 {
				chars = append(chars, c)
				r = p.peek()
				continue
			}
			if len(chars) == 0 {
				return p.escaped
			}
			p.cursor = prev
			break loop
		case 0:
			if p.cursor >= p.length {
				break loop
			}
		}
		prev = p.cursor
		chars = append(chars, r)
		r = p.next()
	}
	if len(chars) == 1 {
		return p.literal(chars[0])
	}
	n := cat()
	for _, c := range chars {
		n.subs = append(n.subs, p.literal(c))
	}
	return n
}

// literal returns the node of one character. Half of a pair is compared as characters are: it is no part of the whole.
func (p *parser) literal(r rune) *node {
	f := p.folding()
	if !f.matters(r) && !utf16.IsSurrogate(r) {
		return charNode(r)
	}
	return setNode(newSet(f.single(r)))
}

func (p *parser) folding() fold {
	switch {
	case !p.has(fCase):
		return foldNone
	case p.has(fUnicode):
		return foldUnicode
	}
	return foldASCII
}

// group parses a group with its quantifier, or flags that stand alone, for which it returns nil.
func (p *parser) group() *node {
	saved := p.flags
	n := (*node)(nil)
	if p.next() != '?' {
		n = p.capture()
	} else {
		switch r := p.skip(); r {
		case ':':
			n = p.alternatives()
		case '=', '!':
			n = &node{kind: nLook, negative: r == '!', subs: []*node{p.alternatives()}}
		case '>':
			n = &node{kind: nAtomic, subs: []*node{p.alternatives()}}
		case '<':
			n = p.angle()
		case '$', '@':
			p.fail("Unknown group type")
		default:
			p.unread()
			p.readFlags()
			switch p.read() {
			case ')':
				return nil
			case ':':
				n = p.alternatives()
			default:
				p.fail("Unknown inline modifier")
			}
		}
	}
	if p.read() != ')' {
		p.fail("Unclosed group")
	}
	p.flags = saved
	return p.quantified(n)
}

func (p *parser) capture() *node {
	n := &node{kind: nGroup, n: p.groups}
	p.groups++
	n.subs = []*node{p.alternatives()}
	return n
}

// angle parses a look-behind or a named group behind "(?<".
func (p *parser) angle() *node {
	r := p.read()
	if r == '=' || r == '!' {
		return &node{kind: nLook, behind: true, negative: r == '!', subs: []*node{p.alternatives()}}
	}
	name := p.groupName(r)
	if _, ok := p.names[name]; ok {
		p.fail("Named capturing group <" + name + "> is already defined")
	}
	p.names[name] = p.groups
	return p.capture()
}

// groupName reads the name that begins with r, and the ">".
func (p *parser) groupName(r rune) string {
	if !asciiLetter(r) {
		p.fail("capturing group name does not start with a Latin letter")
	}
	name := []rune{}
	for asciiLetter(r) || asciiDigit(r) {
		name = append(name, r)
		r = p.read()
	}
	if r != '>' {
		p.fail("named capturing group is missing trailing '>'")
	}
	return string(name)
}

// readFlags reads the letters of an inline modifier.
func (p *parser) readFlags() {
	on := true
	for r := p.peek(); ; r = p.next() {
		var f flags
		switch r {
		case 'i':
			f = fCase
		case 'd':
			f = fUnixLines
		case 'm':
			f = fMultiline
		case 's':
			f = fDotAll
		case 'u':
			f = fUnicode
		case 'x':
			f = fComments
		case 'U':
			f = fClasses
			if on {
				f |= fUnicode
			}
		case 'c':
		case '-':
			if !on {
				return
			}
			on = false
			continue
		default:
			return
		}
		if on {
			p.flags |= f
		} else {
			p.flags &^= f
		}
	}
}
