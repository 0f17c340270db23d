// This file defines the tests of <script type="text/aussom">.

package e2e

import (
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
	s := serve(t, map[string]http.HandlerFunc{"/e2e/hello.aus": func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(300 * time.Millisecond) // it arrives after all others, and yet has its turn
		w.Write(hello)
	}})
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
	var bold, fileName string
	must(t, page.Eval("String(document.querySelector('#first b'))", &bold))
	must(t, page.Eval("document.querySelector('#second .error').textContent", &fileName))
	if bold != "null" || !strings.Contains(fileName, "[hello.aus:2]") {
		t.Errorf("element %s, trace %q", bold, fileName)
	}
}
