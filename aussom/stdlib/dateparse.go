// This file defines the reading of dates by a pattern (spec 03c, 2.7): scanning the text into fields. What the
// fields mean together is in dateresolve.go.

package stdlib

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
)

// dateScan is a text being read and the fields found in it.
type dateScan struct {
	text   string
	values [fieldCount]int64
	found  [fieldCount]bool
}

// parse reads a text that must match the pattern completely. problem says why it does not, "" if it does.
func (p datePattern) parse(text string) (at moment, problem string) {
	s := &dateScan{text: text}
	end, ok := p.scan(s, 0)
	switch {
	case !ok:
		return at, "Text '" + shortText(text) + "' could not be parsed at index " + unitIndex(text, end)
	case end < len(text):
		return at, "Text '" + shortText(text) + "' could not be parsed, unparsed text found at index " + unitIndex(text, end)
	}
	at, problem = s.resolve()
	if problem != "" {
		problem = "Text '" + shortText(text) + "' could not be parsed: " + problem
	}
	return at, problem
}

// shortText returns the text as errors show it: its first 64 units.
func shortText(text string) string {
	if value.UTF16Len(text) <= 64 {
		return text
	}
	return value.NewString(text).Slice(0, 64).Go() + "..."
}

// unitIndex returns a byte offset in text as an index of UTF-16 units.
func unitIndex(text string, offset int) string {
	return decimal(int64(value.UTF16Len(text[:min(offset, len(text))])))
}

// set enters a field found from byte start to end; two different values of one field are an error at start.
func (s *dateScan) set(f dateField, v int64, start, end int) (int, bool) {
	if s.found[f] && s.values[f] != v {
		return start, false
	}
	s.values[f], s.found[f] = v, true
	return end, true
}

func (p datePattern) scan(s *dateScan, at int) (int, bool) {
	for _, part := range p {
		var ok bool
		if at, ok = part.scan(s, at); !ok {
			return at, false
		}
	}
	return at, true
}

func (l literalPart) scan(s *dateScan, at int) (int, bool) {
	if !strings.HasPrefix(s.text[at:], string(l)) {
		return at, false
	}
	return at + len(l), true
}

// digitsAt returns the number of digits at an offset, up to most.
func (s *dateScan) digitsAt(at, most int) int {
	n := 0
	for n < most && at+n < len(s.text) && s.text[at+n] >= '0' && s.text[at+n] <= '9' {
		n++
	}
	return n
}

func (n *numberPart) scan(s *dateScan, at int) (int, bool) {
	if at == len(s.text) {
		return at, false
	}
	start := at
	negative, positive := s.text[at] == '-', s.text[at] == '+'
	if negative && n.sign == signNotNegative || positive && n.sign != signExceedsPad {
		return at, false
	}
	if negative || positive {
		at++
	}
	digits := s.digitsAt(at, n.max+n.following)
	if digits < n.min {
		return at, false
	}
	if n.following > 0 {
		digits = max(n.min, digits-n.following)
	}
	var v int64
	for _, c := range []byte(s.text[at : at+digits]) {
		if v > (1<<63-10)/10 {
			return start, false
		}
		v = v*10 + int64(c-'0')
	}
	switch {
	case negative && v == 0:
		return start, false
	case negative:
		v = -v
	case n.sign == signExceedsPad && positive != (digits > n.min):
		return start, false
	case n.reduced:
		v += 2000
	}
	if n.fraction {
		for i := digits; i < 9; i++ {
			v *= 10
		}
	}
	return s.set(n.field, v, at, at+digits)
}

// scan takes the longest word that stands there; of equal ones the last.
func (t *textPart) scan(s *dateScan, at int) (int, bool) {
	best := -1
	for i, word := range t.words {
		if strings.HasPrefix(s.text[at:], word) && (best < 0 || len(word) >= len(t.words[best])) {
			best = i
		}
	}
	if best < 0 {
		return at, false
	}
	return s.set(t.field, int64(best)+t.first, at, at+len(t.words[best]))
}

func (o optionalPart) scan(s *dateScan, at int) (int, bool) {
	before := *s
	end, ok := o.parts.scan(s, at)
	if !ok {
		*s = before
		return at, true
	}
	return end, true
}

func (p padPart) scan(s *dateScan, at int) (int, bool) {
	end := at + p.width
	if at == len(s.text) || end > len(s.text) {
		return at, false
	}
	first := at
	for first < end && s.text[first] == ' ' {
		first++
	}
	whole := s.text
	s.text = whole[:end]
	next, ok := p.part.scan(s, first)
	s.text = whole
	if !ok {
		return next, false
	}
	if next != end {
		return at, false
	}
	return next, true
}

func (o offsetPart) scan(s *dateScan, at int) (int, bool) {
	if at == len(s.text) {
		return at, false
	}
	if strings.HasPrefix(s.text[at:], o.zero) {
		return s.set(fieldOffset, 0, at, at+len(o.zero))
	}
	sign := int64(1)
	switch s.text[at] {
	case '+':
	case '-':
		sign = -1
	default:
		return at, false
	}
	hours, next, ok := s.offsetDigits(at+1, false)
	if !ok {
		return at, false
	}
	minutes, next, ok := s.offsetPart(next, o.colon, o.minutes)
	if !ok {
		return at, false
	}
	seconds, next, ok := s.offsetPart(next, o.colon, o.secs)
	if !ok || hours > 23 {
		return at, false
	}
	return s.set(fieldOffset, sign*(hours*3600+minutes*60+seconds), at, next)
}

// offsetPart reads the minutes or seconds of an offset, as far as they are needed or there.
func (s *dateScan) offsetPart(at int, colon bool, n need) (v int64, next int, ok bool) {
	if n == never {
		return 0, at, true
	}
	v, next, ok = s.offsetDigits(at, colon)
	if !ok {
		return 0, at, n == maybe
	}
	return v, next, true
}

// offsetDigits reads two digits up to 59, a colon before them if there must be one.
func (s *dateScan) offsetDigits(at int, colon bool) (v int64, next int, ok bool) {
	if colon {
		if at >= len(s.text) || s.text[at] != ':' {
			return 0, at, false
		}
		at++
	}
	if s.digitsAt(at, 2) < 2 {
		return 0, at, false
	}
	v = int64(s.text[at]-'0')*10 + int64(s.text[at+1]-'0')
	return v, at + 2, v <= 59
}

func (o localOffsetPart) scan(s *dateScan, at int) (int, bool) {
	if !strings.HasPrefix(s.text[at:], "GMT") {
		return at, false
	}
	next := at + 3
	if next == len(s.text) || s.text[next] != '+' && s.text[next] != '-' {
		return s.set(fieldOffset, 0, at, next)
	}
	sign := int64(1)
	if s.text[next] == '-' {
		sign = -1
	}
	next++
	width := s.digitsAt(next, 2)
	if width == 0 || o.full && width < 2 {
		return at, false
	}
	var hours int64
	for _, c := range []byte(s.text[next : next+width]) {
		hours = hours*10 + int64(c-'0')
	}
	minuteNeed := maybe
	if o.full {
		minuteNeed = always
	}
	minutes, next, ok := s.offsetPart(next+width, true, minuteNeed)
	if !ok {
		return at, false
	}
	seconds, next, _ := s.offsetPart(next, true, maybe)
	return s.set(fieldOffset, sign*(hours*3600+minutes*60+seconds), at, next)
}

// scan accepts Z, UTC, UT and GMT, the last three also with an offset behind them, and an offset alone. There are no
// names of places: the time zone database is not part of the program.
func (zonePart) scan(s *dateScan, at int) (int, bool) {
	offset := offsetPart{zero: "Z", colon: true, minutes: always, secs: maybe}
	for _, name := range [...]string{"UTC", "UT", "GMT0", "GMT"} {
		if !strings.HasPrefix(s.text[at:], name) {
			continue
		}
		after := at + len(name)
		if after < len(s.text) && (s.text[after] == '+' || s.text[after] == '-') {
			if end, ok := offset.scan(s, after); ok {
				return end, true
			}
		}
		return s.set(fieldOffset, 0, at, after)
	}
	return offset.scan(s, at)
}

// parseISO reads ISO text with an offset, as it stands in pack text. Seconds may have up to nine decimals.
func parseISO(text string) (moment, bool) {
	decimals := ""
	if dot := strings.IndexByte(text, '.'); dot >= 0 {
		n := (&dateScan{text: text}).digitsAt(dot+1, 9)
		if n == 0 {
			return moment{}, false
		}
		decimals = "." + strings.Repeat("S", n)
	}
	pattern, problem := compilePattern("yyyy-MM-dd'T'HH:mm:ss" + decimals + "XXX")
	if problem != "" {
		return moment{}, false
	}
	at, problem := pattern.parse(text)
	return at, problem == ""
}
