// This file defines the conditions without width (line and text ends, word boundaries) and grapheme clusters.

package regex

import "unicode"

// cond is a condition on a place between two units.
type cond uint8

const (
	atBegin          cond = iota // ^, \A
	atLineBegin                  // ^ with m
	atUnixLineBegin              // ^ with m and d
	atEnd                        // $, \Z: at the end or before a last line terminator
	atUnixEnd                    // the same with d
	atLineEnd                    // $ with m
	atUnixLineEnd                // $ with m and d
	atVeryEnd                    // \z
	atLastMatch                  // \G
	atWord                       // \b
	atUnicodeWord                // \b with U
	notAtWord                    // \B
	notAtUnicodeWord             // \B with U
	atGrapheme                   // \b{g}
)

// holds reports whether the condition is true at unit i.
func (m *Matcher) holds(c cond, i int) bool {
	s, n := &m.text, m.length
	switch c {
	case atBegin:
		return i == 0
	case atVeryEnd:
		return i == n
	case atLastMatch:
		return i == m.last
	case atLineBegin:
		if i == n {
			return false // even after a line terminator
		}
		return i == 0 || lineTerminator(rune(s.unit(i-1))) && !(s.unit(i-1) == '\r' && s.unit(i) == '\n')
	case atUnixLineBegin:
		return i < n && (i == 0 || s.unit(i-1) == '\n')
	case atUnixEnd:
		return i == n || i == n-1 && s.unit(i) == '\n'
	case atUnixLineEnd:
		return i == n || s.unit(i) == '\n'
	case atEnd:
		return i == n || m.lineEnd(i) && (i == n-1 || i == n-2 && s.unit(i) == '\r' && s.unit(i+1) == '\n')
	case atLineEnd:
		return i == n || m.lineEnd(i)
	case atWord, notAtWord:
		return (m.word(i, letterDigitLine) != m.word(i-1, letterDigitLine)) == (c == atWord)
	case atUnicodeWord, notAtUnicodeWord:
		return (m.word(i, unicodeWord) != m.word(i-1, unicodeWord)) == (c == atUnicodeWord)
	}
	return i == 0 || i == n || m.clusterBoundary(i)
}

// lineEnd reports whether a line terminator begins at unit i, which is in range.
func (m *Matcher) lineEnd(i int) bool {
	u := m.text.unit(i)
	return lineTerminator(rune(u)) && !(u == '\n' && i > 0 && m.text.unit(i-1) == '\r')
}

func letterDigitLine(r rune) bool { return r == '_' || letterOrDigit(r) }

// word reports whether the character that unit i belongs to is part of a word: it satisfies test,
// or it is a mark on a letter or digit.
func (m *Matcher) word(i int, test func(rune) bool) bool {
	if i < 0 || i >= m.length {
		return false
	}
	if m.text.insidePair(i) {
		i--
	}
	r, _ := m.text.at(i)
	if test(r) {
		return true
	}
	if r < 0x300 || !unicode.Is(unicode.Mn, r) {
		return false
	}
	for i > 0 {
		r = m.text.before(i)
		if letterOrDigit(r) {
			return true
		}
		if !unicode.Is(unicode.Mn, r) {
			return false
		}
		i -= units(r)
	}
	return false
}

func units(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// grapheme returns the end of the grapheme cluster that begins at unit i, which is in range.
func (m *Matcher) grapheme(i int) int {
	r, n := m.text.at(i)
	i += n
	flags := 0
	if flag(r) {
		flags = 1
	}
	for i < m.length {
		next, n := m.text.at(i)
		if !joined(r, next, flags) {
			break
		}
		if flag(next) {
			flags++
		}
		r = next
		i += n
	}
	return i
}

// joined reports whether no grapheme cluster ends between a and b; flags is the number of regional
// indicators in a row that end in a.
func joined(a, b rune, flags int) bool {
	switch {
	case a == '\r' && b == '\n':
		return true
	case unicode.In(a, unicode.Cc, unicode.Zl, unicode.Zp) || unicode.In(b, unicode.Cc, unicode.Zl, unicode.Zp):
		return false
	case unicode.Is(unicode.M, b) || b == zeroWidthJoiner || b == 0x200C || b >= 0x1F3FB && b <= 0x1F3FF || b >= 0xE0020 && b <= 0xE007F:
		return true
	case flag(a) && flag(b):
		return flags%2 == 1
	case a == zeroWidthJoiner:
		return unicode.Is(unicode.So, b)
	}
	return hangulJoined(hangul(a), hangul(b))
}

const zeroWidthJoiner = 0x200D

func flag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// hangul returns the kind of a Hangul character: leading consonant, vowel, trailing consonant, and
// syllables without and with a trailing consonant.
func hangul(r rune) byte {
	switch {
	case r >= 0x1100 && r <= 0x115F || r >= 0xA960 && r <= 0xA97C:
		return 'L'
	case r >= 0x1160 && r <= 0x11A7 || r >= 0xD7B0 && r <= 0xD7C6:
		return 'V'
	case r >= 0x11A8 && r <= 0x11FF || r >= 0xD7CB && r <= 0xD7FB:
		return 'T'
	case r >= 0xAC00 && r <= 0xD7A3:
		if (r-0xAC00)%28 == 0 {
			return 'v'
		}
		return 't'
	}
	return 0
}

func hangulJoined(a, b byte) bool {
	switch a {
	case 'L':
		return b == 'L' || b == 'V' || b == 'v' || b == 't'
	case 'V', 'v':
		return b == 'V' || b == 'T'
	case 'T', 't':
		return b == 'T'
	}
	return false
}

// clusterBoundary reports whether a grapheme cluster ends at unit i, which is inside the text.
func (m *Matcher) clusterBoundary(i int) bool {
	if m.text.insidePair(i) {
		return false
	}
	next, _ := m.text.at(i)
	r := m.text.before(i)
	flags := 0
	for j := i; j > 0 && flag(m.text.before(j)); j -= 2 {
		flags++
	}
	return !joined(r, next, flags)
}
