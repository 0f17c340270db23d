// This file tests the module math.

package stdlib

import (
	"math"
	"testing"

	"github.com/aussom/aussom-web/aussom/stdlib/elementary"
)

func TestMath(t *testing.T) {
	class := mathModule().Classes["com.aussom.stdlib.AMath"]
	inf, nan := math.Inf(1), math.NaN()
	negZero := math.Copysign(0, -1)
	for _, c := range []struct {
		f    string
		args []any
		want string
	}{
		{"e", nil, "2.718281828459045"}, {"pi", nil, "3.141592653589793"},
		{"sqrt", []any{2.0}, "1.4142135623730951"}, {"sqrt", []any{144}, "12.0"},
		{"cbrt", []any{27.0}, "3.0"}, {"cbrt", []any{-8}, "-2.0"}, {"cbrt", []any{1000000.0}, "100.0"},
		{"cbrt", []any{inf}, "Infinity"}, {"cbrt", []any{343}, "7.0"},
		{"pow", []any{2, 10}, "1024.0"}, {"pow", []any{9.0, 0.5}, "3.0"}, {"pow", []any{2.0, -2.0}, "0.25"},
		{"pow", []any{1.0, nan}, "NaN"}, {"pow", []any{nan, 0.0}, "1.0"}, {"pow", []any{-1.0, inf}, "NaN"},
		{"pow", []any{1.0, inf}, "NaN"}, {"pow", []any{-2.0, 3.0}, "-8.0"}, {"pow", []any{0.0, -1.0}, "Infinity"},
		{"hypot", []any{3, 4}, "5.0"}, {"hypot", []any{5, 12}, "13.0"}, {"hypot", []any{8, 15}, "17.0"},
		{"hypot", []any{3e300, 4e300}, "5.0E300"}, {"hypot", []any{inf, nan}, "Infinity"},
		{"hypot", []any{nan, 1}, "NaN"}, {"hypot", []any{0, 0}, "0.0"}, {"hypot", []any{1, 1}, "1.4142135623730951"},
		{"hypot", []any{1e-320, 0}, "1.0E-320"}, {"hypot", []any{1.0, 1e-300}, "1.0"},
		{"hypot", []any{3e-310, 4e-310}, "5.0E-310"},
		{"log10", []any{1000.0}, "3.0"}, {"log10", []any{1e-5}, "-5.0"}, {"log10", []any{1e300}, "300.0"},
		{"log10", []any{0}, "-Infinity"}, {"log10", []any{0.1}, "-1.0"}, {"log10", []any{nan}, "NaN"},
		{"toDeg", []any{math.Pi}, "180.0"}, {"toRad", []any{180.0}, "3.141592653589793"},
		{"signum", []any{negZero}, "-0.0"}, {"signum", []any{nan}, "NaN"}, {"signum", []any{-12.5}, "-1.0"},
		{"ulp", []any{1.0}, "2.220446049250313E-16"}, {"ulp", []any{0.0}, "4.9E-324"},
		{"ulp", []any{1024}, "2.2737367544323206E-13"}, {"ulp", []any{-inf}, "Infinity"},
		{"nextUp", []any{1.0}, "1.0000000000000002"}, {"nextUp", []any{0.0}, "4.9E-324"},
		{"nextAfter", []any{1.0, 0.0}, "0.9999999999999999"}, {"nextAfter", []any{0.0, negZero}, "-0.0"},
		{"getExponent", []any{1000}, "9.0"}, {"getExponent", []any{0.0}, "-1023.0"}, {"getExponent", []any{nan}, "1024.0"},
		{"scalb", []any{1.5, 4}, "24.0"}, {"scalb", []any{1.0, -1074}, "4.9E-324"}, {"scalb", []any{1.0, 2000}, "Infinity"},
		{"scalb", []any{1.0, int64(-4294967296)}, "0.0"},
		{"IEEEremainder", []any{5.0, 3.0}, "-1.0"}, {"IEEEremainder", []any{-6.0, 3.0}, "-0.0"},
		{"IEEEremainder", []any{5.0, 2.0}, "1.0"}, {"IEEEremainder", []any{7.0, 2.0}, "-1.0"},
		{"IEEEremainder", []any{5.0, 0.0}, "NaN"},
		{"rint", []any{2.5}, "2.0"}, {"rint", []any{-0.4}, "-0.0"}, {"ceil", []any{-0.5}, "-0.0"},
		{"round", []any{2.5}, "3.0"}, {"round", []any{-2.5}, "-2.0"}, {"round", []any{-0.4}, "0.0"},
		{"round", []any{0.49999999999999994}, "0.0"}, {"round", []any{nan}, "0.0"},
		{"round", []any{1e300}, "9.223372036854776E18"}, {"round", []any{-inf}, "-9.223372036854776E18"},
		{"round", []any{4503599627370495.5}, "4.503599627370496E15"},
		{"abs", []any{-17}, "17"}, {"abs", []any{true}, "0"}, {"abs", []any{-17.25}, "17.25"},
		{"abs", []any{int64(math.MinInt64)}, "-9223372036854775808"},
		{"abs", []any{nil}, "! R math.abs(): Expecting object of type bool, int or double but found cNull instead."},
		{"max", []any{1, 2}, "2.0"}, {"max", []any{true, 0.5}, "1.0"}, {"max", []any{inf, nan}, "NaN"},
		{"max", []any{negZero, 0.0}, "0.0"}, {"min", []any{0.0, negZero}, "-0.0"},
		{"max", []any{0, "a"}, "! R math.abs(): Expecting object of type bool, int or double but found cInt instead."},
	} {
		if got := invoke(class, c.f, objectOf("math", nil), c.args...); got != c.want {
			t.Errorf("%s%v = %s, want %s", c.f, c.args, got, c.want)
		}
	}
	for range 100 {
		v, _ := class.Methods["rand"](nil, objectOf("math", nil), nil)
		if d := v.AsDouble(); d < 0 || d >= 1 {
			t.Errorf("rand gives %g", d)
		}
	}
}

// TestHypotTriples checks exact triples of many sizes.
func TestHypotTriples(t *testing.T) {
	for m := 2.0; m < 3000; m += 7 {
		n := m - 1
		if got, want := elementary.Hypot(m*m-n*n, 2*m*n), m*m+n*n; got != want {
			t.Errorf("hypot(%g, %g) = %g, want %g", m*m-n*n, 2*m*n, got, want)
		}
	}
}

func TestExactPowers(t *testing.T) {
	for i := -300; i <= 300; i++ {
		if got := elementary.Log10(math.Pow10(i)); got != float64(i) {
			t.Errorf("log10(1e%d) = %g", i, got)
		}
		if n := float64(i); elementary.Cbrt(n*n*n) != n {
			t.Errorf("cbrt(%g) = %g", n*n*n, elementary.Cbrt(n*n*n))
		}
	}
}
