// This file defines the native run of the conformance programs.

// Package conformance_test runs the programs of this folder's sub-folders and compares their output with the recorded one.
package conformance_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/internal/conformance"
)

// timeLimit is what one program may take.
const timeLimit = 10 * time.Second

// TestMain puts the process into UTC, which the recorded output was made in.
func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}

// capture is a console that keeps everything, as the native one writes it.
type capture struct{ strings.Builder }

func (c *capture) Line(level vm.Level, text string) {
	c.WriteString(level.Prefix())
	c.WriteString(text)
	c.WriteByte('\n')
}

func (c *capture) Print(text string) { c.WriteString(text) }

func TestConformance(t *testing.T) {
	known, err := conformance.LoadKnown("known_failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"core", "types", "modules"} {
		cases, err := conformance.Scan(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			t.Run(c.Name(), func(t *testing.T) {
				output, code := run(t, c)
				known.Judge(t, c, output, code)
			})
		}
	}
}

// run runs one program as the command line does and returns its output and its code.
func run(t *testing.T, c conformance.Case) (output string, code int) {
	t.Helper()
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
	select {
	case code = <-ended:
	case <-time.After(timeLimit):
		program.Stop()
		t.Errorf("not done after %v", timeLimit)
	}
	program.Wait()
	return console.String(), code
}
