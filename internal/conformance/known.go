// This file defines Known, the list of programs that are known to fail, and its judgement.

package conformance

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Known maps the names of programs that are known to fail to the reason.
type Known map[string]string

// LoadKnown reads a list: one "folder/name  reason" per line, # begins a comment line. A missing file is an empty list.
func LoadKnown(path string) (Known, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Known{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	known := Known{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, _ := strings.Cut(line, " ")
		if reason = strings.TrimSpace(reason); reason == "" {
			return nil, fmt.Errorf("%s: %s has no reason", path, name)
		}
		known[name] = reason
	}
	return known, lines.Err()
}

// Reporter is the part of a *testing.T that a verdict needs.
type Reporter interface {
	Helper()
	Errorf(format string, args ...any)
	Skipf(format string, args ...any)
}

// Judge reports what a run of c gave: a failure unless output and exit status are as recorded. A known failure is skipped
// with its reason, and is a failure of the list when it passes. code is what main returned, of any size.
func (k Known) Judge(t Reporter, c Case, output string, code int) {
	t.Helper()
	problem := Difference(c.Want, output)
	if got := code & 0xFF; problem == "" && got != c.Exit {
		problem = fmt.Sprintf("exit status %d, want %d", got, c.Exit)
	}
	reason, listed := k[c.Name()]
	switch {
	case problem == "" && listed:
		t.Errorf("%s passes, but is listed as a known failure (%s): take it off the list", c.Name(), reason)
	case problem != "" && listed:
		t.Skipf("known failure: %s", reason)
	case problem != "":
		t.Errorf("%s: %s", c.Name(), problem)
	}
}
