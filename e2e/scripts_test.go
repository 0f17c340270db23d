// This file defines the tests of <script type="text/aussom">.

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
)

func TestScriptElements(t *testing.T) {
	hello, err := os.ReadFile(filepath.Join("testdata", "hello.aus"))
	must(t, err)
	last := make(chan struct{}) // the last script was asked for
	s := serve(t, map[string]http.HandlerFunc{
		"/e2e/hello.aus": func(w http.ResponseWriter, r *http.Request) { // it arrives after all others, and yet has its turn
			select {
			case <-last:
			case <-r.Context().Done():
			}
			w.Write(hello)
		},
		"/e2e/missing.aus": func(w http.ResponseWriter, r *http.Request) {
			http.NotFound(w, r)
			close(last)
		},
	})
	page := tab(t)
	page.Allow(`data-args must be a JSON list of strings`)
	page.Allow(`missing\.aus`)
	must(t, page.Navigate(s.URL+"/e2e/scripts.html"))
	must(t, page.Poll("window.events.filter((event) => event.includes('aussom:exit')).length === 7", 20*time.Second))

	var events []string
	must(t, page.Eval("window.events", &events))
	for script, want := range map[string][]string{
		"inline":   {"exit 300"},
		"external": {"error line 2: [cException] exRuntime Exception", "exit 1"},
		"broken":   {"error Engine.run(): Parse errors were encountered. Not running.", "exit 1"},
		"throws":   {"error line 2: [cException] exRuntime Exception", "exit 1"},
		"bad-args": {"error data-args must be a JSON list of strings", "exit 1"},
		"missing":  {"error missing.aus could not be loaded: status 404", "exit 1"},
		"socket":   {"exit 0"},
	} {
		var got []string
		for _, event := range events {
			if rest, ok := strings.CutPrefix(event, script+" aussom:"); ok {
				got = append(got, rest)
			}
		}
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s dispatched %q, want %q", script, got, want)
		}
	}

	for id, want := range map[string][]string{
		"first":  {"log one <two>", "warn careful", "error <b>not bold</b>", "print held"},
		"second": {"info hello from a file, 0 arguments", "error line 2: [cException]"},
		"third": {
			"error named.aus [2]: PARSE_ERROR: Unknown symbol found at line 2 column 35.", "error Engine.run(): Parse errors",
			"error line 2: [cException]", "log socket closed",
		},
	} {
		var got []string
		must(t, page.Eval("[...document.getElementById('"+id+"').children].map((line) => line.className + ' ' + line.textContent)", &got))
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("#%s shows %q, want %q", id, got, want)
		}
	}
	var written []string
	must(t, page.Eval("window.written", &written))
	if got := slices.Compact(written); !slices.Equal(got, []string{"first", "second", "third"}) {
		t.Errorf("the scripts wrote in the order %q", got)
	}
	var loaded int
	must(t, page.Eval("performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/main.wasm')).length", &loaded))
	if loaded != 1 {
		t.Errorf("main.wasm was fetched %d times", loaded)
	}
	var shown string
	must(t, page.Eval("window.shown['socket aussom:exit']", &shown))
	if !strings.HasSuffix(shown, "socket closed") {
		t.Errorf("aussom:exit came before the program was done: %q", shown)
	}
	var bold, fileName string
	must(t, page.Eval("String(document.querySelector('#first b'))", &bold))
	must(t, page.Eval("document.querySelector('#second .error').textContent", &fileName))
	if bold != "null" || !strings.Contains(fileName, "[hello.aus:2]") {
		t.Errorf("element %s, trace %q", bold, fileName)
	}
}

// TestScriptsWaitForTheDocument: scripts run when the document has been parsed, also those that come after the runtime is there.
func TestScriptsWaitForTheDocument(t *testing.T) {
	ready := make(chan struct{})
	s := serve(t, map[string]http.HandlerFunc{
		"/e2e/slow.html": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<!doctype html><link rel="icon" href="/favicon.svg"><script type="module" async src="/e2e/slow.js"></script><pre id="out"></pre>
<script type="text/aussom" data-output="#out">class A { public main(args) { c.log("first"); } }</script>`)
			w.(http.Flusher).Flush()
			select {
			case <-ready:
			case <-r.Context().Done():
			}
			fmt.Fprint(w, `<script type="text/aussom" data-output="#out">class A { public main(args) { c.log("second"); } }</script>`)
		},
		"/e2e/slow.js": answer(http.StatusOK, "text/javascript", []byte(`import { runtime } from "/aussom-scripts.js";
			const frame = () => new Promise(requestAnimationFrame);
			await runtime;
			for (let i = 0; i < 3; i++) await frame();
			window.early = document.getElementById("out").textContent;
			fetch("/e2e/ready");`)),
		"/e2e/ready": func(w http.ResponseWriter, r *http.Request) { close(ready) },
	})
	page := tab(t)
	must(t, page.Navigate(s.URL+"/e2e/slow.html"))
	must(t, page.Poll("document.getElementById('out').childElementCount === 2", 10*time.Second))
	var text string
	must(t, page.Eval("window.early + ', ' + [...document.getElementById('out').children].map((line) => line.textContent).join()", &text))
	if text != ", first,second" {
		t.Errorf("shown before the document was parsed, and at the end: %q", text)
	}
}
