// This file defines roots.

package elementary

import "math"

// Cbrt returns the cube root of x, exactly for perfect cubes.
func Cbrt(x float64) float64 {
	const (
		b1 = 715094163
		b2 = 696219795
		c  = 5.42857142857142815906e-01
		d  = -7.05306122448979611050e-01
		e  = 1.41428571428571436819e+00
		f  = 1.60714285714285720630e+00
		g  = 3.57142857142857150787e-01
	)
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	ax := math.Abs(x)
	t := 0.0
	if ax < 0x1p-1022 {
		t = ax * 0x1p54
		t = withHigh(0, high(t)/3+b2)
	} else {
		t = withHigh(0, high(ax)/3+b1)
	}
	r := t * t / ax
	s := c + r*t
	t *= g + f/(s+e+d/s)
	t = withHigh(0, high(t)+1) // 20 bits, larger than the root
	s = t * t
	r = ax / s
	w := t + t
	r = (r - t) / (w + r)
	t += t * r
	if n := math.Round(t); float64(float64(n*n)*n) == ax {
		t = n
	}
	return math.Copysign(t, x)
}

// Hypot returns the square root of x*x + y*y, without overflow on the way.
func Hypot(x, y float64) float64 {
	a, b := math.Abs(x), math.Abs(y)
	switch {
	case math.IsInf(a, 0) || math.IsInf(b, 0):
		return math.Inf(1)
	case math.IsNaN(a) || math.IsNaN(b):
		return math.NaN()
	case a < b:
		a, b = b, a
	}
	if high(a)-high(b) > 0x3C00000 || b == 0 { // more than 2^60 apart
		return a + b
	}
	scale := 1.0
	switch {
	case a > 0x1p500:
		scale = 0x1p600
	case b < 0x1p-1022:
		scale = 0x1p-1022
	case b < 0x1p-500:
		scale = 0x1p-600
	}
	a, b = a/scale, b/scale
	w := a - b
	if w > b {
		t1 := upper(a)
		t2 := a - t1
		w = math.Sqrt(t1*t1 - (b*(-b) - t2*(a+t1)))
	} else {
		a += a
		y1 := upper(b)
		y2 := b - y1
		t1 := upper(a)
		t2 := a - t1
		w = math.Sqrt(t1*y1 - (w*(-w) - (t1*y2 + t2*b)))
	}
	return w * scale
}
