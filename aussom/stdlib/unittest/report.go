// This file defines Report, the text of a test run on the console (spec 04d, 4).

package unittest

import (
	"strconv"
	"strings"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// Report is a listener that prints on a console.
type Report struct{ Console vm.Console }

var rule = strings.Repeat("*", 62)

func (r Report) info(text string) { r.Console.Line(vm.LevelInfo, text) }

func (r Report) empty() { r.Console.Line(vm.LevelPrint, "") }

// Begin prints the heading of a run.
func (r Report) Begin() {
	r.empty()
	r.info(rule)
	r.info("RUNNING TESTS")
	r.info(rule)
}

// Class prints the heading of a class.
func (r Report) Class(s Suite) {
	r.empty()
	r.info("Running Test [ " + s.Class + " : " + s.Name + " ]")
}

// HookFailed implements Listener.
func (r Report) HookFailed(failure string) { r.Console.Line(vm.LevelError, failure) }

// Done implements Listener.
func (r Report) Done(t Result) {
	text := "*** " + t.Function + " : " + t.Name + " ... " + t.Outcome.String()
	if t.Outcome == Failed {
		text += "\n" + t.Failure
	}
	r.info(text)
}

// End prints the summary of a run.
func (r Report) End(t Totals, elapsed time.Duration) {
	r.empty()
	r.info(rule)
	r.info("PASSED: " + strconv.Itoa(t.Passed) + " SKIPPED: " + strconv.Itoa(t.Skipped) + " FAILED: " + strconv.Itoa(t.Failed) +
		" TOTAL: " + strconv.Itoa(t.Total))
	r.info("Elapsed: " + value.FormatDouble(float64(elapsed.Milliseconds())/1000) + "s")
	r.info(rule)
	r.empty()
}
