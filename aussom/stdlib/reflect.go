// This file defines the static class reflect of the module reflect (spec 04c, 1). Its class RClass is in classdef.go.

package stdlib

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

//go:embed aus/reflect.aus
var reflectSource string

// reflectModule is the module reflect.
func reflectModule() vm.Module {
	return vm.Module{
		Name:   "reflect",
		Source: reflectSource,
		Classes: map[string]vm.NativeClass{
			"com.aussom.stdlib.AReflect": {Methods: map[string]vm.Native{
				"evalStr":               permitted("evalStr", "reflect.eval.string", checked(2, evalText)),
				"evalFile":              permitted("evalFile", "reflect.eval.file", checked(1, evalFile)),
				"includeModule":         permitted("includeModule", "reflect.include.module", checked(1, includeModule)),
				"clearParseDiagnostics": permitted("clearParseDiagnostics", "reflect.clear.diagnostics", clearDiagnostics),
				"loadedModules":         loadedModules,
				"loadedClasses":         loadedClasses,
				"parseDiagnostics":      parseDiagnostics,
				"isModuleLoaded":        checked(1, isModuleLoaded),
				"classExists":           checked(1, classExists),
				"getClassDef":           checked(1, getClassDef),
				"instantiate":           checked(1, instantiate),
				"invoke":                reflectInvoke,
			}},
			"com.aussom.stdlib.ARClass": classDefClass(),
		},
	}
}

// permitted makes f need a security property.
func permitted(method, property string, f vm.Native) vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		if !t.Machine().Permitted(property) {
			return value.Null, denied("reflect."+method, property)
		}
		return f(t, this, args)
	}
}

// evalText is evalStr(string CodeStr, string Name = "evalStr").
func evalText(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	name := args[1].GoString()
	err := t.Load(name, args[0].GoString())
	if err == vm.ErrParse {
		return value.Null, vm.Reported("reflect.evalStr(): Parse error in evaluated string '" + name +
			"'. Call reflect.parseDiagnostics() for the position and message.")
	}
	return this, loadFailure(err)
}

// evalFile is evalFile(string FileName). Errors in the text are reported on the console only.
func evalFile(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	name := args[0].GoString()
	file, source, ok := t.Machine().Source(name)
	if !ok {
		return value.Null, vm.Reported(name + " (No such file or directory)")
	}
	err := t.Load(file, source)
	if err == vm.ErrParse {
		err = nil
	}
	return value.Null, loadFailure(err)
}

// includeModule is includeModule(string ModuleName).
func includeModule(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	return this, loadFailure(t.Include(modulePath(args[0].GoString())))
}

// modulePath returns the path of a module named as in an include statement.
func modulePath(name string) string { return strings.ReplaceAll(name, ".", "/") + ".aus" }

// loadFailure turns an error of loading into one that the script sees with its own message.
func loadFailure(err error) error {
	if err == nil || err == vm.ErrCancelled {
		return err
	}
	text := err.Error()
	if strings.HasPrefix(text, "Duplicate method overload") {
		text = " [0]: " + text + "\n" // as 1.4.2 has it: an error without file and line
	}
	return vm.Reported(text)
}

func loadedModules(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
	return stringList(t.Machine().ModuleNames()), nil
}

func loadedClasses(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
	return stringList(t.Machine().ClassNames()), nil
}

func isModuleLoaded(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	return value.Bool(slices.Contains(t.Machine().ModuleNames(), modulePath(args[0].GoString()))), nil
}

func classExists(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	return value.Bool(t.Machine().ClassInfo(args[0].GoString()) != nil), nil
}

func parseDiagnostics(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
	list := value.NewList()
	for _, e := range t.Machine().ParseErrors() {
		m := value.NewMap()
		putText(m, "file", e.File)
		m.Put("line", value.Int(int64(e.Pos.Line)))
		m.Put("col", value.Int(int64(e.Pos.Col)))
		putText(m, "severity", "error")
		putText(m, "message", diagnosticMessage(e))
		list.Items = append(list.Items, value.OfMap(m))
	}
	return value.OfList(list), nil
}

// diagnosticMessage returns the first line of an error as it is printed, without file and line in front.
func diagnosticMessage(e *syntax.Error) string {
	text := strings.TrimPrefix(e.Text, e.File+" ["+strconv.Itoa(int(e.Pos.Line))+"]: ")
	text, _, _ = strings.Cut(text, "\n")
	return text
}

func clearDiagnostics(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	t.Machine().ClearParseErrors()
	return this, nil
}

// instantiate is instantiate(string ClassName).
func instantiate(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	name := args[0].GoString()
	if c := t.Machine().ClassInfo(name); c != nil && c.IsStatic() {
		return value.Null, vm.Reported("reflect.instantiate(): Cannot instantiate static class '" + name +
			"'. Static classes are singletons and are accessed by class name.")
	}
	v, err := t.New(name)
	if _, ok := err.(*value.Exception); ok {
		err = vm.Reported("reflect.instantiate(): Failed to instantiate class  '" + name + "'.\n")
	}
	return v, err
}

// reflectInvoke is invoke(object Object, string MethodName, ...).
func reflectInvoke(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	name, err := textArg(args[1])
	if err != nil {
		return value.Null, err
	}
	return t.Invoke(args[0], name, args[2].List().Items...)
}
