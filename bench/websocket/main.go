// This file defines the command: the cases, the rounds, the report.

// Command websocket measures, in one page of a headless browser, how fast an Aussom program exchanges WebSocket messages beside
// plain JavaScript, how large main.wasm is, and how long a page takes to its first statement.
//
//	go run ./bench/websocket [-rounds 5] [-o bench/results/websocket.md]
//
//	main.go    the cases and the report
//	view.go    what the playground's connection view costs
//	start.go   size and start-up
//	page/      the page: bench.js has the JavaScript side, bench.aus the Aussom side
package main

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/e2e/harness"
)

// exchange is one case: count messages of size bytes, of which window may be under way; window 0: the server pushes them.
type exchange struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Size   int    `json:"size"`
	Count  int    `json:"count"`
	Window int    `json:"window"`
	URL    string `json:"url"`
}

var exchanges = []exchange{
	{Name: "ping-pong, text 32 B", Kind: "text", Size: 32, Count: 2000, Window: 1},
	{Name: "ping-pong, binary 32 B", Kind: "binary", Size: 32, Count: 2000, Window: 1},
	{Name: "window 64, text 32 B", Kind: "text", Size: 32, Count: 10000, Window: 64},
	{Name: "window 64, binary 32 B", Kind: "binary", Size: 32, Count: 10000, Window: 64},
	{Name: "window 64, text 1 KiB", Kind: "text", Size: 1 << 10, Count: 10000, Window: 64},
	{Name: "window 64, binary 1 KiB", Kind: "binary", Size: 1 << 10, Count: 10000, Window: 64},
	{Name: "server push, text 32 B", Kind: "text", Size: 32, Count: 50000},
	{Name: "server push, binary 32 B", Kind: "binary", Size: 32, Count: 50000},
	{Name: "ping-pong, binary 1 MiB", Kind: "binary", Size: 1 << 20, Count: 50, Window: 1},
	{Name: "window 4, binary 1 MiB", Kind: "binary", Size: 1 << 20, Count: 50, Window: 4},
}

func main() {
	rounds := flag.Int("rounds", 5, "how often each case is measured")
	file := flag.String("o", filepath.Join(harness.Root(), "bench", "results", "websocket.md"), "file for the report")
	only := flag.String("only", "", "measure only the cases whose name contains this; \"view\": only the connection view, \"view ping\": only that exchange of it")
	flag.Parse()
	if err := run(*rounds, *only, *file); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds int, only, file string) error {
	dist, err := harness.Build()
	if err != nil {
		return err
	}
	pages := filepath.Join(harness.Root(), "bench", "websocket", "page")
	site := harness.Handler(dist, pages, &fault.Server{})
	s := httptest.NewServer(site)
	defer s.Close()

	var report strings.Builder
	fmt.Fprintf(&report, "# WebSocket: an Aussom program beside plain JavaScript\n\nBy `make bench` on %s, %s/%s with %d processors. Medians of %d rounds, "+
		"alternating in one page of headless Chromium, echo server on the same machine. Factor: time of the Aussom program over time of JavaScript. Watched: with the "+
		"listener of Runtime.inspect() on every message, as in the playground's connection view; cost: over the time without it.\n\n",
		time.Now().UTC().Format("2006-01-02"), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), rounds)
	if err := measureExchanges(&report, s.URL, rounds, only); err != nil {
		return err
	}
	if exchange, found := strings.CutPrefix(only, "view"); found || only == "" {
		if err := measureView(&report, site, rounds, strings.TrimSpace(exchange)); err != nil {
			return err
		}
	}
	if only == "" {
		if err := measureStart(&report, dist, s.URL, rounds); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(report.String()), 0o644); err != nil {
			return err
		}
	}
	fmt.Print(report.String())
	return nil
}

// measureExchanges adds a table with one row per case.
func measureExchanges(report *strings.Builder, base string, rounds int, only string) error {
	browser, err := harness.Launch()
	if err != nil {
		return err
	}
	defer browser.Close()
	page, err := browser.Tab(30 * time.Minute)
	if err != nil {
		return err
	}
	defer page.Close()
	if err := page.Navigate(base + "/e2e/bench.html"); err != nil {
		return err
	}
	if err := page.Eval("window.ready", nil); err != nil {
		return err
	}
	report.WriteString("| case | JavaScript, messages/s | Aussom, messages/s | factor | watched, messages/s | cost |\n|---|---:|---:|---:|---:|---:|\n")
	for _, e := range exchanges {
		if !strings.Contains(e.Name, only) {
			continue
		}
		e.URL = "ws" + strings.TrimPrefix(base, "http") + "/ws/echo"
		if e.Window == 0 {
			e.URL = fmt.Sprintf("ws%s/fault/push?n=%d&size=%d&kind=%s", strings.TrimPrefix(base, "http"), e.Count, e.Size, e.Kind)
		}
		var rows [][3]float64
		if err := page.Call(&rows, "window.measure", e, rounds); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		plain, aussom, watched := medians(rows)
		perSecond := float64(e.Count) * 1000
		fmt.Fprintf(report, "| %s | %.0f | %.0f | %.2f | %.0f | %+.0f %% |\n", e.Name, perSecond/plain, perSecond/aussom, aussom/plain, perSecond/watched, 100*(watched/aussom-1))
	}
	for _, problem := range page.Problems() {
		return fmt.Errorf("in the page: %s", problem)
	}
	return nil
}

// medians returns the median of each column, at least 1 ms.
func medians(rows [][3]float64) (plain, aussom, watched float64) {
	var columns [3][]float64
	for _, row := range rows {
		for i, value := range row {
			columns[i] = append(columns[i], value)
		}
	}
	return max(1, median(columns[0])), max(1, median(columns[1])), max(1, median(columns[2]))
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
