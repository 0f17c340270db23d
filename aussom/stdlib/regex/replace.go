// This file defines replacement texts and what their references expand to (spec 04b, 1).

package regex

import "strconv"

// ReplacementError says what is wrong with a replacement text.
type ReplacementError string

func (e ReplacementError) Error() string { return string(e) }

// Expand appends the replacement for the last match to dst. The error is a ReplacementError.
func (m *Matcher) Expand(dst, replacement []uint16) ([]uint16, error) {
	n := len(replacement)
	for i := 0; i < n; i++ {
		switch replacement[i] {
		default:
			dst = append(dst, replacement[i])
		case '\\':
			if i++; i == n {
				return dst, ReplacementError("character to be escaped is missing")
			}
			dst = append(dst, replacement[i])
		case '$':
			group, next, err := m.reference(replacement, i+1)
			if err != nil {
				return dst, err
			}
			if start, end := m.Group(group); start >= 0 {
				dst = m.AppendUnits(dst, start, end)
			}
			i = next - 1
		}
	}
	return dst, nil
}

// AppendUnits appends the units start..end-1 of the text to dst.
func (m *Matcher) AppendUnits(dst []uint16, start, end int) []uint16 {
	if m.text.wide != nil {
		return append(dst, m.text.wide[start:end]...)
	}
	for i := start; i < end; i++ {
		dst = append(dst, uint16(m.text.ascii[i]))
	}
	return dst
}

// reference parses what stands behind a "$" at i and returns the group and the index behind the reference.
func (m *Matcher) reference(text []uint16, i int) (group, next int, err error) {
	if i == len(text) {
		return 0, i, ReplacementError("Illegal group reference: group index is missing")
	}
	if text[i] == '{' {
		return m.namedReference(text, i+1)
	}
	if !asciiDigit(rune(text[i])) {
		return 0, i, ReplacementError("Illegal group reference")
	}
	group = int(text[i] - '0')
	for i++; i < len(text) && asciiDigit(rune(text[i])); i++ {
		longer := group*10 + int(text[i]-'0')
		if longer >= m.re.groups {
			break
		}
		group = longer
	}
	if group >= m.re.groups {
		return 0, i, ReplacementError("No group " + strconv.Itoa(group))
	}
	return group, i, nil
}

// namedReference parses the name and the brace of a "${".
func (m *Matcher) namedReference(text []uint16, i int) (group, next int, err error) {
	start := i
	for i < len(text) && (asciiLetter(rune(text[i])) || asciiDigit(rune(text[i]))) {
		i++
	}
	name := make([]byte, 0, i-start)
	for _, u := range text[start:i] {
		name = append(name, byte(u))
	}
	switch {
	case i == start:
		err = ReplacementError("named capturing group has 0 length name")
	case i == len(text) || text[i] != '}':
		err = ReplacementError("named capturing group is missing trailing '}'")
	case asciiDigit(rune(name[0])):
		err = ReplacementError("capturing group name {" + string(name) + "} starts with digit character")
	default:
		if group, ok := m.re.names[string(name)]; ok {
			return group, i + 1, nil
		}
		err = ReplacementError("No group with name {" + string(name) + "}")
	}
	return 0, i, err
}
