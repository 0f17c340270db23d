// This file tests the rendering of errors, whole strings each.

package syntax

import (
	"strings"
	"testing"
)

func TestSnippet(t *testing.T) {
	long := "    c.log(" + strings.Repeat("abcdefghij + ", 20) + "?);"
	for _, c := range []struct {
		name, src        string
		line, col, width int32
		want             string
	}{
		{"plain", "class A {\n  x = y;\n}\n", 2, 7, 1, " 2 |   x = y;\n   |       ^"},
		{"wide mark", "int x = foo;", 1, 9, 3, " 1 | int x = foo;\n   |         ^^^"},
		{"end of line", "x = 1", 1, 6, 1, " 1 | x = 1\n   |      ^"},
		{"past the end", "x = 1", 1, 60, 9, " 1 | x = 1\n   |      ^"},
		{"empty last line", "x\n", 2, 1, 1, " 2 |\n   | ^"},
		{"carriage return", "x = ;\r\ny", 1, 5, 1, " 1 | x = ;\n   |     ^"},
		{"tabs", "\tx\t= y;", 1, 6, 1, " 1 |     x    = y;\n   |            ^"},
		{"mark on a tab", "a\tb", 1, 2, 1, " 1 | a    b\n   |  ^^^^"},
		{"east asian", "x = \"中文\" y;", 1, 10, 1, " 1 | x = \"中文\" y;\n   |            ^"},
		{"on a wide character", "x 中", 1, 3, 1, " 1 | x 中\n   |   ^^"},
		{"emoji is two units", "\"😀\" y;", 1, 6, 1, " 1 | \"😀\" y;\n   |      ^"},
		{"second half of a pair", "a😀b", 1, 3, 1, " 1 | a😀b\n   |  ^^"},
		{"combining mark", "\"e\u0301\" y", 1, 6, 1, " 1 | \"e\u0301\" y\n   |     ^"},
		{"invalid bytes", "a\xff\x01b", 1, 4, 1, " 1 | a��b\n   |    ^"},
		{"byte order mark", "\ufeffx y", 1, 1, 1, " 1 | �x y\n   | ^"},
		{"line numbers of two digits", strings.Repeat("\n", 41) + "x y", 42, 3, 1, " 42 | x y\n    |   ^"},
		{"cut before", long, 1, 271, 1,
			" 1 | ...fghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + ?);\n" +
				"   |                                                                                          ^"},
		{"cut behind", long, 1, 5, 5,
			" 1 |     c.log(abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + a...\n" +
				"   |     ^^^^^"},
		{"cut on both sides", long, 1, 141, 4,
			" 1 | ...ghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcdefghij + abcd...\n" +
				"   |                                                               ^^^^"},
		{"no such line", "x", 2, 1, 1, ""},
		{"no position", "x", 0, 0, 0, ""},
	} {
		e := &Error{Pos: Pos{c.line, c.col}, Width: int(c.width)}
		if got := e.Snippet(c.src); got != c.want {
			t.Errorf("%s\n got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestSnippetsFitTheScreen(t *testing.T) {
	for _, line := range []string{strings.Repeat("x", 1000), strings.Repeat("中", 1000), strings.Repeat("\t", 1000), strings.Repeat("é😀", 500)} {
		for col := int32(1); col < 1001; col += 7 {
			e := &Error{Pos: Pos{1, col}, Width: 300}
			first, second, _ := strings.Cut(e.Snippet(line), "\n")
			width := 0
			for _, r := range first {
				width += runeWidth(r)
			}
			if width > snippetWidth || len(second) > snippetWidth {
				t.Errorf("%.12q col %d: %d and %d columns", line, col, width, len(second))
			}
		}
	}
}

func TestFormat(t *testing.T) {
	src := "class A {\n  f() {\n\tx = -y;\n  }\n}"
	want := "a.aus:3:7: expected a number after `-`, found `y`\n" +
		"  hint: only a number can be negated like this; write 0 - x\n" +
		" 3 |     x = -y;\n" +
		"   |          ^"
	e := Check("a.aus", src)[0]
	if got := e.Format(src); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	e.Hint = ""
	if got := e.Format(""); got != "a.aus:3:7: expected a number after `-`, found `y`" {
		t.Errorf("without line: %s", got)
	}
}
