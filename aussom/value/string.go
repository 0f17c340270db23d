// This file defines String: UTF-16 semantics (spec 03a, 8) over UTF-8 storage, with an
// append buffer so that building a text piece by piece is linear.

package value

import (
	"math/bits"
	"strconv"
	"unicode/utf8"
	"unsafe"
)

// The parts of String.info. The bits from infoUnits on hold the length in units + 1, 0 if it was not counted yet.
const (
	infoASCII  uint32 = 1 << iota // all units are below U+0080
	infoWide                      // not all are; neither is set while that is unknown
	infoBuilt                     // made by Concat: the next append gets an append buffer
	infoFinder                    // more is a *unitFinder
	infoUnits  = iota
)

// hashKnown marks a String.hash that has been made; hashes have 31 bits.
const hashKnown = 1 << 31

// String is a mutable reference to an immutable text. Only string.concat replaces the text.
//
// The text is UTF-8 in which an unpaired surrogate stands as its own three bytes (WTF-8), so that
// every sequence of UTF-16 units survives; a pair is always the four bytes of its character.
//
// Programs make very many strings, so a String is no larger than 32 bytes.
type String struct {
	s    string
	info uint32
	hash uint32 // the key hash of a map (spec 02, 13) and hashKnown, 0 if it was not made yet
	// more is the append buffer that s is a prefix of, a *[]byte; with infoFinder the *unitFinder, which then has the buffer;
	// nil if there is neither.
	more unsafe.Pointer
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
	if s.info&(infoASCII|infoWide) == 0 {
		s.classify()
	}
	return s.info&infoASCII != 0
}

// classify finds out whether s is ASCII.
func (s *String) classify() {
	if isASCII(s.s) {
		s.info |= infoASCII
	} else {
		s.info |= infoWide
	}
}

// highBits has the highest bit of each of eight bytes.
const highBits = 0x8080808080808080

// eight returns the first eight bytes of s, which must be there.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// isASCII reports whether all bytes of s are below 0x80.
func isASCII(s string) bool {
	for ; len(s) >= 8; s = s[8:] {
		if eight(s)&highBits != 0 {
			return false
		}
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
	if s.info&infoASCII != 0 {
		return len(s.s)
	}
	return s.count()
}

// Measure finds out whether s is ASCII, and its length, and calls step after every part bytes; it gives up with the error of step.
func (s *String) Measure(part int, step func(n int) error) error {
	if s.info&infoASCII != 0 || s.info&infoWide != 0 && s.info>>infoUnits != 0 {
		return nil
	}
	ascii, units := true, 0
	for rest := s.s; rest != ""; {
		n := min(part, len(rest))
		ascii = ascii && isASCII(rest[:n])
		if !ascii {
			units += UTF16Len(rest[:n])
		} else {
			units += n
		}
		if err := step(n); err != nil {
			return err
		}
		rest = rest[n:]
	}
	if ascii {
		s.info |= infoASCII
	} else {
		s.info |= infoWide
		s.setUnits(units)
	}
	return nil
}

// count returns the length of a text that is not known to be ASCII.
func (s *String) count() int {
	if s.IsASCII() {
		return len(s.s)
	}
	if s.info>>infoUnits == 0 {
		n := UTF16Len(s.s)
		s.setUnits(n)
		return n
	}
	return int(s.info>>infoUnits) - 1
}

// setUnits stores the length, if it is not too large for that. None must be stored yet.
func (s *String) setUnits(n int) {
	if n+1 < 1<<(32-infoUnits) {
		s.info |= uint32(n+1) << infoUnits
	}
}

// Hash returns the map key hash of the text.
func (s *String) Hash() uint32 {
	if s.hash&hashKnown == 0 {
		s.hash = HashKey(s.s) | hashKnown
	}
	return s.hash &^ hashKnown
}

// buffer returns the append buffer that s is a prefix of, nil if there is none.
func (s *String) buffer() *[]byte {
	if s.info&infoFinder != 0 {
		return (*unitFinder)(s.more).buf
	}
	return (*[]byte)(s.more)
}

// finder returns what finds the bytes of a unit, nil if there was no need for it yet.
func (s *String) finder() *unitFinder {
	if s.info&infoFinder != 0 {
		return (*unitFinder)(s.more)
	}
	return nil
}

// newFinder gives s a finder.
func (s *String) newFinder() *unitFinder {
	p := &unitFinder{buf: s.buffer()}
	s.more = unsafe.Pointer(p)
	s.info |= infoFinder
	return p
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
	r := &String{info: infoBuilt | infoASCII}
	if !a.IsASCII() || !b.IsASCII() {
		r.info = infoBuilt | infoWide
		if meetingHalves(a.s, b.s) {
			r.s = joinHalves(a.s, b.s)
			return r
		}
		if a.info>>infoUnits != 0 || a.info&infoASCII != 0 {
			r.setUnits(a.Len() + b.Len())
		}
	}
	r.join(a, b.s)
	return r
}

// join gives r the text of a, then more.
func (r *String) join(a *String, more string) {
	if a.info&infoBuilt == 0 || len(a.s) < 32 {
		r.s = a.s + more
		return
	}
	buf := a.buffer()
	if buf == nil || len(*buf) != len(a.s) || cap(*buf)-len(*buf) < len(more) {
		n := make([]byte, len(a.s), 2*(len(a.s)+len(more)))
		copy(n, a.s)
		buf = &n
	}
	*buf = append(*buf, more...)
	r.more = unsafe.Pointer(buf)
	r.s = unsafe.String(unsafe.SliceData(*buf), len(*buf))
}

// ConcatScalar is Concat for a string and the text form of null, a bool, an int or a double, on either side; nil if a and b
// are nothing of that kind. It makes no String of the scalar.
func ConcatScalar(a, b Value) *String {
	var room [scalarText]byte
	if a.K == KString {
		if text, ok := appendScalar(room[:0], b); ok {
			s := a.Str()
			r := &String{info: infoBuilt | infoASCII}
			if !s.IsASCII() {
				r.info = infoBuilt | infoWide
				if s.info>>infoUnits != 0 {
					r.setUnits(s.Len() + len(text))
				}
			}
			r.join(s, unsafe.String(unsafe.SliceData(text), len(text)))
			return r
		}
	} else if b.K == KString {
		if text, ok := appendScalar(room[:0], a); ok {
			s := b.Str()
			r := &String{s: string(text) + s.s, info: infoBuilt | s.info&(infoASCII|infoWide)}
			if s.info>>infoUnits != 0 {
				r.setUnits(s.Len() + len(text))
			}
			return r
		}
	}
	return nil
}

// scalarText is the room that the text form of a scalar usually needs.
const scalarText = 32

// appendScalar appends the text form of null, a bool, an int or a double; ok is false for other values.
func appendScalar(dst []byte, v Value) (text []byte, ok bool) {
	switch v.K {
	case KInt:
		return strconv.AppendInt(dst, v.AsInt(), 10), true
	case KDouble:
		return AppendDouble(dst, v.AsDouble()), true
	case KBool:
		return strconv.AppendBool(dst, v.Bits != 0), true
	case KNull:
		return append(dst, "null"...), true
	}
	return dst, false
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
	for ; len(s) >= 8; s = s[8:] {
		// One unit for each byte that is no 10xxxxxx, one more for each 1111xxxx.
		w := eight(s)
		n += 8 - bits.OnesCount64(w&^(w<<1)&highBits) + bits.OnesCount64(w&(w<<1)&(w<<2)&(w<<3)&highBits)
	}
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
