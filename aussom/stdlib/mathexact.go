// This file defines the mathematical functions whose results must be exact in places where package math is not, or
// whose special cases differ from package math's (spec 04a, 1).

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

// log10 is exact for powers of ten.
func log10(x float64) float64 {
	r := math.Log10(x)
	n := math.Round(r)
	if math.Abs(r-n) < 1e-9 && math.Pow10(int(n)) == x {
		return n
	}
	return r
}

// cbrt is exact for perfect cubes.
func cbrt(x float64) float64 {
	r := math.Cbrt(x)
	n := math.Round(r)
	if float64(float64(n*n)*n) == x {
		return n
	}
	return r
}

// hypot is sqrt(x*x + y*y), exact for exact triples, without overflow on the way.
func hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return math.Inf(1)
	}
	if x < y {
		x, y = y, x
	}
	scale := 1.0
	switch {
	case math.IsNaN(x) || math.IsNaN(y) || y < x*0x1p-60 || y == 0:
		return x + y
	case x > 0x1p500:
		scale = 0x1p600
	case y < 0x1p-500:
		scale = 0x1p-600
	}
	x, y = x/scale, y/scale
	xx, yy := float64(x*x), float64(y*y)
	h := math.Sqrt(xx + yy)
	// One step of Newton's method on the exact residual h*h - x*x - y*y.
	hh := float64(h * h)
	rest := float64(hh-xx) - yy + math.FMA(h, h, -hh) - math.FMA(x, x, -xx) - math.FMA(y, y, -yy)
	return float64((h - rest/(2*h)) * scale)
}

// pow differs from math.Pow where the exponent is NaN or infinite and the base is 1 or -1.
func pow(x, y float64) float64 {
	if math.IsNaN(y) || math.IsInf(y, 0) && math.Abs(x) == 1 {
		return math.NaN()
	}
	return math.Pow(x, y)
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
