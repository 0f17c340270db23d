// This file defines String: UTF-16 semantics (spec 03a, 8) over UTF-8 storage, with an
// append buffer so that building a text piece by piece is linear.

package value

import (
	"unicode/utf8"
	"unsafe"
)

const (
	asciiUnknown = iota
	asciiYes
	asciiNo
)

// String is a mutable reference to an immutable text. Only string.concat replaces the text.
//
// The text is UTF-8 in which an unpaired surrogate stands as its own three bytes (WTF-8), so that
// every sequence of UTF-16 units survives; a pair is always the four bytes of its character.
type String struct {
	s     string
	ascii uint8 // asciiUnknown, asciiYes or asciiNo
	built bool  // made by Concat: the next append gets an append buffer
	units int32 // UTF-16 length + 1 of a non-ASCII text, 0 if not counted yet
	hash  uint32
	// hashed tells whether hash (the key hash of a map, spec 02, 13) is valid.
	hashed bool
	buf    *[]byte     // append buffer that s is a prefix of, nil if there is none
	pos    *unitFinder // finds the bytes of a unit, nil until first needed
}

// NewString returns a String with the given text. The text must be UTF-8 or WTF-8; see FromUTF16
// and Sanitize for other sources.
func NewString(s string) *String { return &String{s: s} }

// Go returns the text.
func (s *String) Go() string { return s.s }

// Set replaces the text in place: everything that refers to s sees it.
func (s *String) Set(t *String) {
	*s = *t
}

// Clone returns a new string with the same text.
func (s *String) Clone() *String {
	c := *s
	return &c
}

// IsASCII reports whether all units are below U+0080; such a text is indexed by bytes.
func (s *String) IsASCII() bool {
	if s.ascii == asciiUnknown {
		s.ascii = asciiNo
		if isASCII(s.s) {
			s.ascii = asciiYes
		}
	}
	return s.ascii == asciiYes
}

// isASCII reports whether all bytes of s are below 0x80.
func isASCII(s string) bool {
	for len(s) >= 8 {
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&utf8.RuneSelf != 0 {
			return false
		}
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Len returns the length in UTF-16 units.
func (s *String) Len() int {
	if s.IsASCII() {
		return len(s.s)
	}
	if s.units == 0 {
		s.units = int32(UTF16Len(s.s)) + 1
	}
	return int(s.units) - 1
}

// Hash returns the map key hash of the text.
func (s *String) Hash() uint32 {
	if !s.hashed {
		s.hash, s.hashed = HashKey(s.s), true
	}
	return s.hash
}

// Concat returns a new string: the text of a, then that of b. Halves of a surrogate pair that meet are
// joined. Appending again and again to the result of a Concat costs amortised time in the length of b only.
func Concat(a, b *String) *String {
	switch {
	case len(b.s) == 0:
		return a.Clone()
	case len(a.s) == 0:
		return b.Clone()
	}
	r := &String{built: true, ascii: asciiYes}
	if !a.IsASCII() || !b.IsASCII() {
		r.ascii = asciiNo
		if meetingHalves(a.s, b.s) {
			r.s = joinHalves(a.s, b.s)
			return r
		}
		if a.units != 0 || a.ascii == asciiYes {
			r.units = int32(a.Len()+b.Len()) + 1
		}
	}
	if !a.built || len(a.s) < 32 {
		r.s = a.s + b.s
		return r
	}
	buf := a.buf
	if buf == nil || len(*buf) != len(a.s) {
		n := make([]byte, len(a.s), 2*(len(a.s)+len(b.s)))
		copy(n, a.s)
		buf = &n
	}
	if cap(*buf)-len(*buf) < len(b.s) {
		n := make([]byte, len(a.s), 2*(len(a.s)+len(b.s)))
		copy(n, a.s)
		buf = &n
	}
	*buf = append(*buf, b.s...)
	r.buf = buf
	r.s = unsafe.String(unsafe.SliceData(*buf), len(*buf))
	return r
}

// meetingHalves reports whether a ends in an unpaired high surrogate and b begins with an unpaired low one.
func meetingHalves(a, b string) bool {
	return len(a) >= 3 && len(b) >= 3 && a[len(a)-3] == 0xED && a[len(a)-2] >= 0xA0 && a[len(a)-2] < 0xB0 &&
		b[0] == 0xED && b[1] >= 0xB0
}

// joinHalves returns a and b with the halves that meet joined to their character.
func joinHalves(a, b string) string {
	r := pair(surrogate(a[len(a)-3:]), surrogate(b))
	out := make([]byte, 0, len(a)+len(b))
	out = append(out, a[:len(a)-3]...)
	out = utf8.AppendRune(out, r)
	return string(append(out, b[3:]...))
}

// surrogate decodes the three-byte form of a surrogate.
func surrogate(s string) uint16 {
	return uint16(s[0]&0x0F)<<12 | uint16(s[1]&0x3F)<<6 | uint16(s[2]&0x3F)
}

// decode returns the first code point of s, a surrogate included, and its length in bytes.
func decode(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2]&0xC0 == 0x80 {
		return rune(surrogate(s)), 3
	}
	return r, n
}

// UTF16Len returns the number of UTF-16 units of a WTF-8 text.
func UTF16Len(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0xF0:
			n += 2
		case c < 0x80 || c >= 0xC0:
			n++
		}
	}
	return n
}

// HashKey returns the hash of a map key: Java's String.hashCode over UTF-16 units, spread (spec 02, 13).
func HashKey(s string) uint32 {
	var h uint32
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			h = h*31 + uint32(c)
			i++
			continue
		}
		r, n := decode(s[i:])
		i += n
		if r >= 0x10000 {
			h = h*31 + uint32(highHalf(r))
			r = rune(lowHalf(r))
		}
		h = h*31 + uint32(r)
	}
	return (h ^ h>>16) & 0x7fffffff
}
