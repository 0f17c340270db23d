// This file defines the tests of the UTF-16 view of strings.

package value

import (
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// unitsOf reads units written as four hexadecimal digits each, "-" for none.
func unitsOf(t *testing.T, s string) (u []uint16) {
	t.Helper()
	for ; s != "-" && s != ""; s = s[4:] {
		n, err := strconv.ParseUint(s[:4], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		u = append(u, uint16(n))
	}
	return u
}

// texts.txt holds recorded comparisons and searches (s) and decodings of broken UTF-8 (u).
func TestTextsRecorded(t *testing.T) {
	for n, line := range lines(t, "texts.txt") {
		f := strings.Fields(line)
		if f[0] == "u" {
			var b []byte
			for h := strings.TrimPrefix(f[1], "-"); h != ""; h = h[2:] {
				c, _ := strconv.ParseUint(h[:2], 16, 8)
				b = append(b, byte(c))
			}
			if got := NewString(Sanitize(string(b))).UTF16(); !slices.Equal(got, unitsOf(t, f[2])) {
				t.Errorf("line %d: %s gives %x, want %s", n+1, f[1], got, f[2])
			}
			continue
		}
		num := make([]int, len(f))
		for i := 3; i < len(f); i++ {
			num[i], _ = strconv.Atoi(f[i])
		}
		a, b := FromUTF16(unitsOf(t, f[1])), FromUTF16(unitsOf(t, f[2]))
		if got := CompareUnits(a, b); got != num[4] {
			t.Errorf("line %d: CompareUnits %d, want %d", n+1, got, num[4])
		}
		if got := Compare(a.Go(), b.Go()); (got < 0) != (num[4] < 0) || (got > 0) != (num[4] > 0) {
			t.Errorf("line %d: Compare %d, want %d", n+1, got, num[4])
		}
		if got := a.IndexOf(b, num[3]); got != num[5] {
			t.Errorf("line %d: IndexOf %d, want %d", n+1, got, num[5])
		}
		if got := a.LastIndexOf(b, num[3]); got != num[6] {
			t.Errorf("line %d: LastIndexOf %d, want %d", n+1, got, num[6])
		}
		h := uint32(num[7])
		if got := a.Hash(); got != (h^h>>16)&0x7fffffff {
			t.Errorf("line %d: Hash %x", n+1, got)
		}
	}
}

func randomUnits(r *rand.Rand, n int) []uint16 {
	alphabet := []uint16{'a', 'z', 0xE9, 0x4E2D, 0xD83D, 0xDE00, 0xFFFF}
	if r.Intn(3) == 0 {
		alphabet = alphabet[:2]
	}
	u := make([]uint16, n)
	for i := range u {
		u[i] = alphabet[r.Intn(len(alphabet))]
		if i > 0 && u[i] == 0xDE00 && r.Intn(2) == 0 {
			u[i-1] = 0xD83D
		}
	}
	return u
}

// All ways to look at a string agree with its units, whatever was asked before.
func TestStringAgainstUnits(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for range 300 {
		u := randomUnits(r, r.Intn(400))
		s := FromUTF16(u)
		if s.Len() != len(u) || !slices.Equal(s.UTF16(), u) || NewString(s.Go()).Len() != len(u) {
			t.Fatalf("%x does not survive", u)
		}
		i := 0
		for range 200 {
			switch r.Intn(5) {
			case 0:
				i = r.Intn(len(u) + 1)
			case 1:
				i = max(i-1-r.Intn(3), 0)
			default:
				i = min(i+1, len(u))
			}
			if i < len(u) && s.Unit(i) != u[i] {
				t.Fatalf("Unit(%d) = %x, want %x", i, s.Unit(i), u[i])
			}
			j := i + r.Intn(len(u)-i+1)
			part := s.Slice(i, j)
			if part.Len() != j-i || !slices.Equal(part.UTF16(), u[i:j]) || NewString(part.Go()).Len() != j-i {
				t.Fatalf("Slice(%d, %d) = %x", i, j, part.UTF16())
			}
			if whole := Concat(Concat(s.Slice(0, i), part), s.Slice(j, len(u))); whole.Go() != s.Go() || whole.Len() != len(u) {
				t.Fatalf("the parts of %x at %d and %d make %x", u, i, j, whole.UTF16())
			}
			from := r.Intn(len(u)+3) - 1
			if got, want := s.IndexOf(part, from), max(from, 0); len(part.s) > 0 && got != plainIndex(u, u[i:j], want, len(u)) {
				t.Fatalf("IndexOf %d", got)
			}
			if got := s.LastIndexOf(part, from); from >= 0 && len(part.s) > 0 && got != plainLastIndex(u, u[i:j], from) {
				t.Fatalf("LastIndexOf %d", got)
			}
		}
	}
}

func TestSearchBounds(t *testing.T) {
	for _, text := range []string{"Hello World", "Héllo World"} {
		s, empty, o := NewString(text), NewString(""), NewString("o")
		for _, c := range []struct{ got, want int }{
			{s.IndexOf(o, 5), 7}, {s.IndexOf(o, 8), -1}, {s.IndexOf(o, -5), 4}, {s.IndexOf(o, 100), -1},
			{s.IndexOf(empty, 3), 3}, {s.IndexOf(empty, 100), 11}, {s.IndexOf(empty, -1), 0},
			{s.LastIndexOf(o, 6), 4}, {s.LastIndexOf(o, 7), 7}, {s.LastIndexOf(o, 3), -1}, {s.LastIndexOf(o, -1), -1},
			{s.LastIndexOf(o, 1<<40), 7}, {s.LastIndexOf(empty, 3), 3}, {s.LastIndexOf(empty, 99), 11}, {s.LastIndexOf(empty, -1), -1},
		} {
			if c.got != c.want {
				t.Errorf("%s: %d, want %d", text, c.got, c.want)
			}
		}
	}
}

func TestCompareUnitsExamples(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"Hello", "hello", -32}, {"", "abc", -3}, {"a", "😀", -55260}, {"\uffff", "😀", 10178}, {"é", "é", 0}, {"ab", "a", 1},
		{"é", "ê", -1}, {"a😀b", "a😀", 1}, {"😀", "", 2},
	} {
		if got := CompareUnits(NewString(c.a), NewString(c.b)); got != c.want {
			t.Errorf("%q and %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSanitize(t *testing.T) {
	for s, want := range map[string]string{
		"plain é😀": "plain é😀", "\xE2\x82A": "\uFFFDA", "\xF0\x9F\x98": "\uFFFD", "\xED\xA0\x80": "\uFFFD", "\xFB\xFF\xBF": "\uFFFD\uFFFD\uFFFD",
		"a\xED\xB0\x80b": "a\uFFFDb", "\xC0\x80": "\uFFFD\uFFFD", "\xED\xA0": "\uFFFD", "\xF4\x90\x80\x80": "\uFFFD\uFFFD\uFFFD\uFFFD",
		"\uFFFD": "\uFFFD", "": "", "\xED\xA0\x80\xED\xB0\x80": "\uFFFD\uFFFD",
	} {
		if got := Sanitize(s); got != want || !utf8.ValidString(got) {
			t.Errorf("%x: %q, want %q", s, got, want)
		}
	}
	if got := Sanitize(FromUTF16([]uint16{'a', 0xD800, 'b'}).Go()); got != string(utf16.Decode([]uint16{'a', 0xD800, 'b'})) {
		t.Errorf("%q", got)
	}
}

// A loop over all units of a long text, in either direction and from both ends, must not be quadratic;
// 40 million steps of a quadratic one would take minutes.
func TestUnitIsFast(t *testing.T) {
	s := NewString(strings.Repeat("é😀x", 500_000))
	n, sum := s.Len(), 0
	for i := range n {
		sum += int(s.Unit(i)) - int(s.Unit(n-1-i))
	}
	if sum != 0 {
		t.Error(sum)
	}
}

// Appending must not be quadratic either, with the length asked for each time.
func TestConcatIsFast(t *testing.T) {
	for _, piece := range []string{"x", "é"} {
		s, p := NewString(""), NewString(piece)
		for i := range 300_000 {
			s = Concat(s, p)
			if s.Len() != i+1 {
				t.Fatal(s.Len())
			}
		}
		if s.Go() != strings.Repeat(piece, 300_000) {
			t.Error("wrong text")
		}
	}
}

// Two texts appended to the same one do not share their tails.
func TestConcatForks(t *testing.T) {
	base := Concat(NewString(strings.Repeat("-", 40)), NewString("a"))
	base = Concat(base, NewString("b"))
	x, y := Concat(base, NewString("x")), Concat(base, NewString("y"))
	if tail := x.Go()[40:] + y.Go()[40:] + base.Go()[40:]; tail != "abxabyab" {
		t.Error(tail)
	}
}

// plainIndex and plainLastIndex look at every position.
func plainIndex(s, needle []uint16, from, to int) int {
	for i := from; i <= min(to, len(s)-len(needle)); i++ {
		if slices.Equal(s[i:i+len(needle)], needle) {
			return i
		}
	}
	return -1
}

func plainLastIndex(s, needle []uint16, from int) int {
	for i := min(from, len(s)-len(needle)); i >= 0; i-- {
		if slices.Equal(s[i:i+len(needle)], needle) {
			return i
		}
	}
	return -1
}

func TestUnitSearch(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 20000 {
		s := make([]uint16, random.Intn(12))
		for i := range s {
			s[i] = uint16(random.Intn(2))
		}
		needle := make([]uint16, 1+random.Intn(4))
		for i := range needle {
			needle[i] = uint16(random.Intn(2))
		}
		from := random.Intn(len(s) + 1)
		if got, want := indexUnits(s, needle, from), plainIndex(s, needle, from, len(s)); got != want {
			t.Fatalf("%v in %v from %d: %d, want %d", needle, s, from, got, want)
		}
		if got, want := lastIndexUnits(s, needle, from), plainLastIndex(s, needle, from); got != want {
			t.Fatalf("last %v in %v from %d: %d, want %d", needle, s, from, got, want)
		}
	}
}

func TestSearchIsLinear(t *testing.T) {
	a := strings.Repeat("a", 1<<20)
	s, first, last := NewString(a+a+"\u00e9"), NewString("\xed\xb8\x80"+a), NewString(a+"\xed\xa0\xbd")
	start := time.Now()
	if s.IndexOf(last, 0) != -1 || s.LastIndexOf(first, 1<<22) != -1 {
		t.Error("found what is not there")
	}
	if took := time.Since(start); took > 10*time.Second { // a quadratic search takes many minutes
		t.Errorf("took %v", took)
	}
}
