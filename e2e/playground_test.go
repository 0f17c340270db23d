// This file defines the tests of the playground: marks, completions, sharing, drafts, console, accessibility, weight.

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
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestPlaygroundMarksErrorsWhileTyping(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	setSource(t, page, "class A {\n\tpublic main(args) {\n\t\tx = 1\n\t}\n\tpublic b() {\n\t\ty = ;\n\t}\n}\n")
	must(t, page.Poll("document.querySelectorAll('.cm-lint-marker-error').length === 2", 5*time.Second))
	if text := problems(t, page); !strings.Contains(text, "column") || !strings.Contains(text, "(and 1 more)") {
		t.Errorf("below the editor: %q", text)
	}
	setSource(t, page, "class A {\n\tpublic main(args) {\n\t\tx = 1;\n\t}\n}\n")
	must(t, page.Poll("document.querySelector('.cm-lint-marker-error') === null && document.getElementById('problems').textContent === ''", 5*time.Second))
	setSource(t, page, "class A {\n\tpublic main(args) {\n\t\tx = [];\n\t\tc.log(x[3]);\n\t}\n}\n")
	runToEnd(t, page, "failed")
	must(t, page.Poll("document.querySelector('.cm-lint-marker-error') !== null", 5*time.Second))
	if text := problems(t, page); !strings.HasPrefix(text, "Line 4") {
		t.Errorf("after an exception: %q", text)
	}
}

func TestPlaygroundCompletes(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	cases := []struct{ before, typed, want string }{
		{"include websocket;\nclass A {\n\tpublic main(args) {\n\t\tws = new WebSocket(\"/ws/echo\");\n\t\t", "ws.add", "addListener"},
		{"class A {\n\tpublic main(args) {\n\t\t", "c.wa", "warn"},
		{"", "include wsc", "wsclient"},
		{"class A {\n\tpublic main(args) {\n\t\tb = ", "new Buf", "Buffer"},
		{"class A {\n\tprivate total = 0;\n\tpublic count() { }\n\tpublic main(args) {\n\t\t", "this.cou", "count"},
	}
	for _, c := range cases {
		setSource(t, page, c.before)
		must(t, page.Eval("playground.editor.goTo(1000, 1000)", nil))
		must(t, page.Eval("playground.editor.view.dispatch({ selection: { anchor: playground.source.length } })", nil))
		must(t, page.Do(chromedp.Focus(".cm-content"), chromedp.KeyEvent(c.typed)))
		if err := page.Poll("document.querySelector('.cm-tooltip-autocomplete li[aria-selected] .cm-completionLabel')?.textContent === '"+c.want+"'", 5*time.Second); err != nil {
			t.Errorf("%q: %v", c.typed, err)
		}
		must(t, page.Press("Escape"))
	}
	setSource(t, page, "class A {\n\tpublic main(args) {\n\t\t")
	must(t, page.Eval("playground.editor.view.dispatch({ selection: { anchor: playground.source.length } })", nil))
	must(t, page.Do(chromedp.Focus(".cm-content"), chromedp.KeyEvent("if (x) {")))
	must(t, page.Press("Enter"))
	var text string
	must(t, page.Eval("playground.source", &text))
	if !strings.HasSuffix(text, "if (x) {\n\t\t\t\n\t\t}") {
		t.Errorf("indented as %q", text)
	}
}

const greeting = "class A {\n\tpublic main(args) {\n\t\tc.log('Grüße 世界 😀 <b>');\n\t\t// " +
	"a long comment, a long comment, a long comment, a long comment, a long comment\n\t}\n}\n"

func TestPlaygroundShares(t *testing.T) {
	s := serve(t, nil)
	page := openPage(t, s, "")
	setSource(t, page, greeting)
	must(t, page.Do(chromedp.Click("#share")))
	must(t, page.Poll("document.getElementById('share-dialog').open", 5*time.Second))
	var link string
	must(t, page.Eval("document.getElementById('share-link').value", &link))
	if !strings.HasPrefix(link, s.URL+"/#1z") {
		t.Errorf("link %q", link)
	}
	other := tab(t)
	must(t, other.Navigate(link))
	must(t, other.Poll("window.playground?.source && !document.getElementById('run').disabled", 20*time.Second))
	var text, address string
	must(t, other.Eval("playground.source", &text))
	must(t, other.Eval("location.href", &address))
	if text != greeting || address != s.URL+"/" {
		t.Errorf("opened %q at %q", text, address)
	}
	runToEnd(t, other, "done")
	if lines := consoleLines(t, other); len(lines) != 2 || lines[0] != "log Grüße 世界 😀 <b>" {
		t.Errorf("console %q", lines)
	}
	for _, broken := range []string{"#1zAAAA", "#1p_w", "#2zAAAA"} {
		must(t, other.Eval("location.hash = '"+broken+"'", nil))
		must(t, other.Poll("/link/.test(document.querySelector('#console .line.error:last-child')?.textContent)", 5*time.Second))
		must(t, other.Do(chromedp.Click("#clear")))
	}
}

// TestPlaygroundTakesTheLastLink: of links that come while an earlier one is still being read none is lost, and the last one is shown.
func TestPlaygroundTakesTheLastLink(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	setSource(t, page, "class Main { } // "+strings.Repeat("long ", 200_000))
	must(t, page.Do(chromedp.Click("#share")))
	must(t, page.Poll("document.getElementById('share-dialog').open", 5*time.Second))
	must(t, page.Eval("document.getElementById('share-dialog').close()", nil))
	// "#1p" and the texts "two" and "three"; the first of them comes when the long text has been read and is about to be shown.
	must(t, page.Eval(`(() => {
		const { decode } = TextDecoder.prototype;
		TextDecoder.prototype.decode = function (...args) {
			TextDecoder.prototype.decode = decode;
			location.hash = "#1pdHdv";
			return decode.apply(this, args);
		};
		location.hash = new URL(document.getElementById("share-link").value).hash;
	})()`, nil))
	must(t, page.Poll("playground.source === 'two'", 5*time.Second))
	must(t, page.Poll("location.hash === ''", 5*time.Second))
	must(t, page.Eval(`(() => {
		window.decoded = 0;
		const { decode } = TextDecoder.prototype;
		TextDecoder.prototype.decode = function (...args) {
			window.decoded++;
			return decode.apply(this, args);
		};
		addEventListener("hashchange", () => (location.hash = "#1pdGhyZWU"), { once: true });
		location.hash = new URL(document.getElementById("share-link").value).hash;
	})()`, nil))
	must(t, page.Poll("window.decoded === 2", 5*time.Second))
	must(t, page.Poll("location.hash === '' && playground.source === 'three'", time.Second))
}

func TestPlaygroundKeepsDrafts(t *testing.T) {
	s := serve(t, nil)
	page := openPage(t, s, "?example=chat")
	setSource(t, page, greeting)
	must(t, page.Navigate(s.URL+"/"))
	must(t, page.Poll("window.playground?.source && !document.getElementById('run').disabled", 20*time.Second))
	var text string
	must(t, page.Eval("playground.source", &text))
	if text != greeting {
		t.Errorf("after leaving and coming back: %q", text)
	}
	must(t, page.Do(chromedp.Click("#reset")))
	must(t, page.Poll("document.getElementById('edited').hidden && playground.source.includes('class Chat')", 5*time.Second))
	must(t, page.Do(chromedp.Click("#gallery-open")))
	must(t, page.Poll("document.getElementById('gallery').open", 5*time.Second))
	screenshots(t, page, "gallery")
	must(t, page.Do(chromedp.Click("#cards button[data-name=ticker]")))
	must(t, page.Poll("!document.getElementById('gallery').open && playground.source.includes('class Ticker')", 5*time.Second))
}

func TestPlaygroundRunsUnitTests(t *testing.T) {
	page := openPage(t, serve(t, nil), "?example=unit-tests")
	must(t, page.Do(chromedp.Click("#tests")))
	waitForState(t, page, "done")
	lines := consoleLines(t, page)
	if last := lines[len(lines)-1]; last != "note Tests: 3 passed, 0 failed." {
		t.Errorf("last line %q", last)
	}
	setSource(t, page, "class A { @Test public t() { while (true) { } } }")
	must(t, page.Do(chromedp.Click("#tests")))
	waitForState(t, page, "running")
	must(t, page.Do(chromedp.Click("#stop")))
	waitForState(t, page, "stopped")
}

// TestPlaygroundConsole prints 100,000 lines and looks at the bounds, the filters and how long the page was busy with them.
func TestPlaygroundConsole(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	setSource(t, page, "class A { public main(args) { for (i = 0; i < 100000; i++) { c.log('line ' + i); } c.warn('the end'); } }")
	must(t, page.Eval(`window.longest = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration); }).observe({ type: "longtask" })`, nil))
	must(t, page.Do(chromedp.Click("#run")))
	waitForState(t, page, "done")
	var shown int
	must(t, page.Eval("document.querySelectorAll('#console .line').length", &shown))
	if shown != 1000 {
		t.Errorf("%d lines are in the document", shown)
	}
	var older string
	must(t, page.Eval("document.querySelector('#console .older').textContent", &older))
	if !strings.HasPrefix(older, "99,002 older lines") {
		t.Errorf("folded: %q", older)
	}
	var longest float64
	must(t, page.Eval("window.longest", &longest))
	t.Logf("the page was never busy for more than %.0f ms", longest)
	if longest > 1000 {
		t.Errorf("the page was busy for %.0f ms", longest)
	}
	must(t, page.Do(chromedp.Click("#console .older")))
	must(t, page.Poll("document.querySelectorAll('#console .line').length === 2000", 5*time.Second))
	must(t, page.Do(chromedp.SendKeys("#console-filter", "line 4711")))
	must(t, page.Poll("document.querySelectorAll('#console .line').length === 11", 5*time.Second)) // 4711 and 47110 to 47119
	must(t, page.Eval("{ const f = document.getElementById('console-filter'); f.value = ''; f.dispatchEvent(new Event('input')); }", nil))
	must(t, page.Eval("{ const l = document.getElementById('console-level'); l.value = 'warn'; l.dispatchEvent(new Event('change')); }", nil))
	must(t, page.Poll("document.querySelectorAll('#console .line').length === 1 && document.querySelector('#console .line.warn')", 5*time.Second))
	must(t, page.Do(chromedp.Click("#clear")))
	must(t, page.Poll("document.getElementById('console').childElementCount === 0", 5*time.Second))
}

// axe returns a function that lets axe-core look at a page and reports what it finds serious.
func axe(t *testing.T, page *harness.Tab) (look func(state string)) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(harness.Root(), "web", "vendor", "node_modules", "axe-core", "axe.min.js"))
	must(t, err)
	must(t, page.Eval(string(source)+"; true", nil))
	return func(state string) {
		t.Helper()
		var found []string
		must(t, page.Eval(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical")
			.map(({ id, help, nodes }) => id + ": " + help + " at " + nodes.map(({ target, any }) => target.join(" ") + " " + any.map(({ message }) => message).join(" ")).join(" | ")))`, &found))
		for _, violation := range found {
			t.Errorf("%s: %s", state, violation)
		}
	}
}

// TestAccessibility lets axe-core look at the page in its main states.
func TestAccessibility(t *testing.T) {
	for _, dark := range []bool{false, true} {
		page := openPage(t, serve(t, nil), "?example=echo-text")
		must(t, page.PreferDark(dark))
		must(t, page.Do(chromedp.Click("#connections-open")))
		runToEnd(t, page, "done")
		must(t, page.Poll("document.querySelectorAll('#frames li').length > 4", 5*time.Second))
		find := axe(t, page)
		look := func(state string) { t.Helper(); find(fmt.Sprintf("dark %v, %s", dark, state)) }
		look("after a run")
		must(t, page.Do(chromedp.Click("#gallery-open")))
		look("gallery")
		must(t, page.Eval("document.getElementById('gallery').close()", nil))
		must(t, page.Do(chromedp.Click("#share")))
		must(t, page.Poll("document.getElementById('share-dialog').open", 5*time.Second))
		look("share")
		must(t, page.Eval("document.getElementById('share-dialog').close()", nil))
		must(t, page.Do(chromedp.Click("#clear")))
		look("empty console")
		setSource(t, page, "class A {\n\tpublic main(args) {\n\t\tx = ;\n\t}\n}\n")
		runToEnd(t, page, "failed")
		look("after an error")
		must(t, page.Do(chromedp.Focus(".cm-content"), chromedp.KeyEvent(kb.End+"c.lo")))
		must(t, page.Poll("document.querySelector('.cm-tooltip-autocomplete li')", 5*time.Second))
		look("completions")
	}
}

// TestPlaygroundRedraws lets a program draw again and again: a form feed takes away what was printed before.
func TestPlaygroundRedraws(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	setSource(t, page, "class A { public main(args) { c.log('before'); for (i = 0; i < 50; i++) { c.log('\\u000cpicture ' + i); c.info('below'); } } }")
	runToEnd(t, page, "done")
	if lines := consoleLines(t, page); !slices.Equal(lines, []string{"log picture 49", "info below", "note Done."}) {
		t.Errorf("console %q", lines)
	}
}

// TestPlaygroundOnAStaticHost runs an example where no server answers it.
func TestPlaygroundOnAStaticHost(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/ws/echo": http.NotFound})
	page := openPage(t, s, "")
	page.Allow("WebSocket connection to")
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("document.querySelectorAll('#console .line.note').length === 2", 10*time.Second))
	text := strings.Join(consoleLines(t, page), "\n")
	if want := "note Nothing answers at " + s.socketBase() + "/ws/echo."; strings.Count(text, want) != 1 || !strings.Contains(text, "make run") {
		t.Errorf("console:\n%s", text)
	}
	must(t, page.Poll("document.getElementById('connection-state').textContent === 'closed'", time.Second))
}

// firstLine presses Run as soon as it can be pressed, and notes when the first line is printed.
const firstLine = `new MutationObserver((_, observer) => {
	const run = document.getElementById("run");
	if (!run || run.disabled || !window.playground?.source) return;
	if (document.querySelector("#console .line")) {
		window.firstLine = performance.now();
		observer.disconnect();
	} else if (!window.pressed) {
		window.pressed = performance.now();
		run.click();
	}
}).observe(document, { childList: true, subtree: true, attributes: true })`

// TestWeight adds up what a first visit transfers, and measures the time from the navigation to the first line that the default
// example prints. Every visit is of another host, so nothing is cached; the best of some counts, for the machine does other things, too.
func TestWeight(t *testing.T) {
	best := 1e9
	for visit := range 5 {
		page := tab(t)
		must(t, page.Prepare(firstLine))
		must(t, page.Navigate(serve(t, nil).URL+"/"))
		must(t, page.Poll("window.firstLine", 20*time.Second))
		var first float64
		must(t, page.Eval("window.firstLine", &first))
		best = min(best, first)
		var sizes []struct {
			Name string
			Size int
		}
		must(t, page.Eval("performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')).map(({ name, transferSize }) => ({ name, size: transferSize }))", &sizes))
		total := 0
		var list strings.Builder
		for _, s := range sizes {
			total += s.Size
			fmt.Fprintf(&list, "%8d %s\n", s.Size, s.Name)
		}
		t.Logf("%d bytes transferred; first line after %.0f ms", total, first)
		if total > 1_500_000 {
			t.Errorf("%d bytes are transferred:\n%s", total, list.String())
		}
		if visit > 0 && best < 1000 {
			return
		}
	}
	t.Errorf("the first statement is run after %.0f ms", best)
}
