// This file defines Limits, the sizes that a program may reach.

package vm

import (
	"math"
	"slices"
	"unsafe"

	"github.com/aussom/aussom-web/aussom/value"
)

// Limits are the sizes a program may reach; 0 means the default, -1 no limit.
type Limits struct {
	CallDepth int   // active calls; default: the security property, 1000
	Steps     int64 // loop back edges, calls and the natives' work on much data, of the whole program; default: no limit
	String    int   // UTF-8 bytes of one string; default 256 MiB
	List      int   // elements of one list, entries of one map; default 16 Mi
	Buffer    int   // bytes of one Buffer; default 512 MiB
	Source    int   // bytes of one source text; default 16 MiB
	Memory    int64 // bytes that the program holds, counted only if there is a Host.Heap; default 1 GiB
}

// The defaults leave room for what a page can sensibly do (a 200 MB message arrives in Chromium) and stay well below
// the 4 GiB of a wasm memory, of which a list of 16 Mi values takes 384 MiB. A program that holds its 1 GiB leaves as much to
// the others and as much again to garbage.
func (l Limits) withDefaults() Limits {
	set := func(p *int, d int) {
		switch {
		case *p == 0:
			*p = d
		case *p < 0:
			*p = math.MaxInt
		}
	}
	if l.Memory == 0 {
		l.Memory = 1 << 30
	}
	set(&l.String, 256<<20)
	set(&l.List, 16<<20)
	set(&l.Buffer, 512<<20)
	set(&l.Source, 16<<20)
	return l
}

// CheckString returns an error if a string of n bytes is larger than the program may make. Natives that multiply call it first.
func (m *Machine) CheckString(n int) error {
	if err := check("A string", n, m.limits.String, "bytes"); err != nil {
		return err
	}
	return m.announce(int64(n), true)
}

// CheckList is CheckString for lists and maps.
func (m *Machine) CheckList(n int) error {
	if err := check("A list or map", n, m.limits.List, "elements"); err != nil {
		return err
	}
	if int64(n)*int64(valueSize) <= m.memory.room {
		return nil
	}
	return m.announce(int64(n)*int64(valueSize), false)
}

// firstItems is the number of elements for which a slice that was empty makes room.
const firstItems = 4

// shortItems is up to how many elements a full slice becomes four times as large.
const shortItems = 64

// GrowList makes room for n more elements in l, or returns an error if the program may not hold them.
func (m *Machine) GrowList(l *value.List, n int) error {
	items, err := Grow(m, l.Items, n)
	if err == nil {
		l.Items = items
	}
	return err
}

// Grow returns s with room for n more elements, or an error if the program may not hold them: natives call it before they append
// to what may become large. The room of a full slice doubles, that of a short one becomes four times as large: append grows a long
// slice by a quarter only, and each time the whole slice is copied and the garbage collector gets the old one to look at.
func Grow[E any](m *Machine, s []E, n int) ([]E, error) {
	size := len(s) + n
	if size <= cap(s) {
		return s, nil
	}
	if err := check("A list or map", size, m.limits.List, "elements"); err != nil {
		return nil, err
	}
	factor := 2
	if len(s) <= shortItems {
		factor = 4
	}
	room := max(size, min(factor*len(s), m.limits.List))
	if len(s) == 0 && n == 1 {
		room = firstItems
	}
	var e E
	if err := m.announce(int64(room)*int64(unsafe.Sizeof(e)), true); err != nil {
		return nil, err
	}
	return slices.Grow(s, room-len(s)), nil
}

// keyBytes is what the string of a key takes, without its text, which it shares with the map.
const keyBytes = int(unsafe.Sizeof(value.String{}))

// Keys returns a new list of a map's keys in order, or an error if the program may not hold it.
func (m *Machine) Keys(of *value.Map) (value.Value, error) {
	items, err := Grow[value.Value](m, nil, of.Len())
	if err == nil {
		err = m.CheckMemory(of.Len() * keyBytes)
	}
	if err != nil {
		return value.Null, err
	}
	return value.OfList(value.NewList(of.AppendKeys(items)...)), nil
}

// CheckKey is CheckList for a map that gets a value for key.
func (m *Machine) CheckKey(to *value.Map, key *value.String) error {
	if to.Len() < m.limits.List {
		return nil
	}
	if _, ok := to.GetStr(key); ok {
		return nil
	}
	return m.CheckList(to.Len() + 1)
}

// CheckBuffer is CheckString for Buffers.
func (m *Machine) CheckBuffer(n int) error {
	if err := check("A Buffer", n, m.limits.Buffer, "bytes"); err != nil {
		return err
	}
	return m.announce(int64(n), true)
}

// MaxText returns the largest number of bytes that the text, JSON or pack form of a value may have.
func (m *Machine) MaxText() int { return min(m.limits.String, value.MaxText) }

// TooLong returns the error about a text, JSON or pack form that is larger than MaxText.
func (m *Machine) TooLong() error { return tooLong(m.MaxText()) }

func tooLong(most int) error { return check("A text", most+1, most, "bytes") }

// Text returns the text form of v, or an error if it is larger than MaxText.
func (t *Thread) Text(v value.Value) (string, error) {
	most := t.m.MaxText()
	if v.K == value.KString {
		most = t.m.limits.String
	}
	s, err := value.TextWork(v, most, t)
	if err == value.ErrTooLong {
		err = tooLong(most)
	}
	return s, err
}

func check(what string, n, limit int, unit string) error {
	if n <= limit && n >= 0 {
		return nil
	}
	return limitExceeded(what + " of more than " + itoa(limit) + " " + unit + " is over the limit of this program.")
}

func limitExceeded(text string) error { return WithID{ID: "LIMIT_EXCEEDED", Text: text} }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
