// This file defines the tests of the texts and the parsing of numbers.

package value

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

func sameDouble(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// numbers.txt holds recorded conversions: KIND, argument, result, separated by tabs.
func TestNumbersRecorded(t *testing.T) {
	for n, line := range lines(t, "numbers.txt") {
		f := strings.Split(line, "\t")
		switch {
		case f[0] == "double":
			bits, err := strconv.ParseUint(f[2], 16, 64)
			d, ok := ParseDouble(f[1])
			if ok != (err == nil) || ok && !sameDouble(d, math.Float64frombits(bits)) {
				t.Errorf("line %d: ParseDouble(%q) = %v %v, want %s", n+1, f[1], d, ok, f[2])
			}
		case f[0] == "text":
			bits, _ := strconv.ParseUint(f[1], 16, 64)
			checkDouble(t, math.Float64frombits(bits), f[2], f[3])
		default:
			radix, _ := strconv.Atoi(f[0][3:])
			i, ok := ParseInt(f[1], radix)
			if got := strconv.FormatInt(i, 10); ok != (f[2] != "error") || ok && got != f[2] {
				t.Errorf("line %d: ParseInt(%q, %d) = %s %v, want %s", n+1, f[1], radix, got, ok, f[2])
			}
		}
	}
}

func checkDouble(t *testing.T, d float64, text, hex string) {
	t.Helper()
	if got := HexDouble(d); got != hex {
		t.Errorf("HexDouble(%v) = %s, want %s", d, got, hex)
	}
	got := FormatDouble(d)
	back, ok := ParseDouble(got)
	if !ok || !sameDouble(back, d) {
		t.Errorf("%s does not read back as %v", got, d)
	}
	// The recording sometimes has digits too many or a neighbour of the shortest text.
	if r, _ := strconv.ParseFloat(text, 64); got != text && (len(text) < len(got) || !sameDouble(r, d)) {
		t.Errorf("FormatDouble(%v) = %s, want %s", d, got, text)
	}
}

func TestFormatDouble(t *testing.T) {
	for _, c := range []struct {
		d    float64
		want string
	}{
		{1, "1.0"}, {0, "0.0"}, {math.Copysign(0, -1), "-0.0"}, {0.001, "0.001"}, {0.00099, "9.9E-4"},
		{9999999, "9999999.0"}, {1e7, "1.0E7"}, {12345678.9, "1.23456789E7"}, {1234567.125, "1234567.125"},
		{123456789, "1.23456789E8"}, {9e-4, "9.0E-4"}, {1e-10, "1.0E-10"}, {1e22, "1.0E22"}, {1e23, "1.0E23"},
		{2e23, "2.0E23"}, {math.MaxFloat64, "1.7976931348623157E308"}, {5e-324, "4.9E-324"}, {1e-323, "9.9E-324"},
		{math.Inf(1), "Infinity"}, {math.Inf(-1), "-Infinity"}, {math.NaN(), "NaN"}, {-2.5, "-2.5"},
		{-12345678.5, "-1.23456785E7"}, {-3, "-3.0"}, {-1e7, "-1.0E7"}, {123000, "123000.0"}, {-0.5, "-0.5"},
		{9999999.999999998, "9999999.999999998"}, {0.3333333333333333, "0.3333333333333333"},
		{math.Ldexp(1, -44), "5.684341886080802E-14"}, {2.2250738585072014e-308, "2.2250738585072014E-308"},
	} {
		if got := FormatDouble(c.d); got != c.want {
			t.Errorf("%v: %s, want %s", c.d, got, c.want)
		}
	}
	if got := string(AppendDouble([]byte("x"), -0.25)); got != "x-0.25" {
		t.Error(got)
	}
}

func TestParseInt(t *testing.T) {
	for _, c := range []struct {
		s     string
		radix int
		want  int64
		ok    bool
	}{
		{"42", 10, 42, true}, {"-9223372036854775808", 10, math.MinInt64, true}, {"9223372036854775808", 10, 0, false},
		{"8000000000000000", 16, 0, false}, {"-8000000000000000", 16, math.MinInt64, true}, {"7fFF", 16, 0x7fff, true},
		{"+1", 10, 1, true}, {"", 10, 0, false}, {"-", 10, 0, false}, {" 1", 10, 0, false}, {"1_0", 10, 0, false},
		{"0x1", 16, 0, false}, {"2", 2, 0, false}, {"zz", 36, 35*36 + 35, true}, {"1", 1, 0, false}, {"1", 37, 0, false},
		{"11", 1<<32 + 2, 3, true}, {"٣٤", 10, 34, true}, {"1२", 10, 12, true}, {"³", 10, 0, false},
		{"+-1", 10, 0, false}, {"-0", 10, 0, true}, {"1\xff", 10, 0, false}, {"𝟘𝟗", 10, 9, true},
	} {
		if got, ok := ParseInt(c.s, c.radix); got != c.want || ok != c.ok {
			t.Errorf("ParseInt(%q, %d) = %d %v", c.s, c.radix, got, ok)
		}
	}
}

func TestParseDouble(t *testing.T) {
	for s, want := range map[string]float64{
		" 3.25\t": 3.25, "1e3": 1000, ".5": .5, "5.": 5, "+5": 5, "-0": math.Copysign(0, -1), "1d": 1, "2.5f": 2.5,
		"0x1.8p1": 3, "0X.8P0D": .5, "NaN": math.NaN(), "-NaN": math.NaN(), "-Infinity": math.Inf(-1), "1e400": math.Inf(1),
		"-1e400": math.Inf(-1), "1e-400": 0, "\x001\x1f": 1, "1e99999999999999999999": math.Inf(1), "0x1p-1074": 5e-324,
	} {
		if got, ok := ParseDouble(s); !ok || !sameDouble(got, want) {
			t.Errorf("ParseDouble(%q) = %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range strings.Split("inf|nan|0x10|1_0|1,5||1e|e5|.|-|+-1|1dd|0x1d|0xp1|0x1p|NaNd|infinity|1 2|--1|\u00a01|0x1_0p1|1e+|d", "|") {
		if got, ok := ParseDouble(s); ok {
			t.Errorf("ParseDouble(%q) = %v, want an error", s, got)
		}
	}
}

// Whatever is accepted is accepted by Go too, or is one of the forms that Go does not have.
func FuzzParseDouble(f *testing.F) {
	for _, s := range []string{"1.5e3d", "0x1.8p-3f", " NaN ", "-Infinity", "1e", "00012.", ".", "0x.p1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDouble(s)
		if !ok {
			return
		}
		text := FormatDouble(d)
		if back, ok := ParseDouble(text); !ok || !sameDouble(back, d) {
			t.Errorf("%q is %s, which reads back as %v %v", s, text, back, ok)
		}
		if back, ok := ParseDouble(HexDouble(d)); !ok || !sameDouble(back, d) {
			t.Errorf("%q is %s, which reads back as %v %v", s, HexDouble(d), back, ok)
		}
	})
}
