// This file defines the safe text of bytes: base64 whose characters are written as two hexadecimal digits each
// (spec 03b, 3.5).

package value

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SafeText returns the safe text of b.
func SafeText(b []byte) string {
	const digits = "0123456789abcdef"
	text := make([]byte, base64.StdEncoding.EncodedLen(len(b)))
	base64.StdEncoding.Encode(text, b)
	out := make([]byte, 0, 2*len(text))
	for _, c := range text {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

// SafeTextLen returns the length of the safe text of n bytes.
func SafeTextLen(n int) int { return 2 * base64.StdEncoding.EncodedLen(n) }

// SafeBytes returns the bytes that s is the safe text of. Padding may be missing. The error tells in words what is
// wrong with s.
func SafeBytes(s string) ([]byte, error) {
	if UTF16Len(s)%2 != 0 {
		return nil, errors.New("Odd number of characters.")
	}
	text := make([]byte, 0, len(s)/2)
	for i := 0; i < len(s); i += 2 {
		for j := i; j < i+2; j++ {
			if strings.IndexByte(hexDigits, s[j]) < 0 {
				_, n := utf8.DecodeRuneInString(s[j:])
				return nil, errors.New("Illegal hexadecimal character " + s[j:j+n] + " at index " + strconv.Itoa(j))
			}
		}
		text = append(text, byte(digit(rune(s[i]))<<4|digit(rune(s[i+1]))))
	}
	for i := 0; i < 2 && len(text) > 0 && text[len(text)-1] == '='; i++ {
		text = text[:len(text)-1]
	}
	b := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, err := base64.RawStdEncoding.Decode(b, text)
	if err != nil {
		return nil, errors.New("Not a base64 text.")
	}
	return b[:n], nil
}
