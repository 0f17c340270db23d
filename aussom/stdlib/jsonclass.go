// This file defines the static class json (spec 03b, 3.3 and 3.4). The rebuilding of packed values is in
// unpack.go.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// jsonClass is the Go half of the class json.
func jsonClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"parse":  jsonParse,
		"unpack": jsonUnpack,
		"escape": jsonEscape,
	}}
}

// parseArg reads the JSON text in an argument.
func parseArg(t *vm.Thread, v value.Value) (value.Value, error) {
	if v.IsNull() {
		return value.Null, vm.Fault("The text is null.")
	}
	size := 0
	for rest := v.GoString(); rest != ""; {
		n := min(textUnit, len(rest))
		size += value.JSONSize(rest[:n])
		if err := t.Work(n); err != nil {
			return value.Null, err
		}
		rest = rest[n:]
	}
	if err := t.Machine().CheckMemory(size); err != nil {
		return value.Null, err
	}
	parsed, err := value.ParseJSONWork(v.Str(), t)
	if wrong, ok := err.(*value.JSONError); ok {
		err = vm.Fault(wrong.Text)
	}
	return parsed, err
}

func jsonParse(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	return parseArg(t, args[0])
}

func jsonEscape(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	text, err := textArg(args[0])
	if err == nil {
		err = t.Machine().CheckString(len(text))
	}
	if err != nil {
		return value.Null, err
	}
	escaped := value.EscapeJSON(text)
	if err := t.Machine().CheckString(len(escaped)); err != nil {
		return value.Null, err
	}
	return value.FromString(escaped), nil
}

func jsonUnpack(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	parsed, err := parseArg(t, args[0])
	if err != nil {
		return value.Null, err
	}
	if parsed.Kind() != value.KMap {
		return value.Null, vm.Fault("The packed text is not a JSON object.")
	}
	u := unpacker{thread: t}
	return u.run(parsed.Map())
}
