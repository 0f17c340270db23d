// This file tests the functions against values of the algorithms' origin, bit by bit, and in their special cases.

package elementary

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

var one = map[string]func(float64) float64{
	"sin": Sin, "cos": Cos, "tan": Tan, "asin": Asin, "acos": Acos, "atan": Atan, "sinh": Sinh, "cosh": Cosh, "tanh": Tanh,
	"exp": Exp, "log": Log, "log10": Log10, "cbrt": Cbrt,
}

var two = map[string]func(x, y float64) float64{"pow": Pow, "hypot": Hypot}

// parse reads the bits of a double.
func parse(t *testing.T, bits string) float64 {
	t.Helper()
	if bits == "nan" {
		return math.NaN()
	}
	b, err := strconv.ParseUint(bits, 16, 64)
	if err != nil {
		t.Fatal(err)
	}
	return math.Float64frombits(b)
}

func same(x, y float64) bool {
	return math.Float64bits(x) == math.Float64bits(y) || math.IsNaN(x) && math.IsNaN(y)
}

// TestRecorded compares with recorded values. Each line is a function, one or two arguments and the result, as bits.
func TestRecorded(t *testing.T) {
	text, err := os.ReadFile("testdata/values.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for line := range strings.Lines(string(text)) {
		lines++
		field := strings.Fields(line)
		x, y, want := parse(t, field[1]), parse(t, field[2]), parse(t, field[3])
		var got float64
		if f := one[field[0]]; f != nil {
			got = f(x)
		} else {
			got = two[field[0]](x, y)
		}
		if !same(got, want) {
			t.Errorf("%s(%v, %v) = %v, want %v", field[0], x, y, got, want)
		}
	}
	if lines < 500 {
		t.Errorf("only %d values", lines)
	}
}

func TestSpecialCases(t *testing.T) {
	inf, nan, zero := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for _, c := range []struct {
		f    string
		x    float64
		want float64
	}{
		{"sin", zero, zero}, {"sin", inf, nan}, {"sin", nan, nan}, {"sin", math.Pi, 1.2246467991473532e-16}, {"cos", math.Pi / 2, 6.123233995736766e-17},
		{"cos", zero, 1}, {"cos", -inf, nan}, {"tan", zero, zero}, {"tan", inf, nan}, {"tan", math.Pi / 4, 0.9999999999999999},
		{"asin", zero, zero}, {"asin", 1, math.Pi / 2}, {"asin", -1, -math.Pi / 2}, {"asin", 1.1, nan}, {"asin", nan, nan},
		{"acos", 1, 0}, {"acos", -1, math.Pi}, {"acos", 0, math.Pi / 2}, {"acos", -1.1, nan}, {"acos", nan, nan},
		{"atan", zero, zero}, {"atan", inf, math.Pi / 2}, {"atan", -inf, -math.Pi / 2}, {"atan", nan, nan}, {"atan", 1, math.Pi / 4},
		{"sinh", zero, zero}, {"sinh", -inf, -inf}, {"sinh", 710, 1.1169973830808557e308}, {"sinh", -1e300, -inf}, {"cosh", 1e300, inf}, {"cosh", 711, inf}, {"cosh", -inf, inf}, {"cosh", zero, 1}, {"cosh", nan, nan}, {"tanh", zero, zero},
		{"tanh", inf, 1}, {"tanh", -inf, -1}, {"tanh", 30, 1}, {"exp", -inf, 0}, {"exp", inf, inf}, {"exp", 710, inf}, {"exp", -746, 0}, {"exp", 0, 1},
		{"exp", -745, math.SmallestNonzeroFloat64}, {"log", 0, -inf}, {"log", zero, -inf}, {"log", -1, nan}, {"log", inf, inf}, {"log", 1, 0},
		{"log", math.SmallestNonzeroFloat64, -744.4400719213812}, {"log10", 0, -inf}, {"log10", 1e-300, -300}, {"log10", 1e22, 22}, {"log10", -1, nan},
		{"cbrt", zero, zero}, {"cbrt", -inf, -inf}, {"cbrt", -27, -3}, {"cbrt", 1e-300, 1e-100}, {"cbrt", nan, nan},
	} {
		if got := one[c.f](c.x); !same(got, c.want) {
			t.Errorf("%s(%v) = %v, want %v", c.f, c.x, got, c.want)
		}
	}
	for _, c := range []struct {
		f          string
		x, y, want float64
	}{
		{"pow", nan, 0, 1}, {"pow", 1, nan, nan}, {"pow", -1, inf, nan}, {"pow", 1, inf, nan}, {"pow", 0.5, inf, 0}, {"pow", 2, -inf, 0}, {"pow", 0.5, -inf, inf},
		{"pow", zero, -3, -inf}, {"pow", zero, -2, inf}, {"pow", zero, 0.5, 0}, {"pow", -inf, 3, -inf}, {"pow", -inf, -3, zero}, {"pow", -8, 1.0 / 3, nan},
		{"pow", -2, 3, -8}, {"pow", -2, 1e300, inf}, {"pow", 2, 1024, inf}, {"pow", 2, -1075, 0}, {"pow", 2, -1074, math.SmallestNonzeroFloat64}, {"pow", 10, 15, 1e15},
		{"pow", 10, 22, 1e22}, {"pow", -inf, 0.5, inf}, {"pow", 7, 1, 7},
		{"hypot", inf, nan, inf}, {"hypot", nan, 1, nan}, {"hypot", zero, zero, 0}, {"hypot", 0x3p600, 0x4p600, 0x5p600}, {"hypot", 3e-310, 4e-310, 5e-310}, {"hypot", -5, 12, 13},
	} {
		if got := two[c.f](c.x, c.y); !same(got, c.want) {
			t.Errorf("%s(%v, %v) = %v, want %v", c.f, c.x, c.y, got, c.want)
		}
	}
}

// TestLargeAngles compares with what the identities say, where the reduction takes all bits of 2/pi.
func TestLargeAngles(t *testing.T) {
	for e := 20; e < 1024; e += 7 {
		x := math.Ldexp(1.2345678, e)
		s, c := Sin(x), Cos(x)
		if d := s*s + c*c - 1; math.Abs(d) > 1e-15 {
			t.Errorf("%v: %v", x, d)
		}
		if d := Tan(x) - s/c; math.Abs(d) > 1e-14*math.Abs(s/c) {
			t.Errorf("tan(%v): %v", x, d)
		}
		if Sin(-x) != -s || Cos(-x) != c {
			t.Errorf("%v: signs", x)
		}
	}
	if got := Sin(1e22); got != -0.8522008497671888 { // known to all digits
		t.Errorf("sin(1e22) = %v", got)
	}
}
