// This file defines the run of every example of the site, in the site's own page.

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/chromedp/chromedp"
)

// exampleRuns say what each example prints, as regular expressions over the console's lines "level text" joined by newlines, and
// whether it goes on until it is stopped.
var exampleRuns = map[string]struct {
	want    []string
	endless bool
}{
	"echo-text":   {want: []string{`log received: That is all\.`, `note Done\.`}},
	"echo-binary": {want: []string{`log short 2026, int 123456789, double 3\.25, text bytes`, `note Done\.`}},
	"protocol":    {want: []string{`log sending 3 packets in 40 bytes`, `log packet 2 of type 2: 'Grüße'`, `note Done\.`}},
	"chat":        {want: []string{`info You are guest\d+`, `info guest\d+ has come, 1 in the room\.`, `log Here now: guest\d+`}, endless: true},
	"ticker":      {want: []string{`log AUS [▁▂▃▄▅▆▇█]{8} \d+`, `log AUS [▁▂▃▄▅▆▇█]{32} \d+`, `info SOC: from [\d.]+ to [\d.]+ \(-?[\d.]+ %\)`, `note Done\.`}},
	"latency":     {want: []string{`log 60 samples of 10 round trips each`, `log fastest [\d.]+ ms, median [\d.]+ ms, slowest [\d.]+ ms`, `log █+ +\d+ under [\d.]+ ms`, `note Done\.`}},
	"reconnect": {want: []string{`log kept until there is a connection: 1 message`, `info Connection 1 is open\.`, `log the kept message was sent and answered`,
		`warn Lost after 6 prices: code 1012 'come back soon'`, `log Try 1 in \d+ ms`, `info Connection 3 is open\.`, `info That was enough\.`, `note Done\.`}},
	"whiteboard": {want: []string{`^log ([·/\\_() o.>^<]{40}\n){13}`, `info That is yours\.`}, endless: true},
	"robots":     {want: []string{`^log ([·a-zA-Z]{40}\n){12}`, `\n[A-Z] █+ \d+\n[A-Z] █+ \d+\n`, `info You were [A-M], against [N-Z]\.`, `note Done\.`}},
	"unit-tests": {want: []string{`log 3 things are in the basket`, `note Done\.`}},
}

// exampleList is the list that the site's gallery shows.
func exampleList(t *testing.T) []struct{ Name, Title, About string } {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(harness.Root(), "web", "examples", "examples.json"))
	must(t, err)
	var list []struct{ Name, Title, About string }
	must(t, json.Unmarshal(data, &list))
	return list
}

func TestExamplesAreListed(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(harness.Root(), "web", "examples", "*.aus"))
	must(t, err)
	var there, listed []string
	for _, file := range files {
		there = append(there, strings.TrimSuffix(filepath.Base(file), ".aus"))
	}
	for _, example := range exampleList(t) {
		listed = append(listed, example.Name)
		if example.Title == "" || example.About == "" {
			t.Errorf("%s has no title or no description", example.Name)
		}
	}
	slices.Sort(listed)
	if !slices.Equal(there, listed) {
		t.Errorf("files %v, listed %v", there, listed)
	}
}

func TestExamples(t *testing.T) {
	for _, example := range exampleList(t) {
		t.Run(example.Name, func(t *testing.T) {
			t.Parallel()
			run, ok := exampleRuns[example.Name]
			if !ok {
				t.Fatal("nothing is known about what it prints")
			}
			page := openPage(t, serve(t, nil), "?example="+example.Name)
			must(t, page.Do(chromedp.Click("#run")))
			var output string
			for deadline := time.Now().Add(40 * time.Second); ; time.Sleep(50 * time.Millisecond) {
				output = strings.Join(consoleLines(t, page), "\n")
				if inOrder(run.want, output) {
					break
				}
				if time.Now().After(deadline) {
					t.Fatalf("wanted, in this order:\n%s\ngot:\n%s", strings.Join(run.want, "\n"), output)
				}
			}
			if strings.Contains(output, "error ") {
				t.Errorf("errors in the output:\n%s", output)
			}
			if run.endless {
				must(t, page.Do(chromedp.Click("#stop")))
				waitForState(t, page, "stopped")
			} else {
				waitForState(t, page, "done")
			}
			if problems := problems(t, page); problems != "" {
				t.Errorf("marked as wrong: %s", problems)
			}
			screenshots(t, page, "example-"+example.Name)
		})
	}
}

// inOrder reports whether each of the patterns matches, behind the match of the one before.
func inOrder(patterns []string, text string) bool {
	for _, pattern := range patterns {
		found := regexp.MustCompile(pattern).FindStringIndex(text)
		if found == nil {
			return false
		}
		text = text[found[1]:]
	}
	return true
}

// problems returns what the page says below the editor.
func problems(t *testing.T, page *harness.Tab) string {
	t.Helper()
	var text string
	must(t, page.Eval("document.getElementById('problems').textContent", &text))
	return text
}
