// This file defines how an error found while loading reaches the page.

package jsbridge

import (
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
)

// diagnosticRecord describes a load error: where it is, what is wrong and how to mend it, and the line of source with
// the place marked.
func diagnosticRecord(d *syntax.Error, source string) string {
	return encodeRecord(
		field{"file", d.File},
		field{"line", strconv.Itoa(int(d.Pos.Line))},
		field{"column", strconv.Itoa(int(d.Pos.Col))},
		field{"message", d.Message},
		field{"hint", d.Hint},
		field{"snippet", snippet(d, source)},
		field{"text", strings.TrimRight(d.Text, "\n")},
	)
}

// snippet returns the line of source that an error is in and a line that marks the place, without a final newline; "" if the
// position is not in the source. A tab stays a tab in the second line, so that the mark stands below its place.
func snippet(d *syntax.Error, source string) string {
	line := lineAt(source, int(d.Pos.Line))
	if line == "" {
		return ""
	}
	var mark strings.Builder
	units := int32(1)
	for _, r := range line {
		if units >= d.Pos.Col {
			break
		}
		units++
		if r >= 0x10000 {
			units++
		}
		if r == '\t' {
			mark.WriteByte('\t')
		} else {
			mark.WriteByte(' ')
		}
	}
	for ; units < d.Pos.Col; units++ { // the end of the line
		mark.WriteByte(' ')
	}
	number := strconv.Itoa(int(d.Pos.Line)) + " | "
	return number + line + "\n" + strings.Repeat(" ", len(number)-2) + "| " + mark.String() + strings.Repeat("^", max(d.Width, 1))
}

// lineAt returns a line of source, counted from 1, without its end.
func lineAt(source string, n int) string {
	for ; n > 1; n-- {
		_, rest, ok := strings.Cut(source, "\n")
		if !ok {
			return ""
		}
		source = rest
	}
	line, _, _ := strings.Cut(source, "\n")
	return strings.TrimSuffix(line, "\r")
}
