// This file defines what a String offers by UTF-16 index: units, slices and searches.

package value

import (
	"strings"
	"unicode/utf8"
)

// unitStride is the number of units between two marks of a unitFinder.
const unitStride = 64

// unitFinder finds the bytes of a unit of a non-ASCII text: from the place last asked for, or
// from marks set every unitStride units.
type unitFinder struct {
	buf   *[]byte // the append buffer of the String, see String.more
	marks []int32 // byte offset of the character that holds unit unitStride*i; nil until needed
	unit  int     // the unit last found,
	byte  int     // and the offset of its character
}

// locate returns the byte offset of the character that holds unit i, and whether i is the second unit
// of that character. The text must be non-ASCII and i in 0..Len.
func (s *String) locate(i int) (offset int, second bool) {
	n := s.Len()
	if i == n {
		return len(s.s), false
	}
	p := s.finder()
	if i < unitStride/2 && (p == nil || i < p.unit) {
		return walkUnits(s.s, 0, i)
	}
	if p == nil {
		p = s.newFinder()
	}
	from, start := p.unit, p.byte
	switch {
	case n-i <= unitStride/2 && (i < from || i-from > n-i):
		offset, second = walkBack(s.s, len(s.s), n-i)
	case i >= from && i-from <= unitStride:
		offset, second = walkUnits(s.s, start, i-from)
	case i < from && from-i <= unitStride/2:
		offset, second = walkBack(s.s, start, from-i)
	default:
		if p.marks == nil {
			p.marks, _ = unitMarks(s.s, n, nil)
		}
		m := i / unitStride
		mark := int(p.marks[m] >> 1)
		offset, second = walkUnits(s.s, mark, i-m*unitStride+int(p.marks[m]&1))
	}
	p.unit, p.byte = i, offset
	if second {
		p.unit--
	}
	return offset, second
}

// walkUnits goes n units forward from the character at offset.
func walkUnits(s string, offset, n int) (int, bool) {
	for n > 0 {
		switch c := s[offset]; {
		case c < 0x80:
			offset++
		case c < 0xE0:
			offset += 2
		case c < 0xF0:
			offset += 3
		default:
			if n == 1 {
				return offset, true
			}
			n--
			offset += 4
		}
		n--
	}
	return offset, false
}

// walkBack goes n units back from the character boundary offset.
func walkBack(s string, offset, n int) (int, bool) {
	for n > 0 {
		offset--
		for s[offset]&0xC0 == 0x80 {
			offset--
		}
		if s[offset] >= 0xF0 {
			if n == 1 {
				return offset, true
			}
			n--
		}
		n--
	}
	return offset, false
}

// unitMarks returns for every unitStride-th unit of s, which has n units, twice the byte offset
// of its character, plus 1 if it is the second unit of it. It calls step, if there is one, with the bytes it has seen and gives up with its error.
func unitMarks(s string, n int, step func(n int) error) ([]int32, error) {
	marks := make([]int32, 0, n/unitStride+1)
	offset, second := 0, 0
	for i := 0; i <= n; i += unitStride {
		marks = append(marks, int32(2*offset+second))
		if i+unitStride > n {
			break
		}
		o, half := walkUnits(s, offset, unitStride+second)
		offset, second = o, 0
		if half {
			second = 1
		}
		if step != nil && len(marks)%512 == 0 {
			if err := step(512 * unitStride); err != nil {
				return nil, err
			}
		}
	}
	return marks, nil
}

// Mark prepares s for questions by index, which then take no time that depends on its length. It calls step with the bytes it has seen
// now and then, and gives up with its error.
func (s *String) Mark(step func(n int) error) error {
	n := s.Len()
	if s.IsASCII() {
		return nil
	}
	p := s.finder()
	if p == nil {
		p = s.newFinder()
	}
	if p.marks != nil {
		return nil
	}
	marks, err := unitMarks(s.s, n, step)
	p.marks = marks
	return err
}

// Unit returns the UTF-16 unit at index i, which must be in 0..Len-1.
func (s *String) Unit(i int) uint16 {
	if s.IsASCII() {
		return uint16(s.s[i])
	}
	offset, second := s.locate(i)
	r, _ := decode(s.s[offset:])
	switch {
	case r < 0x10000:
		return uint16(r)
	case second:
		return lowHalf(r)
	}
	return highHalf(r)
}

// Slice returns a new string of the units i..j-1; 0 <= i <= j <= Len must hold. A surrogate pair
// that is cut leaves its half.
func (s *String) Slice(i, j int) *String {
	if s.IsASCII() {
		return &String{s: s.s[i:j], info: infoASCII}
	}
	if i == j {
		return &String{info: infoASCII}
	}
	from, second := s.locate(i)
	to, cut := s.locate(j)
	r := &String{}
	r.setUnits(j - i)
	if !second && !cut {
		r.s = s.s[from:to]
		return r
	}
	out := make([]byte, 0, to-from+6)
	if second {
		c, n := utf8.DecodeRuneInString(s.s[from:])
		out = appendUnit(out, lowHalf(c))
		from += n
	}
	if from < to {
		out = append(out, s.s[from:to]...)
	}
	if cut {
		c, _ := utf8.DecodeRuneInString(s.s[to:])
		out = appendUnit(out, highHalf(c))
	}
	r.s = string(out)
	return r
}

// UnitStrings makes strings of single units. The zero value is ready to use.
type UnitStrings struct {
	unused []String
}

// unitStrings is the number of Strings that UnitStrings makes at a time. One that a program keeps keeps the others.
const unitStrings = 8

// asciiText is the text of all units below U+0080.
var asciiText = func() string {
	var all [utf8.RuneSelf]byte
	for i := range all {
		all[i] = byte(i)
	}
	return string(all[:])
}()

// At returns a new string of unit i of s, which must be in 0..Len-1. The texts of ASCII units are not parts of s, so that
// they do not keep a long text alive.
func (u *UnitStrings) At(s *String, i int) *String {
	if !s.IsASCII() {
		return s.Slice(i, i+1)
	}
	if len(u.unused) == 0 {
		u.unused = make([]String, unitStrings)
	}
	r := &u.unused[0]
	u.unused = u.unused[1:]
	c := s.s[i]
	r.s, r.info = asciiText[c:c+1], infoASCII
	return r
}

// IndexOf returns the first index >= from at which needle stands, or -1. A negative from counts as 0;
// an empty needle is found at from, or at the end if from is beyond it.
func (s *String) IndexOf(needle *String, from int) int {
	n := s.Len()
	from = max(from, 0)
	switch {
	case len(needle.s) == 0:
		return min(from, n)
	case from >= n:
		return -1
	case s.IsASCII():
		return shifted(strings.Index(s.s[from:], needle.s), from)
	case splitsPairs(needle.s):
		return indexUnits(s.UTF16(), needle.UTF16(), from)
	}
	offset, second := s.locate(from)
	if second { // nothing that begins with a whole character begins here
		offset += 4
		from++
	}
	i := strings.Index(s.s[offset:], needle.s)
	if i < 0 {
		return -1
	}
	return from + UTF16Len(s.s[offset:offset+i])
}

func shifted(i, by int) int {
	if i < 0 {
		return -1
	}
	return i + by
}

// LastIndexOf returns the last index <= from at which needle stands, or -1, also for a negative from.
// An empty needle is found at from, or at the end if from is beyond it.
func (s *String) LastIndexOf(needle *String, from int) int {
	n := s.Len()
	from = min(from, n)
	switch {
	case from < 0:
		return -1
	case len(needle.s) == 0:
		return from
	case s.IsASCII():
		return strings.LastIndex(s.s[:min(from+len(needle.s), n)], needle.s)
	case splitsPairs(needle.s):
		return lastIndexUnits(s.UTF16(), needle.UTF16(), from)
	}
	offset, _ := s.locate(from)
	i := strings.LastIndex(s.s[:min(offset+len(needle.s), len(s.s))], needle.s)
	if i < 0 {
		return -1
	}
	return UTF16Len(s.s[:i])
}

// splitsPairs reports whether needle begins with an unpaired low surrogate or ends with an unpaired high one,
// so that it may stand inside a text where its bytes do not.
func splitsPairs(needle string) bool {
	n := len(needle)
	return n >= 3 && (needle[0] == 0xED && needle[1] >= 0xB0 ||
		needle[n-3] == 0xED && needle[n-2] >= 0xA0 && needle[n-2] < 0xB0)
}
