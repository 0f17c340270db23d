// This file defines the class testRunner of the module aunit (spec 04d, 6).

package stdlib

import (
	"slices"

	"github.com/aussom/aussom-web/aussom/stdlib/unittest"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// testRunner is the native half of a testRunner object.
type testRunner struct {
	engine    *vm.Machine // made when it is first needed
	suites    []unittest.Suite
	filter    unittest.Filter
	instances map[string]value.Value // of the engine, for runBefore, runTest and runAfter, by class
}

// runnerMethod is a method of testRunner; it returns what the script gets.
type runnerMethod func(r *testRunner, t *vm.Thread, this value.Value, args []value.Value) (value.Value, error)

func testRunnerClass() vm.NativeClass {
	methods := map[string]vm.Native{}
	for name, f := range map[string]runnerMethod{
		"testRunner":     (*testRunner).create,
		"loadTestFile":   (*testRunner).loadFile,
		"loadTestString": (*testRunner).loadString,
		"getTestClasses": (*testRunner).classes,
		"setIncludeTags": func(r *testRunner, _ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			return this, setTags(&r.filter.Include, args[0])
		},
		"setExcludeTags": func(r *testRunner, _ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			return this, setTags(&r.filter.Exclude, args[0])
		},
		"clearClassObjectCache": func(r *testRunner, _ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			r.instances = nil
			return this, nil
		},
		"getTestFunctions": ofSuite("getTestFunctions", testFunctions),
		"runClassTests":    ofSuite("runClassTests", (*testRunner).runClass),
		"runTest":          ofSuite("runTest", (*testRunner).runTest),
		"runBefore":        ofSuite("hasBefore", (*testRunner).runBefore),
		"runAfter":         ofSuite("hasAfter", (*testRunner).runAfter),
		"getTestTags": ofTest("getTestTags", func(_ *testRunner, test unittest.Test) value.Value {
			return stringList(test.Tags)
		}),
		"getTestTimeoutMs": ofTest("getTestTimeoutMs", func(_ *testRunner, test unittest.Test) value.Value {
			return value.Int(int64(test.TimeoutMs))
		}),
		"shouldRun": ofTest("shouldRun", func(r *testRunner, test unittest.Test) value.Value {
			return value.Bool(r.filter.Takes(test))
		}),
		"hasBefore":     hasHook("hasBefore", func(s *unittest.Suite) string { return s.Before }),
		"hasAfter":      hasHook("hasAfter", func(s *unittest.Suite) string { return s.After }),
		"hasBeforeEach": hasHook("hasBeforeEach", func(s *unittest.Suite) string { return s.BeforeEach }),
		"hasAfterEach":  hasHook("hasAfterEach", func(s *unittest.Suite) string { return s.AfterEach }),
		"hasOnTestFail": hasHook("hasOnTestFail", func(s *unittest.Suite) string { return s.OnTestFail }),
	} {
		methods[name] = ofRunner(f)
	}
	return vm.NativeClass{New: func() any { return &testRunner{} }, Methods: methods}
}

// ofRunner makes a native of a method. The permission is asked for at every call: a class that extends testRunner need
// not call its constructor.
func ofRunner(f runnerMethod) vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		m := t.Machine()
		if !m.Permitted(propTestRunner) {
			return value.Null, denied("testRunner", propTestRunner)
		}
		r, ok := this.Object().Native.(*testRunner)
		if !ok {
			return value.Null, vm.Fault("The object is no test runner.")
		}
		if r.engine == nil {
			engine, err := newEngine(m)
			if err != nil {
				return value.Null, err
			}
			r.engine = engine
		}
		return f(r, t, this, args)
	}
}

// suiteMethod is a method whose first argument names a test class.
type suiteMethod func(r *testRunner, t *vm.Thread, this value.Value, s *unittest.Suite, args []value.Value) (value.Value, error)

// ofSuite finds the class that the first argument names; messages call the method name.
func ofSuite(name string, f suiteMethod) runnerMethod {
	return func(r *testRunner, t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		class, err := textArg(args[0])
		if err != nil {
			return value.Null, err
		}
		for i := range r.suites {
			if r.suites[i].Class == class {
				return f(r, t, this, &r.suites[i], args)
			}
		}
		return value.Null, vm.Reported("testRunner." + name + "(): Provided class '" + class + "' not found.")
	}
}

// ofTest finds the test that the first two arguments name.
func ofTest(name string, f func(*testRunner, unittest.Test) value.Value) runnerMethod {
	return ofSuite(name, func(r *testRunner, _ *vm.Thread, _ value.Value, s *unittest.Suite, args []value.Value) (value.Value, error) {
		function, err := textArg(args[1])
		if err != nil {
			return value.Null, err
		}
		test, ok := s.Test(function)
		if !ok {
			return value.Null, vm.Reported("testRunner." + name + "(): Function '" + function + "' not found on class '" + s.Class + "'.")
		}
		return f(r, test), nil
	})
}

func hasHook(name string, hook func(*unittest.Suite) string) runnerMethod {
	return ofSuite(name, func(_ *testRunner, _ *vm.Thread, _ value.Value, s *unittest.Suite, _ []value.Value) (value.Value, error) {
		return value.Bool(hook(s) != ""), nil
	})
}

func stringList(texts []string) value.Value {
	list := value.NewList()
	for _, s := range texts {
		list.Items = append(list.Items, value.FromString(s))
	}
	return value.OfList(list)
}

func setTags(tags *[]string, v value.Value) error {
	if v.IsNull() {
		return vm.Fault("The list of tags is null.")
	}
	var texts []string
	for _, item := range v.List().Items {
		if item.K != value.KString {
			return vm.Fault("A tag is no string.")
		}
		texts = append(texts, item.GoString())
	}
	*tags = texts
	return nil
}

// create is the constructor; ofRunner has done all there is to do.
func (r *testRunner) create(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return this, nil
}

func (r *testRunner) loadFile(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	name, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	file, source, ok := t.Machine().Source(name)
	if !ok {
		return value.Null, notReadable(name)
	}
	return this, r.load(t, file, source)
}

func (r *testRunner) loadString(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	file, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	source, err := textArg(args[1])
	if err != nil {
		return value.Null, err
	}
	return this, r.load(t, file, source)
}

// load adds the suites of a text; a class that was loaded before is replaced.
func (r *testRunner) load(t *vm.Thread, file, source string) error {
	suites, err := loadTests(t, r.engine, file, source)
	for _, s := range suites {
		r.suites = slices.DeleteFunc(r.suites, func(old unittest.Suite) bool { return old.Class == s.Class })
		delete(r.instances, s.Class)
	}
	r.suites = append(r.suites, suites...)
	return err
}

func (r *testRunner) classes(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
	var names []string
	for _, s := range r.suites {
		names = append(names, s.Class)
	}
	return stringList(names), nil
}

func testFunctions(_ *testRunner, _ *vm.Thread, _ value.Value, s *unittest.Suite, _ []value.Value) (value.Value, error) {
	var names []string
	for _, test := range s.Tests {
		names = append(names, test.Function)
	}
	return stringList(names), nil
}

func (r *testRunner) runClass(t *vm.Thread, _ value.Value, s *unittest.Suite, _ []value.Value) (value.Value, error) {
	return runSuite(t, r.engine, *s, r.filter)
}

func (r *testRunner) runTest(t *vm.Thread, this value.Value, s *unittest.Suite, args []value.Value) (value.Value, error) {
	function, err := textArg(args[1])
	if err != nil {
		return value.Null, err
	}
	if _, ok := s.Test(function); !ok {
		problem := "' nas no function '" + function + "'."
		if slices.Contains(s.Functions, function) {
			problem = "' function '" + function + "' has no @Test annotation."
		}
		return value.Null, vm.Reported("testRunner.runTest(): Provided class '" + s.Class + problem)
	}
	return this, r.call(t, s, function)
}

func (r *testRunner) runBefore(t *vm.Thread, this value.Value, s *unittest.Suite, _ []value.Value) (value.Value, error) {
	if s.Before == "" {
		return value.Null, vm.Reported("testRunner.hasBefore(): Provided class '" + s.Class + "' nas no @Before function set.")
	}
	delete(r.instances, s.Class)
	return this, r.call(t, s, s.Before)
}

func (r *testRunner) runAfter(t *vm.Thread, this value.Value, s *unittest.Suite, _ []value.Value) (value.Value, error) {
	if s.After == "" {
		return value.Null, vm.Reported("testRunner.hasAfter(): Provided class '" + s.Class + "' has no @After function set.")
	}
	return this, r.call(t, s, s.After)
}

// call runs a method of the class's current instance, which is made if there is none.
func (r *testRunner) call(t *vm.Thread, s *unittest.Suite, method string) (err error) {
	stopped := t.RunIn(r.engine, func(et *vm.Thread) {
		instance, ok := r.instances[s.Class]
		if !ok {
			if instance, err = unittest.Instantiate(et, *s); err != nil {
				return
			}
			if r.instances == nil {
				r.instances = map[string]value.Value{}
			}
			r.instances[s.Class] = instance
		}
		_, err = et.CallMethod(instance, method)
	})
	switch {
	case stopped != nil:
		return stopped
	case err == nil || err == vm.ErrCancelled:
		return err
	}
	return vm.Thrown(unittest.FailureText(err))
}
