// This file defines -budget: what the checks cost that let a program be interrupted.

package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/scripts/build/module"
)

// uncheckedEdits turn the interpreter into one that never checks its budget: it cannot be interrupted. Each must occur in the file.
var uncheckedEdits = map[string][][2]string{
	"aussom/vm/run.go": {
		{"b, left := reg(base, in.B), t.left; b.K", "b := reg(base, in.B); b.K"},
		{"b, c, left := reg(base, in.B), reg(base, in.C), t.left", "b, c := reg(base, in.B), reg(base, in.C)"},
		{" && t.left >= 2*step", ""},
		{" && left >= 2*step", ""},
		{"if left := t.left; left >= 2*step {", "if true {"},
		{"t.left = left - step\n", "\n"},
		{"t.left -= step\n", "\n"},
		{"if t.left >= step {", "if true {"},
	},
	"aussom/vm/call.go": {
		{"t.left -= step\n", "\n"},
		{"if t.budget() <= 0 {", "if false {"},
	},
	"aussom/vm/thread.go": {
		{"perCall = step + 1", "perCall = int64(1)"}, // the depth of calls is still checked
	},
}

// measureBudget measures the programs with and without the checks, alternating in one page, and prints the difference.
func measureBudget(dist string, programs []program, rounds int, w io.Writer) error {
	extra, err := os.MkdirTemp("", "aussom-budget-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(extra)
	unchecked, err := uncheckedFiles(extra)
	if err != nil {
		return err
	}
	without := filepath.Join(extra, "without")
	if err := os.CopyFS(without, os.DirFS(dist)); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(without, "main.wasm")); err != nil {
		return err
	}
	for _, suffix := range []string{".br", ".gz"} {
		os.Remove(filepath.Join(without, "main.wasm"+suffix))
	}
	if err := module.Build(harness.Root(), filepath.Join(extra, "main.wasm"), module.Options{}); err != nil {
		return err
	}
	if err := module.Build(harness.Root(), filepath.Join(without, "main.wasm"), module.Options{Replace: unchecked}); err != nil {
		return err
	}
	s := serve(dist, extra)
	defer s.Close()
	query := "?wasm=" + extraPath + "main.wasm&before=" + extraPath + "without/aussom.js"
	return inPage(s.URL, query, func(page *harness.Tab) error { return comparePairs(page, programs, rounds, w) })
}

// comparePairs prints what the checks cost. Each round is a pair of runs, one right after the other, so that what else the machine does
// hits both; the median of the rounds' ratios counts. Checks per millisecond tell what can be the checks' doing and what is
// due to another placement of the code.
func comparePairs(page *harness.Tab, programs []program, rounds int, w io.Writer) error {
	fmt.Fprintf(w, "Cost of the budget checks: medians of %d pairs of runs\n\n| program | with, ms | without, ms | cost | checks per ms |\n|---|---:|---:|---:|---:|\n", rounds)
	sum := 0.0
	for _, p := range programs {
		var with, without, ratios []float64
		for round := range rounds + 1 {
			var t [2]float64
			if err := page.Call(&t, "window.measurePair", p.name, p.out, round%2 == 1); err != nil {
				return err
			}
			if round > 0 { // the first one compiles
				with, without, ratios = append(with, t[0]), append(without, t[1]), append(ratios, t[0]/t[1])
			}
		}
		checks, err := countChecks(p)
		if err != nil {
			return err
		}
		ratio := median(ratios)
		sum += math.Log(ratio)
		fmt.Fprintf(w, "| %s | %.1f | %.1f | %+.1f %% | %.0f |\n", p.name, median(with), median(without), 100*(ratio-1), float64(checks)/median(with))
	}
	_, err := fmt.Fprintf(w, "| geometric mean | | | %+.1f %% | |\n", 100*(math.Exp(sum/float64(len(programs)))-1))
	return err
}

// countChecks returns how many checks a program makes, exact to a hundredth: the limit of steps with which it still comes to its end.
func countChecks(p program) (int64, error) {
	source, err := os.ReadFile(filepath.Join(folder(), p.name+".aus"))
	if err != nil {
		return 0, err
	}
	enough := func(steps int64) bool {
		return aussom.Start(string(source), aussom.Options{Name: p.name + ".aus", Limits: vm.Limits{Steps: steps}}).Wait() == 0
	}
	low, high := int64(0), int64(1000)
	for !enough(high) {
		if low, high = high, 2*high; high > 1<<40 {
			return 0, fmt.Errorf("%s does not come to its end", p.name)
		}
	}
	for high-low > high/100 {
		if middle := (low + high) / 2; enough(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, nil
}

// uncheckedFiles writes the edited files to a folder and returns which stands for which.
func uncheckedFiles(folder string) (map[string]string, error) {
	replace := map[string]string{}
	for name, edits := range uncheckedEdits {
		path := filepath.Join(harness.Root(), name)
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		edited := string(text)
		for _, e := range edits {
			if !strings.Contains(edited, e[0]) {
				return nil, fmt.Errorf("%s does not have %q any more: uncheckedEdits must follow", name, e[0])
			}
			edited = strings.ReplaceAll(edited, e[0], e[1])
		}
		replace[path] = filepath.Join(folder, filepath.Base(name))
		if err := os.WriteFile(replace[path], []byte(edited), 0o644); err != nil {
			return nil, err
		}
	}
	return replace, nil
}
