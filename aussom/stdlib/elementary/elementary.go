// This file defines what the functions of the package share.

// Package elementary has elementary functions that are within one unit of the last digit everywhere, nearly always the nearest double,
// and give the same bits on every machine. Package math's are less exact in places (math.Sin(math.Pi) has 12 right digits of 16) and differ
// between machines, which a language that prints all digits shows.
//
//	elementary.go  words of doubles
//	trig.go        Sin, Cos, Tan
//	reduce.go      the reduction of their arguments
//	arc.go         Asin, Acos, Atan
//	hyperbolic.go  Sinh, Cosh, Tanh
//	exp.go         Exp
//	log.go         Log, Log10
//	pow.go         Pow
//	root.go        Cbrt, Hypot
//
// The algorithms and their constants are those of fdlibm, which has this notice:
//
//	Copyright (C) 1993-2004 by Sun Microsystems, Inc. All rights reserved.
//	Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
package elementary

import "math"

// high returns the upper 32 bits of a double: sign, exponent and the beginning of the fraction.
func high(x float64) int32 { return int32(math.Float64bits(x) >> 32) }

// low returns the lower 32 bits.
func low(x float64) uint32 { return uint32(math.Float64bits(x)) }

// withHigh returns x with other upper bits.
func withHigh(x float64, h int32) float64 {
	return math.Float64frombits(uint64(uint32(h))<<32 | math.Float64bits(x)&0xFFFFFFFF)
}

// upper returns x with its lower 32 bits cleared.
func upper(x float64) float64 { return math.Float64frombits(math.Float64bits(x) &^ 0xFFFFFFFF) }
