// This file defines the ASCII form of host names that are not ASCII.

package websocket

import (
	"unicode"
	"unicode/utf8"
)

// asciiLabel returns a label of a host name, in lower case, as it stands in the domain name system: in Punycode (RFC 3492) if it
// is not ASCII. The further mappings of IDNA are left to the host.
func asciiLabel(label string) string {
	var basic []byte
	for i := 0; i < len(label); i++ {
		if label[i] < utf8.RuneSelf {
			basic = append(basic, label[i])
		}
	}
	if len(basic) == len(label) {
		return label
	}
	return "xn--" + punycode(label, basic)
}

// punycode encodes a label whose ASCII characters are basic.
func punycode(label string, basic []byte) string {
	const base, tMin, tMax = 36, 1, 26
	out := basic
	handled := len(basic)
	if handled > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(128), 0, 72
	for total := utf8.RuneCountInString(label); handled < total; n++ {
		next := rune(unicode.MaxRune)
		for _, r := range label {
			if r >= n && r < next {
				next = r
			}
		}
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			q := delta
			for k := base; ; k += base {
				t := min(max(k-bias, tMin), tMax)
				if q < t {
					break
				}
				out = append(out, punyDigit(t+(q-t)%(base-t)))
				q = (q - t) / (base - t)
			}
			out = append(out, punyDigit(q))
			bias = punyBias(delta, handled+1, handled == len(basic))
			delta = 0
			handled++
		}
		delta++
	}
	return string(out)
}

func punyDigit(d int) byte { return "abcdefghijklmnopqrstuvwxyz0123456789"[d] }

// punyBias adapts the bias as RFC 3492, 6.1 says.
func punyBias(delta, points int, first bool) int {
	if first {
		delta /= 700
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > 455; k += 36 {
		delta /= 35
	}
	return k + 36*delta/(delta+38)
}
