// This file defines job, a program with its judge, and the list of all of them.

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/internal/conformance"
)

// The kinds of programs.
const (
	language = iota
	extreme
	sockets
	kinds
)

// languageFolders have programs that need no network.
var languageFolders = []string{"conformance/core", "conformance/types", "conformance/modules", "aussom/stdlib/testdata", "aussom/langtest/testdata"}

// socketFolders have programs that need the servers.
var socketFolders = []string{"e2e/programs/websocket", "e2e/programs/eventloop"}

// job is one program: what the page needs, and what is wrong with the result of running it, "" if nothing is.
type job struct {
	Name    string         `json:"name"`
	Source  string         `json:"source"`
	Options map[string]any `json:"options"`
	kind    int
	judge   func(r result) string
}

// result is what the page tells of a run.
type result struct {
	Name    string
	Code    int
	Done    int
	State   string
	Expired bool
	Lines   [][2]string
}

// lines returns what the program printed.
func (r result) lines() []conformance.Line {
	lines := make([]conformance.Line, len(r.Lines))
	for i, line := range r.Lines {
		lines[i] = conformance.Line{Level: line[0], Text: line[1]}
	}
	return lines
}

// jobs returns the programs for a session, in a worker only those that need the servers.
func (s *session) jobs(worker bool) ([]job, error) {
	var list []job
	if !worker {
		for _, folder := range languageFolders {
			cases, err := conformance.Scan(filepath.Join(harness.Root(), filepath.FromSlash(folder)))
			if err != nil {
				return nil, err
			}
			for _, c := range cases {
				if !c.UnitTest { // those need the command line
					list = append(list, languageJob(c))
				}
			}
		}
		for _, l := range conformance.LargeSources() {
			list = append(list, job{Name: "large/" + l.Name, Source: l.Text, Options: map[string]any{"name": "t.aus"}, kind: extreme,
				judge: func(r result) string { return l.Check(conformance.Output(r.lines()), r.Code) }})
		}
	}
	probe, err := os.ReadFile(filepath.Join(harness.Root(), "e2e", "programs", "websocket", "modules", "probe.aus"))
	if err != nil {
		return nil, err
	}
	for _, folder := range socketFolders {
		cases, err := conformance.Scan(filepath.Join(harness.Root(), filepath.FromSlash(folder)))
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			j, err := s.socketJob(c, string(probe))
			if err != nil {
				return nil, err
			}
			list = append(list, j)
		}
	}
	return list, nil
}

// languageJob compares the output with the recorded one.
func languageJob(c conformance.Case) job {
	return job{Name: c.Name(), Source: c.Source, Options: map[string]any{"name": c.File}, kind: language, judge: func(r result) string {
		text := conformance.Output(r.lines())
		if conformance.Matches(c.Want, r.lines()) {
			text = c.Want
		}
		return compare(c, text, r)
	}}
}

// socketJob compares what the fault server saw as well.
func (s *session) socketJob(c conformance.Case, probe string) (job, error) {
	d, err := conformance.ParseDirectives(c.Source)
	if err != nil {
		return job{}, err
	}
	d.Options["name"] = c.File
	d.Options["args"] = []string{"ws://" + s.host}
	d.Options["modules"] = map[string]string{"probe": probe}
	page := strings.NewReplacer(s.host, "HOST", "browsers.html?worker", "harness.html", "browsers.html", "harness.html")
	return job{Name: c.Name(), Source: c.Source, Options: d.Options, kind: sockets, judge: func(r result) string {
		problem := compare(c, page.Replace(conformance.Output(r.lines())), r)
		for id, want := range d.Seen {
			if got, ended := s.faults.Seen(id, 10*time.Second); !ended || !slices.Equal(got, want) {
				problem += fmt.Sprintf("\n\tthe server saw of %s: %q, want %q, ended: %v", id, got, want, ended)
			}
		}
		return problem
	}}, nil
}

// compare says what differs from the record.
func compare(c conformance.Case, output string, r result) string {
	switch problem := conformance.Difference(c.Want, output); {
	case r.Expired:
		return fmt.Sprintf("not done in time, after %q", output[max(0, len(output)-200):])
	case problem != "":
		return problem
	case r.Code&0xFF != c.Exit:
		return fmt.Sprintf("exit status %d, want %d", r.Code&0xFF, c.Exit)
	case r.State != "done" || r.Done != r.Code:
		return fmt.Sprintf("state %q, main gave %d and done %d", r.State, r.Code, r.Done)
	}
	return ""
}
