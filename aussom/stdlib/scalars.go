// This file defines the Go halves of bool, int, double and null, and of the static classes Bool, Int and
// Double (spec 03a, 4 to 7).

package stdlib

import (
	"math"
	"math/bits"
	"strconv"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// plain makes a native of a function of the receiver and the arguments that needs no thread and cannot fail.
func plain(f func(this value.Value, args []value.Value) value.Value) vm.Native {
	return func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		return f(this, args), nil
	}
}

// constant makes a native that always returns v.
func constant(v value.Value) vm.Native {
	return plain(func(value.Value, []value.Value) value.Value { return v })
}

// errNull refuses an argument that is null.
const errNull = vm.Fault("An argument is null.")

// checked makes f refuse null in the first n arguments. The methods that programs call most check for themselves, which saves
// them a call.
func checked(n int, f vm.Native) vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		for i := range args[:n] {
			if args[i].IsNull() {
				return value.Null, errNull
			}
		}
		return f(t, this, args)
	}
}

func boolClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"toInt": plain(func(this value.Value, _ []value.Value) value.Value {
			i, _, _ := this.Num()
			return value.Int(i)
		}),
		"toDouble": plain(toDouble),
		"toString": plain(scalarText),
		"compare":  plain(compareScalars),
		"parse": checked(1, plain(func(this value.Value, args []value.Value) value.Value {
			this.SetBool(isTrue(args[0].Str()))
			return this
		})),
	}
	return vm.NativeClass{Methods: withCommon(methods)}
}

func boolStatics() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{"parse": checked(1, plain(parseBool))}}
}

func parseBool(_ value.Value, args []value.Value) value.Value {
	return value.Bool(isTrue(args[0].Str()))
}

// isTrue reports whether s is "true", the case of each unit ignored.
func isTrue(s *value.String) bool {
	return s.Len() == 4 && compareShort(s, value.NewString("true")) == 0
}

func toDouble(this value.Value, _ []value.Value) value.Value {
	_, d, _ := this.Num()
	return value.Double(d)
}

func scalarText(this value.Value, _ []value.Value) value.Value {
	return value.FromASCII(value.Text(this))
}

func compareScalars(this value.Value, args []value.Value) value.Value {
	return value.Int(int64(value.Order3(this, args[0])))
}

func intClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"toDouble": plain(toDouble),
		"toBool": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(this.AsInt() != 0)
		}),
		"toString": plain(scalarText),
		"compare":  plain(compareScalars),
		"rotateLeft": plain(func(this value.Value, args []value.Value) value.Value {
			return rotated(this, args[0].AsInt())
		}),
		"rotateRight": plain(func(this value.Value, args []value.Value) value.Value {
			return rotated(this, -args[0].AsInt())
		}),
		"toBinary": inBase(2),
		"toHex":    inBase(16),
		"toOctal":  inBase(8),
		"parse": func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
			return parseInt("int", args[0], args[1])
		},
	}
	for name, f := range map[string]func(x uint64) int64{
		"numLeadingZeros":  func(x uint64) int64 { return int64(bits.LeadingZeros64(x)) },
		"numTrailingZeros": func(x uint64) int64 { return int64(bits.TrailingZeros64(x)) },
		"reverse":          func(x uint64) int64 { return int64(bits.Reverse64(x)) },
		"reverseBytes":     func(x uint64) int64 { return int64(bits.ReverseBytes64(x)) },
		"signum":           func(x uint64) int64 { return int64(x)>>63 | int64(-x>>63) },
	} {
		methods[name] = plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Int(f(uint64(this.AsInt())))
		})
	}
	return vm.NativeClass{Methods: withCommon(methods)}
}

func rotated(v value.Value, n int64) value.Value {
	return value.Int(int64(bits.RotateLeft64(uint64(v.AsInt()), int(n&63))))
}

func inBase(base int) vm.Native {
	return plain(func(this value.Value, _ []value.Value) value.Value {
		return value.FromASCII(strconv.FormatUint(uint64(this.AsInt()), base))
	})
}

func intStatics() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"maxVal": constant(value.Int(math.MaxInt64)),
		"minVal": constant(value.Int(math.MinInt64)),
		"parse": func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
			return parseInt("Int", args[0], args[1])
		},
	}}
}

// parseInt parses text; class is the name that the error begins with.
func parseInt(class string, text, radix value.Value) (value.Value, error) {
	base := int64(10)
	if !radix.IsNull() {
		base = radix.AsInt()
	}
	if !text.IsNull() {
		if i, ok := value.ParseInt(text.GoString(), int(base)); ok {
			return value.Int(i), nil
		}
	}
	return value.Null, vm.Reported(class + ".parse(): Integer parse exception.")
}

func doubleClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"toInt": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Int(truncated(this.AsDouble()))
		}),
		"toBool": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(this.AsDouble() != 0)
		}),
		"toString": plain(scalarText),
		"compare":  plain(compareScalars),
		"isInfinite": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(math.IsInf(this.AsDouble(), 0))
		}),
		"isNan": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(math.IsNaN(this.AsDouble()))
		}),
		"toHex": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.FromASCII(value.HexDouble(this.AsDouble()))
		}),
		"parse": func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
			return parseDouble("double", args[0])
		},
	}
	return vm.NativeClass{Methods: withCommon(methods)}
}

// truncated returns d without its fraction, the nearest int if it is out of range, 0 for NaN.
func truncated(d float64) int64 {
	switch {
	case d != d:
		return 0
	case d >= 1<<63:
		return math.MaxInt64
	case d < -1<<63:
		return math.MinInt64
	}
	return int64(d)
}

func doubleStatics() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"maxExp":      constant(value.Int(1023)),
		"minExp":      constant(value.Int(-1022)),
		"maxVal":      constant(value.Double(math.MaxFloat64)),
		"minVal":      constant(value.Double(math.SmallestNonzeroFloat64)),
		"minNormal":   constant(value.Double(0x1p-1022)),
		"nanVal":      constant(value.Double(math.NaN())),
		"posInfinity": constant(value.Double(math.Inf(1))),
		"negInfinity": constant(value.Double(math.Inf(-1))),
		"size":        constant(value.Int(64)),
		"parse": func(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
			return parseDouble("Double", args[0])
		},
	}}
}

// parseDouble parses text; class is the name that the error begins with.
func parseDouble(class string, text value.Value) (value.Value, error) {
	if !text.IsNull() {
		if d, ok := value.ParseDouble(text.GoString()); ok {
			return value.Double(d), nil
		}
	}
	return value.Null, vm.Reported(class + ".parse(): Double parse exception.")
}

func nullClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"isBlank": constant(value.True),
		"toJson":  toJSON,
		"pack":    pack,
	}}
}
