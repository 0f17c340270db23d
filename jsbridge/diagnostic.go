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
		field{"width", strconv.Itoa(d.Width)},
		field{"message", d.Message},
		field{"hint", d.Hint},
		field{"snippet", d.Snippet(source)},
		field{"text", strings.TrimRight(d.Text, "\n")},
	)
}
