// This file defines the tests of the playground's connection view: what it shows, keeps, forgets and saves.

package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/chromedp/chromedp"
)

// number reads the first number of an element's text.
func number(t *testing.T, page *harness.Tab, selector string) int {
	t.Helper()
	var text string
	must(t, page.Eval("document.querySelector('"+selector+"').textContent.replace(/[^0-9 ].*/, '')", &text))
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		t.Fatalf("%s shows no number: %v", selector, err)
	}
	return n
}

func TestConnectionView(t *testing.T) {
	page := openPage(t, serve(t, nil), "?example=latency")
	must(t, page.Do(chromedp.Click("#connections-open")))
	must(t, page.Poll("document.querySelector('#rate-plot canvas')", 5*time.Second))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("document.querySelector('#sockets .state')?.dataset.state === 'open'", 10*time.Second))
	must(t, page.Poll("/^[1-9]/.test(document.getElementById('rate-now').textContent)", 10*time.Second))
	screenshots(t, page, "connections")
	waitForState(t, page, "done")
	must(t, page.Poll("document.querySelector('#sockets .state').dataset.state === 'closed'", 5*time.Second))
	if in, out := number(t, page, "#sockets .in"), number(t, page, "#sockets .out"); in != 600 || out != 600 {
		t.Errorf("%d messages in, %d out", in, out)
	}
	must(t, page.Poll("document.querySelector('#frames li').textContent.includes('closed with')", 5*time.Second)) // the list is drawn now and then
	var trips, code, newest string
	must(t, page.Eval("document.getElementById('trip-now').textContent", &trips))
	must(t, page.Eval("document.querySelector('#sockets .code').textContent", &code))
	must(t, page.Eval("document.querySelector('#frames li').textContent", &newest))
	if !strings.HasPrefix(trips, "600: half < ") || code != "code 1000" || !strings.HasSuffix(newest, "closed with code 1000") {
		t.Errorf("round trips %q, code %q, newest frame %q", trips, code, newest)
	}
	must(t, page.Do(chromedp.SendKeys("#frame-filter", "ping 7.3")))
	must(t, page.Poll("document.querySelectorAll('#frames li').length === 2", 5*time.Second))
	must(t, page.Eval("document.querySelector('#frames summary').click()", nil))
	must(t, page.Poll("document.querySelector('#frames pre')?.textContent === 'ping 7.3'", 5*time.Second))
	must(t, page.Do(chromedp.Click("#connections-close")))
	must(t, page.Poll("document.getElementById('connections').hidden", 5*time.Second))
}

// TestConnectionViewForgets: what is told of the sockets of a program that has been replaced does not bring them back.
func TestConnectionViewForgets(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	setSource(t, page, "include websocket; class A { public main(args) { ws = new WebSocket('/ws/echo'); } }")
	must(t, page.Do(chromedp.Click("#connections-open")))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("document.getElementById('connection-state').textContent === 'open'", 10*time.Second))
	setSource(t, page, "include websocket; include sys; class A { public main(args) { sys.sleep(700); ws = new WebSocket('/ws/echo?second'); } }")
	must(t, page.Eval(`{ window.states = []; new MutationObserver(() => window.states.push(document.getElementById("connection-state").textContent)).observe(
		document.getElementById("connection-state"), { childList: true, characterData: true, subtree: true }); }`, nil))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("document.querySelector('#sockets .url')?.textContent.endsWith('?second') && window.states.at(-1) === 'open'", 10*time.Second))
	var states string
	must(t, page.Eval("window.states.join(' ')", &states))
	if strings.Contains(states, "closed") || !strings.HasPrefix(states, "none") {
		t.Errorf("the connections were %s", states)
	}
}

// TestConnectionViewKeepsStill: only rows that can be seen are in the document; while one of them is unfolded, or the list is scrolled
// down, it stays as it is and says how much is newer.
func TestConnectionViewKeepsStill(t *testing.T) {
	for width, scroller := range map[int64]string{1440: ".connections-body", 390: "#frames"} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { keepsStill(t, width, scroller) })
	}
}

// pingPong sends numbers to the echo, one after the other, until it is stopped.
const pingPong = `include websocket;
class A {
	public main(args) {
		ws = new WebSocket("/ws/echo");
		ws.addListener("open", ::onOpen, ws);
		ws.addListener("message", ::onMessage, ws);
	}
	public onOpen(e, d, ws) { ws.send("1"); }
	public onMessage(e, d, ws) { ws.send("" + (Int.parse(d) + 1)); }
}`

func keepsStill(t *testing.T, width int64, scroller string) {
	page := openPage(t, serve(t, nil), "")
	must(t, page.Do(chromedp.EmulateViewport(width, 900)))
	setSource(t, page, pingPong)
	must(t, page.Do(chromedp.Click("#connections-open")))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("Number(document.querySelector('#frames .preview')?.textContent) > 500", 10*time.Second))
	var rows int
	must(t, page.Eval("document.querySelectorAll('#frames li').length", &rows))
	if rows < 5 || rows > 60 {
		t.Errorf("%d rows are in the document", rows)
	}
	const rest = "!document.getElementById('frames-newest').hidden && /^[1-9][0-9,]* newer$/.test(document.getElementById('frames-newest').textContent)"
	const goesOn = "document.getElementById('frames-newest').hidden && Number(document.querySelector('#frames .preview').textContent) > window.first"

	must(t, page.Eval("{ document.querySelector('#frames summary').click(); window.first = Number(document.querySelector('#frames .preview').textContent); }", nil))
	must(t, page.Poll(rest, 5*time.Second))
	must(t, page.Poll("document.querySelector('#frames li:first-child pre').textContent === String(window.first)", time.Second))
	must(t, page.Do(chromedp.Click("#frames-newest")))
	must(t, page.Poll(goesOn+" && !document.querySelector('#frames pre')", 5*time.Second))

	must(t, page.Poll("document.querySelector('"+scroller+"').scrollTop = 1e6, "+rest, 5*time.Second))          // as with a wheel: again and again
	must(t, page.Poll(fmt.Sprintf("document.querySelectorAll('#frames li').length > %d", rows), 5*time.Second)) // there is more to scroll to
	must(t, page.Eval("window.first = Number(document.querySelector('#frames .preview').textContent)", nil))
	must(t, page.Eval("document.querySelector('"+scroller+"').scrollTop = 0", nil))
	must(t, page.Poll(goesOn, 5*time.Second))

	must(t, page.Do(chromedp.Click("#frames-pause")))
	must(t, page.Poll(rest, 5*time.Second))
	must(t, page.Do(chromedp.Click("#stop")))
	waitForState(t, page, "stopped")
}

// TestConnectionViewKeepsWhatIsLookedAt: a list that was stopped stays as it is, however much comes afterwards.
func TestConnectionViewKeepsWhatIsLookedAt(t *testing.T) {
	page := openPage(t, serve(t, nil), "")
	setSource(t, page, pingPong)
	must(t, page.Do(chromedp.Click("#connections-open")))
	must(t, page.Do(chromedp.Click("#run")))
	must(t, page.Poll("Number(document.querySelector('#frames .preview')?.textContent) > 100", 10*time.Second))
	must(t, page.Do(chromedp.Click("#frames-pause")))
	const first = "document.querySelector('#frames .preview')?.textContent"
	must(t, page.Eval("window.first = "+first, nil))
	must(t, page.Poll("parseInt(document.getElementById('frames-newest').textContent.replace(',', '')) > 7000", 30*time.Second)) // more than are kept
	must(t, page.Do(chromedp.SendKeys("#frame-filter", "no such text")))
	must(t, page.Poll("document.querySelector('#frames .empty')", 5*time.Second))
	must(t, page.Do(chromedp.Focus("#frame-filter")))
	must(t, page.Press("Escape"))
	must(t, page.Poll("window.first === "+first, 5*time.Second))
	must(t, page.Do(chromedp.Click("#stop")))
	waitForState(t, page, "stopped")
	must(t, page.Do(chromedp.Click("#frames-pause")))
	must(t, page.Poll("Number("+first+") > 7000 || document.querySelector('#frames li').textContent.includes('closed')", 5*time.Second))
}

func TestConnectionViewShowsBytes(t *testing.T) {
	page := openPage(t, serve(t, nil), "?example=echo-binary")
	must(t, page.Do(chromedp.Click("#connections-open")))
	runToEnd(t, page, "done")
	must(t, page.Poll("document.querySelectorAll('#frames li').length === 4", 5*time.Second)) // open, out, in, close
	must(t, page.Eval("document.querySelector('#frames summary').click()", nil))
	must(t, page.Poll("document.querySelector('#frames pre')", 5*time.Second))
	var dump string
	must(t, page.Eval("document.querySelector('#frames pre').textContent", &dump))
	want := "0000  07 ea 15 cd 5b 07 40 0a 00 00 00 00 00 00 62 79  ····[·@·······by\n0010  74 65 73" + strings.Repeat(" ", 39) + "  tes"
	if dump != want {
		t.Errorf("dump:\n%s\nwant:\n%s", dump, want)
	}
	var facts string
	must(t, page.Eval("document.querySelector('#sockets .facts').textContent", &facts))
	if !strings.Contains(facts, "received 1 (19 B)") || !strings.Contains(facts, "sent 1 (19 B)") {
		t.Errorf("facts %q", facts)
	}
}

// TestConnectionViewSaves saves the frames that the filter lets through.
func TestConnectionViewSaves(t *testing.T) {
	page := openPage(t, serve(t, nil), "?example=echo-binary")
	must(t, page.Do(chromedp.Click("#connections-open")))
	runToEnd(t, page, "done")
	must(t, page.Poll("document.querySelectorAll('#frames li').length === 4", 5*time.Second))
	must(t, page.Do(chromedp.SendKeys("#frame-filter", "62 79")))
	must(t, page.Poll("document.querySelectorAll('#frames li').length === 2", 5*time.Second))
	// What would be saved is read instead.
	must(t, page.Eval(`HTMLAnchorElement.prototype.click = function () { window.file = this.download; };
		URL.createObjectURL = (blob) => {
			window.saved = blob.text();
			return "about:blank";
		}`, nil))
	save := func() (text string) {
		t.Helper()
		must(t, page.Do(chromedp.Click("#frames-save")))
		must(t, page.Eval("window.saved.then((text) => JSON.stringify([window.file, ...JSON.parse(text).map(({ time, ...rest }) => (Date.parse(time) > 0 ? rest : time))]))", &text))
		return text
	}
	const data = `"kind":"binary","size":19,"data":"07 ea 15 cd 5b 07 40 0a 00 00 00 00 00 00 62 79 74 65 73"}`
	const messages = `{"socket":1,"direction":"out",` + data + `,{"socket":1,"direction":"in",` + data
	if got, want := save(), `["frames.json",`+messages+`]`; got != want {
		t.Errorf("saved with a filter:\n%s\nwant\n%s", got, want)
	}
	must(t, page.Do(chromedp.Focus("#frame-filter")))
	must(t, page.Press("Escape"))
	must(t, page.Poll("document.querySelectorAll('#frames li').length === 4", 5*time.Second))
	want := `["frames.json",{"socket":1,"direction":"open"},` + messages + `,{"socket":1,"direction":"close","code":1000,"reason":""}]`
	if got := save(); got != want {
		t.Errorf("saved:\n%s\nwant\n%s", got, want)
	}
}
