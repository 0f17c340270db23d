// This file defines RunTests, the unit-test runner as an embedder calls it, and TestResult.

package aussom

import (
	"time"

	"github.com/aussom/aussom-web/aussom/stdlib/unittest"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// TestResult is what a run of unit tests gave.
type TestResult struct {
	unittest.Totals
	Classes  []unittest.ClassResult // in the order of running
	Duration time.Duration
	// Problem says why nothing could be run, "" if something was. It was reported on the console. For a text with errors it is the
	// first of them.
	Problem string
}

// Ok reports whether something was run and nothing failed. Tests that are skipped are run in this sense.
func (r *TestResult) Ok() bool { return r.Problem == "" && r.Failed == 0 }

// testProperties are the security properties of programs whose tests are run.
var testProperties = []string{
	"test.aussom.runner", "test.mock.inject", "test.mock.spy", "aussom.script.mode.enable", "aussom.debugger.enable",
}

// RunTests loads source and runs the unit tests of the classes that it defines, those of its includes not; it returns at once. The
// report of spec 04d, 4 goes to the console. done is called on the program's goroutine when the tests have ended, before
// o.MainEnded and o.Ended, whose code is 0 or 1; it is not called if the program is stopped before it begins.
func RunTests(source string, o Options, done func(TestResult)) *Program {
	return runTests(source, o, o.name(), done)
}

// RunAllTests is RunTests for the classes of the includes too.
func RunAllTests(source string, o Options, done func(TestResult)) *Program {
	return runTests(source, o, "", done)
}

// runTests runs the tests of the classes of one file of the program, of all if only is "".
func runTests(source string, o Options, only string, done func(TestResult)) *Program {
	given := o.Properties
	o.Properties = map[string]value.Value{}
	for _, name := range testProperties {
		o.Properties[name] = value.True
	}
	for name, v := range given {
		o.Properties[name] = v
	}
	m := newMachine(o)
	m.StartWith(func(t *vm.Thread) int {
		run := testRun{report: unittest.Report{Console: m.Console()}}
		run.run(t, o.name(), source, only)
		if done != nil {
			done(run.result)
		}
		if run.result.Ok() {
			return 0
		}
		return 1
	}, o.MainEnded)
	return &Program{m}
}

// testRun is one run of unit tests.
type testRun struct {
	report unittest.Report
	result TestResult
}

func (r *testRun) run(t *vm.Thread, file, source, only string) {
	classes, ok := r.load(t, file, source, only)
	if !ok {
		return
	}
	start := time.Now()
	r.report.Begin()
	stopped := r.classes(t, unittest.Suites(classes))
	r.result.Duration = time.Since(start)
	if stopped != nil {
		r.result.Problem = "The run was stopped."
		return
	}
	r.report.End(r.result.Totals, r.result.Duration)
	if r.result.Total == 0 {
		r.problem("No tests found for that script file.")
	}
}

// classes runs the suites; the error is vm.ErrCancelled.
func (r *testRun) classes(t *vm.Thread, suites []unittest.Suite) error {
	runner := unittest.Runner{Thread: t, Listener: r.report}
	for _, s := range suites {
		r.report.Class(s)
		result, err := runner.Run(s)
		r.result.Classes = append(r.result.Classes, result)
		r.result.Add(result.Totals())
		if err != nil {
			return err
		}
	}
	return nil
}

// load loads the program and returns the classes to look at.
func (r *testRun) load(t *vm.Thread, file, source, only string) ([]*vm.Class, bool) {
	err := t.Load(file, source)
	if err != nil && err != vm.ErrParse {
		r.result.Problem = unittest.FailureText(err)
		if err != vm.ErrCancelled {
			r.report.Console.Line(vm.LevelError, r.result.Problem+"\n")
		}
		return nil, false
	}
	classes := unittest.Classes(t.Machine(), only)
	switch {
	case len(classes) == 0:
		r.problem("No classes found for that script file.")
	case err != nil:
		r.problem("Parse errors were encountered. Not running.")
	default:
		return classes, true
	}
	if found := t.Machine().ParseErrors(); len(found) > 0 {
		r.result.Problem = found[0].Error()
	}
	return nil, false
}

// problem reports why there is nothing to run.
func (r *testRun) problem(text string) {
	r.result.Problem = "Engine.runTest(): " + text
	r.report.Console.Line(vm.LevelError, r.result.Problem+"\n")
}
