// This file defines the fuzzing of whole programs: whatever a program does, it ends without a Go panic.

package langtest

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

// The limits of one fuzzed program.
const (
	fuzzSteps = 20_000
	fuzzSleep = 300 * time.Millisecond // a program that still runs then is asleep, or in a long native call
	fuzzHang  = 10 * time.Second       // and must have stopped then
)

// console keeps the first part of the output.
type console struct{ strings.Builder }

func (c *console) Line(_ vm.Level, text string) { c.Print(text + "\n") }

func (c *console) Print(text string) {
	// An internal error is always kept, in front of a long trace.
	if c.Len() < 1<<16 || strings.Contains(text, "internal error") {
		c.WriteString(text[:min(len(text), 1<<14)])
	}
}

// survive runs a program, fails if it panics or does not end, and returns the first part of its output.
func survive(t *testing.T, source string) string {
	out := &console{}
	ended := make(chan struct{})
	p := aussom.Start(source, aussom.Options{
		Name:   "fuzz.aus",
		Host:   vm.Host{Console: out},
		Limits: vm.Limits{Steps: fuzzSteps, String: 1 << 16, List: 1 << 12, Buffer: 1 << 16},
		Ended:  func(int) { close(ended) },
	})
	select {
	case <-ended:
	case <-time.After(fuzzSleep):
		p.Stop()
		select {
		case <-ended:
		case <-time.After(fuzzHang):
			t.Fatalf("does not stop:\n%s", source)
		}
	}
	p.Wait()
	text := out.String()
	if strings.Contains(text, "internal error") {
		t.Fatalf("%s\nprogram:\n%s", text, source)
	}
	return text
}

// FuzzRun runs variations of the programs that the project has.
func FuzzRun(f *testing.F) {
	for _, pattern := range []string{"testdata/*.aus", "../../conformance/*/*.aus", "../../bench/*.aus", "../stdlib/testdata/*.aus"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatalf("no programs in %s (%v)", pattern, err)
		}
		for _, path := range paths {
			source, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			if len(source) < 1<<14 {
				f.Add(string(source))
			}
		}
	}
	f.Fuzz(func(t *testing.T, source string) { survive(t, source) })
}

// FuzzGenerated runs programs that are correct but senseless, made from a string of choices.
func FuzzGenerated(f *testing.F) {
	for i := range 16 {
		f.Add([]byte(strings.Repeat(string(rune('a'+i))+"qZ7\x00\xff3", 40)))
	}
	f.Fuzz(func(t *testing.T, choices []byte) { survive(t, generate(choices)) })
}

// TestGenerated runs programs made from fixed choices; they must be correct ones.
func TestGenerated(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	lines := 0
	for range 300 {
		choices := make([]byte, 200+random.IntN(1500))
		for i := range choices {
			choices[i] = byte(random.Uint32())
		}
		out := survive(t, generate(choices))
		if strings.Contains(out, "PARSE_ERROR") || strings.Contains(out, "Duplicate method") {
			t.Fatalf("not correct: %s\n%s", out, generate(choices))
		}
		lines += strings.Count(out, "\n")
	}
	if lines < 4000 {
		t.Errorf("the programs print %d lines only", lines)
	}
}
