// Package regex is the language's regular expression engine (spec 04b, 2): a backtracking matcher over UTF-16
// units with look-around, back-references, atomic groups and possessive quantifiers, whose work is bounded by
// a budget and which never recurses while matching.
//
//	regex.go       Regexp, Compile, SyntaxError; Subject, the text that is searched
//	parse.go       the parser of patterns: sequences, groups, flags
//	quantifier.go  its quantifiers
//	reader.go      how it reads characters
//	escape.go      its escapes and the quoting \Q...\E
//	class.go       its bracket classes
//	tree.go        the syntax tree, widths and first characters
//	program.go     the compiler from tree to program
//	match.go       Matcher: the search for matches, its budget
//	backtrack.go   the run of a program at one place
//	zero.go        the conditions without width: line ends, word boundaries; grapheme clusters
//	replace.go     replacement texts
//	sets.go        sets of characters and case folding
//	property.go    \p{...}: categories, scripts, blocks, binary properties
//	tables.go      the tables of categories and scripts by name
//	blocks.go      the table of blocks
package regex

import (
	"strconv"
	"unicode/utf8"
)

// Regexp is a compiled pattern. It may be used by several goroutines.
type Regexp struct {
	prog     []inst
	groups   int            // capturing groups, the whole match included
	regs     int            // registers: two per group, then what loops and look-arounds need
	memos    int32          // repetitions that remember where they failed
	names    map[string]int // named groups
	minWidth int            // units that a match has at least
	first    *first         // what a match can begin with, nil if anything
	atStart  bool           // matches at the beginning of the text only
	pairs    bool           // searches step over surrogate pairs
}

// Groups returns the number of capturing groups, the whole match included.
func (re *Regexp) Groups() int { return re.groups }

// SyntaxError says what is wrong with a pattern.
type SyntaxError struct {
	Description string
	Index       int // in characters; negative if not known
	Pattern     string
}

// Error returns the description, the pattern and a line that points to the place (spec 04b, 3).
func (e *SyntaxError) Error() string {
	text := e.Description
	if e.Index >= 0 {
		text += " near index " + strconv.Itoa(e.Index)
	}
	text += "\n" + e.Pattern
	chars := []rune(e.Pattern)
	if e.Index >= 0 && e.Index < len(chars) {
		line := make([]byte, e.Index+1)
		for i := range line {
			line[i] = ' '
			if chars[i] == '\t' {
				line[i] = '\t'
			}
		}
		line[e.Index] = '^'
		text += "\n" + string(line)
	}
	return text
}

// Compile compiles a pattern, given as UTF-8 in which an unpaired surrogate stands as its three bytes.
// The error is a *SyntaxError.
func Compile(pattern string) (re *Regexp, err error) {
	p := &parser{pattern: pattern, text: runes(pattern), names: map[string]int{}, groups: 1}
	p.length = len(p.text)
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *SyntaxError:
			re, err = nil, e
		default:
			panic(e)
		}
	}()
	return assemble(p.parse(), p), nil
}

// runes decodes a text; unpaired surrogates are characters of their own.
func runes(s string) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(s) && s[i] == 0xED {
			r, n = rune(s[i]&0x0F)<<12|rune(s[i+1]&0x3F)<<6|rune(s[i+2]&0x3F), 3
		}
		out = append(out, r)
		i += n
	}
	return out
}

// Subject is a text to be searched. Indexes into it count UTF-16 units.
type Subject struct {
	ascii string   // the text if wide is nil
	wide  []uint16 // the units of a text that is not ASCII
}

// ASCII returns a subject for a text all of whose characters are below U+0080.
func ASCII(s string) Subject { return Subject{ascii: s} }

// UTF16 returns a subject for any text; it keeps u, which must not be nil.
func UTF16(u []uint16) Subject { return Subject{wide: u} }

// Len returns the number of units.
func (s *Subject) Len() int {
	if s.wide != nil {
		return len(s.wide)
	}
	return len(s.ascii)
}

// unit returns unit i, which must be in range.
func (s *Subject) unit(i int) uint16 {
	if s.wide != nil {
		return s.wide[i]
	}
	return uint16(s.ascii[i])
}

// at returns the character at unit i, which must be in range, and its width in units.
func (s *Subject) at(i int) (rune, int) {
	if s.wide == nil {
		return rune(s.ascii[i]), 1
	}
	u := s.wide[i]
	if isHigh(u) && i+1 < len(s.wide) && isLow(s.wide[i+1]) {
		return join(u, s.wide[i+1]), 2
	}
	return rune(u), 1
}

// before returns the character that ends at unit i > 0.
func (s *Subject) before(i int) rune {
	u := s.unit(i - 1)
	if isLow(u) && i >= 2 && isHigh(s.unit(i-2)) {
		return join(s.unit(i-2), u)
	}
	return rune(u)
}

// insidePair reports whether unit i is the second half of a surrogate pair.
func (s *Subject) insidePair(i int) bool {
	return s.wide != nil && i > 0 && i < len(s.wide) && isLow(s.wide[i]) && isHigh(s.wide[i-1])
}

func isHigh(u uint16) bool { return u >= 0xD800 && u < 0xDC00 }
func isLow(u uint16) bool  { return u >= 0xDC00 && u < 0xE000 }

func join(high, low uint16) rune { return 0x10000 + (rune(high)-0xD800)<<10 + (rune(low) - 0xDC00) }
