// This file defines how natives that look at much data count as much work, so that they, and a loop over them, are interrupted as
// soon as a loop over statements.

package vm

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
)

// quickNatives are methods whose time does not depend on the size of the receiver and the arguments, or hardly.
var quickNatives = map[string]string{
	"math":   " sqrt abs min max floor ceil round pow exp log sin cos tan atan2 ",
	"string": " length charAt substr startsWith endsWith isEmpty isBlank trim ",
	"list":   " add get set size isEmpty clear ",
	"map":    " get getd put putIfAbsent remove containsKey size isEmpty clear ",
}

// manyElements is the size up to which data costs nothing, and perStep how many elements or bytes beyond it count as a loop's round.
const (
	manyElements = 1 << 12
	perStep      = 16
)

// Work counts what a native has done since its last call: n elements, bytes or steps. Natives whose time has no small bound call it
// every few thousand of them; stop and the limit of steps then end them, and the host gets control in between, as in a loop of the script.
// No other code of the program runs meanwhile. A native returns the error on.
func (t *Thread) Work(n int) error {
	t.left -= int64(n/perStep) * step
	if t.budget() > 0 {
		return nil
	}
	return t.checkpoint()
}

// isQuick reports whether a method is one of quickNatives.
func isQuick(class, method string) bool {
	return strings.Contains(quickNatives[class], " "+method+" ")
}

// counted returns a native that charges the thread's budget with the size of its receiver and its arguments; nil for nil.
func counted(f Native) Native {
	if f == nil {
		return nil
	}
	return func(t *Thread, this value.Value, args []value.Value) (value.Value, error) {
		n := sizeOf(this)
		for i := range args {
			n += sizeOf(args[i])
		}
		if n > manyElements {
			t.left -= int64(n/perStep) * step
			if n > longText {
				if err := t.measure(this, args); err != nil {
					return value.Null, err
				}
			}
		}
		return f(t, this, args)
	}
}

// longText is the length from which on natives get texts that are measured already.
const longText = 1 << 20

// workBytes is the number of bytes of a text between two interruptions.
const workBytes = 1 << 16

// measure is Measured for all texts of a call.
func (t *Thread) measure(this value.Value, args []value.Value) error {
	if this.K == value.KString {
		if err := t.Measured(this.Str()); err != nil {
			return err
		}
	}
	for i := range args {
		if args[i].K == value.KString {
			if err := t.Measured(args[i].Str()); err != nil {
				return err
			}
		}
	}
	return nil
}

// Measured does interruptibly, for a long text, what the first question for its length does.
func (t *Thread) Measured(s *value.String) error {
	if len(s.Go()) <= longText {
		return nil
	}
	return s.Measure(workBytes, t.Work)
}

// Indexed does interruptibly, for a long text, what the first questions for its length and for one of its units do.
func (t *Thread) Indexed(s *value.String) error {
	if len(s.Go()) <= longText {
		return nil
	}
	return t.makeIndexed(s)
}

// makeIndexed is apart from Indexed, which is called for every text and is inlined.
func (t *Thread) makeIndexed(s *value.String) error {
	if err := s.Measure(workBytes, t.Work); err != nil {
		return err
	}
	return s.Mark(t.Work)
}

// sizeOf returns the elements or bytes of a value, without what its elements hold.
func sizeOf(v value.Value) int {
	switch v.K {
	case value.KString:
		return len(v.Str().Go())
	case value.KList:
		return len(v.List().Items)
	case value.KMap:
		return v.Map().Len()
	}
	return 0
}
