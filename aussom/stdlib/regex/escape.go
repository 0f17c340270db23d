// This file defines the escapes of the parser, and \Q...\E.

package regex

// unquote takes \Q and \E out of the text: what stands between them is escaped character by character.
func (p *parser) unquote() {
	t := p.text
	i := 0
	for i < len(t)-1 && (t[i] != '\\' || t[i+1] != 'Q') {
		if t[i] == '\\' {
			i++
		}
		i++
	}
	if i >= len(t)-1 {
		return
	}
	out := append([]rune{}, t[:i]...)
	quoted, begins := true, true
	for i += 2; i < len(t); {
		r := t[i]
		i++
		following := rune(0)
		if i < len(t) {
			following = t[i]
		}
		switch {
		case r >= 0x80 || asciiLetter(r):
			out = append(out, r)
		case asciiDigit(r):
			if begins { // the digit must not become part of an escape before the quote
				out = append(out, '\\', 'x', '3')
			}
			out = append(out, r)
		case r != '\\':
			if quoted {
				out = append(out, '\\')
			}
			out = append(out, r)
		case quoted && following == 'E':
			i++
			quoted = false
		case quoted:
			out = append(out, '\\', '\\')
		case following == 'Q':
			i++
			quoted, begins = true, true
			continue
		default:
			out = append(out, r)
			if i < len(t) {
				out = append(out, following)
				i++
			}
		}
		begins = false
	}
	p.text = out
	p.length = len(out)
}

// escape parses an escape. It returns the character that the escape stands for, or -1 if it stands for something else, which is
// then in p.escaped, or in p.escapedSet within a class. If create is false groups are not looked up. In a range \v is U+000B.
func (p *parser) escape(inClass, create, inRange bool) rune {
	r := p.skip()
	if test := p.classEscape(r, inRange); test != nil {
		p.escapedSet = test
		if create && !inClass {
			p.escaped = setNode(newSet(test))
		}
		return -1
	}
	switch r {
	case '0':
		return p.octal()
	case 'a':
		return '\a'
	case 'c':
		if p.cursor < p.length {
			return p.read() ^ 64
		}
		p.fail("Illegal control escape sequence")
	case 'e':
		return 0x1B
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'u':
		return p.unicode()
	case 'v':
		return '\v'
	case 'x':
		return p.hex()
	case 'N':
		p.fail("Character names are not supported")
	}
	if !asciiLetter(r) && (r < '1' || r > '9') {
		return r
	}
	if !inClass {
		if n := p.nodeEscape(r, create); n != nil {
			p.escaped = n
			return -1
		}
	}
	p.fail("Illegal/unsupported escape sequence")
	return 0
}

// classEscape returns the set of an escape such as \d, nil if r is none.
func (p *parser) classEscape(r rune, inRange bool) func(rune) bool {
	var test func(rune) bool
	switch r {
	case 'd', 'D':
		test = posix("Digit", p.has(fClasses))
	case 's', 'S':
		test = posix("Space", p.has(fClasses))
	case 'w', 'W':
		test = asciiWord
		if p.has(fClasses) {
			test = unicodeWord
		}
	case 'h', 'H':
		test = horizontalSpace
	case 'v', 'V':
		if inRange && r == 'v' {
			return nil
		}
		test = verticalSpace
	default:
		return nil
	}
	if r < 'a' {
		return not(test)
	}
	return test
}

// nodeEscape returns the node of an escape that is no character and no class, nil if r is none.
func (p *parser) nodeEscape(r rune, create bool) *node {
	switch r {
	case 'A':
		return zero(atBegin)
	case 'z':
		return zero(atVeryEnd)
	case 'Z':
		return zero(p.dollar(false))
	case 'G':
		return zero(atLastMatch)
	case 'B':
		return zero(p.boundary(notAtWord))
	case 'b':
		if p.peek() == '{' && p.charAt(p.cursor+1) == 'g' {
			p.skip()
			if p.read() != '}' {
				return nil
			}
			return zero(atGrapheme)
		}
		return zero(p.boundary(atWord))
	case 'R':
		return &node{kind: nAlt, subs: []*node{cat(charNode('\r'), charNode('\n')), setNode(newSet(verticalSpace))}}
	case 'X':
		return &node{kind: nGrapheme}
	case 'k':
		if p.read() != '<' {
			p.fail("\\k is not followed by '<' for named capturing group")
		}
		name := p.groupName(p.read())
		n, ok := p.names[name]
		if !ok {
			p.fail("named capturing group <" + name + "> does not exist")
		}
		return &node{kind: nBackRef, n: n, folding: p.folding()}
	}
	if asciiDigit(r) {
		if !create {
			return empty()
		}
		return &node{kind: nBackRef, n: p.groupNumber(int(r - '0')), folding: p.folding()}
	}
	return nil
}

// boundary returns c, or its variant for the flag U.
func (p *parser) boundary(c cond) cond {
	if p.has(fClasses) {
		return c + 1
	}
	return c
}

// groupNumber reads further digits of a group number as long as such a group exists.
func (p *parser) groupNumber(n int) int {
	for r := p.peek(); asciiDigit(r); r = p.peek() {
		m := n*10 + int(r-'0')
		if p.groups-1 < m {
			break
		}
		n = m
		p.read()
	}
	return n
}

func (p *parser) octal() rune {
	n, ok := octalDigit(p.read())
	if !ok {
		p.fail("Illegal octal escape sequence")
	}
	m, ok := octalDigit(p.read())
	if !ok {
		p.unread()
		return n
	}
	o, ok := octalDigit(p.read())
	if ok && n <= 3 {
		return n*64 + m*8 + o
	}
	p.unread()
	return n*8 + m
}

func octalDigit(r rune) (rune, bool) { return r - '0', r >= '0' && r <= '7' }

func (p *parser) hex() rune {
	r := p.read()
	if n, ok := hexDigit(r); ok {
		if m, ok := hexDigit(p.read()); ok {
			return n*16 + m
		}
	} else if _, ok := hexDigit(p.peek()); r == '{' && ok {
		var c rune
		for r = p.read(); ; r = p.read() {
			n, ok := hexDigit(r)
			if !ok {
				break
			}
			if c = c<<4 + n; c > 0x10FFFF {
				p.fail("Hexadecimal codepoint is too big")
			}
		}
		if r != '}' {
			p.fail("Unclosed hexadecimal escape sequence")
		}
		return c
	}
	p.fail("Illegal hexadecimal escape sequence")
	return 0
}

func hexDigit(r rune) (rune, bool) {
	switch {
	case asciiDigit(r):
		return r - '0', true
	case r >= 'a' && r <= 'f':
		return r - 'a' + 10, true
	case r >= 'A' && r <= 'F':
		return r - 'A' + 10, true
	}
	return 0, false
}

// unicode parses the digits of \uXXXX; two escapes can make a surrogate pair.
func (p *parser) unicode() rune {
	high := p.fourDigits()
	if high >= 0xD800 && high < 0xDC00 {
		saved := p.cursor
		if p.read() == '\\' && p.read() == 'u' {
			if low := p.fourDigits(); low >= 0xDC00 && low < 0xE000 {
				return join(uint16(high), uint16(low))
			}
		}
		p.cursor = saved
	}
	return high
}

func (p *parser) fourDigits() rune {
	var n rune
	for range 4 {
		d, ok := hexDigit(p.read())
		if !ok {
			p.fail("Illegal Unicode escape sequence")
		}
		n = n<<4 + d
	}
	return n
}
