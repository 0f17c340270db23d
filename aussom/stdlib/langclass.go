// This file defines the static class lang (spec 03c, 3.1). What getClassAussomdoc returns is made in classdoc.go.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// ClassSource finds the definition of a class as scripts see it now, and the name of its file. ok is false if there
// is no such class. It is called on the program's goroutine.
type ClassSource func(name string) (file string, class *syntax.Class, ok bool)

// classSourceKey is where a machine keeps its ClassSource.
type classSourceKey struct{}

// SetClassSource connects lang.getClassAussomdoc with the class definitions of m.
func SetClassSource(m *vm.Machine, source ClassSource) { m.SetData(classSourceKey{}, source) }

// propClassDoc is the security property that lang.getClassAussomdoc needs.
const propClassDoc = "aussomdoc.class.getJson"

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
	source, ok := m.Data(classSourceKey{}).(ClassSource)
	if !ok {
		return value.Null, vm.Fault("The class definitions are not available.")
	}
	file, class, ok := source(name)
	if !ok {
		return value.Null, vm.Fault("There is no class '" + name + "'.")
	}
	return value.OfMap(ClassDoc(file, class)), nil
}
