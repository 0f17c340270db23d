// This file defines the parsing of literals: signs, ranges of numbers, constant lists and maps.

package syntax

import (
	"math"
	"strconv"
	"strings"
)

// constant parses what may initialise a member or parameter: "null" or a constant literal.
func (p *Parser) constant(at place) Expr {
	if p.tok.kind == tNull {
		n := &NullLit{p.tok.pos}
		p.next()
		return n
	}
	return p.constLiteral(at)
}

// constLiteral parses ConstLiteral (spec 01, 4.5).
func (p *Parser) constLiteral(at place) Expr {
	switch p.tok.kind {
	case tString, tInt, tDouble, tSub, tTrue, tFalse:
		return p.literal(afterConstMinus)
	case tLBrack:
		return p.constList()
	case tLBrace:
		return p.constMap()
	}
	p.unexpected("a literal", at)
	return nil
}

// constList parses "[" [ ConstLiteral { "," ConstLiteral } ] "]".
func (p *Parser) constList() Expr {
	n := &ListLit{Pos: p.tok.pos}
	p.openBracket('[')
	base := len(p.exprs)
	for more := p.tok.kind != tRBrack; more && !p.broken; more = p.take(tComma) {
		x := p.constLiteral(inConst)
		p.exprs = append(p.exprs, x)
	}
	p.closeBracket(tRBrack, afterItem)
	n.Items = p.takeExprs(base)
	return n
}

// constMap parses "{" [ ConstPair { "," ConstPair } ] "}".
func (p *Parser) constMap() Expr {
	n := &MapLit{Pos: p.tok.pos}
	p.openBracket('{')
	base := len(p.exprs)
	for more := p.tok.kind != tRBrace; more && !p.broken; more = p.take(tComma) {
		var key Expr
		switch p.tok.kind {
		case tString:
			key = &StringLit{p.tok.pos, p.tok.text}
		case tIdent:
			key = &Name{p.tok.pos, p.tok.text}
		default:
			p.unexpected("a key", inConst)
		}
		p.next()
		p.expect(tColon, afterKey)
		p.exprs = append(p.exprs, key)
		value := p.constLiteral(inConst)
		p.exprs = append(p.exprs, value)
	}
	p.closeBracket(tRBrace, afterPair)
	n.Keys, n.Values = p.takePairs(base)
	return n
}

// literal parses a string, bool or number; after a "-" only a number (spec 01, 4.7).
func (p *Parser) literal(minus place) Expr {
	pos, text := p.tok.pos, p.tok.text
	switch p.tok.kind {
	case tString:
		p.next()
		return &StringLit{pos, text}
	case tTrue, tFalse:
		n := &BoolLit{pos, p.tok.kind == tTrue}
		p.next()
		return n
	}
	negative := p.take(tSub)
	switch p.tok.kind {
	case tInt:
		n := &IntLit{pos, p.intValue(negative)}
		p.next()
		return n
	case tDouble:
		n := &DoubleLit{pos, p.doubleValue(negative)}
		p.next()
		return n
	}
	p.unexpected("a number", minus)
	return nil
}

// intValue returns the value of the int literal that is the current token.
func (p *Parser) intValue(negative bool) int64 {
	digits := strings.TrimLeft(p.tok.text, "0")
	if digits == "" {
		return 0
	}
	v, err := strconv.ParseUint(digits, 10, 64)
	switch {
	case err == nil && v <= math.MaxInt64 && negative:
		return -int64(v)
	case err == nil && v <= math.MaxInt64:
		return int64(v)
	case err == nil && v == 1<<63 && negative:
		return math.MinInt64
	}
	text, sign := "Integer max size is 9223372036854775807.", ""
	if negative {
		text, sign = "Integer min size is -9223372036854775808.", "-"
	}
	p.failFatal(p.tok.pos, p.tok.width(), "PARSE_ERROR: Integer out of bounds. "+text+" <"+sign+digits+">",
		"this int is out of range", "an int is from -9223372036854775808 to 9223372036854775807; write it as a double: "+sign+digits+".0")
	return 0
}

// doubleValue returns the value of the double literal that is the current token. There is no
// negative zero.
func (p *Parser) doubleValue(negative bool) float64 {
	text := p.tok.text
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v == math.MaxFloat64 && aboveMax(text) {
		bounds, sign := "Double max size is 1.7976931348623157E308.", ""
		if negative {
			bounds, sign = "Double min size is 2.2250738585072014E-308.", "-"
		}
		p.failFatal(p.tok.pos, p.tok.width(), "PARSE_ERROR: Double out of bounds. "+bounds+" <"+sign+decimalText(text)+">",
			"this double is out of range", "the largest double is 1.7976931348623157E308")
		return 0
	}
	if negative && v != 0 {
		return -v
	}
	return v
}

// decimal splits a number literal into its digits without leading zeros and the power of ten of
// the last digit.
func decimal(text string) (digits string, exp int64) {
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		// An exponent beyond int64 comes back as the nearest int64.
		exp, _ = strconv.ParseInt(text[i+1:], 10, 64)
		exp = max(-1<<62, min(1<<62, exp))
		text = text[:i]
	}
	digits = text
	if i := strings.IndexByte(text, '.'); i >= 0 {
		digits = text[:i] + text[i+1:]
		exp -= int64(len(text) - i - 1)
	}
	return strings.TrimLeft(digits, "0"), exp
}

// aboveMax reports whether a literal that rounds to the largest double exceeds it.
func aboveMax(text string) bool {
	limit := strconv.FormatFloat(math.MaxFloat64, 'f', 0, 64)
	digits, _ := decimal(text)
	n := min(len(digits), len(limit))
	if digits[:n] != limit[:n] {
		return digits[:n] > limit[:n]
	}
	return strings.Trim(digits[n:], "0") != "" && strings.Trim(limit[n:], "0") == ""
}

// decimalText writes a number literal in the decimal form that the range errors quote: scientific
// with all digits if the exponent is positive, plain otherwise.
func decimalText(text string) string {
	digits, exp := decimal(text)
	if exp <= 0 {
		point := len(digits) + int(exp)
		if exp == 0 {
			return digits
		}
		return digits[:point] + "." + digits[point:]
	}
	s := digits[:1]
	if len(digits) > 1 {
		s += "." + digits[1:]
	}
	return s + "E+" + strconv.FormatInt(exp+int64(len(digits))-1, 10)
}
