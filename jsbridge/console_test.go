// This file defines the tests of console.

package jsbridge

import (
	"slices"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/vm"
)

func TestConsole(t *testing.T) {
	tests := []struct {
		name string
		do   func(c *console)
		want []string
	}{
		{"a line per call", func(c *console) {
			c.Line(vm.LevelPrint, "a")
			c.Line(vm.LevelError, "b\n\tat c")
		}, []string{"print:a", "error:b\n\tat c"}},
		{"an empty line", func(c *console) { c.Line(vm.LevelPrint, "") }, []string{"print:"}},
		{"println ends a held line", func(c *console) {
			c.Print("a")
			c.Print("b")
			c.Line(vm.LevelPrint, "c")
		}, []string{"print:abc"}},
		{"a newline ends a held line", func(c *console) {
			c.Print("a")
			c.Print("b\nc")
		}, []string{"print:ab"}},
		{"several lines in one call stay one", func(c *console) { c.Print("a\nb\n") }, []string{"print:a\nb"}},
		{"another level does not take the held text", func(c *console) {
			c.Print("a")
			c.Line(vm.LevelLog, "b")
		}, []string{"print:a", "log:b"}},
		{"flush writes what is held, once", func(c *console) {
			c.Print("a")
			c.Flush()
			c.Flush()
		}, []string{"print:a"}},
		{"nothing held, nothing written", func(c *console) { c.Print(""); c.Flush() }, nil},
		{"a line that never ends is written in pieces", func(c *console) {
			c.Print(strings.Repeat("x", heldLimit))
			c.Print("y")
			c.Print("z")
			c.Flush()
		}, []string{"print:" + strings.Repeat("x", heldLimit) + "y", "print:z"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			c := &console{write: func(level vm.Level, text string) { got = append(got, level.String()+":"+text) }}
			test.do(c)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %.200q, want %.200q", got, test.want)
			}
		})
	}
}
