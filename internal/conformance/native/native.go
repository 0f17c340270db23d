// This file defines the native run of programs: Run and Test.

// Package native runs conformance programs in this process. It is apart from package conformance because the browser tests, which
// use that, link no interpreter.
package native

import (
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/internal/conformance"
)

// capture is a console that keeps everything, as the native one writes it.
type capture struct{ strings.Builder }

func (c *capture) Line(level vm.Level, text string) {
	c.WriteString(level.Prefix() + value.Visible(text) + "\n")
}

func (c *capture) Print(text string) { c.WriteString(value.Visible(text)) }

// Run runs a program natively, as the command line does, and returns its output and its code. done is false if it did not
// end within limit and was stopped.
func Run(c conformance.Case, limit time.Duration) (output string, code int, done bool) {
	console := &capture{}
	options := aussom.Options{
		Name: c.File,
		Host: vm.Host{Console: console},
		Properties: map[string]value.Value{
			"aussomdoc.class.getJson": value.True,
			"aussomdoc.file.getJson":  value.True,
		},
	}
	var program *aussom.Program
	if c.UnitTest {
		console.Line(vm.LevelInfo, "Running tests for file '"+c.File+"'.")
		program = aussom.RunTests(c.Source, options, nil)
	} else {
		program = aussom.Start(c.Source, options)
	}
	select {
	case <-program.Machine().Over():
		done = true
	case <-time.After(limit):
		program.Stop()
	}
	code = program.Wait()
	return console.String(), code, done
}

// Test runs the programs of a folder and compares their outputs and codes with the recorded ones. Each must be done within limit.
func Test(t *testing.T, folder string, known conformance.Known, limit time.Duration) {
	t.Helper()
	cases, err := conformance.Scan(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			output, code, done := Run(c, limit)
			if !done {
				t.Errorf("not done after %v", limit)
			}
			known.Judge(t, c, output, code)
		})
	}
}
