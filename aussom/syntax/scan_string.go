// This file defines the reading of string literals (spec 01, 2.4).

package syntax

import "unicode/utf8"

// quoted reads a string in single or double quotes, quote being the quote.
func (s *scanner) quoted(t *token, quote byte) {
	start := s.off
	s.opened = s.at(start)
	excess := s.excess
	s.off++
	for s.off < len(s.src) {
		c := s.src[s.off]
		switch {
		case c == quote:
			s.giveString(t, start, 1, s.src[start+1:s.off])
			return
		case c == '\\' || c == '\n' || c == '\r':
			s.off, s.excess = start+1, excess
			s.quotedParts(t, start, quote)
			return
		case c < utf8.RuneSelf:
			s.off++
		default:
			if _, valid := s.rune(); !valid {
				s.off, s.excess = start+1, excess
				s.quotedParts(t, start, quote)
				return
			}
		}
	}
	s.unclosedString(t)
}

// quotedParts reads the rest of a string whose value differs from its source text.
func (s *scanner) quotedParts(t *token, start int, quote byte) {
	s.buf = s.buf[:0]
	for s.off < len(s.src) {
		switch c := s.src[s.off]; {
		case c == quote:
			s.giveString(t, start, 1, string(s.buf))
			return
		case c == '\\':
			s.escape(quote)
		case s.lineBreak():
		default:
			s.literalRun(quote)
		}
	}
	s.unclosedString(t)
}

// giveString makes a string token that ends with the delimiter of n bytes at off.
func (s *scanner) giveString(t *token, start, n int, value string) {
	*t = token{kind: tString, pos: s.at(s.off), start: start, end: s.off + n, text: value}
	s.off += n
}

// unclosedString gives the end-of-input token for a string that the file ends in.
func (s *scanner) unclosedString(t *token) {
	s.unclosed, s.what = s.opened, '"'
	s.next(t)
}

// lineBreak drops a line end with the tabs before and after it. The rule of the specification, the
// longer one of a run of tabs and line ends and a run of text, comes down to this: tabs are dropped
// if a line end follows them.
func (s *scanner) lineBreak() bool {
	i := s.off
	for i < len(s.src) && s.src[i] == '\t' {
		i++
	}
	if i == len(s.src) || s.src[i] != '\n' && s.src[i] != '\r' {
		return false
	}
	for i < len(s.src) && (s.src[i] == '\t' || s.src[i] == '\n' || s.src[i] == '\r') {
		i++
	}
	s.advance(i)
	return true
}

// literalRun takes the characters up to a line end, quote or backslash as they are.
func (s *scanner) literalRun(quote byte) {
	for s.off < len(s.src) {
		c := s.src[s.off]
		if c == quote || c == '\\' || c == '\n' || c == '\r' {
			return
		}
		s.literal(c)
	}
}

// literal takes the character at off, whose first byte is c, as it is.
func (s *scanner) literal(c byte) {
	switch {
	case c == '\n':
		s.newline()
		s.buf = append(s.buf, c)
	case c < utf8.RuneSelf:
		s.off++
		s.buf = append(s.buf, c)
	default:
		r, _ := s.rune()
		s.buf = appendUnit(s.buf, r)
	}
}

// escape reads the escape at off in a string of the given quote; a backslash that starts none is
// an illegal character.
func (s *scanner) escape(quote byte) {
	c := byte(0)
	if s.off+1 < len(s.src) {
		c = s.src[s.off+1]
	}
	switch c {
	case 't':
		s.buf = append(s.buf, '\t')
	case 'n':
		s.buf = append(s.buf, '\n')
	case 'r':
		s.buf = append(s.buf, '\r')
	case '\\', quote:
		s.buf = append(s.buf, c)
	default:
		if !s.unicodeEscape() {
			s.skipIllegal(quote)
		}
		return
	}
	s.off += 2
}

// unicodeEscape reads \uXXXX if that stands at off.
func (s *scanner) unicodeEscape() bool {
	if s.off+6 > len(s.src) || s.src[s.off+1] != 'u' {
		return false
	}
	u := rune(0)
	for _, c := range []byte(s.src[s.off+2 : s.off+6]) {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return false
		}
		u = u<<4 | rune(c)
	}
	s.buf = appendUnit(s.buf, u)
	s.off += 6
	return true
}

// appendUnit appends a character or a UTF-16 unit: the halves of a pair that meet become one
// character, a single half is written in three bytes.
func appendUnit(b []byte, r rune) []byte {
	if r < 0xD800 || r > 0xDFFF {
		return utf8.AppendRune(b, r)
	}
	if r >= 0xDC00 && len(b) >= 3 {
		if high, ok := surrogate(b[len(b)-3:]); ok && high < 0xDC00 {
			return utf8.AppendRune(b[:len(b)-3], 0x10000+(high-0xD800)<<10+(r-0xDC00))
		}
	}
	return append(b, 0xED, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
}

// triple reads a string in three double quotes.
func (s *scanner) triple(t *token) {
	const delimiter, escaped = `"""`, `\"\"\"`
	start := s.off
	s.opened = s.at(start)
	s.buf = s.buf[:0]
	s.off += len(delimiter)
	for s.off < len(s.src) {
		c, rest := s.src[s.off], s.src[s.off:]
		switch {
		case c == '"' && hasPrefix(rest, delimiter):
			value := s.src[start+len(delimiter) : s.off]
			if value != string(s.buf) {
				value = string(s.buf)
			}
			s.giveString(t, start, len(delimiter), value)
			return
		case c == '\\' && hasPrefix(rest, `\\`):
			s.buf = append(s.buf, '\\')
			s.off += 2
		case c == '\\' && hasPrefix(rest, escaped):
			s.buf = append(s.buf, delimiter...)
			s.off += len(escaped)
		case c == '\\' && s.unicodeEscape():
		default:
			s.literal(c)
		}
	}
	s.unclosedString(t)
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
