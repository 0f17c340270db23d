// This file defines the rendering of an error with its source line.

package syntax

import (
	"strings"
	"unicode/utf8"
)

const (
	snippetWidth = 100 // columns of a rendered line, the gutter included
	tabWidth     = 4   // columns that a tab is shown as
	cutMark      = "..."
)

// Format renders the whole error: "file:line:col: message", a line with the hint if there is one,
// and the snippet; no newline at the end. src is the text in which the error was found.
func (e *Error) Format(src string) string {
	s := e.place() + ": " + e.Message
	if e.Hint != "" {
		s += "\n  hint: " + e.Hint
	}
	if snippet := e.Snippet(src); snippet != "" {
		s += "\n" + snippet
	}
	return s
}

// Snippet renders the source line of the error behind its number and, below it, carets under the
// place: two lines, no newline at the end. A tab is shown as four spaces, a control character as
// U+FFFD; a line too long for 100 columns is cut around the place. It returns "" if src has no such
// line. src must be the text from line 1 on.
func (e *Error) Snippet(src string) string {
	line, ok := lineAt(src, int(e.Pos.Line))
	if !ok {
		return ""
	}
	number := itoa(e.Pos.Line)
	gutter := strings.Repeat(" ", len(number))
	text, indent, carets := layOut(line, int(e.Pos.Col), max(1, e.Width), snippetWidth-len(number)-4)
	first := strings.TrimRight(" "+number+" | "+text, " ")
	return first + "\n " + gutter + " | " + strings.Repeat(" ", indent) + strings.Repeat("^", carets)
}

// lineAt returns the line of the given number without its line end.
func lineAt(src string, number int) (string, bool) {
	if number < 1 {
		return "", false
	}
	for ; number > 1; number-- {
		i := strings.IndexByte(src, '\n')
		if i < 0 {
			return "", false
		}
		src = src[i+1:]
	}
	if i := strings.IndexByte(src, '\n'); i >= 0 {
		src = strings.TrimSuffix(src[:i], "\r")
	}
	return src, true
}

// cell is one shown character: its text, how many columns wide it is, its first unit (1-based) and
// the one after its last.
type cell struct {
	text      string
	width     int
	unit, end int
}

// layOut returns the line as shown in at most room columns, the columns before the carets and the
// number of carets, for the units from col (1-based) on.
func layOut(line string, col, units, room int) (text string, indent, carets int) {
	cells := split(line)
	first, last := caretCells(cells, col, units)
	from, to := window(cells, first, room)
	var b strings.Builder
	if from > 0 {
		b.WriteString(cutMark)
		indent = len(cutMark)
	}
	for i := from; i < to; i++ {
		b.WriteString(cells[i].text)
		switch {
		case i < first:
			indent += cells[i].width
		case i <= last:
			carets += cells[i].width
		}
	}
	if to < len(cells) {
		b.WriteString(cutMark)
	}
	return b.String(), indent, max(1, carets)
}

// split divides a line into cells. Marks without width of their own join the cell before them.
func split(line string) []cell {
	cells := make([]cell, 0, len(line))
	unit := 1
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if _, half := surrogate(line[i:]); half {
			n = 3
		}
		c := cell{text: line[i : i+n], width: runeWidth(r), unit: unit}
		unit++
		if r >= 0x10000 {
			unit++
		}
		c.end = unit
		i += n
		switch {
		case r == '\t':
			c.text, c.width = "    ", tabWidth
		case r < ' ' || r >= 0x7F && r < 0xA0 || r == utf8.RuneError || r == 0xFEFF || r >= 0x2028 && r <= 0x202E:
			c.text, c.width = "\uFFFD", 1
		case c.width == 0 && len(cells) > 0:
			cells[len(cells)-1].text += c.text
			cells[len(cells)-1].end = c.end
			continue
		}
		cells = append(cells, c)
	}
	return cells
}

// caretCells returns the first and last cell of the units from col on; just after the line's end
// that is len(cells).
func caretCells(cells []cell, col, units int) (first, last int) {
	for first < len(cells) && cells[first].end <= col {
		first++
	}
	last = first
	for last+1 < len(cells) && cells[last+1].unit < col+units {
		last++
	}
	return first, last
}

// window chooses the cells from..to-1 that fit into room columns together with the marks for what
// is cut, with the cell at in the later half if cells must be cut before it.
func window(cells []cell, at, room int) (from, to int) {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= room {
		return 0, len(cells)
	}
	room -= 2 * len(cutMark)
	from = min(at, len(cells))
	used := 0
	for from > 0 && used+cells[from-1].width <= room*2/3 {
		from--
		used += cells[from].width
	}
	to = min(at, len(cells))
	for to < len(cells) && used+cells[to].width <= room {
		used += cells[to].width
		to++
	}
	for from > 0 && used+cells[from-1].width <= room {
		from--
		used += cells[from].width
	}
	return from, to
}

// runeWidth returns the columns that a character takes on a terminal: 0 for combining marks, 2 for
// the wide characters of East Asia and for emoji.
func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case r <= 0x36F, r == 0x200B, r == 0x200D, r >= 0xFE00 && r <= 0xFE0F:
		return 0
	case r < 0x1100:
		return 1
	case r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6,
		r >= 0x1F300 && r <= 0x1F64F, r >= 0x1F680 && r <= 0x1F6FF, r >= 0x1F900 && r <= 0x1F9FF, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}
