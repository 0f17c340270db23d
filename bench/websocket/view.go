// This file defines the measurement of what the playground's connection view costs a program while it is open.

package main

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/coder/websocket"
)

// viewProgram exchanges messages with the counting server until it is stopped, WINDOW of them under way. The view is part of the
// page, so this runs in the playground itself.
const viewProgram = `include websocket;

class View {
	private socket = null;
	private sent = 0;

	public main(args) {
		this.socket = new WebSocket("/counted");
		this.socket.addListener("open", ::onOpen);
		this.socket.addListener("message", ::onMessage);
	}
	private onOpen(event, data, arg) {
		for (i = 0; i < WINDOW; i++) { this.next(); }
	}
	private next() {
		this.sent++;
		this.socket.send("message number " + this.sent);
	}
	private onMessage(event, string text, arg) { this.next(); }
}
`

// views are the exchanges that are measured: so many messages are under way.
var views = []struct {
	name   string
	window int
}{{"ping-pong, text", 1}, {"window 64, text", 64}}

const (
	// A slice is the time during which messages are counted; settling is the time before it, after the view was opened or closed.
	// The view does everything it does several times within a slice.
	slice    = 1000 * time.Millisecond
	settling = 200 * time.Millisecond
)

// counting sends every message back and counts them. The page itself is not asked how many there were: that would cost it time.
type counting struct{ messages atomic.Int64 }

func (c *counting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	for {
		kind, data, err := conn.Read(r.Context())
		if err != nil || conn.Write(r.Context(), kind, data) != nil {
			return
		}
		c.messages.Add(1)
	}
}

// rate returns the messages per second during the next slice.
func (c *counting) rate() float64 {
	time.Sleep(settling)
	before, began := c.messages.Load(), time.Now()
	time.Sleep(slice)
	return float64(c.messages.Load()-before) / time.Since(began).Seconds()
}

// measureView adds a table: each exchange with the view closed and open. The speed of one connection drifts slowly, by a third
// within half a minute, while neighbouring seconds are alike; another connection may be faster or slower from its beginning. So the view is opened and closed
// while one program runs, and each slice is compared with the two beside it.
func measureView(report *strings.Builder, site http.Handler, rounds int, only string) error {
	counter := &counting{}
	mux := http.NewServeMux()
	mux.Handle("/", site)
	mux.Handle("/counted", counter)
	s := httptest.NewServer(mux)
	defer s.Close()
	browser, err := harness.Launch()
	if err != nil {
		return err
	}
	defer browser.Close()
	page, err := browser.Tab(10 * time.Minute)
	if err != nil {
		return err
	}
	defer page.Close()
	if err := page.Navigate(s.URL + "/?example=echo-text"); err != nil {
		return err
	}
	if err := page.Poll("window.playground?.source && !document.getElementById('run').disabled", 20*time.Second); err != nil {
		return err
	}
	fmt.Fprintf(report, "\n## The connection view\n\nIn the playground itself, its runtime in a worker: messages are counted by the server for %v at a time while the view is opened and closed, %d times. "+
		"Each count with the view open is compared with the mean of the two beside it, with the view closed. Cost: the median of these, with its 95 %% confidence interval. "+
		"Noise: the same where the view stays closed in between.\n\n"+
		"| case | closed, messages/s | cost of the open view | noise |\n|---|---:|---:|---:|\n", slice, rounds)
	for _, v := range views {
		if !strings.Contains(v.name, only) {
			continue
		}
		source := strings.ReplaceAll(viewProgram, "WINDOW", fmt.Sprint(v.window))
		if err := page.Call(nil, "((text) => { playground.source = text; document.getElementById('run').click(); })", source); err != nil {
			return err
		}
		row, err := measureSlices(page, counter, rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		fmt.Fprintf(report, "| %s | %s\n", v.name, row)
		if err := page.Eval("document.getElementById('stop').click()", nil); err != nil {
			return err
		}
		if err := page.Poll("document.getElementById('program-state').dataset.state === 'stopped'", 10*time.Second); err != nil {
			return err
		}
	}
	return nil
}

// measureSlices opens and closes the view while a program runs, and returns the cells of a row of the table. Every other slice is with the view closed; of the others every
// other one is.
func measureSlices(page *harness.Tab, counter *counting, rounds int) (row string, err error) {
	if err := page.Poll("document.getElementById('connection-state').textContent === 'open'", 10*time.Second); err != nil {
		return "", err
	}
	time.Sleep(5 * time.Second) // the browser's compilers have their time
	var closed, cost, noise []float64
	var between float64
	for i := range 4*rounds + 1 {
		if err := setView(page, i%4 == 1); err != nil {
			return "", err
		}
		rate := counter.rate()
		if i%2 == 1 {
			between = rate
			continue
		}
		closed = append(closed, rate)
		if i == 0 {
			continue
		}
		ratio := math.Sqrt(closed[len(closed)-1]*closed[len(closed)-2]) / between
		if i%4 == 2 {
			cost = append(cost, ratio)
		} else {
			noise = append(noise, ratio)
		}
	}
	return fmt.Sprintf("%.0f | %s | %s |", median(closed), percent(cost), percent(noise)), nil
}

// setView opens or closes the view.
func setView(page *harness.Tab, open bool) error {
	return page.Call(nil, "((open) => { const button = document.getElementById('connections-open'); if ((button.ariaExpanded === 'true') !== open) button.click(); })", open)
}

// percent writes the median of ratios, and the interval that holds the median of all possible ones with a confidence of 95 %, as
// differences from 1.
func percent(ratios []float64) string {
	sorted := slices.Sorted(slices.Values(ratios))
	low, high := medianInterval(len(sorted))
	change := func(i int) float64 { return 100 * (sorted[i] - 1) }
	return fmt.Sprintf("%+.1f %% (%+.1f to %+.1f)", 100*(median(ratios)-1), change(low), change(high))
}

// medianInterval returns the narrowest pair of indices, the same distance from both ends of n sorted values, between which the
// true median lies with a probability of at least 95 %. No assumption is made about how the values are spread.
func medianInterval(n int) (low, high int) {
	exactly := math.Pow(0.5, float64(n)) // the probability that k of n values are below the median
	atMost := exactly
	for k := 1; k < n/2; k++ {
		exactly *= float64(n-k+1) / float64(k)
		if atMost += exactly; 2*atMost > 0.05 {
			break
		}
		low = k
	}
	return low, n - 1 - low
}
