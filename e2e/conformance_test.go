// This file defines the run of the conformance programs in the browser.

package e2e

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/aussom/aussom-web/internal/conformance"
)

// chunk is how many programs run in one call of the page.
const chunk = 10

// programFolders are the folders of the programs: the recorded ones, and those whose output is derived from the specification.
var programFolders = []string{"conformance/core", "conformance/types", "conformance/modules", "aussom/stdlib/testdata", "aussom/langtest/testdata"}

// TestConformance runs the programs of all folders in one page. Unit test files need the command line and run natively only.
func TestConformance(t *testing.T) {
	known, err := conformance.LoadKnown(filepath.Join("..", "conformance", "known_failures.txt"))
	must(t, err)
	page, _ := open(t)
	for _, folder := range programFolders {
		cases, err := conformance.Scan(filepath.Join("..", filepath.FromSlash(folder)))
		must(t, err)
		cases = slices.DeleteFunc(cases, func(c conformance.Case) bool { return c.UnitTest })
		for some := range slices.Chunk(cases, chunk) {
			results := make([]result, 0, len(some))
			must(t, page.Call(&results, "window.runAll", programs(some)))
			for i, c := range some {
				t.Run(c.Name(), func(t *testing.T) { judge(t, known, c, results[i]) })
			}
		}
	}
}

// TestLargeSources runs programs that nest or repeat to extremes; the engine's stack is far smaller than that of a native one.
func TestLargeSources(t *testing.T) {
	page, _ := open(t)
	for _, l := range conformance.LargeSources() {
		t.Run(l.Name, func(t *testing.T) {
			var r result
			must(t, page.Call(&r, "window.runProgram", l.Text, options{"name": "t.aus"}, 60_000))
			if r.Expired {
				t.Error("not done in time")
			}
			if problem := l.Check(output(r), r.Code); problem != "" {
				t.Error(problem)
			}
		})
	}
}

func programs(cases []conformance.Case) []any {
	var list []any
	for _, c := range cases {
		list = append(list, options{"source": c.Source, "options": options{"name": c.File}})
	}
	return list
}

func judge(t *testing.T, known conformance.Known, c conformance.Case, r result) {
	if r.Expired {
		t.Error("not done in time")
	}
	if !r.Expired && (r.State != "done" || r.Done != r.Code) {
		t.Errorf("state %q, main gave %d and done %d", r.State, r.Code, r.Done)
	}
	text := output(r)
	if conformance.Matches(c.Want, consoleOf(r)) {
		text = c.Want
	}
	known.Judge(t, c, text, r.Code)
}

// consoleOf returns what a program printed.
func consoleOf(r result) []conformance.Line {
	lines := make([]conformance.Line, len(r.Lines))
	for i, line := range r.Lines {
		lines[i] = conformance.Line{Level: line[0], Text: line[1]}
	}
	return lines
}

// output returns a program's output as the native console writes it.
func output(r result) string { return conformance.Output(consoleOf(r)) }
