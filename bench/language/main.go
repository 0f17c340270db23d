// This file defines the command: its flags and steps.

// Command language measures, in one page of a headless browser, the programs bench/NAME.aus beside their twins in plain
// JavaScript, bench/js/NAME.mjs. Each run's output is compared with bench/NAME.out.
//
//	go run ./bench/language [-run REGEXP] [-rounds 5] [-json FILE] [-before DIR]
//	go run ./bench/language -profile NAME
//	go run ./bench/language -budget
//
//	main.go         flags and steps
//	programs.go     the programs, and the page in which they run
//	measure.go      the measurements
//	report.go       the report in Markdown
//	profile.go      -profile: where the browser spends the time of one program
//	budget.go       -budget: the cost of the checks that let a program be interrupted
//	page/           the page
//	growth/         programs whose time must grow in proportion to their argument
//	growth_test.go  all programs as Go benchmarks
//
// The twins have a test of their own: node --test bench/js.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/aussom/aussom-web/e2e/harness"
)

// options are the command line.
type options struct {
	only    *regexp.Regexp
	rounds  int
	cold    bool
	report  string
	json    string
	before  string
	profile string
	budget  bool
}

func main() {
	o, err := parseFlags()
	if err == nil {
		err = run(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parseFlags() (options, error) {
	var o options
	only := flag.String("run", "", "measure only the programs whose name matches this regular expression; no report file is written then")
	flag.IntVar(&o.rounds, "rounds", 5, "how often each program is measured")
	flag.BoolVar(&o.cold, "cold", true, "also measure the first run in a new browser")
	flag.StringVar(&o.report, "o", filepath.Join(harness.Root(), "bench", "results", "language.md"), "file for the report")
	flag.StringVar(&o.json, "json", "", "file for the numbers, in JSON")
	flag.StringVar(&o.before, "before", "", "folder with an earlier build of the site (a copy of web/dist), measured in turn with the present one; no report file is written then")
	flag.StringVar(&o.profile, "profile", "", "measure nothing, show where the time of this program goes")
	flag.BoolVar(&o.budget, "budget", false, "measure only what the checks cost that let a program be interrupted")
	flag.Parse()
	if o.rounds < 1 {
		return o, fmt.Errorf("-rounds must be at least 1")
	}
	var err error
	o.only, err = regexp.Compile(*only)
	if *only != "" || o.before != "" {
		o.report = ""
	}
	return o, err
}

func run(o options) error {
	programs, err := findPrograms(o.only)
	if err != nil {
		return err
	}
	dist, err := harness.Build()
	if err != nil {
		return err
	}
	if o.profile != "" {
		return profileProgram(dist, o.profile, os.Stdout)
	}
	if o.budget {
		return measureBudget(dist, programs, o.rounds, os.Stdout)
	}
	r, err := measure(dist, programs, o)
	if err != nil {
		return err
	}
	report := r.markdown()
	fmt.Print(report)
	if o.report != "" {
		if err := os.MkdirAll(filepath.Dir(o.report), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(o.report, []byte(report), 0o644); err != nil {
			return err
		}
	}
	if o.json != "" {
		return r.write(o.json)
	}
	return nil
}
