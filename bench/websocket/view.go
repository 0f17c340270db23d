// This file defines the measurement of what the playground's connection view costs a program while it is open.

package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
)

// viewProgram exchanges messages with the echo server and prints how many milliseconds that took. The view is part of the page, so
// this runs in the playground itself.
const viewProgram = `include websocket;
include sys;

class View {
	private socket = null;
	private sent = 0;
	private received = 0;
	private began = 0;

	public main(args) {
		this.socket = new WebSocket("/ws/echo");
		this.socket.addListener("open", ::onOpen);
		this.socket.addListener("message", ::onMessage);
	}
	private onOpen(event, data, arg) {
		this.began = sys.getMills();
		while (this.sent < WINDOW) { this.next(); }
	}
	private next() {
		this.sent++;
		this.socket.send("message number " + this.sent);
	}
	private onMessage(event, string text, arg) {
		this.received++;
		if (this.sent < COUNT) { this.next(); }
		if (this.received == COUNT) {
			c.println("took " + (sys.getMills() - this.began));
			this.socket.close();
		}
	}
}
`

// views are the exchanges that are measured: COUNT messages, WINDOW of them under way.
var views = []struct {
	name          string
	count, window int
}{{"ping-pong, text", 3000, 1}, {"window 64, text", 20000, 64}}

// measureView adds a table: each exchange with the view closed and open, alternating in one page.
func measureView(report *strings.Builder, base string, rounds int) error {
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
	if err := page.Navigate(base + "/?example=echo-text"); err != nil {
		return err
	}
	if err := page.Poll("window.playground?.source && !document.getElementById('run').disabled", 20*time.Second); err != nil {
		return err
	}
	fmt.Fprintf(report, "\n## The connection view\n\nIn the playground itself, its runtime in a worker; medians of %d rounds, alternating.\n\n"+
		"| case | closed, ms | open, ms | cost |\n|---|---:|---:|---:|\n", rounds)
	for _, v := range views {
		source := strings.NewReplacer("COUNT", fmt.Sprint(v.count), "WINDOW", fmt.Sprint(v.window)).Replace(viewProgram)
		if err := page.Call(nil, "((text) => { playground.source = text; })", source); err != nil {
			return err
		}
		var took [2][]float64
		for round := range 2 * (rounds + 1) {
			ms, err := runInView(page, round%2 == 1)
			if err != nil {
				return fmt.Errorf("%s: %w", v.name, err)
			}
			if round > 1 { // one round before is not counted
				took[round%2] = append(took[round%2], ms)
			}
		}
		closed, open := max(1, median(took[0])), max(1, median(took[1]))
		fmt.Fprintf(report, "| %s | %.0f | %.0f | %+.0f %% |\n", v.name, closed, open, 100*(open/closed-1))
	}
	return nil
}

// runInView runs the program of the editor with the view open or closed and returns what it printed.
func runInView(page *harness.Tab, open bool) (ms float64, err error) {
	const line = "/took (\\d+)/.exec(document.getElementById('console').textContent)"
	err = page.Eval(fmt.Sprintf("{ const b = document.getElementById('connections-open'); if ((b.ariaExpanded === 'true') !== %v) b.click(); document.getElementById('clear').click(); document.getElementById('run').click(); }", open), nil)
	if err == nil {
		err = page.Poll(line+" && document.querySelector('#console .note')", time.Minute)
	}
	if err == nil {
		err = page.Eval("Number("+line+"[1])", &ms)
	}
	return ms, err
}
