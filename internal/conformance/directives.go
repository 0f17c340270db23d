// This file defines Directives, what a program says about the way it is to be run.

package conformance

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Directives are the lines "//! word: rest" of a program for the browser.
type Directives struct {
	Options map[string]any      // "options": further options of Runtime.run(), as JSON
	Allowed []string            // "browser": what the browser may log as an error, a regular expression
	Seen    map[string][]string // "seen ID": what the fault server must have seen of that connection, separated by " | "
}

// ParseDirectives reads the directives of a program.
func ParseDirectives(source string) (Directives, error) {
	d := Directives{Options: map[string]any{}, Seen: map[string][]string{}}
	for line := range strings.Lines(source) {
		text, ok := strings.CutPrefix(line, "//! ")
		if !ok {
			continue
		}
		word, rest, _ := strings.Cut(strings.TrimRight(text, "\n"), ": ")
		switch id, isSeen := strings.CutPrefix(word, "seen "); {
		case isSeen:
			d.Seen[id] = strings.Split(rest, " | ")
		case word == "options":
			if err := json.Unmarshal([]byte(rest), &d.Options); err != nil {
				return d, fmt.Errorf("directive %q: %w", line, err)
			}
		case word == "browser":
			d.Allowed = append(d.Allowed, rest)
		default:
			return d, fmt.Errorf("unknown directive %q", line)
		}
	}
	return d, nil
}
