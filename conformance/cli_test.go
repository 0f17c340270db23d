// This file defines the run of the conformance programs through the command line's code.

package conformance_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/internal/cli"
	"github.com/aussom/aussom-web/internal/conformance"
)

// command runs the command line in the current folder and returns what it writes, both streams together.
func command(args ...string) (output string, code int) {
	var out bytes.Buffer
	code = cli.Run(args, cli.Env{Stdout: &out, Stderr: &out, Version: "test"})
	return out.String(), code
}

// TestCommandLine runs the programs of the folder modules, and the unit tests of the others with -t.
func TestCommandLine(t *testing.T) {
	known, err := conformance.LoadKnown("known_failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	tests := 0
	for _, dir := range []string{"core", "types", "modules"} {
		cases, err := conformance.Scan(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			if c.UnitTest {
				tests++
			} else if dir != "modules" {
				continue
			}
			t.Run(c.Name(), func(t *testing.T) {
				t.Chdir(dir)
				args := []string{c.File}
				if c.UnitTest {
					args = []string{"-t", c.File}
				}
				output, code := command(args...)
				known.Judge(t, c, output, code)
			})
		}
	}
	if tests == 0 {
		t.Error("no unit test files")
	}
}

// TestDocumentation generates the documentation of the programs that have a recorded one.
func TestDocumentation(t *testing.T) {
	recorded, err := filepath.Glob("*/*.aus.md")
	if err != nil || len(recorded) == 0 {
		t.Fatalf("no recorded documentation (%v)", err)
	}
	for _, path := range recorded {
		t.Run(path, func(t *testing.T) {
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			source, err := os.ReadFile(strings.TrimSuffix(path, ".md"))
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			file := strings.TrimSuffix(filepath.Base(path), ".md")
			if err := os.WriteFile(file, source, 0o644); err != nil {
				t.Fatal(err)
			}
			output, code := command("-d", file)
			wantOutput := "[info] Now to generate doc for file '" + file + "'.\n[info] Wrote doc to '" + file + ".md'.\n"
			if output != wantOutput || code != 0 {
				t.Errorf("exit %d, output %q, want %q", code, output, wantOutput)
			}
			got, err := os.ReadFile(file + ".md")
			if err != nil {
				t.Fatal(err)
			}
			if d := conformance.Difference(string(want), string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}
