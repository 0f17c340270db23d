// This file defines string.format (spec 03a, 8.2).

package stdlib

import (
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// formatter fills in one format.
type formatter struct {
	format string
	args   []value.Value
	next   int // the argument that the next "{}" takes
	out    []byte
}

func stringFormat(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	f := formatter{format: this.GoString(), args: args[0].List().Items}
	w := worker{thread: t}
	for i := 0; i < len(f.format); {
		n := strings.IndexAny(f.format[i:], "{}")
		if n < 0 {
			n = len(f.format) - i
		}
		f.out = append(f.out, f.format[i:i+n]...)
		if i += n; i == len(f.format) {
			break
		}
		var err error
		if i, err = f.brace(t, i); err == nil {
			err = t.Machine().CheckString(len(f.out))
		}
		if err == nil {
			err = w.did(1)
		}
		if err != nil {
			return value.Null, err
		}
	}
	return text(string(f.out)), nil
}

func formatError(text string) error { return vm.Reported("string.format(): " + text) }

// brace handles the brace at offset i and returns the offset behind what belongs to it.
func (f *formatter) brace(t *vm.Thread, i int) (int, error) {
	c := f.format[i]
	if strings.HasPrefix(f.format[i+1:], string(c)) {
		f.out = append(f.out, c)
		return i + 2, nil
	}
	if c == '}' {
		return i, formatError("Single '}' at index " + f.index(i) + "; use '}}' for a literal '}'.")
	}
	key, _, ok := strings.Cut(f.format[i+1:], "}")
	if !ok {
		return i, formatError("Unmatched '{' at index " + f.index(i) + ".")
	}
	v, err := f.lookUp(value.TrimBlanks(key))
	if err == nil {
		err = f.put(t, v)
	}
	return i + len(key) + 2, err
}

// index returns the index of the unit at an offset of the text.
func (f *formatter) index(offset int) string { return strconv.Itoa(value.UTF16Len(f.format[:offset])) }

// lookUp returns the value for the text between two braces.
func (f *formatter) lookUp(key string) (value.Value, error) {
	switch {
	case key == "":
		n := f.next
		if n >= len(f.args) {
			return value.Null, formatError("Not enough arguments for placeholder number " + strconv.Itoa(n) + ".")
		}
		f.next++
		return f.args[n], nil
	case strings.Trim(key, "0123456789") == "":
		n, err := strconv.ParseInt(key, 10, 32)
		switch {
		case err != nil:
			return value.Null, formatError("Argument index '" + key + "' out of range.")
		case n >= int64(len(f.args)):
			return value.Null, formatError("Argument index " + decimal(n) + " out of range.")
		}
		return f.args[n], nil
	}
	for _, a := range f.args {
		if a.Kind() != value.KMap {
			continue
		}
		if v, ok := a.Map().Get(key); ok {
			return v, nil
		}
		break
	}
	return value.Null, formatError("No value provided for named placeholder '" + key + "'.")
}

// put appends v: lists and maps as JSON, all else in its text form.
func (f *formatter) put(t *vm.Thread, v value.Value) error {
	if k := v.Kind(); k != value.KList && k != value.KMap {
		text, err := t.Text(v)
		f.out = append(f.out, text...)
		return err
	}
	json, err := value.ToJSONLimit(v, t.Machine().MaxText(), t)
	if err != nil {
		return jsonError(t.Machine(), "toJson", err)
	}
	f.out = append(f.out, json...)
	return nil
}
