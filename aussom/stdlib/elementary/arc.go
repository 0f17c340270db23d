// This file defines the inverse trigonometric functions.

package elementary

import "math"

const (
	pio2hi = 1.57079632679489655800e+00
	pio2lo = 6.12323399573676603587e-17
	pio4hi = 7.85398163397448278999e-01
)

// arcRatio is (asin(x)-x)/x^3 as a function of t = x*x, for t up to 1/4.
func arcRatio(t float64) float64 {
	const (
		p0 = 1.66666666666666657415e-01
		p1 = -3.25565818622400915405e-01
		p2 = 2.01212532134862925881e-01
		p3 = -4.00555345006794114027e-02
		p4 = 7.91534994289814532176e-04
		p5 = 3.47933107596021167570e-05
		q1 = -2.40339491173441421878e+00
		q2 = 2.02094576023350569471e+00
		q3 = -6.88283971605453293030e-01
		q4 = 7.70381505559019352791e-02
	)
	p := t * (p0 + t*(p1+t*(p2+t*(p3+t*(p4+t*p5)))))
	q := 1 + t*(q1+t*(q2+t*(q3+t*q4)))
	return p / q
}

// Asin returns the arc sine of x in radians, NaN outside -1 to 1.
func Asin(x float64) float64 {
	ax := math.Abs(x)
	ix := high(ax)
	switch {
	case ax == 1:
		return x*pio2hi + x*pio2lo
	case !(ax < 1):
		return math.NaN()
	case ix < 0x3E400000:
		return x
	case ax < 0.5:
		return x + x*arcRatio(x*x)
	}
	t := (1 - ax) * 0.5
	r := arcRatio(t)
	s := math.Sqrt(t)
	if ix >= 0x3FEF3333 { // above 0.975
		t = pio2hi - (2*(s+s*r) - pio2lo)
	} else {
		w := upper(s)
		c := (t - w*w) / (s + w)
		p := 2*s*r - (pio2lo - 2*c)
		q := pio4hi - 2*w
		t = pio4hi - (p - q)
	}
	return math.Copysign(t, x)
}

// Acos returns the arc cosine of x in radians, NaN outside -1 to 1.
func Acos(x float64) float64 {
	ax := math.Abs(x)
	switch {
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	case !(ax < 1):
		return math.NaN()
	case ax < 0.5:
		if high(ax) <= 0x3C600000 {
			return pio2hi + pio2lo
		}
		return pio2hi - (x - (pio2lo - x*arcRatio(x*x)))
	case x < 0:
		z := (1 + x) * 0.5
		s := math.Sqrt(z)
		w := arcRatio(z)*s - pio2lo
		return math.Pi - 2*(s+w)
	}
	z := (1 - x) * 0.5
	s := math.Sqrt(z)
	df := upper(s)
	c := (z - df*df) / (s + df)
	w := arcRatio(z)*s + c
	return 2 * (df + w)
}

// atanHi and atanLo are atan(0.5), atan(1), atan(1.5) and atan(inf) in two pieces.
var (
	atanHi = [...]float64{4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01, 1.57079632679489655800e+00}
	atanLo = [...]float64{2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, 6.12323399573676603587e-17}
)

// Atan returns the arc tangent of x in radians.
func Atan(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	ix := high(x) & 0x7FFFFFFF
	if ix >= 0x44100000 { // at least 2^66
		return math.Copysign(atanHi[3]+atanLo[3], x)
	}
	if ix < 0x3FDC0000 { // below 0.4375
		if ix < 0x3E200000 {
			return x
		}
		s1, s2 := atanSums(x)
		return x - x*(s1+s2)
	}
	id, ax := 0, math.Abs(x)
	switch {
	case ix < 0x3FE60000: // below 11/16
		ax = (2*ax - 1) / (2 + ax)
	case ix < 0x3FF30000: // below 19/16
		id, ax = 1, (ax-1)/(ax+1)
	case ix < 0x40038000: // below 2.4375
		id, ax = 2, (ax-1.5)/(1+1.5*ax)
	default:
		id, ax = 3, -1/ax
	}
	s1, s2 := atanSums(ax)
	z := atanHi[id] - ((ax*(s1+s2) - atanLo[id]) - ax)
	return math.Copysign(z, x)
}

// atanSums returns the two halves of the series of the arc tangent.
func atanSums(x float64) (s1, s2 float64) {
	const (
		t0  = 3.33333333333329318027e-01
		t1  = -1.99999999998764832476e-01
		t2  = 1.42857142725034663711e-01
		t3  = -1.11111104054623557880e-01
		t4  = 9.09088713343650656196e-02
		t5  = -7.69187620504482999495e-02
		t6  = 6.66107313738753120669e-02
		t7  = -5.83357013379057348645e-02
		t8  = 4.97687799461593236017e-02
		t9  = -3.65315727442169155270e-02
		t10 = 1.62858201153657823623e-02
	)
	z := x * x
	w := z * z
	s1 = z * (t0 + w*(t2+w*(t4+w*(t6+w*(t8+w*t10)))))
	s2 = w * (t1 + w*(t3+w*(t5+w*(t7+w*t9))))
	return s1, s2
}
