// This file defines the static class lang (spec 03c, 3.1). What getClassAussomdoc returns is made in classdoc.go.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// The security properties of documentation: reading that of a class, and keeping the texts of comments.
const (
	propClassDoc  = "aussomdoc.class.getJson"
	propRetainDoc = "aussomdoc.retain"
)

// langClass is the Go half of the class lang.
func langClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"type":              langType,
		"getClassAussomdoc": langClassDoc,
	}}
}

func langType(_ *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	return value.FromString(args[0].TypeName()), nil
}

func langClassDoc(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	m := t.Machine()
	if !m.Permitted(propClassDoc) {
		return value.Null, nil
	}
	name, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	class := m.ClassInfo(name)
	if class == nil {
		return value.Null, vm.Fault("There is no class '" + name + "'.")
	}
	return value.OfMap(ClassDoc(class.File, class.Decl, m.Permitted(propRetainDoc))), nil
}
