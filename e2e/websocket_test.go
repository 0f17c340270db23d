// This file defines the run of the programs of programs/websocket and programs/eventloop.

package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/internal/conformance"
)

// modules returns what the programs may include.
func modules(t *testing.T) map[string]string {
	t.Helper()
	probe, err := os.ReadFile(filepath.Join("programs", "websocket", "modules", "probe.aus"))
	must(t, err)
	return map[string]string{"probe": string(probe)}
}

// hostFolders are the folders of programs/, which need a host.
var hostFolders = []string{"websocket", "eventloop"}

// TestPrograms runs each program in a page of its own with the server's address as its argument, and compares its output,
// its code and what the server saw.
func TestPrograms(t *testing.T) { runPrograms(t, "") }

// TestProgramsInWorker does the same with the runtime in a worker, where the same rules hold.
func TestProgramsInWorker(t *testing.T) { runPrograms(t, "?worker") }

func runPrograms(t *testing.T, query string) {
	for _, folder := range hostFolders {
		cases, err := conformance.Scan(filepath.Join("programs", folder))
		must(t, err)
		for _, c := range cases {
			t.Run(c.Name(), func(t *testing.T) {
				t.Parallel()
				runProgram(t, c, query)
			})
		}
	}
}

func runProgram(t *testing.T, c conformance.Case, query string) {
	page, s := openWith(t, query)
	d, err := conformance.ParseDirectives(c.Source)
	must(t, err)
	for _, pattern := range d.Allowed {
		page.Allow(pattern)
	}
	d.Options["name"] = c.File
	d.Options["args"] = []string{s.socketBase()}
	d.Options["modules"] = modules(t)
	var r result
	must(t, page.Call(&r, "window.runProgram", c.Source, d.Options, 60_000))
	if r.Expired {
		t.Error("not done in time")
	}
	got := strings.NewReplacer(s.Listener.Addr().String(), "HOST", "harness.html?worker", "harness.html").Replace(output(r))
	if os.Getenv("AUSSOM_RECORD") != "" { // for a new program: write what it gives, to be read before it is believed
		must(t, os.WriteFile(filepath.Join("programs", c.Name()+".out"), []byte(got), 0o644))
	}
	conformance.Known{}.Judge(t, c, got, r.Code)
	if r.Done != r.Code || (!r.Expired && r.State != "done") {
		t.Errorf("main gave %d, done %d, state %q", r.Code, r.Done, r.State)
	}
	for id, want := range d.Seen {
		got, ended := s.faults.Seen(id, 10*time.Second)
		if !ended || !slices.Equal(got, want) {
			t.Errorf("the server saw of %s:\n%s\nwant:\n%s\nended: %v", id, strings.Join(got, "\n"), strings.Join(want, "\n"), ended)
		}
	}
}
