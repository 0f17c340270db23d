// This file defines Result, ClassResult and Totals, what a test run gave.

package unittest

import "time"

// Outcome is how a test ended.
type Outcome uint8

// The outcomes.
const (
	Passed   Outcome = iota
	Failed           // it threw, returned a non-zero int, or what runs before it threw
	Skipped          // its annotation says so
	Filtered         // its tags say so; counted as skipped
)

// String returns the outcome as the text report has it: "PASSED".
func (o Outcome) String() string {
	return [...]string{"PASSED", "FAILED", "SKIPPED", "SKIPPED (filtered)"}[o]
}

// Result is what one test gave. The failure of a whole class (its constructor, @Before or @After threw) is a
// result too: its Function is the class and its Name that of the suite.
type Result struct {
	Function string
	Name     string
	Outcome  Outcome
	// Failure is the text of a failure as the report prints it, "" for other outcomes. It may have several lines.
	Failure string
	// HookFailures are the texts of what @OnTestFail and @AfterEach threw; they do not change the outcome.
	HookFailures []string
	Duration     time.Duration
	Tags         []string
}

// ClassResult is what one class gave.
type ClassResult struct {
	Class, Name string
	Results     []Result // in the order of running
	Duration    time.Duration
}

// Totals are numbers of tests. A class that failed as a whole counts as one.
type Totals struct{ Passed, Failed, Skipped, Total int }

// Totals counts the results.
func (c *ClassResult) Totals() (t Totals) {
	for _, r := range c.Results {
		t.Total++
		switch r.Outcome {
		case Passed:
			t.Passed++
		case Failed:
			t.Failed++
		default:
			t.Skipped++
		}
	}
	return t
}

// Add adds the numbers of u to t.
func (t *Totals) Add(u Totals) {
	t.Passed += u.Passed
	t.Failed += u.Failed
	t.Skipped += u.Skipped
	t.Total += u.Total
}
