// This file defines the tests of the playground as one uses it without a mouse, and those of the line that can be moved.

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// lookAtFocus is a function that tells what a reader would miss who looks for the element that has the focus, or nothing.
const lookAtFocus = `(() => {
	const element = document.activeElement.closest(".editor") ?? document.activeElement;
	const name = element.id || element.className || element.localName;
	if (element === document.body) return "nothing has the focus";
	if (!document.activeElement.matches(":focus-visible")) return name + " does not show that it has the focus";
	const { left, top, right, bottom } = element.getBoundingClientRect();
	const { outlineStyle, outlineWidth } = getComputedStyle(element);
	const ring = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || getComputedStyle(element).boxShadow !== "none";
	if (!ring) return name + " has no ring";
	const high = bottom - top > innerHeight / 4; // of a pane the beginning is enough
	if (top < -1 || left < -1 || (high ? top : bottom) > innerHeight + 1 || right > innerWidth + 1) return name + " is outside of the window: " + [left, top, right, bottom];
	if (high) return "";
	for (const y of [top + 2, (top + bottom) / 2, bottom - 2]) {
		const there = document.elementFromPoint((left + right) / 2, y);
		if (!element.contains(there) && !there.contains(element)) return name + " is behind " + (there.id || there.className);
	}
	return "";
})()`

// press presses a key and looks where the focus is then.
func press(t *testing.T, page *harness.Tab, key string, modifiers ...chromedp.KeyOption) {
	t.Helper()
	if (key == kb.Tab || key == kb.Enter || key == kb.Escape) && len(modifiers) == 0 {
		must(t, page.Press(map[string]string{kb.Tab: "Tab", kb.Enter: "Enter", kb.Escape: "Escape"}[key]))
	} else {
		must(t, page.Do(chromedp.KeyEvent(key, modifiers...)))
	}
	var missing string
	must(t, page.Eval(lookAtFocus, &missing))
	if missing != "" {
		t.Errorf("after %q: %s", key, missing)
	}
}

// tabTo presses Tab until an element has the focus.
func tabTo(t *testing.T, page *harness.Tab, selector string) {
	t.Helper()
	for range 40 {
		var where string
		must(t, page.Eval(fmt.Sprintf("document.activeElement.matches(%q) ? 'there' : document.activeElement.matches('.cm-content') ? 'editor' : ''", selector), &where))
		switch where {
		case "there":
			return
		case "editor":
			press(t, page, kb.Escape)
		}
		press(t, page, kb.Tab)
	}
	t.Fatalf("Tab does not lead to %s", selector)
}

// hasFocus is a condition: an element has the focus.
func hasFocus(element string) string { return "document.activeElement === " + element }

// TestConnectionViewKeyboard opens the view, runs an example, filters its frames, stops the list, goes through it and looks into a
// message, with nothing but keys.
func TestConnectionViewKeyboard(t *testing.T) {
	for _, width := range []int64{1440, 768} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			page := openPage(t, serve(t, nil), "?example=echo-binary")
			must(t, page.Do(chromedp.EmulateViewport(width, 900)))
			tabTo(t, page, "#connections-open")
			press(t, page, kb.Enter)
			must(t, page.Poll("!document.getElementById('connections').hidden", time.Second))
			press(t, page, kb.Enter, chromedp.KeyModifiers(2))
			waitForState(t, page, "done")
			must(t, page.Poll("document.querySelectorAll('#frames li').length === 4", 5*time.Second)) // open, out, in, close

			tabTo(t, page, "#sockets button")
			press(t, page, kb.Enter)
			must(t, page.Poll("document.querySelector('#sockets button').getAttribute('aria-pressed') === 'true'", time.Second))
			tabTo(t, page, "#frame-filter")
			press(t, page, "62 79")
			must(t, page.Poll("document.querySelectorAll('#frames li').length === 2", 5*time.Second))
			press(t, page, kb.Escape)
			must(t, page.Poll("document.querySelectorAll('#frames li').length === 4", 5*time.Second))
			tabTo(t, page, "#frame-kind")
			press(t, page, kb.ArrowDown)
			must(t, page.Poll("document.querySelectorAll('#frames li').length === 1", 5*time.Second))
			press(t, page, kb.ArrowUp)
			tabTo(t, page, "#frames-pause")
			press(t, page, " ")
			must(t, page.Poll("document.getElementById('frames-pause').textContent === 'Resume'", time.Second))
			press(t, page, " ")
			must(t, page.Poll("document.getElementById('frames-pause').textContent === 'Pause'", time.Second))

			const first, last = "document.querySelector('#frames summary')", "[...document.querySelectorAll('#frames summary')].at(-1)"
			tabTo(t, page, "#frames summary")
			for _, move := range []struct{ key, to string }{
				{kb.ArrowDown, last}, {kb.ArrowDown, last}, {kb.ArrowUp, first}, {kb.End, last}, {kb.Home, first},
			} {
				press(t, page, move.key)
				must(t, page.Poll(hasFocus(move.to), time.Second))
			}
			press(t, page, kb.Enter)
			must(t, page.Poll("document.querySelector('#frames li:nth-child(2) pre')?.textContent.startsWith('0000  07 ea')", 5*time.Second))
			press(t, page, kb.Tab)
			must(t, page.Poll(hasFocus("document.querySelector('#frames pre')"), time.Second))
			press(t, page, kb.Tab, chromedp.KeyModifiers(8))
			press(t, page, kb.Enter)
			must(t, page.Poll(hasFocus(first)+" && !document.querySelector('#frames details[open]')", time.Second))

			press(t, page, kb.Enter, chromedp.KeyModifiers(2)) // again: the row goes, but not the focus
			must(t, page.Poll(hasFocus("document.querySelector('.connections-body')"), time.Second))
			waitForState(t, page, "done")
			tabTo(t, page, "#connections-close, #frames-clear")
		})
	}
}

// TestConnectionViewKeepsTheFocus: while one of its rows has the keyboard's focus, the list stays as it is; then it goes on.
func TestConnectionViewKeepsTheFocus(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	must(t, page.Do(chromedp.EmulateViewport(1440, 900)))
	setSource(t, page, pingPong)
	must(t, page.Do(chromedp.Click("#connections-open")))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("Number(document.querySelector('#frames .preview')?.textContent) > 100", 10*time.Second))
	must(t, page.Do(chromedp.Focus("#frames-clear")))
	press(t, page, kb.Tab)
	press(t, page, kb.ArrowDown)
	must(t, page.Eval("window.first = document.querySelector('#frames .preview').textContent", nil))
	must(t, page.Poll("!document.getElementById('frames-newest').hidden", 5*time.Second))
	must(t, page.Poll("window.first === document.querySelector('#frames .preview').textContent && "+hasFocus("document.querySelectorAll('#frames summary')[1]"), time.Second))
	press(t, page, kb.End)
	must(t, page.Poll("document.querySelectorAll('#frames li').length > 40", 5*time.Second)) // there is more to go to
	press(t, page, kb.End)
	for range 30 {
		press(t, page, kb.ArrowUp)
	}
	press(t, page, kb.Home)
	press(t, page, kb.Tab, chromedp.KeyModifiers(8))
	must(t, page.Poll("Number(document.querySelector('#frames .preview').textContent) > Number(window.first)", 5*time.Second))
	must(t, page.Poll(hasFocus("document.getElementById('frames-clear')"), time.Second))
}

// TestSplitter makes the console so high that it shows the whole arena of an example, beside the connection view.
func TestSplitter(t *testing.T) {
	page := openPage(t, serve(t, nil), "?example=robots")
	must(t, page.Do(chromedp.EmulateViewport(1440, 900)))
	must(t, page.Poll("!document.getElementById('splitter').checkVisibility()", time.Second)) // there is nothing to split yet
	must(t, page.Do(chromedp.Click("#connections-open")))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("[...document.querySelectorAll('#console .line')].some((line) => line.textContent.split('\\n').filter((row) => row.includes('·')).length === 12)", 10*time.Second))
	share := func(want string) {
		t.Helper()
		must(t, page.Poll(fmt.Sprintf(`(() => {
			const [top, bottom] = ["output", "connections"].map((id) => document.getElementById(id).offsetHeight);
			const now = document.getElementById("splitter").getAttribute("aria-valuenow");
			return %s && Math.abs((100 * top) / (top + bottom) - now) < 1;
		})()`, want), 5*time.Second))
	}
	share("now === '42'")
	must(t, page.Do(chromedp.Focus("#console")))
	tabTo(t, page, "#splitter")
	press(t, page, kb.ArrowDown)
	share("now === '47'")
	press(t, page, kb.ArrowUp)
	press(t, page, kb.Home)
	share("now === '20'")
	must(t, page.Poll("(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)(document.getElementById('console'))", 5*time.Second))
	press(t, page, kb.ArrowUp)
	share("now === '20'")
	press(t, page, kb.End)
	share("now === '75'")
	must(t, page.Poll("(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)(document.getElementById('console'))", 5*time.Second))

	// A pointer takes it to a place in the middle, and beyond the end.
	drag := func(to string) {
		t.Helper()
		var at struct{ X, Y, To float64 }
		must(t, page.Eval(`(() => {
			const { left, top, width, height } = document.getElementById("splitter").getBoundingClientRect();
			return { x: left + width / 2, y: top + height / 2, to: `+to+` };
		})()`, &at))
		must(t, page.Do(
			chromedp.MouseEvent(chromedp.MousePressed, at.X, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
			chromedp.MouseEvent(chromedp.MouseMoved, at.X, at.To, chromedp.ButtonLeft),
			chromedp.MouseEvent(chromedp.MouseReleased, at.X, at.To, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		))
	}
	drag("innerHeight / 2")
	share("Number(now) > 40 && Number(now) < 60 && now !== '42'")
	must(t, page.Eval("sessionStorage.setItem('kept', document.getElementById('splitter').getAttribute('aria-valuenow'))", nil))
	must(t, page.Do(chromedp.Reload()))
	must(t, page.Poll("window.playground?.source", 20*time.Second))
	must(t, page.Do(chromedp.Click("#connections-open")))
	share("now === sessionStorage.getItem('kept')")
	drag("0")
	share("now === '20'")
	must(t, page.Do(chromedp.DoubleClick("#splitter")))
	share("now === '42'")

	must(t, page.Do(chromedp.EmulateViewport(390, 800))) // all scrolls
	must(t, page.Poll("!document.getElementById('splitter').checkVisibility()", time.Second))
}
