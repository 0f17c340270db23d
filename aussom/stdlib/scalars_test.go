package stdlib

import (
	"math"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// nativeCase is one call of a native that needs no machine.
type nativeCase struct {
	method string
	this   any
	args   []any
	want   string
}

func runNatives(t *testing.T, class vm.NativeClass, cases []nativeCase) {
	t.Helper()
	for _, c := range cases {
		if got := invoke(class, c.method, valueOf(c.this), c.args...); got != c.want {
			t.Errorf("%v.%s(%v): got %q, want %q", c.this, c.method, c.args, got, c.want)
		}
	}
}

func TestInt(t *testing.T) {
	runNatives(t, intClass(), []nativeCase{
		{"numLeadingZeros", 1, nil, "63"},
		{"numTrailingZeros", 0, nil, "64"},
		{"reverse", 5, nil, "-6917529027641081856"},
		{"reverseBytes", 5, nil, "360287970189639680"},
		{"rotateLeft", 1, []any{-1}, "-9223372036854775808"},
		{"rotateLeft", 1, []any{65}, "2"},
		{"rotateRight", 1, []any{math.MinInt64}, "1"},
		{"signum", math.MinInt64, nil, "-1"},
		{"signum", 7, nil, "1"},
		{"signum", 0, nil, "0"},
		{"toBinary", -1, nil, "1111111111111111111111111111111111111111111111111111111111111111"},
		{"toOctal", -1, nil, "1777777777777777777777"},
		{"toHex", math.MinInt64, nil, "8000000000000000"},
		{"compare", math.MinInt64, []any{math.MaxInt64}, "-1"},
		{"parse", 0, []any{"-zz", 36}, "-1295"},
		{"parse", 0, []any{"8000000000000000", 16}, "! R int.parse(): Integer parse exception."},
		{"parse", 0, []any{nil, nil}, "! R int.parse(): Integer parse exception."},
	})
	runNatives(t, intStatics(), []nativeCase{
		{"minVal", nil, nil, "-9223372036854775808"},
		{"parse", nil, []any{"x", nil}, "! R Int.parse(): Integer parse exception."},
	})
}

func TestDouble(t *testing.T) {
	runNatives(t, doubleClass(), []nativeCase{
		{"toInt", -2.9, nil, "-2"},
		{"toInt", math.NaN(), nil, "0"},
		{"toInt", 9223372036854775807.0, nil, "9223372036854775807"},
		{"toInt", math.Inf(-1), nil, "-9223372036854775808"},
		{"toBool", math.Copysign(0, -1), nil, "false"},
		{"toBool", math.NaN(), nil, "true"},
		{"compare", math.NaN(), []any{math.Inf(1)}, "1"},
		{"compare", 0.0, []any{math.Copysign(0, -1)}, "1"},
		{"toHex", 0.1, nil, "0x1.999999999999ap-4"},
		{"parse", 0.0, []any{" 0x1.8p1 "}, "3.0"},
		{"parse", 0.0, []any{nil}, "! R double.parse(): Double parse exception."},
	})
	runNatives(t, doubleStatics(), []nativeCase{
		{"minVal", nil, nil, "4.9E-324"},
		{"minNormal", nil, nil, "2.2250738585072014E-308"},
		{"parse", nil, []any{"1_0"}, "! R Double.parse(): Double parse exception."},
	})
}

func TestBool(t *testing.T) {
	cell := value.NewBoolCell(true)
	runNatives(t, boolClass(), []nativeCase{
		{"compare", true, []any{false}, "1"},
		{"compare", false, []any{true}, "-1"},
		{"toDouble", true, nil, "1.0"},
		{"parse", cell, []any{"FALSE"}, "false"},
		{"toInt", cell, nil, "0"},
		{"parse", cell, []any{"tRue"}, "true"},
		{"parse", cell, []any{nil}, "! J An argument is null."},
		{"toString", cell, nil, "true"},
	})
	runNatives(t, boolStatics(), []nativeCase{
		{"parse", nil, []any{" true"}, "false"},
		{"parse", nil, []any{"TRUE"}, "true"},
	})
}
