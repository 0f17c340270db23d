// This file defines how natives go through long texts in steps, so that neither the host nor stop has to wait for a whole text.

package stdlib

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// textUnit is the number of bytes of one step. Shorter texts take one step.
const textUnit = 1 << 16

// boundary returns the last place <= i of a text at which a character begins, i itself in the middle of bytes that are no character,
// the end if i is beyond it.
func boundary(s string, i int) int {
	if i >= len(s) {
		return len(s)
	}
	for back := 0; back < 4 && back < i; back++ {
		if s[i-back]&0xC0 != 0x80 {
			return i - back
		}
	}
	return i
}

// mapText joins what f gives for the parts s[from:to] of a text, one after the other. Parts end between two characters.
func mapText(t *vm.Thread, s string, f func(from, to int) (string, error)) (string, error) {
	if len(s) <= textUnit {
		return f(0, len(s))
	}
	var parts []string
	size := 0
	for from := 0; from < len(s); {
		to := boundary(s, from+textUnit)
		part, err := f(from, to)
		if err != nil {
			return "", err
		}
		parts = append(parts, part)
		size += len(part)
		if err := t.Machine().CheckString(size); err != nil {
			return "", err
		}
		if err := t.Work(to - from); err != nil {
			return "", err
		}
		from = to
	}
	out := textBuilder{thread: t}
	out.Grow(size)
	for _, part := range parts {
		if err := out.add(part); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// textBuilder is a strings.Builder that is filled in steps. What is added at once should be grown for.
type textBuilder struct {
	strings.Builder
	thread *vm.Thread
}

func (b *textBuilder) add(s string) error {
	for len(s) > textUnit {
		b.WriteString(s[:textUnit])
		if err := b.thread.Work(textUnit); err != nil {
			return err
		}
		s = s[textUnit:]
	}
	b.WriteString(s)
	return b.thread.Work(len(s))
}

// indexText returns the first index >= from at which find stands in s, -1 if there is none; byte by byte.
func indexText(t *vm.Thread, s, find string, from int) (int, error) {
	if len(find) > textUnit {
		i, err := rollingIndex(t, len(s)-from, len(find), func(i int) byte { return s[from+i] }, func(i int) byte { return find[i] })
		if i >= 0 {
			i += from
		}
		return i, err
	}
	for {
		end := min(len(s), from+textUnit+len(find))
		if i := strings.Index(s[from:end], find); i >= 0 {
			return from + i, t.Work(i)
		}
		if end == len(s) {
			return -1, t.Work(end - from)
		}
		if err := t.Work(end - from); err != nil {
			return -1, err
		}
		from = end - len(find) + 1
	}
}

// lastIndexText returns the last index at which find stands in s, -1 if there is none.
func lastIndexText(t *vm.Thread, s, find string) (int, error) {
	if len(find) > textUnit {
		i, err := rollingIndex(t, len(s), len(find), func(i int) byte { return s[len(s)-1-i] }, func(i int) byte { return find[len(find)-1-i] })
		if i >= 0 {
			i = len(s) - len(find) - i
		}
		return i, err
	}
	for end := len(s); ; {
		from := max(0, end-textUnit-len(find))
		if i := strings.LastIndex(s[from:end], find); i >= 0 {
			return from + i, t.Work(end - from - i)
		}
		if from == 0 {
			return -1, t.Work(end)
		}
		if err := t.Work(end - from); err != nil {
			return -1, err
		}
		end = from + len(find) - 1
	}
}

// rollingIndex is indexText for long texts, by Rabin and Karp: n bytes in which m bytes are looked for.
func rollingIndex(t *vm.Thread, n, m int, at, find func(i int) byte) (int, error) {
	if m > n {
		return -1, nil
	}
	const prime = 16777619
	var want, have uint32
	pow := uint32(1)
	w := worker{thread: t}
	for i := range m {
		want, have, pow = want*prime+uint32(find(i)), have*prime+uint32(at(i)), pow*prime
		if err := w.did(1); err != nil {
			return -1, err
		}
	}
	for i := 0; ; i++ {
		if want == have {
			same := true
			for j := 0; j < m && same; j++ {
				same = at(i+j) == find(j)
				if err := w.did(1); err != nil {
					return -1, err
				}
			}
			if same {
				return i, nil
			}
		}
		if i+m >= n {
			return -1, nil
		}
		have = have*prime + uint32(at(i+m)) - pow*uint32(at(i))
		if err := w.did(1); err != nil {
			return -1, err
		}
	}
}

// perFind is the work of finding a text and of copying what is before it, beyond that of the bytes.
const perFind = 32

// countText returns how often find, which is not empty, stands in s, one after the other.
func countText(t *vm.Thread, s, find string) (n int, err error) {
	if len(s) <= textUnit {
		return strings.Count(s, find), nil
	}
	w := worker{thread: t}
	for from := 0; ; n++ {
		i, err := indexText(t, s, find, from)
		if i < 0 || err != nil {
			return n, err
		}
		if err := w.did(perFind); err != nil {
			return n, err
		}
		from = i + len(find)
	}
}

// sharedStart returns a place up to which two texts are the same, less than a step before they differ, between two characters of both.
func sharedStart(t *vm.Thread, a, b string) (int, error) {
	i, n := 0, min(len(a), len(b))
	for i+textUnit <= n && a[i:i+textUnit] == b[i:i+textUnit] {
		i += textUnit
		if err := t.Work(textUnit); err != nil {
			return 0, err
		}
	}
	if i == 0 {
		return 0, nil
	}
	return boundary(a, i-1), nil
}

// equalTexts reports whether two texts are the same.
func equalTexts(t *vm.Thread, a, b string) (bool, error) {
	if len(a) != len(b) || len(a) <= textUnit {
		return a == b, nil
	}
	i, err := sharedStart(t, a, b)
	return err == nil && len(a)-i <= 2*textUnit && a[i:] == b[i:], err
}

// compareTexts is value.CompareUnits.
func compareTexts(t *vm.Thread, a, b *value.String) (int, error) {
	i, err := sharedStart(t, a.Go(), b.Go())
	if i == 0 || err != nil {
		return value.CompareUnits(a, b), err
	}
	return value.CompareUnits(value.NewString(a.Go()[i:]), value.NewString(b.Go()[i:])), nil
}

// unitsOf gives the units of a text piece by piece.
type unitsOf struct {
	rest  string
	units []uint16
}

// fill makes sure that there are units, unless the text is at its end.
func (u *unitsOf) fill() bool {
	if len(u.units) == 0 {
		n := boundary(u.rest, textUnit)
		u.units = value.NewString(u.rest[:n]).UTF16()
		u.rest = u.rest[n:]
	}
	return len(u.units) > 0
}

// compareFolded is value.CompareUnits of the folded units.
func compareFolded(t *vm.Thread, a, b *value.String) (int, error) {
	if max(len(a.Go()), len(b.Go())) <= textUnit {
		return compareShort(a, b), nil
	}
	s, o := unitsOf{rest: a.Go()}, unitsOf{rest: b.Go()}
	for s.fill() && o.fill() {
		n := min(len(s.units), len(o.units))
		for i, u := range s.units[:n] {
			if v := o.units[i]; u != v {
				if d := int(foldUnit(u)) - int(foldUnit(v)); d != 0 {
					return d, nil
				}
			}
		}
		s.units, o.units = s.units[n:], o.units[n:]
		if err := t.Work(n); err != nil {
			return 0, err
		}
	}
	return a.Len() - b.Len(), nil
}

// trimText is value.TrimBlanks.
func trimText(t *vm.Thread, s string) (string, error) {
	for len(s) > textUnit && value.TrimBlanks(s[:textUnit]) == "" {
		s = s[textUnit:]
		if err := t.Work(textUnit); err != nil {
			return "", err
		}
	}
	for len(s) > textUnit && value.TrimBlanks(s[len(s)-textUnit:]) == "" {
		s = s[:len(s)-textUnit]
		if err := t.Work(textUnit); err != nil {
			return "", err
		}
	}
	return value.TrimBlanks(s), nil
}
