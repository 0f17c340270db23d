// This file defines TestMain and how a test opens a page.

// Package e2e tests the built site over HTTP in a real browser. It imports no interpreter package.
//
//	main_test.go         TestMain: one browser for all tests; open: a tab and a server per test
//	conformance_test.go  the conformance programs in the browser
//	websocket_test.go    the programs of programs/websocket and programs/eventloop against the echo, chat and fault servers
//	lifetime_test.go     stop, several programs, a host without WebSockets
//	eventloop_test.go    that the page stays alive while a program runs
//	natives_test.go      that one call with a long text does not hold it up
//	limits_test.go       limits, and what a thousand programs leave behind
//	faults_test.go       defects of ours, injected
//	badinput_test.go     sources that are no programs
//	loader_test.go       load() when something is wrong, progress
//	scripts_test.go      pages with <script type="text/aussom">
//	page_test.go         the site's own page
//	playground_test.go   its editor, sharing, console, accessibility, weight
//	connections_test.go  its connection view
//	keyboard_test.go     the same by keyboard, and the line between console and connection view
//	examples_test.go     every example of the site
//	additions_test.go    what the library offers beyond the contract
//	package_test.go      the npm package in a Vite project and in a plain page
//	starter_test.go      the site that `aussom new` makes
//	docs_test.go         the code in the guides
//	testdata/            pages for the tests, served below /e2e/
//	harness/             browser, tab, server
//	fault/               a WebSocket server that misbehaves
package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/e2e/harness"
)

// tabLimit is the longest that one test may take.
const tabLimit = 3 * time.Minute

// What TestMain sets up for all tests.
var (
	browser *harness.Browser
	dist    string
)

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if dist, err = harness.Build(); err == nil {
		browser, err = harness.Launch()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer browser.Close()
	return m.Run()
}

// site is a test's own server.
type site struct {
	*httptest.Server
	faults *fault.Server
}

// socketBase is the address of the server for WebSocket URLs: "ws://127.0.0.1:1234".
func (s site) socketBase() string { return "ws" + strings.TrimPrefix(s.URL, "http") }

// serve starts a server with the built site; overrides replace single paths.
func serve(t *testing.T, overrides map[string]http.HandlerFunc) site {
	t.Helper()
	faults := &fault.Server{}
	handler := harness.Handler(dist, "testdata", faults)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if override, ok := overrides[r.URL.Path]; ok {
			override(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return site{s, faults}
}

// tab opens an empty tab that fails the test if something unexpected happened in it.
func tab(t *testing.T) *harness.Tab {
	t.Helper()
	page, err := browser.Tab(tabLimit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, problem := range page.Problems() {
			t.Error("in the page:", problem)
		}
		page.Close()
	})
	return page
}

// modes are the queries of the test page for a runtime in the page and in a worker.
var modes = []string{"", "?worker"}

// open opens the test page with a runtime. When the test ends, nothing may be left of its programs.
func open(t *testing.T) (*harness.Tab, site) { return openWith(t, "") }

// openWith is open with a query in the page's address: "?worker" puts the runtime into a worker.
func openWith(t *testing.T, query string) (*harness.Tab, site) {
	t.Helper()
	s := serve(t, nil)
	page := tab(t)
	must(t, page.Navigate(s.URL+"/e2e/harness.html"+query))
	must(t, page.Eval("window.ready", nil))
	t.Cleanup(func() {
		if err := page.Poll("window.runtime.liveHandles() === 0", 5*time.Second); err != nil {
			var left int
			must(t, page.Eval("window.runtime.liveHandles()", &left))
			t.Errorf("%d handles are left when all programs are done", left)
		}
	})
	return page, s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// result is what runProgram of the test page returns.
type result struct {
	Code        int
	Done        int
	State       string
	Expired     bool
	Lines       [][2]string
	Diagnostics []diagnostic
}

// diagnostic is one load error with its place.
type diagnostic struct {
	File     string
	Line     int
	Column   int
	Message  string
	Hint     string
	Snippet  string
	Severity string
}

// text returns the output as "level text" lines.
func (r result) text() string {
	var b strings.Builder
	for _, line := range r.Lines {
		b.WriteString(line[0] + " " + line[1] + "\n")
	}
	return b.String()
}

// options are those of Runtime.run().
type options map[string]any
