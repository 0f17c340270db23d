// This file defines the mathematical functions whose special cases differ from package math's (spec 04a, 1).

package stdlib

import "math"

// maxOf returns the larger of two doubles, NaN if either is NaN; 0.0 is larger than -0.0.
func maxOf(x, y float64) float64 {
	if math.IsNaN(x) || math.IsNaN(y) {
		return math.NaN()
	}
	return math.Max(x, y)
}

// minOf returns the smaller of two doubles, NaN if either is NaN.
func minOf(x, y float64) float64 {
	if math.IsNaN(x) || math.IsNaN(y) {
		return math.NaN()
	}
	return math.Min(x, y)
}

// roundHalfUp rounds to the nearest integer in the range of an int, a half upwards; NaN gives 0.
func roundHalfUp(x float64) float64 {
	down := math.Floor(x)
	if x-down >= 0.5 {
		down++
	}
	switch {
	case math.IsNaN(x):
		return 0
	case down >= math.MaxInt64:
		return math.MaxInt64
	case down <= math.MinInt64:
		return math.MinInt64
	}
	return float64(int64(down)) // no negative zero
}

// exponentOf returns the unbiased exponent: -1023 for zero and subnormals, 1024 for infinities and NaN.
func exponentOf(x float64) float64 { return float64(int(math.Float64bits(x)>>52&0x7FF) - 1023) }

// signum returns -1.0, 1.0, or x itself if it is a zero or NaN.
func signum(x float64) float64 {
	if x == 0 || math.IsNaN(x) {
		return x
	}
	return math.Copysign(1, x)
}

// nextAfter returns the double next to x in the direction of y, y itself if they are equal.
func nextAfter(x, y float64) float64 {
	if x == y {
		return y
	}
	return math.Nextafter(x, y)
}

func nextUp(x float64) float64 { return math.Nextafter(x, math.Inf(1)) }

// ulp returns the distance of x to the next double of larger size.
func ulp(x float64) float64 {
	switch e := exponentOf(x); {
	case math.IsNaN(x):
		return x
	case e == 1024:
		return math.Inf(1)
	case e == -1023:
		return math.SmallestNonzeroFloat64
	default:
		return math.Ldexp(1, int(e)-52)
	}
}

func toDegrees(x float64) float64 { return float64(x * 57.29577951308232) }

func toRadians(x float64) float64 { return float64(x * 0.017453292519943295) }
