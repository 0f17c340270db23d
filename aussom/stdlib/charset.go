// This file defines the charsets of Buffer texts: looking one up by name, encoding and decoding
// (spec 03b, 4).

package stdlib

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/aussom/aussom-web/aussom/value"
)

// charset is one way to write text as bytes.
type charset uint8

const (
	asciiCharset charset = iota
	latin1Charset
	utf8Charset
	utf16Charset // big-endian with a mark; decodes what the mark says
	utf16beCharset
	utf16leCharset
)

// charsetName converts a charset argument to the name that is looked up and that errors show.
func charsetName(arg string) string {
	return strings.ReplaceAll(strings.ToUpper(arg), "_", "-")
}

// lookupCharset returns the charset of a converted name.
func lookupCharset(name string) (charset, bool) {
	switch name {
	case "US-ASCII", "ASCII":
		return asciiCharset, true
	case "ISO-8859-1", "ISO8859-1", "LATIN1":
		return latin1Charset, true
	case "UTF-8", "UTF8":
		return utf8Charset, true
	case "UTF-16", "UTF16":
		return utf16Charset, true
	case "UTF-16BE":
		return utf16beCharset, true
	case "UTF-16LE":
		return utf16leCharset, true
	}
	return 0, false
}

// encode returns the bytes of a text. What the charset cannot represent becomes "?", one per code point; in the
// 16-bit charsets an unpaired surrogate becomes U+FFFD.
func (c charset) encode(w *worker, text string) ([]byte, error) {
	switch c {
	case utf8Charset:
		return encodeUTF8(w, text)
	case asciiCharset:
		return encodeBytes(w, text, 0x80)
	case latin1Charset:
		return encodeBytes(w, text, 0x100)
	}
	out := make([]byte, 0, 2*len(text)+2)
	if c == utf16Charset && text != "" {
		out = append(out, 0xFE, 0xFF)
	}
	unit := func(u rune) {
		if c == utf16leCharset {
			out = append(out, byte(u), byte(u>>8))
		} else {
			out = append(out, byte(u>>8), byte(u))
		}
	}
	for i := 0; i < len(text); {
		r, n := codePoint(text[i:])
		i += n
		if err := w.did(n); err != nil {
			return nil, err
		}
		switch {
		case r < 0:
			unit(utf8.RuneError)
		case r >= 0x10000:
			r -= 0x10000
			unit(0xD800 + r>>10)
			unit(0xDC00 + r&0x3FF)
		default:
			unit(r)
		}
	}
	return out, nil
}

// codePoint returns the first code point of a text and its length in bytes; an unpaired surrogate is -1.
func codePoint(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		return -1, min(3, len(s))
	}
	return r, n
}

// encodeUTF8 returns the bytes of a text in UTF-8.
func encodeUTF8(w *worker, text string) ([]byte, error) {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		n := boundary(text, textUnit)
		out = appendUTF8(out, text[:n])
		if err := w.did(n); err != nil {
			return nil, err
		}
		text = text[n:]
	}
	return out, nil
}

func appendUTF8(out []byte, text string) []byte {
	if utf8.ValidString(text) {
		return append(out, text...)
	}
	for i := 0; i < len(text); {
		r, n := codePoint(text[i:])
		if r < 0 {
			out = append(out, '?')
		} else {
			out = append(out, text[i:i+n]...)
		}
		i += n
	}
	return out
}

// encodeBytes writes one byte per code point below limit and "?" for all others.
func encodeBytes(w *worker, text string, limit rune) ([]byte, error) {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		r, n := codePoint(text[i:])
		if r < 0 || r >= limit {
			r = '?'
		}
		out = append(out, byte(r))
		i += n
		if err := w.did(n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// decode returns the text of b. Malformed bytes become U+FFFD.
func (c charset) decode(w *worker, b []byte) (string, error) {
	switch c {
	case utf8Charset:
		return decodeUTF8(w, b)
	case asciiCharset:
		return decodeBytes(w, b, utf8.RuneError)
	case latin1Charset:
		return decodeBytes(w, b, 0)
	}
	little := c == utf16leCharset
	if c == utf16Charset && len(b) >= 2 {
		switch {
		case b[0] == 0xFE && b[1] == 0xFF:
			b = b[2:]
		case b[0] == 0xFF && b[1] == 0xFE:
			b, little = b[2:], true
		}
	}
	return decodeUTF16(w, b, little)
}

// decodeUTF8 reads UTF-8 that may be broken.
func decodeUTF8(w *worker, b []byte) (string, error) {
	if len(b) <= textUnit {
		return value.Sanitize(string(b)), nil
	}
	// Nobody else can reach the bytes meanwhile: the program's other code does not run.
	return mapText(w.thread, unsafe.String(unsafe.SliceData(b), len(b)), func(from, to int) (string, error) {
		return value.Sanitize(string(b[from:to])), nil
	})
}

// decodeBytes reads each byte as one code point; with a replacement, bytes from 0x80 on become that.
func decodeBytes(w *worker, b []byte, replacement rune) (string, error) {
	var out strings.Builder
	out.Grow(len(b))
	for _, c := range b {
		if c >= utf8.RuneSelf && replacement != 0 {
			out.WriteRune(replacement)
		} else {
			out.WriteRune(rune(c))
		}
		if err := w.did(1); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// decodeUTF16 reads two-byte units. An unpaired low half, a high half together with the unit after it, and what
// is left over at the end each become one U+FFFD.
func decodeUTF16(w *worker, b []byte, little bool) (string, error) {
	unit := func(i int) rune {
		if little {
			return rune(b[i]) | rune(b[i+1])<<8
		}
		return rune(b[i])<<8 | rune(b[i+1])
	}
	var out strings.Builder
	out.Grow(len(b))
	for i := 0; i < len(b); i += 2 {
		if err := w.did(2); err != nil {
			return "", err
		}
		if i+1 >= len(b) {
			out.WriteRune(utf8.RuneError)
			break
		}
		u := unit(i)
		switch {
		case u < 0xD800 || u > 0xDFFF:
			out.WriteRune(u)
		case u >= 0xDC00:
			out.WriteRune(utf8.RuneError)
		case i+3 >= len(b):
			out.WriteRune(utf8.RuneError)
			return out.String(), nil
		default:
			i += 2
			if low := unit(i); low >= 0xDC00 && low <= 0xDFFF {
				out.WriteRune(0x10000 + (u-0xD800)<<10 + (low - 0xDC00))
			} else {
				out.WriteRune(utf8.RuneError)
			}
		}
	}
	return out.String(), nil
}
