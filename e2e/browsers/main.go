// This file defines the command: its flags, the browsers one after the other, the report.

// Command browsers runs the conformance programs, the large sources and the WebSocket and event programs of the e2e suite in whatever
// browsers this machine has, in the page and in a worker, and compares output, exit code and what the server saw with the record.
//
//	go run ./e2e/browsers [-o FILE] [-only NAME] [chromium] [firefox] [webkit]
//	go run ./e2e/browsers open        prints an address for a browser of your choice, and waits for it
//
//	main.go     the command and its report
//	launch.go   how each browser is started with an address
//	session.go  session: one visit of the page, its server and what it sends
//	jobs.go     job: a program and its judge
//
// The page drives itself (e2e/testdata/browsers.js), so no browser needs a driver.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/internal/conformance"
)

// visitLimit is how long one visit may take.
const visitLimit = 8 * time.Minute

// only is a part of the names of the programs that run.
var only string

func main() {
	file := flag.String("o", "", "file for the report, in Markdown")
	flag.StringVar(&only, "only", "", "run only the programs whose name contains this")
	flag.Parse()
	if err := run(*file, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "browsers:", err)
		os.Exit(1)
	}
}

// run visits the page with each browser and fails if anything differs anywhere.
func run(file string, names []string) error {
	dist, err := harness.Build()
	if err != nil {
		return err
	}
	chosen, err := choose(names)
	if err != nil {
		return err
	}
	report := &strings.Builder{}
	fmt.Fprintf(report, "# The same programs in every browser\n\nBy `make browsers` on %s. So many programs printed what is recorded, byte for byte, with the recorded exit code; "+
		"of the WebSocket programs the frames that the server saw are compared as well.\n\n"+
		"| browser | language and library | extreme sources | WebSocket and events | the same in a worker | handles left |\n|---|---:|---:|---:|---:|---:|\n", time.Now().UTC().Format("2006-01-02"))
	known, err := conformance.LoadKnown(filepath.Join(harness.Root(), "e2e", "browsers", "known.txt"))
	if err != nil {
		return err
	}
	var problems []string
	for _, b := range chosen {
		row, found, err := visitBoth(dist, b)
		if err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
		report.WriteString(row)
		problems = append(problems, strangers(b.name, found, known)...)
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		fmt.Fprintf(report, "\nKnown difference, `%s`: %s.\n", name, known[name])
	}
	fmt.Print(report.String())
	if file != "" && only == "" && len(problems) == 0 {
		if err := os.WriteFile(filepath.Clean(file), []byte(report.String()), 0o644); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d programs differ:\n%s", len(problems), strings.Join(problems, "\n"))
	}
	return nil
}

// visitBoth visits the page with the runtime in it and with the runtime in a worker. It returns the browser's row of the report.
func visitBoth(dist string, b launcher) (row string, problems []problem, err error) {
	page, err := visit(dist, "", b)
	if err != nil {
		return "", nil, err
	}
	worker, err := visit(dist, "?worker", b)
	if err != nil {
		return "", nil, fmt.Errorf("in a worker: %w", err)
	}
	problems = append(page.problems, worker.problems...)
	row = fmt.Sprintf("| %s | %s | %s | %s | %s | %d |\n", product(page.end.Agent), page.share(language), page.share(extreme), page.share(sockets),
		worker.share(sockets), page.end.Handles+worker.end.Handles)
	return row, problems, nil
}

// strangers returns the problems that the list of known ones does not have, and what the list has although it passes.
func strangers(browser string, problems []problem, known conformance.Known) []string {
	var list []string
	seen := map[string]bool{}
	for _, p := range problems {
		name := browser + "/" + p.program
		if seen[name] = true; known[name] == "" {
			list = append(list, name+": "+p.what)
		}
	}
	for name := range known {
		if strings.HasPrefix(name, browser+"/") && !seen[name] && only == "" {
			list = append(list, name+" passes, but is listed in known.txt")
		}
	}
	return list
}

// product returns a browser's name and version out of what it says about itself.
func product(agent string) string {
	for _, mark := range []struct{ word, name string }{{"Firefox/", "Firefox "}, {"Edg/", "Edge "}, {"Chrome/", "Chromium "}, {"Version/", "WebKit (version "}} {
		if _, rest, ok := strings.Cut(agent, mark.word); ok {
			version, _, _ := strings.Cut(rest, " ")
			if strings.Contains(mark.name, "(") {
				version += ")"
			}
			return mark.name + version
		}
	}
	return agent
}
