// This file defines Error, the positioned error of the scanner and parser.

package syntax

import "strconv"

// ErrorKind tells the four sorts of load-time errors apart (spec 01, 6).
type ErrorKind uint8

// The kinds of errors.
const (
	SyntaxError  ErrorKind = iota // 6.1: the rest of the file is not parsed
	LexicalError                  // 6.2: the character is skipped
	TopLevel                      // 6.3: a statement outside any class
	Fatal                         // 6.4: loading ends at once
)

// Error is one error in a source text.
type Error struct {
	Kind ErrorKind
	File string
	Pos  Pos
	// Text is the message the specification demands, without the "[error] " prefix and the
	// final newline, e.g. "x.aus [3]: PARSE_ERROR: Unknown symbol found at line 3 column 9.\n".
	// Syntax and top-level errors end in one "\n" of their own (an empty line follows them), lexical errors do not;
	// fatal ones end in "\n" too and carry no file name.
	Text string
	// Message says in our own words what is wrong, e.g. "expected `;` after the expression, found `}`".
	Message string
	// Hint says how to mend it, "" if nothing is known: "`else if` needs braces", "there is no `continue`".
	Hint string
	// Width is the number of UTF-16 units to underline, at least 1.
	Width int
}

// Error returns "file:line:col: message (hint)".
func (e *Error) Error() string {
	s := e.place() + ": " + e.Message
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// place returns "file:line:col".
func (e *Error) place() string {
	return e.File + ":" + itoa(e.Pos.Line) + ":" + itoa(e.Pos.Col)
}

// specText returns the message of spec 01, 6 for the error's kind at its position; code is the
// illegal character of a LexicalError.
func specText(kind ErrorKind, file string, pos Pos, code rune) string {
	line := itoa(pos.Line)
	head := file + " [" + line + "]: "
	switch kind {
	case LexicalError:
		return head + "Error at line " + line + ", column " + itoa(pos.Col) + " : Illegal character <" + itoa(code) + ">"
	case TopLevel:
		return head + "PARSE_ERROR: Top-level statements are not allowed in this parse context. " +
			"Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation.\n"
	}
	return head + "PARSE_ERROR: Unknown symbol found at line " + line + " column " + itoa(pos.Col) + ".\n"
}

func itoa(n int32) string { return strconv.Itoa(int(n)) }
