// This file defines comment, the parts of a documentation comment, and their text as Markdown.

package main

import (
	"regexp"
	"strings"
)

// comment is a documentation comment in parts.
type comment struct {
	text   []string    // lines; empty ones separate paragraphs
	params [][2]string // name and what it is
	result string
}

// parts reads a documentation comment. The lines of a tag's text are joined.
func parts(doc string) comment {
	var c comment
	tag := ""
	doc = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(doc), "/**"), "*/")
	for line := range strings.Lines(doc) {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "*"))
		rest := ""
		switch {
		case strings.HasPrefix(line, "@p "):
			name, about, _ := strings.Cut(strings.TrimPrefix(line, "@p "), " ")
			c.params = append(c.params, [2]string{name, about})
			tag = "p"
			continue
		case strings.HasPrefix(line, "@r "):
			tag, rest = "r", strings.TrimPrefix(line, "@r ")
		case tag == "":
			c.text = append(c.text, line)
			continue
		default:
			rest = line
		}
		if tag == "p" {
			last := &c.params[len(c.params)-1]
			last[1] += " " + rest
		} else {
			c.result = strings.TrimSpace(c.result + " " + rest)
		}
	}
	return c
}

// entry matches a line that begins an entry of a list: a word in quotes, a number with its meaning.
var entry = regexp.MustCompile(`^("\w+" |\d+ = )`)

// key matches a line that begins an entry below another: a key of a map with its type.
var key = regexp.MustCompile(`^\w+ \(\w+\) -- `)

// gaps are more empty lines than one.
var gaps = regexp.MustCompile(`\n{3,}`)

// call matches a line that is a call only, which is shown as code.
var call = regexp.MustCompile(`^\w+\([\w, ]*\)$`)

// paragraphs returns lines as Markdown: lists where entries stand, the rest as one paragraph.
func paragraphs(lines []string) string {
	var b strings.Builder
	inList, fresh := false, true // fresh: at the beginning of a paragraph
	for _, line := range lines {
		switch {
		case line == "":
			if !fresh {
				b.WriteString("\n\n")
			}
			inList, fresh = false, true
			continue
		case entry.MatchString(line):
			if !inList && !fresh {
				b.WriteString("\n")
			}
			inList = true
			b.WriteString("\n- ")
		case key.MatchString(line):
			b.WriteString("\n  - ")
		case !fresh:
			b.WriteString(" ")
		}
		fresh = false
		if call.MatchString(line) {
			b.WriteString("`" + line + "`.")
		} else {
			b.WriteString(escape(line))
		}
	}
	return strings.TrimSpace(gaps.ReplaceAllString(b.String(), "\n\n"))
}

// special are the characters that mean something in Markdown or HTML.
var special = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", "&lt;", ">", "&gt;", "[", `\[`, "`", "\\`", "|", `\|`, "&", "&amp;")

func escape(text string) string { return special.Replace(text) }
