// This file defines the hyperbolic functions.

package elementary

import "math"

// beyond is a number whose hyperbolic functions are infinite.
const beyond = 711

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 {
	ax := math.Abs(x)
	h := math.Copysign(0.5, x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case ax < 22:
		if ax < 0x1p-28 {
			return x
		}
		t := math.Expm1(ax)
		if ax < 1 {
			return h * (2*t - t*t/(t+1))
		}
		return h * (t + t/(t+1))
	case ax < 709.7822265633563: // the logarithm of the largest double, about
		return h * plainExp(ax)
	case ax > beyond:
		return math.Copysign(math.Inf(1), x)
	}
	w := plainExp(0.5 * ax)
	return h * w * w
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	ax := math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return ax
	case high(ax) < 0x3FD62E43: // below half the logarithm of 2
		t := math.Expm1(ax)
		w := 1 + t
		if high(ax) < 0x3C800000 {
			return w
		}
		return 1 + t*t/(w+w)
	case ax < 22:
		t := plainExp(ax)
		return 0.5*t + 0.5/t
	case ax < 709.7822265633563:
		return 0.5 * plainExp(ax)
	case ax > beyond:
		return math.Inf(1)
	}
	w := plainExp(0.5 * ax)
	return 0.5 * w * w
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	ax := math.Abs(x)
	z := 1.0
	switch {
	case ax < 0x1p-55:
		return x * (1 + x)
	case ax < 1:
		t := math.Expm1(-2 * ax)
		z = -t / (t + 2)
	case ax < 22:
		t := math.Expm1(2 * ax)
		z = 1 - 2/(t+2)
	}
	return math.Copysign(z, x)
}

// plainExp is e to the power of ax >= 0, below the largest result, as the hyperbolic functions of the origin have it: with one part.
func plainExp(ax float64) float64 {
	const (
		ln2hi  = 6.93147180369123816490e-01
		ln2lo  = 1.90821492927058770002e-10
		invln2 = 1.44269504088896338700e+00
		p1     = 1.66666666666666019037e-01
		p2     = -2.77777777770155933842e-03
		p3     = 6.61375632143793436117e-05
		p4     = -1.65339022054652515390e-06
		p5     = 4.13813679705723846039e-08
	)
	k := 0
	hi, lo := ax, 0.0
	if high(ax) > 0x3FD62E42 { // above half the logarithm of 2
		k = 1
		if high(ax) >= 0x3FF0A2B2 { // at least 1.5 times the logarithm of 2
			k = int(invln2*ax + 0.5)
		}
		hi = ax - float64(float64(k)*ln2hi)
		lo = float64(k) * ln2lo
	}
	r := hi - lo
	t := r * r
	c := r - t*(p1+t*(p2+t*(p3+t*(p4+t*p5))))
	return math.Ldexp(1-((lo-r*c/(2-c))-hi), k)
}
