// This file defines Runner, the procedure of running one test class (spec 04d, 4).

package unittest

import (
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// Listener is told what happens while it happens, between the outputs of the tests themselves.
type Listener interface {
	// HookFailed is called when @OnTestFail or @AfterEach threw; failure says which and what.
	HookFailed(failure string)
	// Done is called when a test, or a class as a whole, has its result.
	Done(r Result)
}

// Runner runs test classes on one thread, which must have nothing else to do.
type Runner struct {
	Thread   *vm.Thread
	Filter   Filter
	Listener Listener
}

// Run runs one class. The error is vm.ErrCancelled if the program was stopped; the result holds what was done until then.
func (r *Runner) Run(s Suite) (ClassResult, error) {
	run := &classRun{Runner: r, suite: s, result: ClassResult{Class: s.Class, Name: s.Name}}
	start := time.Now()
	err := run.class()
	run.result.Duration = time.Since(start)
	return run.result, err
}

// FailureText returns the text of an error that running code returned, as reports print it.
func FailureText(err error) string {
	if e, ok := err.(*value.Exception); ok {
		return value.Text(value.OfException(e))
	}
	return err.Error()
}

// Instantiate makes the instance that tests of s run on.
func Instantiate(t *vm.Thread, s Suite) (value.Value, error) {
	if s.Static {
		return value.Null, vm.Reported("Cannot instantiate static class '" + s.Class +
			"'. Static classes are singletons and are accessed by class name.")
	}
	return t.New(s.Class)
}

// classRun is the run of one class.
type classRun struct {
	*Runner
	suite    Suite
	instance value.Value
	result   ClassResult
}

func (c *classRun) class() error {
	var err error
	if c.instance, err = Instantiate(c.Thread, c.suite); err != nil {
		what := "constructor threw: "
		if c.suite.Static {
			what = ""
		}
		return c.classFailed(what, err)
	}
	if err := c.call(c.suite.Before); err != nil {
		return c.classFailed("@Before threw: ", err)
	}
	for _, t := range c.suite.Tests {
		if err := c.test(t); err != nil {
			return err
		}
	}
	if err := c.call(c.suite.After); err != nil {
		return c.classFailed("@After threw: ", err)
	}
	return nil
}

// classFailed notes a failure of the class as a whole, unless the program was stopped.
func (c *classRun) classFailed(what string, err error) error {
	if err == vm.ErrCancelled {
		return err
	}
	c.done(Result{Function: c.suite.Class, Name: c.suite.Name, Outcome: Failed, Failure: what + FailureText(err)})
	return nil
}

func (c *classRun) done(r Result) {
	c.result.Results = append(c.result.Results, r)
	c.Listener.Done(r)
}

// call runs a hook, if there is one. What it returns does not matter.
func (c *classRun) call(hook string) error {
	if hook == "" {
		return nil
	}
	_, err := c.Thread.CallMethod(c.instance, hook)
	return err
}

// test runs one test with its hooks. The error is vm.ErrCancelled.
func (c *classRun) test(t Test) error {
	r := Result{Function: t.Function, Name: t.Name, Tags: t.Tags}
	switch {
	case t.Skip:
		r.Outcome = Skipped
	case !c.Filter.Takes(t):
		r.Outcome = Filtered
	}
	if r.Outcome != Passed {
		c.done(r)
		return nil
	}
	start := time.Now()
	if err := c.body(t, &r); err != nil {
		return err
	}
	if r.Outcome == Failed {
		if err := c.hook("@OnTestFail", c.suite.OnTestFail, &r); err != nil {
			return err
		}
	}
	if err := c.hook("@AfterEach", c.suite.AfterEach, &r); err != nil {
		return err
	}
	r.Duration = time.Since(start)
	c.done(r)
	return nil
}

// body runs @BeforeEach and the method and sets outcome and failure.
func (c *classRun) body(t Test, r *Result) error {
	what := "@BeforeEach threw: "
	err := c.call(c.suite.BeforeEach)
	var v value.Value
	if err == nil {
		what = ""
		v, err = c.Thread.CallMethod(c.instance, t.Function)
	}
	switch {
	case err == vm.ErrCancelled:
		return err
	case err != nil:
		r.Outcome, r.Failure = Failed, what+FailureText(err)
	case v.Kind() == value.KInt && int32(v.AsInt()) != 0:
		r.Outcome, r.Failure = Failed, "test returned non-zero"
	}
	return nil
}

// hook runs a hook whose failure changes nothing.
func (c *classRun) hook(annotation, function string, r *Result) error {
	err := c.call(function)
	if err == nil || err == vm.ErrCancelled {
		return err
	}
	text := annotation + " threw: " + FailureText(err)
	r.HookFailures = append(r.HookFailures, text)
	c.Listener.HookFailed(text)
	return nil
}
