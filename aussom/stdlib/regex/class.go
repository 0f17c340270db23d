// This file defines the parser of bracket classes: ranges, nesting (union) and intersection.

package regex

// class parses a bracket class from its "[" on, or what stands right of an "&&" in one. With consume it goes past the "]".
func (p *parser) class(consume bool) func(rune) bool {
	p.enter()
	defer p.leave()
	var have func(rune) bool
	add := func(test func(rune) bool) {
		if have == nil {
			have = test
		} else {
			have = either(have, test)
		}
	}
	negative := false
	r := p.next()
	if r == '^' && p.charAt(p.cursor-1) == '[' {
		r = p.next()
		negative = true
	}
	for {
		switch r {
		case '[':
			add(p.class(true))
			r = p.peek()
			continue
		case '&':
			if p.next() == '&' {
				p.next()
				right := p.intersected()
				switch {
				case have == nil && right == nil:
					p.fail("Bad class syntax")
				case have == nil:
					have = right
				case right != nil:
					have = both(have, right)
				}
				r = p.peek()
				continue
			}
			p.unread()
		case 0:
			if p.cursor >= p.length {
				p.fail("Unclosed character class")
			}
		case ']':
			if have != nil {
				if consume {
					p.next()
				}
				if negative {
					return not(have)
				}
				return have
			}
		}
		add(p.classRange())
		r = p.peek()
	}
}

// intersected parses what stands right of "&&"; it returns nil if that is nothing.
func (p *parser) intersected() func(rune) bool {
	var right func(rune) bool
	for r := p.peek(); r != ']' && r != '&'; r = p.peek() {
		var test func(rune) bool
		if r == '[' {
			test = p.class(true)
		} else {
			p.unread()
			test = p.class(false)
		}
		if right == nil {
			right = test
		} else {
			right = either(right, test)
		}
	}
	return right
}

// classRange parses one character, escape or range of a class.
func (p *parser) classRange() func(rune) bool {
	r := p.peek()
	if r == '\\' {
		c := p.nextEscaped()
		if c == 'p' || c == 'P' {
			return p.property(c == 'P')
		}
		begins := p.charAt(p.cursor+1) == '-'
		p.unread()
		if r = p.escape(true, true, begins); r < 0 {
			return p.escapedSet
		}
	} else {
		p.next()
	}
	f := p.folding()
	if p.peek() != '-' {
		return f.single(r)
	}
	if end := p.charAt(p.cursor + 1); end == '[' || end == ']' {
		return f.single(r)
	}
	p.next()
	to := p.peek()
	if to == '\\' {
		to = p.escape(true, false, true)
	} else {
		p.next()
	}
	if to < r {
		p.fail("Illegal character range")
	}
	return f.between(r, to)
}

// property parses \p{...} or \P{...} (complement) with the cursor on the letter.
func (p *parser) property(complement bool) func(rune) bool {
	oneLetter := p.next() != '{'
	if oneLetter {
		p.unread()
	}
	p.next()
	var name string
	if oneLetter {
		name = string(p.charAt(p.cursor))
		p.read()
	} else {
		from := p.cursor
		for p.cursor < p.length && p.peek() != '}' {
			p.cursor++
		}
		p.read()
		if p.cursor > p.length {
			p.cursor = p.length + 1
			p.fail("Unclosed character family")
		}
		if from+1 >= p.cursor {
			p.fail("Empty character family")
		}
		name = string(p.text[from : p.cursor-1])
	}
	test, description := p.lookUp(name)
	if test == nil {
		p.fail(description)
	}
	if complement {
		return not(test)
	}
	return test
}
