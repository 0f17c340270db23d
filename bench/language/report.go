// This file defines the report.

package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"time"
)

// markdown returns the report.
func (r *results) markdown() string {
	var b strings.Builder
	b.WriteString("# Language: Aussom programs beside plain JavaScript\n\n")
	fmt.Fprintf(&b, "By `go run ./bench/language` on %s, %s.\n\n", time.Now().UTC().Format("2006-01-02"), machine(r))
	fmt.Fprintf(&b, "Medians of %d rounds, alternating in one page, after one round that is not counted. JavaScript: the twin `bench/js/NAME.mjs`, "+
		"compiled by then. Aussom: from `runtime.run(source)` until main has ended, parsing and compiling included. First run: the same once in a "+
		"new browser, right after `load()`. The ratios are what counts, the times belong to this machine.\n\n", r.Rounds)
	r.table(&b)
	r.growthTable(&b)
	return b.String()
}

// machine describes what the measurements ran on.
func machine(r *results) string {
	text := fmt.Sprintf("%s/%s with %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				text += " (" + strings.TrimSpace(model) + ")"
				break
			}
		}
	}
	if r.Browser != "" {
		text += ", headless " + r.Browser
	}
	return text + ", main.wasm " + r.Version
}

// table writes the table of the programs. A comparison with an earlier build is one of the shortest times, which suffer least
// from what else the machine does.
func (r *results) table(b *strings.Builder) {
	head, rule := "| program | JavaScript, ms | Aussom, ms | ratio | first run, JavaScript | first run, Aussom |", "|---|---:|---:|---:|---:|---:|"
	if r.Compared {
		head, rule = head+" shortest before, ms | shortest now, ms | now / before |", rule+"---:|---:|---:|"
	}
	b.WriteString(head + "\n" + rule + "\n")
	var ratios, changes []float64
	for _, row := range r.Rows {
		ratios = append(ratios, row.Median.ratio())
		fmt.Fprintf(b, "| %s | %.2f | %.1f | %.1f |%s", row.Name, row.Median.JavaScript, row.Median.Aussom, row.Median.ratio(), firstCells(row))
		if r.Compared {
			change := row.Best.Aussom / row.Best.Before
			changes = append(changes, change)
			fmt.Fprintf(b, " %.1f | %.1f | %.2f |", row.Best.Before, row.Best.Aussom, change)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\nGeometric mean of the ratios: %.1f", geometricMean(ratios))
	if len(changes) > 0 {
		fmt.Fprintf(b, "; of now / before: %.3f", geometricMean(changes))
	}
	b.WriteString(".\n")
}

func firstCells(row row) string {
	if row.First == nil {
		return " | |"
	}
	return fmt.Sprintf(" %.2f | %.0f |", row.First.JavaScript, row.First.Aussom)
}

// growthTable shows the time per 1000 elements, which must stay what it is as the size grows.
func (r *results) growthTable(b *strings.Builder) {
	if len(r.Growth) == 0 {
		return
	}
	b.WriteString("\n## Growth\n\nThe programs in `bench/language/growth`, milliseconds per 1000 elements; linear growth is the same number all along a row.\n\n| program |")
	for _, size := range r.Growth[0].Sizes {
		fmt.Fprintf(b, " %d |", size)
	}
	b.WriteString("\n|---|" + strings.Repeat("---:|", len(r.Growth[0].Sizes)) + "\n")
	for _, g := range r.Growth {
		fmt.Fprintf(b, "| %s |", g.Name)
		for i, size := range g.Sizes {
			fmt.Fprintf(b, " %.3f |", g.Times[i]*1000/float64(size))
		}
		b.WriteString("\n")
	}
}

func geometricMean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += math.Log(v)
	}
	return math.Exp(sum / float64(len(values)))
}
