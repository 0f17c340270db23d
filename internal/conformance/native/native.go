// This file defines Run, the native run of one program.

// Package native runs conformance programs in this process. It is apart from package conformance because the browser tests, which
// use that, link no interpreter.
package native

import (
	"strings"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/internal/conformance"
)

// capture is a console that keeps everything, as the native one writes it.
type capture struct{ strings.Builder }

func (c *capture) Line(level vm.Level, text string) {
	c.WriteString(level.Prefix())
	c.WriteString(text)
	c.WriteByte('\n')
}

func (c *capture) Print(text string) { c.WriteString(text) }

// Run runs a program natively, as the command line does, and returns its output and its code. done is false if it did not
// end within limit and was stopped.
func Run(c conformance.Case, limit time.Duration) (output string, code int, done bool) {
	console := &capture{}
	options := aussom.Options{
		Name: c.File,
		Host: vm.Host{Console: console},
		Properties: map[string]value.Value{
			"aussomdoc.class.getJson": value.Bool(true),
			"aussomdoc.file.getJson":  value.Bool(true),
		},
	}
	ended := make(chan int, 1)
	var program *aussom.Program
	if c.UnitTest {
		console.Line(vm.LevelInfo, "Running tests for file '"+c.File+"'.")
		for _, name := range []string{"test.aussom.runner", "test.mock.inject", "test.mock.spy", "aussom.script.mode.enable", "aussom.debugger.enable"} {
			options.Properties[name] = value.Bool(true)
		}
		program = aussom.RunTests(c.Source, options, func(r aussom.TestResult) {
			if r.Failed > 0 || r.Total == 0 {
				ended <- 1
				return
			}
			ended <- 0
		})
	} else {
		options.Ended = func(code int) { ended <- code }
		program = aussom.Start(c.Source, options)
	}
	done = true
	select {
	case code = <-ended:
	case <-time.After(limit):
		program.Stop()
		done = false
	}
	program.Wait()
	return console.String(), code, done
}
