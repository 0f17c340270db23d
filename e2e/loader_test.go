// This file defines the tests of load(): what may be wrong with its files, progress, options.

package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
)

// file returns a file of the built site.
func file(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dist, name))
	must(t, err)
	return content
}

// answer returns a handler with that answer.
func answer(status int, kind string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		w.WriteHeader(status)
		w.Write(body)
	}
}

// hangUp ends the connection without an answer.
func hangUp(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }

// blank opens an empty page of a server.
func blank(t *testing.T, s site) *harness.Tab {
	t.Helper()
	page := tab(t)
	must(t, page.Navigate(s.URL+"/e2e/blank.html"))
	return page
}

// loadMessage calls load() with options in JavaScript and returns the message it rejects with, "" if it works.
func loadMessage(t *testing.T, page *harness.Tab, options string) string {
	t.Helper()
	var message string
	must(t, page.Eval("import('/aussom.js').then(({ load }) => load("+options+")).then((runtime) => { window.runtime = runtime; return ''; }, (error) => error.message)", &message))
	return message
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	wasm, exec := file(t, "main.wasm"), file(t, "wasm_exec.js")
	for _, test := range []struct {
		name, path string
		handler    http.HandlerFunc
		want       []string
	}{
		{"missing", "/main.wasm", answer(404, "text/plain", nil), []string{"main.wasm", "404"}},
		{"server error", "/main.wasm", answer(500, "text/plain", nil), []string{"main.wasm", "500"}},
		{"no answer", "/main.wasm", hangUp, []string{"main.wasm could not be loaded"}},
		{"a page instead", "/main.wasm", answer(200, "text/html", []byte("<p>")), []string{"main.wasm", "wrong type", "text/html"}},
		{"not wasm", "/main.wasm", answer(200, "application/wasm", []byte("hello")), []string{"main.wasm", "could not be used"}},
		{"cut short", "/main.wasm", answer(200, "application/wasm", wasm[:len(wasm)/2]), []string{"main.wasm", "could not be used"}},
		{"other wasm_exec.js", "/wasm_exec.js", answer(200, "text/javascript", []byte(strings.ReplaceAll(string(exec), "aussomBuild", "someBuild"))), []string{"wasm_exec.js does not match main.wasm"}},
		{"no wasm_exec.js", "/wasm_exec.js", answer(404, "text/plain", nil), []string{"wasm_exec.js could not be loaded"}},
		{"empty wasm_exec.js", "/wasm_exec.js", answer(200, "text/javascript", nil), []string{"wasm_exec.js"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := blank(t, serve(t, map[string]http.HandlerFunc{test.path: test.handler}))
			page.Allow("Failed to load resource")
			message := loadMessage(t, page, "")
			for _, part := range test.want {
				if !strings.Contains(message, part) {
					t.Errorf("message %q, want %q", message, part)
				}
			}
		})
	}
}

func TestLoadAcceptsServersThatDoNotKnowWasm(t *testing.T) {
	page := blank(t, serve(t, map[string]http.HandlerFunc{"/main.wasm": answer(200, "application/octet-stream", file(t, "main.wasm"))}))
	if message := loadMessage(t, page, ""); message != "" {
		t.Error(message)
	}
	checkRuns(t, page)
}

// checkRuns checks that window.runtime runs a program.
func checkRuns(t *testing.T, page *harness.Tab) {
	t.Helper()
	var code int
	must(t, page.Eval("window.runtime.run('class A { public main(args) { return 42; } }').done", &code))
	if code != 42 {
		t.Errorf("code %d", code)
	}
}

func TestLoadOptions(t *testing.T) {
	wasm := answer(200, "application/wasm", file(t, "main.wasm"))
	for _, options := range []string{
		"", "{}", "{ wasm: '/elsewhere.wasm' }", "{ wasm: new URL('/elsewhere.wasm', location) }", "{ wasm: fetch('/elsewhere.wasm') }",
		"{ worker: true }", "{ worker: true, wasm: '/elsewhere.wasm' }",
	} {
		t.Run(options, func(t *testing.T) {
			overrides := map[string]http.HandlerFunc{"/elsewhere.wasm": wasm}
			if strings.Contains(options, "elsewhere") { // there is none at the default address then
				overrides["/main.wasm"] = http.NotFound
			}
			page := blank(t, serve(t, overrides))
			must(t, page.Eval("void (window.workers = [], window.Worker = class extends Worker { constructor(url, o) { super(url, o); window.workers.push(o.type); } })", nil))
			if message := loadMessage(t, page, options); message != "" {
				t.Fatal(message)
			}
			checkRuns(t, page)
			var workers string
			must(t, page.Eval("window.workers.join()", &workers))
			if (workers == "module") != strings.Contains(options, "worker: true") {
				t.Errorf("it started the workers %q", workers)
			}
			var version struct{ Runtime, Aussom, Go string }
			must(t, page.Eval("window.runtime.version", &version))
			if version.Runtime == "" || version.Aussom != "1.4.2" || !strings.HasPrefix(version.Go, "go1.") {
				t.Errorf("version %+v", version)
			}
			var handles int
			must(t, page.Eval("window.runtime.liveHandles()", &handles))
			if handles != 0 {
				t.Errorf("%d handles", handles)
			}
		})
	}
}

func TestLoadProgress(t *testing.T) {
	wasm := file(t, "main.wasm")
	for name, handler := range map[string]http.HandlerFunc{"plain": answer(200, "application/wasm", wasm), "compressed": nil} {
		t.Run(name, func(t *testing.T) {
			overrides := map[string]http.HandlerFunc{}
			if handler != nil {
				overrides["/main.wasm"] = handler
			}
			page := blank(t, serve(t, overrides))
			if message := loadMessage(t, page, "{ onProgress: (loaded, total) => (window.reports ??= []).push([loaded, total]) }"); message != "" {
				t.Fatal(message)
			}
			var reports [][2]*int
			must(t, page.Eval("window.reports", &reports))
			last := 0
			for _, report := range reports {
				if *report[0] < last {
					t.Errorf("went back from %d to %d", last, *report[0])
				}
				last = *report[0]
				if report[1] != nil && *report[1] != len(wasm) {
					t.Errorf("total %d, want %d or null", *report[1], len(wasm))
				}
				if handler != nil && report[1] == nil {
					t.Error("no total although the length is known")
				}
			}
			if last != len(wasm) {
				t.Errorf("the last report is %d, want %d", last, len(wasm))
			}
			checkRuns(t, page)
		})
	}
}

// TestImportHasNoSideEffects: importing the library loads nothing and defines nothing.
func TestImportHasNoSideEffects(t *testing.T) {
	requested := false
	s := serve(t, map[string]http.HandlerFunc{"/main.wasm": func(w http.ResponseWriter, r *http.Request) { requested = true }})
	page := blank(t, s)
	var names []string
	must(t, page.Eval("(async () => { const before = Object.keys(globalThis); await import('/aussom.js'); return Object.keys(globalThis).filter((name) => !before.includes(name)); })()", &names))
	if requested || len(names) > 0 {
		t.Errorf("main.wasm requested: %v, new globals %v", requested, names)
	}
}

// TestDispose: with the runtime its programs end, their promises reject, their sockets and timers are gone, and another runtime can be loaded.
func TestDispose(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		start(t, page, "class A { public main(args) { while (true) { } } }", nil)
		start(t, page, listener, options{"args": []string{s.socketBase() + "/fault/echo?id=disposed"}})
		start(t, page, "include timer; class A { public main(args) { timer.every(1, ::tick); c.log('armed'); } private tick(e, d, a) { c.log('tick'); } }", nil)
		start(t, page, "class A { public main(args) { return 3; } }", nil)
		must(t, page.Poll("window.printed(1).includes('log open') && window.printed(2).includes('log tick') && window.program(3).state === 'done'", 10*time.Second))
		var outcome []string
		must(t, page.Eval(`(async () => {
			const runs = [0, 1, 2, 3].map((number) => window.program(number));
			const settled = Promise.race([Promise.allSettled(runs.flatMap(({ main, done }) => [main, done])), new Promise((resolve) => setTimeout(resolve, 10_000, []))]);
			// wasm_exec.js would call again and again, for ever, while a timer of Go is alive.
			console.warn = (text) => { throw new Error("after dispose(): " + text); };
			window.runtime.dispose();
			const left = window.runtime.liveHandles();
			const printed = window.printed(2).length;
			const outcome = (await settled).map(({ status, value, reason }) => value ?? status + ": " + reason.message);
			await Promise.all(runs.map((run) => run.stop()));
			try { window.runtime.run("class A { public main(args) { } }"); outcome.push("ran"); } catch (error) { outcome.push("threw: " + error.message); }
			window.runtime.dispose();
			return [...outcome, ...runs.map(({ state }) => state), left, printed === window.printed(2).length].map(String);
		})()`, &outcome))
		const gone = "the Aussom runtime has stopped: it was disposed of"
		const lost = "rejected: " + gone
		want := []string{lost, lost, "5", lost, "0", lost, "3", "3", "threw: " + gone, "stopped", "stopped", "stopped", "done", "0", "true"}
		if !slices.Equal(outcome, want) {
			t.Errorf("got %q,\nwant %q", outcome, want)
		}
		if lines, ended := s.faults.Seen("disposed", 5*time.Second); !ended {
			t.Errorf("the socket is still open; the server saw %q", lines)
		} else {
			t.Log(lines)
		}
		must(t, page.Eval("window.loadRuntime()", nil))
		checkRuns(t, page)
	})
}
