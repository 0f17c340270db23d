// This file defines the text of doubles and the parsing of ints and doubles (spec 02, 1.2; 03a, 3.1, 5 and 6).

package value

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// FormatDouble returns the text of d.
func FormatDouble(d float64) string {
	var buf [32]byte
	return string(AppendDouble(buf[:0], d))
}

// AppendDouble appends the text of d to dst.
func AppendDouble(dst []byte, d float64) []byte {
	abs := math.Abs(d)
	switch {
	case d != d:
		return append(dst, "NaN"...)
	case abs > math.MaxFloat64:
		if d < 0 {
			dst = append(dst, '-')
		}
		return append(dst, "Infinity"...)
	case abs < 1e7 && (d == 0 || abs >= 1):
		if t := int64(d); float64(t) == d && (t != 0 || !math.Signbit(d)) {
			return append(strconv.AppendInt(dst, t, 10), ".0"...)
		}
	}
	if math.Signbit(d) {
		dst = append(dst, '-')
	}
	if abs == 0 {
		return append(dst, "0.0"...)
	}
	if abs >= 1e-3 && abs < 1e7 {
		start := len(dst)
		dst = strconv.AppendFloat(dst, abs, 'f', -1, 64)
		for _, c := range dst[start:] {
			if c == '.' {
				return dst
			}
		}
		return append(dst, ".0"...)
	}
	return appendScientific(dst, abs)
}

// appendScientific appends d, which is positive and finite, as D.DEX.
func appendScientific(dst []byte, d float64) []byte {
	var buf [32]byte
	digits := strconv.AppendFloat(buf[:0], d, 'e', -1, 64)
	if digits[1] == 'e' { // one digit would do: take the two that come closest
		digits = strconv.AppendFloat(buf[:0], d, 'e', 1, 64)
	}
	e := len(digits) - 1
	for digits[e] != 'e' {
		e--
	}
	dst = append(dst, digits[:e]...)
	dst = append(dst, 'E')
	exp := digits[e+1:]
	if exp[0] == '-' {
		dst = append(dst, '-')
	}
	exp = exp[1:]
	for len(exp) > 1 && exp[0] == '0' {
		exp = exp[1:]
	}
	return append(dst, exp...)
}

// ParseInt parses a signed 64-bit int: an optional sign and one or more digits of the radix, among them the
// decimal digits of all scripts, and nothing else. The low 32 bits of radix must be in 2..36.
func ParseInt(s string, radix int) (int64, bool) {
	radix = int(int32(radix))
	if radix < 2 || radix > 36 || s == "" {
		return 0, false
	}
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		s = s[1:]
	}
	if s == "" {
		return 0, false
	}
	limit := uint64(math.MaxInt64)
	if neg {
		limit++
	}
	var n uint64
	for _, r := range s {
		d := digit(r)
		if d >= radix || n > (limit-uint64(d))/uint64(radix) {
			return 0, false
		}
		n = n*uint64(radix) + uint64(d)
	}
	if neg {
		return -int64(n), true
	}
	return int64(n), true
}

// digit returns the value of a digit or Latin letter, 99 if r is neither.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'a' && r <= 'z':
		return int(r-'a') + 10
	case r >= 'A' && r <= 'Z':
		return int(r-'A') + 10
	case r < 0x80:
		return 99
	case r >= 'ａ' && r <= 'ｚ':
		return int(r-'ａ') + 10
	case r >= 'Ａ' && r <= 'Ｚ':
		return int(r-'Ａ') + 10
	}
	// The decimal digits of a script are ten in a row; ranges of the table are whole rows.
	for _, t := range unicode.Nd.R16 {
		if r <= rune(t.Hi) {
			if r < rune(t.Lo) {
				return 99
			}
			return int(r-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r <= rune(t.Hi) {
			if r < rune(t.Lo) {
				return 99
			}
			return int(r-rune(t.Lo)) % 10
		}
	}
	return 99
}

// ParseDouble parses a double as spec 03a, 6 has it: blanks and controls around it, NaN and Infinity, decimal and
// hexadecimal form, one of the suffixes d, D, f, F. Too large is infinite, too small is zero.
func ParseDouble(s string) (float64, bool) {
	s = TrimBlanks(s)
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	var d float64
	switch s {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		d = math.Inf(1)
	default:
		if n := len(s); n > 0 && strings.IndexByte("dDfF", s[n-1]) >= 0 && !plainHex(s) {
			s = s[:n-1]
		}
		if !isDecimal(s) && !isHexFloat(s) {
			return 0, false
		}
		// The only error left is one of range, with which the result is the infinity wanted.
		d, _ = strconv.ParseFloat(s, 64)
	}
	if neg {
		d = -d
	}
	return d, true
}

// plainHex reports whether s is a hexadecimal number without exponent, in which d and f would be digits.
func plainHex(s string) bool {
	return len(s) > 1 && s[0] == '0' && s[1]|0x20 == 'x' && strings.IndexByte(s, 'p') < 0 && strings.IndexByte(s, 'P') < 0
}

// TrimBlanks returns s without the units up to U+0020 at both ends.
func TrimBlanks(s string) string {
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// isDecimal reports whether s is digits with an optional point and an optional exponent, without a sign.
func isDecimal(s string) bool {
	rest, ok := mantissa(s, decimalDigits)
	return ok && (rest == "" || rest[0]|0x20 == 'e' && isExponent(rest[1:]))
}

// isHexFloat reports whether s is 0x, hexadecimal digits with an optional point, and an exponent.
func isHexFloat(s string) bool {
	if len(s) < 2 || s[0] != '0' || s[1]|0x20 != 'x' {
		return false
	}
	rest, ok := mantissa(s[2:], hexDigits)
	return ok && rest != "" && rest[0]|0x20 == 'p' && isExponent(rest[1:])
}

const (
	decimalDigits = "0123456789"
	hexDigits     = "0123456789abcdefABCDEF"
)

// mantissa skips digits with at most one point and reports whether there was a digit.
func mantissa(s, digits string) (rest string, ok bool) {
	rest = strings.TrimLeft(s, digits)
	n := len(s) - len(rest)
	if rest != "" && rest[0] == '.' {
		s = rest[1:]
		rest = strings.TrimLeft(s, digits)
		n += len(s) - len(rest)
	}
	return rest, n > 0
}

// isExponent reports whether s is an optional sign and one or more decimal digits.
func isExponent(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && strings.TrimLeft(s, decimalDigits) == ""
}

// HexDouble returns the hexadecimal text of d: "0x1.4p1" for 2.5 (spec 03a, 6).
func HexDouble(d float64) string {
	if d != d || math.IsInf(d, 0) {
		return FormatDouble(d)
	}
	bits := math.Float64bits(d)
	fraction := bits & (1<<52 - 1)
	exp := int(bits >> 52 & 0x7FF)
	out := make([]byte, 0, 28)
	if math.Signbit(d) {
		out = append(out, '-')
	}
	lead := byte('1')
	switch {
	case exp == 0 && fraction == 0:
		lead, exp = '0', 0
	case exp == 0:
		lead, exp = '0', -1022
	default:
		exp -= 1023
	}
	out = append(out, '0', 'x', lead, '.')
	end := len(out) + 1
	for shift := 48; shift >= 0; shift -= 4 {
		c := hexDigits[fraction>>shift&15]
		out = append(out, c)
		if c != '0' {
			end = len(out)
		}
	}
	out = append(out[:end], 'p')
	return string(strconv.AppendInt(out, int64(exp), 10))
}
