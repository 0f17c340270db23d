// This file defines sets of characters, the ways to combine them, and case folding.

package regex

import "unicode"

// set is a set of characters: a bitmap of those below U+0080 and a test for all others.
type set struct {
	bits [4]uint32
	test func(r rune) bool
}

func newSet(test func(rune) bool) *set {
	s := &set{test: test}
	for r := rune(0); r < 0x80; r++ {
		if test(r) {
			s.bits[r>>5] |= 1 << (r & 31)
		}
	}
	return s
}

func (s *set) has(r rune) bool {
	if r < 0x80 {
		return s.bits[r>>5]&(1<<(r&31)) != 0
	}
	return s.test(r)
}

func not(a func(rune) bool) func(rune) bool {
	return func(r rune) bool { return !a(r) }
}

func either(a, b func(rune) bool) func(rune) bool {
	return func(r rune) bool { return a(r) || b(r) }
}

func both(a, b func(rune) bool) func(rune) bool {
	return func(r rune) bool { return a(r) && b(r) }
}

func asciiDigit(r rune) bool  { return r >= '0' && r <= '9' }
func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
func asciiSpace(r rune) bool  { return r == ' ' || r >= '\t' && r <= '\r' }
func asciiWord(r rune) bool   { return asciiLetter(r) || asciiDigit(r) || r == '_' }

// lineTerminator reports whether r ends a line for "." and the like.
func lineTerminator(r rune) bool {
	return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

func horizontalSpace(r rune) bool {
	switch r {
	case ' ', '\t', 0xA0, 0x1680, 0x180E, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

func verticalSpace(r rune) bool {
	return r >= '\n' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// unicodeWord is \w with the flag U.
func unicodeWord(r rune) bool {
	return alphabetic(r) || unicode.In(r, unicode.M, unicode.Nd, unicode.Pc, unicode.Join_Control)
}

func alphabetic(r rune) bool {
	return unicode.In(r, unicode.L, unicode.Nl, unicode.Other_Alphabetic)
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// fold is a way to disregard case.
type fold uint8

const (
	foldNone fold = iota
	foldASCII
	foldUnicode
)

// simple returns what characters that differ in case only have in common.
func simple(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

// matters reports whether other characters than r itself match r.
func (f fold) matters(r rune) bool {
	switch f {
	case foldASCII:
		return r < 0x80 && asciiLetter(r)
	case foldUnicode:
		return unicode.ToUpper(r) != simple(r)
	}
	return false
}

// single returns the set of the characters that match c.
func (f fold) single(c rune) func(rune) bool {
	switch {
	case !f.matters(c):
		return func(r rune) bool { return r == c }
	case f == foldASCII:
		c |= 0x20
		return func(r rune) bool { return r|0x20 == c }
	}
	c = simple(c)
	return func(r rune) bool { return r == c || simple(r) == c }
}

// between returns the set of the characters that match one of lo..hi.
func (f fold) between(lo, hi rune) func(rune) bool {
	in := func(r rune) bool { return r >= lo && r <= hi }
	switch f {
	case foldASCII:
		return func(r rune) bool {
			return in(r) || r < 0x80 && asciiLetter(r) && in(r^0x20)
		}
	case foldUnicode:
		return func(r rune) bool {
			return in(r) || in(unicode.ToUpper(r)) || in(simple(r))
		}
	}
	return in
}

// same reports whether a back-reference may match b where the group matched a.
func (f fold) same(a, b rune) bool {
	switch {
	case a == b:
		return true
	case f == foldASCII:
		return a < 0x80 && asciiLetter(a) && a^0x20 == b
	case f == foldUnicode:
		return simple(a) == simple(b)
	}
	return false
}
