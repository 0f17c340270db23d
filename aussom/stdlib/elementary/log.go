// This file defines logarithms.

package elementary

import "math"

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	const (
		ln2  = 0.693147180559945309417232121458176568075500134360255254120680009
		high = 0x1.62e43p-1 // its beginning
	)
	return logarithm(x, high, ln2-high, ln2)
}

// Log10 returns the logarithm of x to the base 10, exactly for powers of ten.
func Log10(x float64) float64 {
	const (
		log2 = 0.301029995663981195213738894724493026768189881462108541310427461
		high = 0x1.34413p-2 // its beginning
	)
	r := logarithm(x, high, log2-high, log2)
	if whole := math.Round(r); math.Abs(r-whole) < 1e-9 && math.Pow10(int(whole)) == x {
		return whole
	}
	return r
}

// logarithm returns the logarithm of x to the base 2 times a factor, given in two parts and as a whole.
func logarithm(x, high, low, factor float64) float64 {
	switch {
	case math.IsNaN(x) || x == math.Inf(1):
		return x
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	}
	t1, t2 := log2(x)
	u := float64(t1 * high)
	return u + (float64(t1*low) + float64(t2*factor))
}
