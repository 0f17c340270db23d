// This file defines the tests of defects of ours, which a build with the module faults injects (jsbridge/faults.go).

package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/scripts/build/module"
)

// faultyWasm builds main.wasm as it is delivered, but with the module faults, once.
var faultyWasm = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "aussom-faults-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "main.wasm")
	if err := module.Build(harness.Root(), file, module.Options{Tags: "aussomfaults"}); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// openFaulty opens the test page with a runtime that has the module faults.
func openFaulty(t *testing.T, query string) *harness.Tab {
	t.Helper()
	wasm, err := faultyWasm()
	must(t, err)
	s := serve(t, map[string]http.HandlerFunc{"/faulty.wasm": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(wasm)
	}})
	page := tab(t)
	must(t, page.Navigate(s.URL+"/e2e/harness.html?wasm=/faulty.wasm"+query))
	must(t, page.Eval("window.ready", nil))
	return page
}

// faulty is a program that calls a function of faults from main, or from a handler.
func faulty(function string, handler bool) string {
	call := "faults." + function + "();"
	if handler {
		call = "timer.after(0, ::handle); sys.sleep(5000);"
	}
	return "include faults; include timer; include sys; class A { public main(args) { c.log('in'); " + call + " c.log('never'); } " +
		"private handle(e, d, a) { try { faults." + function + "(); } catch (x) { c.log('caught'); } sys.sleep(1000); c.log('never'); } }"
}

// A panic in native code ends the program that called it, and nothing else.
func TestPanicEndsTheProgram(t *testing.T) {
	for _, query := range modes {
		page := openFaulty(t, strings.Replace(query, "?", "&", 1))
		bystander := start(t, page, "include sys; class A { public main(args) { for (i = 0; i < 20; i++) { sys.sleep(20); } c.log('well'); return 4; } }", nil)
		for _, handler := range []bool{false, true} {
			for _, function := range []string{"panicHere", "panicLater"} {
				var r result
				must(t, page.Call(&r, "window.runProgram", faulty(function, handler), nil))
				if r.Code != 1 || r.Done != 1 || r.State != "done" || len(r.Lines) != 2 {
					t.Errorf("%s%s: main %d, done %d, state %q, output\n%s", function, query, r.Code, r.Done, r.State, r.text())
					continue
				}
				if text := r.Lines[1][1]; r.Lines[1][0] != "error" || !strings.HasPrefix(text, "internal error: injected\n") ||
					!strings.Contains(text, "goroutine ") || !strings.Contains(text, "jsbridge.faultModules") {
					t.Errorf("%s%s: %s", function, query, text)
				}
			}
		}
		if r := finish(t, page, bystander); r.Code != 4 || output(r) != "well\n" {
			t.Errorf("the other program: %d, %q", r.Code, output(r))
		}
		must(t, page.Poll("window.runtime.liveHandles() === 0", 5*time.Second))
	}
}

// A defect that Go cannot recover from ends the runtime: it says so on the console, with the stack, promises settle, and a new
// runtime can be loaded.
func TestFaultEndsTheRuntime(t *testing.T) {
	for function, c := range map[string]struct{ problem, stack string }{
		"panicElsewhere":   {"panic: injected", "goroutine "},
		"exhaust":          {"RangeError: Maximum call stack size exceeded", "wasm-function"},
		"exhaustWithWords": {"fatal: injected", "wasm-function"},
		"grow":             {"fatal error: ", "goroutine "},
		"panicInExport":    {"internal error: ", "goroutine "},
	} {
		for _, query := range modes {
			t.Run(function+query, func(t *testing.T) {
				t.Parallel()
				page := openFaulty(t, strings.Replace(query, "?", "&", 1))
				page.Allow("Aussom: internal error: the runtime has stopped: ")
				other := start(t, page, "include sys; class A { public main(args) { sys.sleep(60000); } }", nil)
				must(t, page.Call(nil, "window.start", faulty(function, false), nil))
				if function == "panicInExport" {
					must(t, page.Poll("window.printed(1).includes('log in')", 5*time.Second))
					must(t, page.Call(nil, "window.start", "class A { public main(args) { } }", nil))
				}
				for _, run := range []int{other, other + 1} {
					for _, promise := range []string{"main", "done"} {
						var message string
						must(t, page.Eval(fmt.Sprintf("Promise.race([window.program(%d).%s.then(String, (error) => 'rejected: ' + error.message), "+
							"new Promise((resolve) => setTimeout(resolve, 5000, 'pending'))])", run, promise), &message))
						if message == "pending" {
							t.Fatalf("%s of program %d does not settle", promise, run)
						}
						if run == other && !strings.HasPrefix(message, "rejected: the Aussom runtime has stopped: "+c.problem) {
							t.Errorf("%s of program %d: %s", promise, run, message)
						}
					}
				}
				told := strings.Join(page.Told(), "\n")
				if !strings.Contains(told, "internal error") || !strings.Contains(told, c.problem) || !strings.Contains(told, c.stack) {
					t.Errorf("the console has %s", told)
				}
				var code int
				must(t, page.Eval("window.runtime.liveHandles()", &code))
				if code != 0 {
					t.Errorf("%d handles", code)
				}
				must(t, page.Eval("window.loadRuntime()", nil))
				var r result
				must(t, page.Call(&r, "window.runProgram", "class A { public main(args) { c.log('again'); return 3; } }", nil))
				if r.Code != 3 || output(r) != "again\n" {
					t.Errorf("afterwards: %d, %q", r.Code, output(r))
				}
			})
		}
	}
}
