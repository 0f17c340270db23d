// This file defines how the parser reads characters and reports errors.

package regex

func (p *parser) fail(description string) {
	panic(&SyntaxError{Description: description, Index: p.cursor - 1, Pattern: p.pattern})
}

func (p *parser) has(f flags) bool { return p.flags&f != 0 }

func (p *parser) charAt(i int) rune {
	if i < p.length {
		return p.text[i]
	}
	return 0
}

// peek returns the next character without reading it.
func (p *parser) peek() rune {
	if p.has(fComments) {
		p.skipComments()
	}
	return p.charAt(p.cursor)
}

// read returns the next character and goes past it.
func (p *parser) read() rune {
	if p.has(fComments) {
		p.skipComments()
	}
	return p.readEscaped()
}

// readEscaped is read, white space and comments included.
func (p *parser) readEscaped() rune {
	r := p.charAt(p.cursor)
	p.cursor++
	return r
}

// next goes past a character and returns the one after it.
func (p *parser) next() rune {
	p.cursor++
	return p.peek()
}

// nextEscaped is next, white space and comments included.
func (p *parser) nextEscaped() rune {
	p.cursor++
	return p.charAt(p.cursor)
}

// skip returns the character after the next and goes past it.
func (p *parser) skip() rune {
	r := p.charAt(p.cursor + 1)
	p.cursor += 2
	return r
}

func (p *parser) unread() { p.cursor-- }

func (p *parser) skipComments() {
	for {
		for p.cursor < p.length && asciiSpace(p.text[p.cursor]) {
			p.cursor++
		}
		if p.charAt(p.cursor) != '#' {
			return
		}
		for p.cursor < p.length && !p.lineEnd(p.text[p.cursor]) {
			p.cursor++
		}
	}
}

func (p *parser) lineEnd(r rune) bool {
	return r == '\n' || !p.has(fUnixLines) && lineTerminator(r)
}
