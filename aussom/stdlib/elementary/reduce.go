// This file defines the reduction of angles to -pi/4 to pi/4.

package elementary

import (
	"math"
	"math/bits"
)

// reduce returns n and y + tail with x = n*pi/2 + y + tail; of n only the last bits are right.
func reduce(x float64) (n int, y, tail float64) {
	if high(x)&0x7FFFFFFF < 0x413921FB { // below 2^20*pi/2
		return reduceMedium(x)
	}
	return reduceLarge(x)
}

// reduceMedium takes pi/2 in pieces of 33 bits, as many as the cancellation needs.
func reduceMedium(x float64) (n int, y, tail float64) {
	const (
		invpio2 = 6.36619772367581382433e-01
		pio2_1  = 1.57079632673412561417e+00
		pio2_1t = 6.07710050650619224932e-11
		pio2_2  = 6.07710050630396597660e-11
		pio2_2t = 2.02226624879595063154e-21
		pio2_3  = 2.02226624871116645580e-21
		pio2_3t = 8.47842766036889956997e-32
	)
	t := math.Abs(x)
	n = int(t*invpio2 + 0.5)
	fn := float64(n)
	r := t - float64(fn*pio2_1)
	w := float64(fn * pio2_1t)
	y = r - w
	exponent := high(x) >> 20 & 0x7FF
	if exponent-high(y)>>20&0x7FF > 16 || lost(x, y) > 16 {
		t = r
		w = float64(fn * pio2_2)
		r = t - w
		w = float64(fn*pio2_2t) - ((t - r) - w)
		y = r - w
		if lost(x, y) > 49 {
			t = r
			w = float64(fn * pio2_3)
			r = t - w
			w = float64(fn*pio2_3t) - ((t - r) - w)
			y = r - w
		}
	}
	tail = (r - y) - w
	if x < 0 {
		return -n, -y, -tail
	}
	return n, y, tail
}

// lost returns how many bits smaller y is than x.
func lost(x, y float64) int32 { return high(x)>>20&0x7FF - high(y)>>20&0x7FF }

// twoOverPi are the bits of 2/pi behind the point.
var twoOverPi = [...]uint64{
	0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C,
	0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
	0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB1F8D5D085,
	0x6033046FC7B6BABF,
}

// reduceLarge multiplies x, an integer times a power of two, with as many bits of 2/pi as make a difference.
func reduceLarge(x float64) (n int, y, tail float64) {
	b := math.Float64bits(x)
	exponent := int(b>>52&0x7FF) - 1075 // x is m * 2^exponent
	m := b&(1<<52-1) | 1<<52
	// 256 bits of 2/pi from the one on with which the product is 1/4 of a turn of the circle times an integer below 4.
	first := exponent - 2
	var w [4]uint64
	for i := range w {
		w[i] = bitsAt(first + 64*i)
	}
	// The product of m with those bits, modulo 2^256: its top two bits are the quadrant, the others the fraction.
	var p [4]uint64
	carry := uint64(0)
	for i := 3; i >= 0; i-- {
		hi, lo := bits.Mul64(w[i], m)
		var c uint64
		p[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	n = int(p[0] >> 62)
	negative := p[0]>>61&1 == 1 // at least half a quadrant: count from the next one
	f := [3]uint64{p[0]<<2 | p[1]>>62, p[1]<<2 | p[2]>>62, p[2]<<2 | p[3]>>62}
	if negative {
		n++
		var c uint64
		f[2], c = bits.Sub64(0, f[2], 0)
		f[1], c = bits.Sub64(0, f[1], c)
		f[0], _ = bits.Sub64(0, f[0], c)
	}
	hi, lo := fraction(f)
	// (hi + lo) * (pio2hi + pio2lo)
	y0 := hi * pio2hi
	rest := math.FMA(hi, pio2hi, -y0) + (hi*pio2lo + lo*pio2hi)
	y = y0 + rest
	tail = rest - (y - y0)
	if negative {
		y, tail = -y, -tail
	}
	if x < 0 {
		return -n, -y, -tail
	}
	return n, y, tail
}

// bitsAt returns 64 bits of 2/pi from bit i behind the point; in front of it there are zeros.
func bitsAt(i int) uint64 {
	word := func(k int) uint64 {
		if k < 0 || k >= len(twoOverPi) {
			return 0
		}
		return twoOverPi[k]
	}
	k, shift := i>>6, uint(i&63)
	if shift == 0 {
		return word(k)
	}
	return word(k)<<shift | word(k+1)>>(64-shift)
}

// fraction returns a number below 1, given by its bits behind the point, as the sum of two doubles.
func fraction(f [3]uint64) (hi, lo float64) {
	scale := -64
	for f[0] == 0 && scale > -192 {
		f[0], f[1], f[2] = f[1], f[2], 0
		scale -= 64
	}
	n := bits.LeadingZeros64(f[0])
	if n > 0 && n < 64 {
		f[0], f[1], f[2] = f[0]<<n|f[1]>>(64-n), f[1]<<n|f[2]>>(64-n), f[2]<<n
		scale -= n
	}
	top := f[0] &^ 0x7FF // 53 bits
	hi = math.Ldexp(float64(top), scale)
	lo = math.Ldexp(float64(f[0]&0x7FF), scale) + math.Ldexp(float64(f[1]), scale-64)
	return hi, lo
}
