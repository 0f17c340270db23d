// This file defines the tests of what has a fast path beside the plain rule.

package value

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unsafe"
)

// texts have every kind of character at every place relative to eight bytes.
func texts() []string {
	var out []string
	for _, middle := range []string{"", "a", "é", "\u0800", "€", "𝄞", "\xED\xA0\x80", "éé€𝄞𝄞x", "\x7F\x00", "𝄞a𝄞b𝄞c𝄞d"} {
		for before := range 10 {
			for after := range 10 {
				out = append(out, strings.Repeat("x", before)+middle+strings.Repeat("y", after))
			}
		}
	}
	return out
}

func TestLengthAndASCII(t *testing.T) {
	for _, s := range texts() {
		n, ascii := 0, true
		for rest := s; rest != ""; {
			r, size := decode(rest)
			rest = rest[size:]
			n++
			if r >= 0x10000 {
				n++
			}
			ascii = ascii && r < 0x80
		}
		if got := UTF16Len(s); got != n {
			t.Errorf("UTF16Len(%q) = %d, want %d", s, got, n)
		}
		str := NewString(s)
		first, again := str.Len(), str.Len()
		if first != n || again != n || str.IsASCII() != ascii || isASCII(s) != ascii {
			t.Errorf("%q: length %d, ASCII %v", s, str.Len(), str.IsASCII())
		}
	}
}

func TestUnitStrings(t *testing.T) {
	var units UnitStrings
	for _, s := range texts() {
		str := NewString(s)
		var made []*String
		for i := range str.Len() {
			made = append(made, units.At(str, i))
		}
		for i, u := range made {
			if u.Len() != 1 || u.Unit(0) != str.Unit(i) || u.Go() != str.Slice(i, i+1).Go() {
				t.Errorf("unit %d of %q is %q", i, s, u.Go())
			}
			for _, other := range made[:i] {
				if u == other {
					t.Errorf("units of %q share a String", s)
				}
			}
		}
	}
}

// A String that is appended to while it is indexed keeps both its append buffer and what finds its units.
func TestFinderKeepsBuffer(t *testing.T) {
	s := Concat(NewString("éééééééééééééééééééé"), NewString("𝄞"))
	want := s.Go()
	for i := range 200 {
		before := s
		piece := NewString("ü" + strconv.Itoa(i%10))
		s = Concat(s, piece)
		want += piece.Go()
		if s.Go() != want || s.Len() != UTF16Len(want) {
			t.Fatalf("after %d pieces: %q", i, s.Go())
		}
		at := s.Len() / 2
		if got := s.Unit(at); got != NewString(want).Unit(at) {
			t.Fatalf("unit %d is %x", at, got)
		}
		if i > 20 && i%7 == 0 && before.buffer() == nil {
			t.Fatal("there is no append buffer")
		}
		if got := Concat(before, NewString("z")).Go(); got != want[:len(before.Go())]+"z" {
			t.Fatalf("a second piece behind the same text gives %q", got)
		}
	}
}

func TestShortDecimal(t *testing.T) {
	for _, s := range []string{"0.0", "1.5", "0.1", "0.3", "123456789.12345", "999999999999.999", "0.00000000000001", "00000000000.25",
		"1e5", "1.5e3", "1234567890.1234567", "4.35", "9007199254740.99", "100000000000000", "5.000000000001"} {
		want, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := shortDecimal(s)
		if short := len(s) <= 16 && !strings.Contains(s, "e"); ok != short || ok && math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("shortDecimal(%s) = %v, %v; want %v", s, got, ok, want)
		}
	}
	v, err := ParseJSON(NewString("[-0.0, -2.50]"))
	if err != nil || !math.Signbit(v.List().Items[0].AsDouble()) || v.List().Items[1].AsDouble() != -2.5 {
		t.Errorf("%s, %v", Text(v), err)
	}
}

func TestConcatScalar(t *testing.T) {
	scalars := []Value{Null, True, False, Int(0), Int(-7), Int(math.MinInt64), Int(math.MaxInt64), Double(0.1), Double(math.Copysign(0, -1)), Double(1e300),
		Double(math.Inf(-1)), Double(math.NaN()), Double(5e-324), Double(123456.789)}
	for _, text := range []string{"", "abc", "é𝄞", "\xED\xA0\x80", strings.Repeat("ü", 50)} {
		for _, v := range scalars {
			// s has an append buffer from the second round on.
			s, want := FromString(text), text
			for range 4 {
				r := ConcatScalar(s, v)
				want += Text(v)
				if r.Go() != want || r.Len() != UTF16Len(want) || r.IsASCII() != isASCII(want) {
					t.Fatalf("%q + %s: %q", s.GoString(), Text(v), r.Go())
				}
				front := ConcatScalar(v, s)
				if w := Text(v) + s.GoString(); front.Go() != w || front.Len() != UTF16Len(w) || front.IsASCII() != isASCII(w) {
					t.Fatalf("%s + %q: %q", Text(v), s.GoString(), front.Go())
				}
				s = OfString(r)
			}
		}
	}
	if ConcatScalar(Int(1), Int(2)) != nil || ConcatScalar(FromString("a"), OfList(NewList())) != nil ||
		ConcatScalar(FromString("a"), FromString("b")) != nil {
		t.Error("only a string and a scalar are for ConcatScalar")
	}
}

func TestStringSize(t *testing.T) {
	if size := unsafe.Sizeof(String{}); unsafe.Sizeof(uintptr(0)) == 8 && size != 32 {
		t.Errorf("a String has %d bytes", size)
	}
}
