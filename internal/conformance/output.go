// This file defines Output, a console's lines as text.

package conformance

import "strings"

// prefixes are what the native console writes before a line, by the level's name in the page's API.
var prefixes = map[string]string{
	"trace": "[trace] ", "debug": "[debug] ", "info": "[info] ", "warn": "[warning] ", "error": "[error] ",
}

// Line is one call of a page's output callback.
type Line struct{ Level, Text string }

// Output returns the lines as the native console writes them.
func Output(lines []Line) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(prefixes[line.Level])
		b.WriteString(line.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// Matches reports whether lines are what a program with the output want prints on a page's console. That console cannot say
// whether text of level "print" had a newline of its own or was held until a line of another level came, so both are tried.
func Matches(want string, lines []Line) bool { return matches(strings.Split(want, "\n"), "", lines) }

// matches is Matches after a beginning: wanted begins with the line that is not complete, of which begun is already there.
func matches(wanted []string, begun string, lines []Line) bool {
	if len(lines) == 0 {
		return len(wanted) == 1 && lineMatches(wanted[0], begun)
	}
	line, rest := lines[0], lines[1:]
	parts := strings.Split(begun+prefixes[line.Level]+line.Text, "\n")
	last := len(parts) - 1
	if len(wanted) <= last {
		return false
	}
	for i, part := range parts[:last] {
		if !lineMatches(wanted[i], part) {
			return false
		}
	}
	wanted = wanted[last:]
	if len(wanted) > 1 && lineMatches(wanted[0], parts[last]) && matches(wanted[1:], "", rest) {
		return true
	}
	return line.Level == "print" && matches(wanted, parts[last], rest)
}
