// This file defines the ways in and out of the WTF-8 in which texts are stored, and the order of texts by their UTF-16 units.

package value

import "unicode/utf8"

// The first high, first low and last low surrogate.
const (
	surrogateMin = 0xD800
	surrogateLow = 0xDC00
	surrogateMax = 0xDFFF
)

func highHalf(r rune) uint16 { return uint16(surrogateMin + (r-0x10000)>>10) }
func lowHalf(r rune) uint16  { return uint16(surrogateLow + (r-0x10000)&0x3FF) }

// appendUnit appends a character below U+10000, a surrogate included, as it is.
func appendUnit(dst []byte, u uint16) []byte {
	if u >= surrogateMin && u <= surrogateMax {
		return append(dst, 0xE0|byte(u>>12), 0x80|byte(u>>6)&0x3F, 0x80|byte(u)&0x3F)
	}
	return utf8.AppendRune(dst, rune(u))
}

// FromUTF16 returns a new string of the given units; any sequence is allowed.
func FromUTF16(u []uint16) *String {
	out := make([]byte, 0, len(u)+len(u)/2)
	for i := 0; i < len(u); i++ {
		c := u[i]
		if c >= surrogateMin && c < surrogateLow && i+1 < len(u) && u[i+1] >= surrogateLow && u[i+1] <= surrogateMax {
			out = utf8.AppendRune(out, pair(c, u[i+1]))
			i++
			continue
		}
		out = appendUnit(out, c)
	}
	s := NewString(string(out))
	s.setUnits(len(u))
	return s
}

// pair returns the character of a surrogate pair.
func pair(high, low uint16) rune {
	return 0x10000 + (rune(high)-surrogateMin)<<10 + (rune(low) - surrogateLow)
}

// UTF16 returns the units of s.
func (s *String) UTF16() []uint16 {
	u := make([]uint16, 0, s.Len())
	for r := (unitReader{s: s.s}); ; {
		c := r.next()
		if c < 0 {
			return u
		}
		u = append(u, uint16(c))
	}
}

// unitReader yields the UTF-16 units of a WTF-8 text.
type unitReader struct {
	s   string
	low int // the second unit of the character last read, 0 if it had one only
}

// next returns the next unit, -1 at the end.
func (r *unitReader) next() int {
	if r.low != 0 {
		u := r.low
		r.low = 0
		return u
	}
	if len(r.s) == 0 {
		return -1
	}
	if c := r.s[0]; c < utf8.RuneSelf {
		r.s = r.s[1:]
		return int(c)
	}
	c, n := decode(r.s)
	r.s = r.s[n:]
	if c >= 0x10000 {
		r.low = int(lowHalf(c))
		return int(highHalf(c))
	}
	return int(c)
}

// firstDifference returns the first units in which a and b differ, -1 standing for the end of a text.
// Two equal texts give -1, -1.
func firstDifference(a, b string) (int, int) {
	i, n := 0, min(len(a), len(b))
	for i < n && a[i] == b[i] {
		i++
	}
	if i == len(a) && i == len(b) {
		return -1, -1
	}
	for i > 0 && (i < len(a) && a[i]&0xC0 == 0x80 || i < len(b) && b[i]&0xC0 == 0x80) {
		i--
	}
	ra, rb := unitReader{s: a[i:]}, unitReader{s: b[i:]}
	for {
		u, v := ra.next(), rb.next()
		if u != v || u < 0 {
			return u, v
		}
	}
}

// Compare compares two texts by UTF-16 units: negative, 0 or positive. It differs from the order of the
// bytes in that characters from U+10000 on come before those from U+E000 to U+FFFF.
func Compare(a, b string) int {
	u, v := firstDifference(a, b)
	return u - v
}

// CompareUnits returns the difference of the first units in which a and b differ, or that of the lengths
// if one text begins with the other.
func CompareUnits(a, b *String) int {
	u, v := firstDifference(a.s, b.s)
	if u < 0 || v < 0 {
		return a.Len() - b.Len()
	}
	return u - v
}

// Sanitize returns s as valid UTF-8: an unpaired surrogate becomes one U+FFFD, as does every longest sequence
// of other bytes that begins a character but does not end it, and every other wrong byte.
func Sanitize(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out := make([]byte, 0, len(s)+8)
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			n = brokenLen(s)
		}
		out = utf8.AppendRune(out, r)
		s = s[n:]
	}
	return string(out)
}

// brokenLen returns the length of the broken sequence that s begins with.
func brokenLen(s string) int {
	want, low, high := 0, byte(0x80), byte(0xBF)
	switch c := s[0]; {
	case c >= 0xC2 && c < 0xE0:
		want = 2
	case c >= 0xE0 && c < 0xF0: // surrogates included
		want = 3
		if c == 0xE0 {
			low = 0xA0
		}
	case c >= 0xF0 && c < 0xF5:
		want = 4
		switch c {
		case 0xF0:
			low = 0x90
		case 0xF4:
			high = 0x8F
		}
	}
	n := 1
	for n < want && n < len(s) && s[n] >= low && s[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}
