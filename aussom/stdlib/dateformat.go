// This file defines the writing of dates by a pattern (spec 03c, 2.6).

package stdlib

import (
	"strconv"
)

// format returns the text of c, which is UTC. problem says why there is none, "" if there is.
func (p datePattern) format(c civil) (text, problem string) {
	dst, problem := p.append(make([]byte, 0, 32), c)
	return string(dst), problem
}

func (p datePattern) append(dst []byte, c civil) ([]byte, string) {
	for _, part := range p {
		var problem string
		if dst, problem = part.append(dst, c); problem != "" {
			return dst, problem
		}
	}
	return dst, ""
}

func (l literalPart) append(dst []byte, _ civil) ([]byte, string) { return append(dst, l...), "" }

func (n *numberPart) append(dst []byte, c civil) ([]byte, string) {
	v := n.field.of(c)
	if n.fraction {
		return append(dst, appendPadded(nil, v, 9)[:n.min]...), ""
	}
	size := max(v, -v)
	if n.reduced {
		return appendPadded(dst, size%100, 2), ""
	}
	digits := len(strconv.FormatInt(size, 10))
	switch {
	case digits > n.max:
		return dst, "Field " + fieldRanges[n.field].name + " cannot be printed as the value " + decimal(v) +
			" exceeds the maximum print width of " + strconv.Itoa(n.max)
	case v < 0:
		dst = append(dst, '-')
	case n.sign == signExceedsPad && digits > n.min:
		dst = append(dst, '+')
	}
	return appendPadded(dst, size, n.min), ""
}

func (t *textPart) append(dst []byte, c civil) ([]byte, string) {
	return append(dst, t.words[t.field.of(c)-t.first]...), ""
}

func (o offsetPart) append(dst []byte, _ civil) ([]byte, string) { return append(dst, o.zero...), "" }

func (localOffsetPart) append(dst []byte, _ civil) ([]byte, string) { return append(dst, "GMT"...), "" }

func (zonePart) append(dst []byte, _ civil) ([]byte, string) { return append(dst, 'Z'), "" }

func (o optionalPart) append(dst []byte, c civil) ([]byte, string) { return o.parts.append(dst, c) }

func (p padPart) append(dst []byte, c civil) ([]byte, string) {
	text, problem := p.part.append(nil, c)
	if problem != "" {
		return dst, problem
	}
	if len(text) > p.width {
		return dst, "Cannot print as output of " + strconv.Itoa(len(text)) + " characters exceeds pad width of " +
			strconv.Itoa(p.width)
	}
	for i := len(text); i < p.width; i++ {
		dst = append(dst, ' ')
	}
	return append(dst, text...), ""
}
