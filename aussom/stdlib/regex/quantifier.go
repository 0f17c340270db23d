// This file defines the parser of quantifiers.

package regex

// quantified parses the quantifier behind n, if there is one.
func (p *parser) quantified(n *node) *node {
	lo, hi := 0, unlimited
	switch p.peek() {
	case '?':
		hi = 1
		p.next()
	case '*':
		p.next()
	case '+':
		lo = 1
		p.next()
	case '{':
		lo, hi = p.counts()
	default:
		return n
	}
	rep := &node{kind: nRepeat, min: lo, max: hi, subs: []*node{n}}
	switch p.peek() {
	case '?':
		rep.mode = lazy
		p.next()
	case '+':
		rep.mode = possessive
		p.next()
	}
	return rep
}

// counts parses {n}, {n,} or {n,m}.
func (p *parser) counts() (lo, hi int) {
	r := p.skip()
	if !asciiDigit(r) {
		p.fail("Illegal repetition")
	}
	lo, r = p.number(r)
	hi = lo
	if r == ',' {
		r = p.read()
		hi = unlimited
		if r != '}' {
			hi, r = p.number(r)
		}
	}
	if r != '}' {
		p.fail("Unclosed counted closure")
	}
	if hi < lo {
		p.fail("Illegal repetition range")
	}
	return lo, hi
}

// number reads the digits from r on and returns their value and the character behind them.
func (p *parser) number(r rune) (int, rune) {
	n := 0
	for asciiDigit(r) {
		n = n*10 + int(r-'0')
		if n > 1<<31-1 {
			p.fail("Illegal repetition range")
		}
		r = p.read()
	}
	return n, r
}
