// This file defines the reading of the strings, numbers and literals of JSON text (spec 03b, 3.3).

package value

import (
	"strconv"
	"strings"
)

// scalar reads a number, true, false or null, beginning with c.
func (p *jsonParser) scalar(c byte) error {
	start := p.i
	switch {
	case c >= '0' && c <= '9' || c == '-':
		return p.number()
	case strings.HasPrefix(p.s[start:], "true"):
		p.i += 4
		return p.put(True, start)
	case strings.HasPrefix(p.s[start:], "false"):
		p.i += 5
		return p.put(False, start)
	case strings.HasPrefix(p.s[start:], "null"):
		p.i += 4
		return p.put(Null, start)
	}
	return p.badCharacter(start)
}

// skipDigits returns the offset behind the digits at i.
func (p *jsonParser) skipDigits(i int) int {
	for i < len(p.s) && p.s[i]-'0' <= 9 {
		i++
	}
	return i
}

// number reads the longest number; what follows it is the next token.
func (p *jsonParser) number() error {
	s, start := p.s, p.i
	digits := start
	if s[start] == '-' {
		digits++
	}
	end := p.skipDigits(digits)
	if end == digits {
		return p.badCharacter(start)
	}
	whole := end
	if end < len(s) && s[end] == '.' {
		if e := p.skipDigits(end + 1); e > end+1 {
			end = e
		}
	}
	if end < len(s) && s[end]|0x20 == 'e' {
		e := end + 1
		if e < len(s) && (s[e] == '+' || s[e] == '-') {
			e++
		}
		if f := p.skipDigits(e); f > e {
			end = f
		}
	}
	p.i = end
	if end > whole {
		if d, ok := shortDecimal(s[digits:end]); ok {
			if digits > start {
				d = -d
			}
			return p.put(Double(d), start)
		}
		// The only error is one of range, with which the result is the infinity wanted.
		d, _ := strconv.ParseFloat(s[start:end], 64)
		return p.put(Double(d), start)
	}
	if end-digits <= 18 {
		var n int64
		for _, c := range []byte(s[digits:end]) {
			n = n*10 + int64(c-'0')
		}
		if digits > start {
			n = -n
		}
		return p.put(Int(n), start)
	}
	n, err := strconv.ParseInt(s[start:end], 10, 64)
	if err != nil {
		return &JSONError{"The number at position " + strconv.Itoa(UTF16Len(s[:start])) + " does not fit an int."}
	}
	return p.put(Int(n), start)
}

// shortDecimal returns the value of digits with a point between them if they are so few that it is an exact whole number over
// an exact power of ten, whose quotient is rounded correctly.
func shortDecimal(s string) (d float64, ok bool) {
	if len(s) > 16 {
		return 0, false
	}
	n, scale := int64(0), int64(1)
	behind := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '.':
			behind = true
			continue
		case c > '9':
			return 0, false // an exponent
		case behind:
			scale *= 10
		}
		n = n*10 + int64(c-'0')
	}
	return float64(n) / float64(scale), true
}

// string reads a string: a key if one is due, else a value.
func (p *jsonParser) string() error {
	start := p.i
	i := start + 1
	for {
		end := min(len(p.s), i+workBytes)
		for i < end && p.s[i] != '"' && p.s[i] != '\\' {
			i++
		}
		if i < end || end == len(p.s) {
			break
		}
		if err := p.worked(workBytes); err != nil {
			return err
		}
	}
	text, info, shared := "", p.info, true
	if i < len(p.s) && p.s[i] == '"' {
		text = p.s[start+1 : i]
		p.i = i + 1
	} else {
		var err error
		if text, err = p.escaped(start+1, i); err != nil {
			return err
		}
		info, shared = 0, false
	}
	if p.state == jsonKey {
		p.key = p.name(text, shared)
		p.state = jsonValue
		return nil
	}
	if shared && !p.share {
		text = strings.Clone(text)
	}
	return p.put(OfString(p.newString(text, info)), start)
}

// name returns the key with that text, without a copy if it was seen lately.
func (p *jsonParser) name(text string, shared bool) jsonName {
	hash := HashKey(text)
	n := &p.names[hash%uint32(len(p.names))]
	if n.hash != hash || n.text != text {
		if shared && !p.share {
			text = strings.Clone(text)
		}
		*n = jsonName{text, hash}
	}
	return *n
}

// newString returns a String from the slab if the source is kept alive anyway.
func (p *jsonParser) newString(text string, info uint32) *String {
	if !p.share {
		return &String{s: text, info: info}
	}
	if len(p.slab) == 0 {
		p.slab = make([]String, min(8, 1+(len(p.s)-p.i)/16))
	}
	s := &p.slab[0]
	p.slab = p.slab[1:]
	s.s, s.info = text, info
	return s
}

// escaped reads a string that begins at start and has its first backslash, or the end of the text, at i.
func (p *jsonParser) escaped(start, i int) (string, error) {
	s := p.s
	var out []byte
	told := i
	for i < len(s) {
		if i-told >= workBytes {
			told = i
			if err := p.worked(workBytes); err != nil {
				return "", err
			}
		}
		switch {
		case s[i] == '"':
			p.i = i + 1
			return string(appendJoined(out, s[start:i])), nil
		case s[i] != '\\':
			i++
			continue
		}
		out = appendJoined(out, s[start:i])
		i++
		start = i
		if i == len(s) {
			break
		}
		c := s[i]
		if k := strings.IndexByte(`"\/bfnrt`, c); k >= 0 {
			out = append(out, "\"\\/\b\f\n\r\t"[k])
			i++
		} else if u, ok := hexUnit(s[i:]); ok {
			var unit [4]byte
			out = appendJoined(out, string(appendUnit(unit[:0], u)))
			i += 5
		} else {
			out = append(out, '\\')
		}
		start = i
	}
	return "", p.unexpected("END OF FILE", len(p.s))
}

// hexUnit reads uXXXX at the beginning of s.
func hexUnit(s string) (u uint16, ok bool) {
	if len(s) < 5 || s[0] != 'u' {
		return 0, false
	}
	for _, c := range []byte(s[1:5]) {
		d := digit(rune(c))
		if d >= 16 {
			return 0, false
		}
		u = u<<4 | uint16(d)
	}
	return u, true
}

// appendJoined appends s, joining the halves of a surrogate pair that meet.
func appendJoined(dst []byte, s string) []byte {
	if n := len(dst); n >= 3 && len(s) >= 3 && meetingHalves(string(dst[n-3:]), s) {
		return append(dst[:n-3], joinHalves(string(dst[n-3:]), s)...)
	}
	return append(dst, s...)
}
