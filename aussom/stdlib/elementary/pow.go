// This file defines powers.

package elementary

import "math"

// Pow returns x to the power of y, NaN for 1 or -1 to an infinite power and for any power that is NaN. The logarithm of x to the base 2 is
// computed with some 70 bits, small integer powers as products with some 100.
func Pow(x, y float64) float64 {
	switch {
	case y == 0:
		return 1
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	case y == 1:
		return x
	case y == 2:
		return x * x
	case y == -1:
		return 1 / x
	case y == 0.5 && x >= -math.MaxFloat64:
		return math.Sqrt(x + 0) // -0 gives 0
	}
	ax := math.Abs(x)
	odd, whole := parity(y)
	if math.IsInf(y, 0) {
		switch {
		case ax == 1:
			return math.NaN()
		case ax > 1 == (y > 0):
			return math.Inf(1)
		}
		return 0
	}
	if ax == 0 || ax == 1 || math.IsInf(ax, 0) {
		z := ax
		if y < 0 {
			z = 1 / ax
		}
		if math.Signbit(x) {
			switch {
			case ax == 1 && !whole:
				return math.NaN()
			case odd:
				z = -z
			}
		}
		return z
	}
	sign := 1.0
	if x < 0 {
		if !whole {
			return math.NaN()
		}
		if odd {
			sign = -1
		}
	}
	if whole && math.Abs(y) <= smallPower {
		if z, ok := powSmall(ax, int(y)); ok {
			return sign * z
		}
	}
	return powOf(ax, y, sign)
}

// smallPower is the largest exponent up to which powers are products.
const smallPower = 64

// powSmall is ax to the power of an integer, computed with twice the digits, so that it is the nearest double. It gives up where the
// product may leave the range of doubles on the way.
func powSmall(ax float64, n int) (z float64, ok bool) {
	const least, most = 1e-280, 1e280
	hi, lo := 1.0, 0.0
	x, rest := ax, 0.0
	for k := max(n, -n); k > 0; k >>= 1 {
		if k&1 == 1 {
			hi, lo = product(hi, lo, x, rest)
		}
		if k > 1 {
			x, rest = product(x, rest, x, rest)
		}
		if !(x < most && x > least && hi < most && hi > least) {
			return 0, false
		}
	}
	if n < 0 {
		q := 1 / hi
		p, e := exactProduct(q, hi)
		return q + (((1-p)-e)-q*lo)*q, true
	}
	return hi + lo, true
}

// product multiplies two numbers, each in two parts.
func product(a, al, b, bl float64) (hi, lo float64) {
	p, e := exactProduct(a, b)
	e += float64(a*bl) + float64(al*b)
	hi = p + e
	return hi, e - (hi - p)
}

// exactProduct returns a*b in two parts.
func exactProduct(a, b float64) (p, e float64) {
	const split = 1<<27 + 1
	p = float64(a * b)
	t := float64(split * a)
	ah := t - (t - a)
	al := a - ah
	t = float64(split * b)
	bh := t - (t - b)
	bl := b - bh
	e = ((float64(ah*bh) - p) + float64(ah*bl) + float64(al*bh)) + float64(al*bl)
	return p, e
}

// parity reports whether y is an odd integer, and an integer at all.
func parity(y float64) (odd, whole bool) {
	ay := math.Abs(y)
	if ay >= 0x1p53 {
		return false, true
	}
	n := math.Floor(ay)
	return n == ay && int64(n)&1 == 1, n == ay
}

// powOf is the power of ax, not 0, 1 or infinite, with a sign.
func powOf(ax, y, sign float64) float64 {
	const huge, tiny = 1e300, 1e-300
	ix, hy := high(ax), high(y)
	var t1, t2 float64
	if hy&0x7FFFFFFF > 0x41E00000 { // |y| above 2^31
		switch {
		case ix < 0x3FEFFFFF && hy < 0 || ix > 0x3FF00000 && hy > 0:
			return sign * huge * huge
		case ix < 0x3FEFFFFF || ix > 0x3FF00000:
			return sign * tiny * tiny
		}
		t1, t2 = log2NearOne(ax)
	} else {
		t1, t2 = log2(ax)
	}
	// y * (t1 + t2) as p + q, t1 and the beginning of y having few bits.
	y1 := upper(y)
	p := float64((y-y1)*t1) + float64(y*t2)
	q := float64(y1 * t1)
	z := p + q
	j, i := high(z), int32(low(z))
	switch {
	case j >= 0x40900000: // at least 1024
		if (j-0x40900000)|i != 0 || p+8.0085662595372944372e-17 > z-q {
			return sign * huge * huge
		}
	case j&0x7FFFFFFF >= 0x4090CC00: // at most -1075
		if (j-(-0x3F6F3400))|i != 0 || p <= z-q {
			return sign * tiny * tiny
		}
	}
	return sign * exp2(z, p, q)
}

// log2NearOne is the logarithm of x to the base 2 in two parts, x being within 2^-20 of 1.
func log2NearOne(ax float64) (t1, t2 float64) {
	const (
		ivln2  = 1.44269504088896338700e+00
		ivln2h = 1.44269502162933349609e+00
		ivln2l = 1.92596299112661746887e-08
	)
	t := ax - 1
	w := (t * t) * (0.5 - t*(0.3333333333333333333333-t*0.25))
	u := ivln2h * t
	v := t*ivln2l - w*ivln2
	t1 = upper(u + v)
	return t1, v - (t1 - u)
}

// log2 is the logarithm of x to the base 2 in two parts, the first of few bits.
func log2(ax float64) (t1, t2 float64) {
	const (
		l1   = 5.99999999999994648725e-01
		l2   = 4.28571428578550184252e-01
		l3   = 3.33333329818377432918e-01
		l4   = 2.72728123808534006489e-01
		l5   = 2.30660745775561754067e-01
		l6   = 2.06975017800338417784e-01
		cp   = 9.61796693925975554329e-01
		cph  = 9.61796700954437255859e-01
		cpl  = -7.02846165095275826516e-09
		dph1 = 5.84962487220764160156e-01
		dpl1 = 1.35003920212974897128e-08
	)
	n := int32(0)
	if ax < 0x1p-1022 {
		ax *= 0x1p53
		n -= 53
	}
	ix := high(ax)
	n += ix>>20 - 0x3FF
	j := ix & 0xFFFFF
	ix = j | 0x3FF00000
	k := int32(0)
	bp, dph, dpl := 1.0, 0.0, 0.0
	switch {
	case j <= 0x3988E: // below sqrt(3/2)
	case j < 0xBB67A: // below sqrt(3)
		k = 1
		bp, dph, dpl = 1.5, dph1, dpl1
	default:
		n++
		ix -= 0x00100000
	}
	ax = withHigh(ax, ix)
	// s = (x-bp)/(x+bp) in two parts
	u := ax - bp
	v := 1 / (ax + bp)
	s := u * v
	sh := upper(s)
	th := withHigh(0, (ix>>1|0x20000000)+0x00080000+(k<<18))
	tl := ax - (th - bp)
	sl := v * ((u - float64(sh*th)) - float64(sh*tl))
	s2 := s * s
	r := s2 * s2 * (l1 + s2*(l2+s2*(l3+s2*(l4+s2*(l5+s2*l6)))))
	r += sl * (sh + s)
	s2 = sh * sh
	th = upper(3 + s2 + r)
	tl = r - ((th - 3) - s2)
	u = float64(sh * th)
	v = float64(sl*th) + float64(tl*s)
	ph := upper(u + v)
	pl := v - (ph - u)
	zh := float64(cph * ph)
	zl := float64(cpl*ph) + float64(pl*cp) + dpl
	t := float64(n)
	t1 = upper(((zh + zl) + dph) + t)
	return t1, zl - (((t1 - t) - dph) - zh)
}

// exp2 is 2 to the power of z = p + q.
func exp2(z, p, q float64) float64 {
	const (
		high = 0x1.62e42fefa39efp-1 // the logarithm of 2 in two parts
		low  = 0x1.abc9e3b39803fp-56
	)
	rest := p - (z - q)
	x, e := exactProduct(z, high)
	return expOf(x, e+float64(z*low)+float64(rest*high))
}
