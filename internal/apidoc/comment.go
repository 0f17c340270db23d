// This file defines Comment, the parts of a documentation comment.

package apidoc

import "strings"

// Comment is a documentation comment in parts.
type Comment struct {
	Text   []string // lines; empty ones separate paragraphs
	Params []Tag    // @p: a parameter and what it is
	Result string   // @r
	Errors []Tag    // @e: the id of an exception, "" in quotes for none, and when it is raised
}

// Tag is a tag with a name.
type Tag struct{ Name, Text string }

// Split reads a documentation comment. The lines of a tag's text are joined.
func Split(doc string) Comment {
	var c Comment
	var tag *string // where further lines of a tag go
	doc = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(doc), "/**"), "*/")
	for line := range strings.Lines(doc) {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "*"))
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case word == "@p":
			tag = named(&c.Params, rest)
		case word == "@e":
			tag = named(&c.Errors, rest)
		case word == "@r":
			c.Result, tag = rest, &c.Result
		case tag == nil:
			c.Text = append(c.Text, line)
		default:
			*tag = strings.TrimSpace(*tag + " " + line)
		}
	}
	return c
}

// named appends the tag that a line makes and returns where its text is.
func named(tags *[]Tag, line string) *string {
	name, text, _ := strings.Cut(line, " ")
	*tags = append(*tags, Tag{name, text})
	return &(*tags)[len(*tags)-1].Text
}
