// This file defines datePattern, a compiled pattern of Date.format and Date.parse, and compilePattern
// (spec 03c, 2.6).

package stdlib

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// datePattern is a compiled pattern.
type datePattern []datePart

// datePart is one part of a pattern.
type datePart interface {
	// append appends the text of the part for c to dst. problem says why there is none, "" if there is.
	append(dst []byte, c civil) (text []byte, problem string)
	// scan reads the part from the text of p at a byte offset and returns the offset behind it, or the offset of the
	// error and false.
	scan(p *dateScan, at int) (next int, ok bool)
}

// signStyle is how a number shows its sign.
type signStyle uint8

const (
	signNormal      signStyle = iota // only a minus
	signNotNegative                  // none
	signExceedsPad                   // a plus if there are more digits than the least width
)

// numberPart is a number of min to max digits.
type numberPart struct {
	field    dateField
	min, max int
	sign     signStyle
	reduced  bool // the last two digits of a year from 2000 on
	fraction bool // the first digits of the nanoseconds
	// following is the number of digits of the fixed numbers that follow directly and are not for this one.
	following int
}

// The other parts.
type (
	literalPart string
	// textPart is one of several words; first is the value of the first one.
	textPart struct {
		field dateField
		words []string
		first int64
	}
	// offsetPart is an offset such as +01:30, or a text for none.
	offsetPart struct {
		zero          string
		colon         bool
		minutes, secs need
	}
	// localOffsetPart is GMT or an offset such as GMT+1:30.
	localOffsetPart struct{ full bool }
	// zonePart is Z, UTC or another name of a fixed offset.
	zonePart struct{}
	// optionalPart is what stands between [ and ].
	optionalPart struct{ parts datePattern }
	// padPart fills its part to a width with blanks on the left.
	padPart struct {
		width int
		part  datePart
	}
)

// need tells whether a part of an offset must be there.
type need uint8

const (
	never need = iota
	maybe
	always
)

// patternCompiler compiles one pattern.
type patternCompiler struct {
	parts datePattern
	outer []patternCompiler // the sections that the present one stands in
	// number is the index in parts of the number that directly following numbers belong to, -1 if there is none.
	number int
	pad    int // width for the next part, 0 for none
}

// maxSections is how deep optional sections may stand inside each other.
const maxSections = 100

// compilePattern compiles a pattern. problem says what is wrong with it, "" if nothing is.
func compilePattern(pattern string) (compiled datePattern, problem string) {
	c := &patternCompiler{number: -1}
	for i := 0; i < len(pattern); {
		r, size := utf8.DecodeRuneInString(pattern[i:])
		switch {
		case isLetter(r):
			var n int
			if n, problem = c.letters(pattern, i); problem != "" {
				return nil, problem
			}
			i += n
			continue
		case r == '\'':
			end := quoteEnd(pattern, i+1)
			if end < 0 {
				return nil, "Pattern ends with an incomplete string literal: " + pattern
			}
			if text := pattern[i+1 : end]; text == "" {
				c.add(literalPart("'"))
			} else {
				c.add(literalPart(strings.ReplaceAll(text, "''", "'")))
			}
			size = end + 1 - i
		case r == '[':
			if len(c.outer) == maxSections {
				return nil, "Pattern has more than " + strconv.Itoa(maxSections) + " optional sections inside each other"
			}
			c.open()
		case r == ']':
			if len(c.outer) == 0 {
				return nil, "Pattern invalid as it contains ] without previous ["
			}
			c.close()
		case r == '{' || r == '}' || r == '#':
			return nil, "Pattern includes reserved character: '" + string(r) + "'"
		default:
			c.add(literalPart(pattern[i : i+size]))
		}
		i += size
	}
	for len(c.outer) > 0 {
		c.close()
	}
	return c.parts, ""
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// quoteEnd returns the index of the quote that ends a text beginning at i, -1 if there is none.
func quoteEnd(pattern string, i int) int {
	for ; i < len(pattern); i++ {
		if pattern[i] == '\'' {
			if i+1 < len(pattern) && pattern[i+1] == '\'' {
				i++
				continue
			}
			return i
		}
	}
	return -1
}

// run returns the number of times that the letter at i stands there.
func run(pattern string, i int) int {
	n := 1
	for i+n < len(pattern) && pattern[i+n] == pattern[i] {
		n++
	}
	return n
}

// letters compiles the letters at i and returns their number, a padding included.
func (c *patternCompiler) letters(pattern string, i int) (n int, problem string) {
	n = run(pattern, i)
	letter, count := pattern[i], n
	if letter == 'p' {
		if i+n >= len(pattern) || !isLetter(rune(pattern[i+n])) {
			return 0, "Pad letter 'p' must be followed by valid pad pattern: " + pattern
		}
		c.pad, c.number = n, -1
		letter, count = pattern[i+n], run(pattern, i+n)
		n += count
	}
	return n, c.letter(letter, count)
}

// open begins an optional section, close ends it.
func (c *patternCompiler) open() {
	outer := *c
	*c = patternCompiler{outer: append(c.outer, outer), number: -1}
}

func (c *patternCompiler) close() {
	section := optionalPart{c.parts}
	outer := c.outer[len(c.outer)-1]
	outer.number = -1
	*c = outer
	c.add(section)
}

// add adds a part, padded if a padding was asked for, and returns its index.
func (c *patternCompiler) add(p datePart) int {
	if c.pad > 0 {
		p = padPart{c.pad, p}
		c.pad = 0
	}
	c.parts = append(c.parts, p)
	c.number = -1
	return len(c.parts) - 1
}

// addNumber adds a number. Numbers of a fixed width that follow directly leave the remaining digits to the first.
func (c *patternCompiler) addNumber(p *numberPart) {
	if c.pad > 0 {
		c.add(p)
		return
	}
	base := c.number
	switch {
	case base < 0:
		c.number = c.add(p)
	case p.min == p.max && p.sign == signNotNegative:
		c.parts[base].(*numberPart).following += p.max
		c.add(p)
		c.number = base
	default:
		c.parts[base].(*numberPart).following = 0
		c.number = c.add(p)
	}
}

// plain adds a number without a fixed width for one letter, and of the given width for several.
func (c *patternCompiler) plain(f dateField, count int) {
	if count == 1 {
		c.addNumber(&numberPart{field: f, min: 1, max: 19})
		return
	}
	c.addNumber(&numberPart{field: f, min: count, max: count, sign: signNotNegative})
}

// tooMany is the error of a letter that stands more often than it may.
func tooMany(letter byte) string { return "Too many pattern letters: " + string(letter) }

// wide adds a number of at least count digits.
func (c *patternCompiler) wide(f dateField, count int, sign signStyle) string {
	if count > 19 {
		return "The minimum width must be from 1 to 19 inclusive but was " + strconv.Itoa(count)
	}
	c.addNumber(&numberPart{field: f, min: count, max: 19, sign: sign})
	return ""
}

// year adds one of the years.
func (c *patternCompiler) year(f dateField, count int) string {
	switch {
	case count == 2:
		c.addNumber(&numberPart{field: f, min: 2, max: 2, sign: signNotNegative, reduced: true})
	case count < 4:
		return c.wide(f, count, signNormal)
	default:
		return c.wide(f, count, signExceedsPad)
	}
	return ""
}
