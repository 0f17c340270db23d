// This file defines the text of documentation comments as Markdown.

package main

import (
	"regexp"
	"strings"
)

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
