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

// Settle returns the lines as the native console writes them, for a page's console: that one cannot say whether text of
// level "print" had a newline of its own, or was held until a line of another level came. Where want says that the line goes on,
// there was none.
func Settle(want string, lines []Line) string {
	wanted := strings.Split(want, "\n")
	var b strings.Builder
	begun := 0    // where the last line begins in b
	complete := 0 // lines that have ended
	for _, line := range lines {
		b.WriteString(prefixes[line.Level])
		b.WriteString(line.Text)
		text := b.String()
		last := text[strings.LastIndexByte(text[begun:], '\n')+1+begun:]
		complete += strings.Count(text[begun:], "\n")
		begun = len(text) - len(last)
		goesOn := line.Level == "print" && complete < len(wanted) && !lineMatches(wanted[complete], last)
		if !goesOn {
			b.WriteByte('\n')
			begun, complete = b.Len(), complete+1
		}
	}
	return b.String()
}
