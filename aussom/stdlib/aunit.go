// This file defines the module aunit (spec 04d): the native part of its static class test, and the engines in which tests
// that a program starts itself run. Its class testRunner is in testrunner.go.

package stdlib

import (
	_ "embed"

	"github.com/aussom/aussom-web/aussom/stdlib/unittest"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

//go:embed aus/aunit.aus
var aunitSource string

// aunitModule is the module aunit.
func aunitModule() vm.Module {
	return vm.Module{
		Name:   "aunit",
		Source: aunitSource,
		Classes: map[string]vm.NativeClass{
			"com.aussom.stdlib.ATest":       {Methods: map[string]vm.Native{"runTestsForClass": runTestsForClass}},
			"com.aussom.stdlib.ATestRunner": testRunnerClass(),
		},
	}
}

// propTestRunner is the security property that running tests from a program needs.
const propTestRunner = "test.aussom.runner"

// maxEngines is how deep engines for tests may start engines for tests.
const maxEngines = 16

// engineKey is where a machine keeps how deep it is nested in others.
type engineKey struct{}

// newEngine makes a machine for the tests that a program starts. It prints where the program prints.
func newEngine(m *vm.Machine) (*vm.Machine, error) {
	depth, _ := m.Data(engineKey{}).(int)
	if depth == maxEngines {
		return nil, vm.Reported("Test runners are nested too deeply.")
	}
	engine := m.NewChild(Lang())
	engine.SetData(engineKey{}, depth+1)
	return engine, nil
}

// noTestClasses is the refusal of a text without classes, or with errors.
const noTestClasses = vm.Thrown("Engine.runTest(): No classes found for that script file.")

// loadTests loads a text into an engine and returns its suites.
func loadTests(t *vm.Thread, engine *vm.Machine, file, source string) (suites []unittest.Suite, err error) {
	stopped := t.RunIn(engine, func(et *vm.Thread) {
		switch err = et.Load(file, source); {
		case err == vm.ErrParse:
			err = noTestClasses
		case err == vm.ErrCancelled:
		case err != nil:
			err = vm.Thrown(err.Error())
		default:
			classes := unittest.ClassesInOrder(engine, file)
			if len(classes) == 0 {
				err = noTestClasses
			}
			suites = unittest.Suites(classes)
		}
	})
	if stopped != nil {
		return nil, stopped
	}
	return suites, err
}

// runSuite runs a suite in an engine and returns the numbers of its tests as a map.
func runSuite(t *vm.Thread, engine *vm.Machine, s unittest.Suite, filter unittest.Filter) (value.Value, error) {
	var totals unittest.Totals
	var err error
	stopped := t.RunIn(engine, func(et *vm.Thread) {
		runner := unittest.Runner{Thread: et, Filter: filter, Listener: unittest.Report{Console: engine.Console()}}
		var result unittest.ClassResult
		result, err = runner.Run(s)
		totals = result.Totals()
	})
	if stopped != nil {
		return value.Null, stopped
	}
	return totalsMap(totals), err
}

func totalsMap(t unittest.Totals) value.Value {
	m := value.NewMap()
	m.Put("total", value.Int(int64(t.Total)))
	m.Put("skipped", value.Int(int64(t.Skipped)))
	m.Put("passed", value.Int(int64(t.Passed)))
	m.Put("failed", value.Int(int64(t.Failed)))
	return value.OfMap(m)
}

// runTestsForClass is test.runTestsForClass(string ClassName).
func runTestsForClass(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	m := t.Machine()
	if !m.Permitted(propTestRunner) {
		return value.Null, denied("testRunner.runTestsForClass", propTestRunner)
	}
	name, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	class := m.ClassInfo(name)
	if class == nil {
		return value.Null, vm.Reported("test.runTestsForClass(): Provided class '" + name + "' not found.")
	}
	if _, ok := unittest.SuiteOf(class); !ok || class.Library {
		return totalsMap(unittest.Totals{}), nil
	}
	file, source, ok := m.Source(class.File)
	if !ok {
		return value.Null, notReadable(class.File)
	}
	engine, err := newEngine(m)
	if err != nil {
		return value.Null, err
	}
	suites, err := loadTests(t, engine, file, source)
	if err != nil {
		return value.Null, err
	}
	for _, s := range suites {
		if s.Class == name {
			return runSuite(t, engine, s, unittest.Filter{})
		}
	}
	return totalsMap(unittest.Totals{}), nil
}

// notReadable says that there is no file of that name for programs.
func notReadable(file string) error { return vm.Thrown(file + ": there is no such file") }
