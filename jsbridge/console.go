// This file defines console, a program's console: it turns what the program writes into lines of the page.

package jsbridge

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// heldLimit is the number of bytes of an unfinished line after which it is written all the same.
const heldLimit = 1 << 20

// console implements vm.Console over a function that writes one line.
//
// What Print writes is held until its line ends: by a newline of its own or by the next line of the level "print". A line of
// another level cannot finish it, since it would change its level: the held text is written before it, as a line of its own.
type console struct {
	write func(level vm.Level, text string)
	held  []byte
}

// Line writes one call's text.
func (c *console) Line(level vm.Level, text string) {
	if len(c.held) > 0 {
		if level == vm.LevelPrint {
			text = string(c.held) + text
			c.held = c.held[:0]
		} else {
			c.Flush()
		}
	}
	c.write(level, value.Visible(text))
}

// Print adds text to the held line and writes the lines that it ends, as one.
func (c *console) Print(text string) {
	end := strings.LastIndexByte(text, '\n')
	if end >= 0 {
		c.Line(vm.LevelPrint, text[:end])
	}
	c.held = append(c.held, text[end+1:]...)
	if len(c.held) > heldLimit {
		c.Flush()
	}
}

// Flush writes the held text, if there is any. The machine calls it when an activity ends.
func (c *console) Flush() {
	if len(c.held) == 0 {
		return
	}
	text := string(c.held)
	c.held = c.held[:0]
	c.write(vm.LevelPrint, value.Visible(text))
}
