// This file defines the option -d: writing the documentation of a file.

package cli

import (
	"os"
	"path/filepath"

	"github.com/aussom/aussom-web/aussom/docgen"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/vm"
)

// document writes the documentation next to the file. A text with errors leaves an older one as it is.
func (c *command) document() int {
	c.out.Line(vm.LevelInfo, "Now to generate doc for file '"+c.file+"'.")
	diagnostic := c.diagnostic()
	markdown, ok := docgen.Generate(filepath.Base(c.file), docgen.Source{Name: c.file, Text: c.source},
		func(path string) (docgen.Source, bool) {
			name, text, ok := c.find.Find(path)
			return docgen.Source{Name: name, Text: text}, ok
		},
		func(e *syntax.Error, text string) {
			c.out.fail(e.Text)
			if diagnostic != nil {
				diagnostic(e, text)
			}
		})
	if !ok {
		c.out.fail("Parse errors were encountered. No documentation was written.")
		return exitFailed
	}
	target := c.file + ".md"
	if err := os.WriteFile(target, []byte(markdown), 0o666); err != nil {
		c.out.fail(target + ": " + reason(err))
		return exitFailed
	}
	c.out.Line(vm.LevelInfo, "Wrote doc to '"+target+"'.")
	return exitOK
}
