// This file defines the Go halves of object and exception (spec 03a, 9 and 10), and toJson and pack,
// which most classes share (spec 03b, 3).

package stdlib

import (
	"errors"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func objectClass() vm.NativeClass {
	return vm.NativeClass{Methods: withCommon(map[string]vm.Native{})}
}

// withCommon adds what all values but null, callbacks and exceptions have.
func withCommon(methods map[string]vm.Native) map[string]vm.Native {
	methods["toJson"] = toJSON
	methods["pack"] = pack
	return withMocks(methods)
}

func toJSON(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	text, err := value.ToJSONLimit(this, t.Machine().MaxText(), t)
	return written(t, "toJson", text, err)
}

func pack(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	text, err := value.PackLimit(this, t.Machine().MaxText(), t)
	return written(t, "pack", text, err)
}

// written makes the result of a method out of what value.ToJSON or value.Pack returned.
func written(t *vm.Thread, method, text string, err error) (value.Value, error) {
	if err != nil {
		return value.Null, jsonError(t.Machine(), method, err)
	}
	return value.FromString(text), nil
}

// jsonError makes what a script sees of an error of value.ToJSON or value.Pack.
func jsonError(m *vm.Machine, method string, err error) error {
	switch {
	case errors.Is(err, value.ErrCycle):
		return vm.Reported(method + "(): " + err.Error())
	case errors.Is(err, value.ErrTooLong):
		return m.TooLong()
	case errors.Is(err, value.ErrNotJSON):
		return vm.Fault(err.Error())
	}
	return err
}

func exceptionClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"getLineNumber": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Int(int64(this.Exception().Line))
		}),
		"printStackTrace": func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			t.Machine().Console().Line(vm.LevelPrint, this.Exception().StackTrace())
			return this, nil
		},
	}
	for name, text := range map[string]func(e *value.Exception) string{
		"getExceptionType": func(e *value.Exception) string { return string(e.Type) },
		"getId":            func(e *value.Exception) string { return e.ID },
		"getText":          func(e *value.Exception) string { return e.Text },
		"getDetails":       func(e *value.Exception) string { return e.Details },
		"getStackTrace":    (*value.Exception).StackTrace,
		"toString":         exceptionText,
	} {
		methods[name] = plain(func(this value.Value, _ []value.Value) value.Value {
			return value.FromString(text(this.Exception()))
		})
	}
	return vm.NativeClass{Methods: methods}
}

func exceptionText(e *value.Exception) string {
	return "line " + strconv.Itoa(e.Line) + ": " + string(e.Type) + " Exception. [" + e.ID + "] :: " + e.Details + "\n" + e.StackTrace()
}

// text returns s as a value. Unlike value.FromString it allows halves of surrogate pairs that were apart to stand
// side by side in s.
func text(s string) value.Value {
	if hasHalves(s) {
		return value.OfString(value.FromUTF16(value.NewString(s).UTF16()))
	}
	return value.FromString(s)
}

// hasHalves reports whether there is an unpaired surrogate in s.
func hasHalves(s string) bool {
	for i := strings.IndexByte(s, 0xED); i >= 0 && i+1 < len(s); {
		if s[i+1] >= 0xA0 {
			return true
		}
		next := strings.IndexByte(s[i+1:], 0xED)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}
