// This file defines how errors of a source text are shown with the line they stand in.

package cli

import (
	"io"

	"github.com/aussom/aussom-web/aussom/syntax"
)

// diagnostic returns what shows an error on standard error, nil if that is not wanted. Standard output has only the
// texts of the language.
func (c *command) diagnostic() func(e *syntax.Error, source string) {
	if c.diagnostics == "never" || c.diagnostics == "auto" && !c.env.StderrTerminal {
		return nil
	}
	return func(e *syntax.Error, source string) {
		c.out.Flush()
		io.WriteString(c.env.Stderr, e.Format(source)+"\n")
	}
}
