// This file defines the programs as Go benchmarks, those of growth above all: their time per element must not depend on the number of
// elements.

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

// lines is a console that keeps what it gets.
type lines struct{ text strings.Builder }

func (l *lines) Line(_ vm.Level, text string) { l.text.WriteString(text + "\n") }
func (l *lines) Print(text string)            { l.text.WriteString(text) }

// runNatively runs a program to its end and returns its output.
func runNatively(tb testing.TB, path string, args ...string) string {
	tb.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var out lines
	p := aussom.Start(string(source), aussom.Options{Name: filepath.Base(path), Args: args, Host: vm.Host{Console: &out}})
	if code := p.Wait(); code != 0 {
		tb.Fatalf("%s ended with code %d: %s", path, code, out.text.String())
	}
	return out.text.String()
}

// growthPrograms returns the paths of the programs in growth/.
func growthPrograms(tb testing.TB) []string {
	paths, err := filepath.Glob(filepath.Join("growth", "*.aus"))
	if err != nil || len(paths) == 0 {
		tb.Fatal("no programs in growth: ", err)
	}
	return paths
}

// BenchmarkGrowth reports the time per element for several sizes; compare the sizes of one program.
func BenchmarkGrowth(b *testing.B) {
	for _, path := range growthPrograms(b) {
		for _, size := range growthSizes {
			b.Run(fmt.Sprintf("%s/%d", strings.TrimSuffix(filepath.Base(path), ".aus"), size), func(b *testing.B) {
				for b.Loop() {
					runNatively(b, path, strconv.Itoa(size))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/element")
			})
		}
	}
}

// BenchmarkPrograms measures the programs natively.
func BenchmarkPrograms(b *testing.B) {
	for _, p := range allPrograms(b) {
		b.Run(p.name, func(b *testing.B) {
			for b.Loop() {
				runNatively(b, filepath.Join(folder(), p.name+".aus"))
			}
		})
	}
}

// TestPrograms tells whether the programs print what is recorded.
func TestPrograms(t *testing.T) {
	for _, p := range allPrograms(t) {
		if got := runNatively(t, filepath.Join(folder(), p.name+".aus")); got != p.out+"\n" {
			t.Errorf("%s: got %q, want %q", p.name, got, p.out)
		}
	}
}

func allPrograms(tb testing.TB) []program {
	tb.Helper()
	programs, err := findPrograms(regexp.MustCompile(""))
	if err != nil {
		tb.Fatal(err)
	}
	return programs
}

// TestGrowthPrograms tells whether the programs compute what their names say, for two sizes.
func TestGrowthPrograms(t *testing.T) {
	for _, size := range []string{"60", "120"} {
		for _, path := range growthPrograms(t) {
			want, ok := growthOutputs[filepath.Base(path)+" "+size]
			if got := runNatively(t, path, size); !ok || got != want+"\n" {
				t.Errorf("%s %s: got %q, want %q", path, size, got, want)
			}
		}
	}
}

var growthOutputs = map[string]string{
	"charat.aus 60":        "charat 60",
	"charat.aus 120":       "charat 120",
	"json.aus 60":          "json 1361 60",
	"json.aus 120":         "json 2781 120",
	"lists.aus 60":         "lists 60 1770",
	"lists.aus 120":        "lists 120 7140",
	"maps.aus 60":          "maps 30 1770",
	"maps.aus 120":         "maps 60 7140",
	"queue.aus 60":         "queue 50 45",
	"queue.aus 120":        "queue 50 2415",
	"stringmember.aus 60":  "stringmember 360",
	"stringmember.aus 120": "stringmember 720",
	"strings.aus 60":       "strings 360",
	"strings.aus 120":      "strings 720",
}
