// This file defines the trigonometric functions: polynomials on -pi/4 to pi/4, to which reduce.go brings every argument.

package elementary

import "math"

// quarter is the upper word of pi/4.
const quarter = 0x3FE921FB

// Sin returns the sine of x radians.
func Sin(x float64) float64 {
	ix := high(x) & 0x7FFFFFFF
	if ix <= quarter {
		return kernelSin(x, 0, false)
	}
	if ix >= 0x7FF00000 {
		return math.NaN()
	}
	n, y, tail := reduce(x)
	switch n & 3 {
	case 0:
		return kernelSin(y, tail, true)
	case 1:
		return kernelCos(y, tail)
	case 2:
		return -kernelSin(y, tail, true)
	}
	return -kernelCos(y, tail)
}

// Cos returns the cosine of x radians.
func Cos(x float64) float64 {
	ix := high(x) & 0x7FFFFFFF
	if ix <= quarter {
		return kernelCos(x, 0)
	}
	if ix >= 0x7FF00000 {
		return math.NaN()
	}
	n, y, tail := reduce(x)
	switch n & 3 {
	case 0:
		return kernelCos(y, tail)
	case 1:
		return -kernelSin(y, tail, true)
	case 2:
		return -kernelCos(y, tail)
	}
	return kernelSin(y, tail, true)
}

// Tan returns the tangent of x radians.
func Tan(x float64) float64 {
	ix := high(x) & 0x7FFFFFFF
	if ix <= quarter {
		return kernelTan(x, 0, false)
	}
	if ix >= 0x7FF00000 {
		return math.NaN()
	}
	n, y, tail := reduce(x)
	return kernelTan(y, tail, n&1 == 1)
}

// kernelSin is the sine of x + tail for small x; tail counts only if there is one.
func kernelSin(x, tail float64, tailed bool) float64 {
	const (
		s1 = -1.66666666666666324348e-01
		s2 = 8.33333333332248946124e-03
		s3 = -1.98412698298579493134e-04
		s4 = 2.75573137070700676789e-06
		s5 = -2.50507602534068634195e-08
		s6 = 1.58969099521155010221e-10
	)
	if high(x)&0x7FFFFFFF < 0x3E400000 { // below 2^-27
		return x
	}
	z := x * x
	v := z * x
	r := s2 + z*(s3+z*(s4+z*(s5+z*s6)))
	if !tailed {
		return x + v*(s1+z*r)
	}
	return x - ((z*(0.5*tail-v*r) - tail) - v*s1)
}

// kernelCos is the cosine of x + tail for small x.
func kernelCos(x, tail float64) float64 {
	const (
		c1 = 4.16666666666666019037e-02
		c2 = -1.38888888888741095749e-03
		c3 = 2.48015872894767294178e-05
		c4 = -2.75573143513906633035e-07
		c5 = 2.08757232129817482790e-09
		c6 = -1.13596475577881948265e-11
	)
	ix := high(x) & 0x7FFFFFFF
	if ix < 0x3E400000 {
		return 1
	}
	z := x * x
	r := z * (c1 + z*(c2+z*(c3+z*(c4+z*(c5+z*c6)))))
	if ix < 0x3FD33333 { // below 0.3
		return 1 - (0.5*z - (z*r - x*tail))
	}
	q := 0.28125
	if ix <= 0x3FE90000 {
		q = math.Float64frombits(uint64(uint32(ix-0x00200000)) << 32) // x/4
	}
	hz := 0.5*z - q
	a := 1 - q
	return a - (hz - (z*r - x*tail))
}

// The coefficients of the tangent.
var tanTable = [...]float64{
	3.33333333333334091986e-01, 1.33333333333201242699e-01, 5.39682539762260521377e-02, 2.18694882948595424599e-02,
	8.86323982359930005737e-03, 3.59207910759131235356e-03, 1.45620945432529025516e-03, 5.88041240820264096874e-04,
	2.46463134818469906812e-04, 7.81794442939557092300e-05, 7.14072491382608190305e-05, -1.85586374855275456654e-05,
	2.59073051863633712884e-05,
}

// kernelTan is the tangent of x + tail for small x, or -1 over it if inverse is set.
func kernelTan(x, tail float64, inverse bool) float64 {
	const (
		pio4   = 7.85398163397448278999e-01
		pio4lo = 3.06161699786838301793e-17
	)
	hx := high(x)
	ix := hx & 0x7FFFFFFF
	if ix < 0x3E300000 { // below 2^-28
		if !inverse {
			return x
		}
		return inverseOf(x, tail, x+tail)
	}
	large := ix >= 0x3FE59428 // at least 0.6744
	if large {
		if hx < 0 {
			x, tail = -x, -tail
		}
		x = (pio4 - x) + (pio4lo - tail)
		tail = 0
	}
	t := &tanTable
	z := x * x
	w := z * z
	r := t[1] + w*(t[3]+w*(t[5]+w*(t[7]+w*(t[9]+w*t[11]))))
	v := z * (t[2] + w*(t[4]+w*(t[6]+w*(t[8]+w*(t[10]+w*t[12])))))
	s := z * x
	r = tail + z*(s*(r+v)+tail)
	r += t[0] * s
	w = x + r
	switch {
	case large:
		v := 1.0
		if inverse {
			v = -1
		}
		return float64(1-(hx>>30&2)) * (v - 2*(x-(w*w/(w+v)-r)))
	case inverse:
		return inverseOf(x, r, w)
	}
	return w
}

// inverseOf is -1/(x+r) exactly; w is x+r rounded.
func inverseOf(x, r, w float64) float64 {
	z := upper(w)
	v := r - (z - x)
	a := -1 / w
	t := upper(a)
	s := 1 + t*z
	return t + a*(s+t*v)
}
