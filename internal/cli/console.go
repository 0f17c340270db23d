// This file defines console, the program's console on standard output.

package cli

import (
	"bufio"
	"io"
	"strings"
	"sync"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// colours are the escape sequences that precede the prefix of a line on a terminal.
var colours = map[vm.Level]string{
	vm.LevelTrace: "\x1b[2m", vm.LevelDebug: "\x1b[2m", vm.LevelWarn: "\x1b[33m", vm.LevelError: "\x1b[31m",
}

const endColour = "\x1b[0m"

// console implements vm.Console over a buffered writer. It may be used by several goroutines.
type console struct {
	colour bool

	mu  sync.Mutex
	out *bufio.Writer
	err error // the first error of writing
}

func newConsole(w io.Writer, colour bool) *console {
	return &console{colour: colour, out: bufio.NewWriterSize(w, 1<<16)}
}

// Line writes one call's text behind the prefix of its level.
func (c *console) Line(level vm.Level, text string) {
	prefix := level.Prefix()
	if colour := colours[level]; c.colour && colour != "" {
		prefix = colour + strings.TrimSuffix(prefix, " ") + endColour + " "
	}
	c.write(prefix, value.Visible(text), "\n")
}

// Print writes text.
func (c *console) Print(text string) { c.write(value.Visible(text)) }

// text writes a text of the command itself.
func (c *console) text(text string) { c.write(text) }

// fail writes an error of the command itself.
func (c *console) fail(text string) { c.Line(vm.LevelError, text) }

func (c *console) write(parts ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range parts {
		if _, err := c.out.WriteString(s); err != nil && c.err == nil {
			c.err = err
		}
	}
}

// Flush writes what is buffered. The machine calls it when the program ends, waits or has run for a while.
func (c *console) Flush() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.out.Flush(); err != nil && c.err == nil {
		c.err = err
	}
}

// Close writes what is buffered and returns the first error of any write.
func (c *console) Close() error {
	c.Flush()
	return c.err
}
