// This file defines the module math (spec 04a, 1).

package stdlib

import (
	_ "embed"
	"math"
	"math/rand/v2"

	"github.com/aussom/aussom-web/aussom/stdlib/elementary"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

//go:embed aus/math.aus
var mathSource string

// mathModule is the module math.
func mathModule() vm.Module {
	return vm.Module{
		Name:    "math",
		Source:  mathSource,
		Classes: map[string]vm.NativeClass{"com.aussom.stdlib.AMath": {Methods: mathMethods()}},
	}
}

func mathMethods() map[string]vm.Native {
	methods := map[string]vm.Native{
		"abs":   mathAbs,
		"max":   mathExtreme(maxOf),
		"min":   mathExtreme(minOf),
		"scalb": mathScalb,
	}
	for name, f := range map[string]func() float64{
		"e": func() float64 { return math.E }, "pi": func() float64 { return math.Pi }, "rand": rand.Float64,
	} {
		methods[name] = func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
			return value.Double(f()), nil
		}
	}
	for name, f := range map[string]func(float64) float64{
		"acos": elementary.Acos, "asin": elementary.Asin, "atan": elementary.Atan,
		"sin": elementary.Sin, "cos": elementary.Cos, "tan": elementary.Tan,
		"sinh": elementary.Sinh, "cosh": elementary.Cosh, "tanh": elementary.Tanh,
		"exp": elementary.Exp, "expm1": math.Expm1, "log": elementary.Log, "log10": elementary.Log10, "log1p": math.Log1p,
		"sqrt": math.Sqrt, "cbrt": elementary.Cbrt, "ceil": math.Ceil, "floor": math.Floor, "rint": math.RoundToEven,
		"round": roundHalfUp, "getExponent": exponentOf, "signum": signum, "nextUp": nextUp, "ulp": ulp,
		"toDeg": toDegrees, "toRad": toRadians,
	} {
		methods[name] = func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
			return value.Double(f(mathArg(args[0]))), nil
		}
	}
	for name, f := range map[string]func(x, y float64) float64{
		"copySign": math.Copysign, "hypot": elementary.Hypot, "IEEEremainder": math.Remainder,
		"nextAfter": nextAfter, "pow": elementary.Pow,
	} {
		methods[name] = func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
			return value.Double(f(mathArg(args[0]), mathArg(args[1]))), nil
		}
	}
	return methods
}

// mathArg returns a bool, int or double argument as a double.
func mathArg(v value.Value) float64 {
	_, d, _ := v.Num()
	return d
}

// notNumber is what abs, max and min report about an argument.
func notNumber(v value.Value) error {
	return vm.Reported("math.abs(): Expecting object of type bool, int or double but found " + v.Tag() + " instead.")
}

// mathAbs is abs(Val); a bool gives 0.
func mathAbs(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	switch v := args[0]; v.Kind() {
	case value.KBool:
		return value.Int(0), nil
	case value.KInt:
		return value.Int(max(v.AsInt(), -v.AsInt())), nil
	case value.KDouble:
		return value.Double(math.Abs(v.AsDouble())), nil
	}
	return value.Null, notNumber(args[0])
}

// mathExtreme makes max or min. Its error names the first argument's type even if the second one is wrong.
func mathExtreme(f func(x, y float64) float64) vm.Native {
	return func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
		if !args[0].IsNumber() || !args[1].IsNumber() {
			return value.Null, notNumber(args[0])
		}
		return value.Double(f(mathArg(args[0]), mathArg(args[1]))), nil
	}
}

// mathScalb is scalb(double DoubleVal, int IntVal).
func mathScalb(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	const beyond = 5000 // more than the distance of any two doubles
	n := min(max(args[1].AsInt(), -beyond), beyond)
	return value.Double(math.Ldexp(mathArg(args[0]), int(n))), nil
}
