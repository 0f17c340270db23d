// This file defines the measurements.

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/e2e/harness"
)

// times are those of the twin and of the program, in milliseconds.
type times struct {
	JavaScript float64 `json:"javascript"`
	Aussom     float64 `json:"aussom"`
	Before     float64 `json:"before,omitempty"` // Aussom in the earlier build, if there is one
}

// ratio is how many times as long as the twin the program takes.
func (t times) ratio() float64 { return t.Aussom / max(t.JavaScript, 0.005) }

// row is what was measured of one program.
type row struct {
	Name   string `json:"name"`
	Median times  `json:"median"`
	Best   times  `json:"best"`
	First  *times `json:"first,omitempty"` // the first run in a new browser
}

// growth is what was measured of one program in growth/.
type growth struct {
	Name  string    `json:"name"`
	Sizes []int     `json:"sizes"`
	Times []float64 `json:"times"` // medians
}

// results are all measurements of one build.
type results struct {
	Version  string   `json:"version"` // of main.wasm
	Browser  string   `json:"browser"`
	Rounds   int      `json:"rounds"`
	Compared bool     `json:"compared,omitempty"` // with an earlier build
	Rows     []row    `json:"rows"`
	Growth   []growth `json:"growth,omitempty"`
}

// growthSizes are the arguments of the programs in growth/; each is twice the one before.
var growthSizes = []int{50_000, 100_000, 200_000, 400_000}

// measure makes all measurements.
func measure(dist string, programs []program, o options) (*results, error) {
	extra, query := "", ""
	if o.before != "" {
		extra, query = o.before, "?before="+extraPath+"aussom.js"
	}
	s := serve(dist, extra)
	defer s.Close()
	r := &results{Rounds: o.rounds, Browser: browserVersion(), Compared: o.before != ""}
	for _, p := range programs {
		r.Rows = append(r.Rows, row{Name: p.name})
	}
	err := inPage(s.URL, query, func(page *harness.Tab) error {
		if err := page.Eval("window.version", &r.Version); err != nil {
			return err
		}
		if err := r.measureRounds(page, programs); err != nil {
			return err
		}
		if o.report == "" {
			return nil
		}
		return r.measureGrowth(page)
	})
	if err == nil && o.cold {
		err = r.measureFirst(s.URL, programs)
	}
	return r, err
}

// measureRounds measures all programs once per round. The round before the first is not counted.
func (r *results) measureRounds(page *harness.Tab, programs []program) error {
	all := make([][3][]float64, len(programs))
	for round := range r.Rounds + 1 {
		for i, p := range programs {
			var t [3]float64
			if err := page.Call(&t, "window.measure", p.name, p.out); err != nil {
				return err
			}
			if round > 0 {
				for k := range t {
					all[i][k] = append(all[i][k], t[k])
				}
			}
		}
	}
	for i := range r.Rows {
		a := &all[i]
		r.Rows[i].Median = times{median(a[0]), median(a[1]), median(a[2])}
		r.Rows[i].Best = times{slices.Min(a[0]), slices.Min(a[1]), slices.Min(a[2])}
	}
	return nil
}

// measureFirst measures each program in a browser of its own, just after the runtime was loaded.
func (r *results) measureFirst(address string, programs []program) error {
	for i, p := range programs {
		err := inPage(address, "", func(page *harness.Tab) error {
			var t [3]float64
			err := page.Call(&t, "window.measure", p.name, p.out)
			r.Rows[i].First = &times{JavaScript: t[0], Aussom: t[1]}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// measureGrowth measures the programs in growth/.
func (r *results) measureGrowth(page *harness.Tab) error {
	paths, err := filepath.Glob(filepath.Join(folder(), "language", "growth", "*.aus"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		g := growth{Name: strings.TrimSuffix(filepath.Base(path), ".aus"), Sizes: growthSizes}
		for _, size := range g.Sizes {
			var series []float64
			for range r.Rounds {
				var t float64
				if err := page.Call(&t, "window.byAussom", "language/growth/"+g.Name, nil, strconv.Itoa(size)); err != nil {
					return err
				}
				series = append(series, t)
			}
			g.Times = append(g.Times, median(series))
		}
		r.Growth = append(r.Growth, g)
	}
	return nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// browserVersion returns what the browser says about itself, "" if it says nothing.
func browserVersion() string {
	path, err := harness.FindBrowser()
	if err != nil {
		return ""
	}
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// write stores the results in a file.
func (r *results) write(file string) error {
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
