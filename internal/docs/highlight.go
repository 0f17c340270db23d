// This file defines highlight, the colours of code.

package docs

import (
	"html"
	"regexp"
	"strings"
)

// keywords are those of each language; a language that is not here has no colours.
var keywords = map[string]string{
	"aussom": "class enum include public private static extern return try catch throw new if else switch case default while break for instanceof null true false this",
	"js":     "import export from const let class extends return try catch throw new if else switch case default while break for of in function async await typeof null true false this",
	"go":     "package import func return if else switch case default for range type struct map interface var const go defer chan nil true false",
	"html":   "",
	"sh":     "cd if then fi for do done",
}

// token finds what has a colour in all languages: comments, strings, tags, words, numbers.
var token = regexp.MustCompile("(?s)//[^\n]*|/\\*.*?\\*/|<!--.*?-->|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|`[^`]*`|</?[a-zA-Z]+|[A-Za-z_][A-Za-z_0-9]*|[0-9][0-9_.]*")

// shellComment is a comment of a shell script.
var shellComment = regexp.MustCompile(`(?m)(?:^|\s)#.*$`)

// highlight returns code as HTML in which <span> elements mark comments, strings, keywords and numbers.
func highlight(language, code string) string {
	words, ok := keywords[language]
	if !ok {
		return html.EscapeString(code)
	}
	if language == "sh" {
		return mark(code, shellComment, func(string) string { return "comment" })
	}
	known := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		known[word] = true
	}
	return mark(code, token, func(t string) string {
		switch {
		case strings.HasPrefix(t, "//"), strings.HasPrefix(t, "/*"), strings.HasPrefix(t, "<!--"):
			return "comment"
		case strings.ContainsAny(t[:1], "\"'`"):
			return "string"
		case t[0] == '<':
			if language == "html" {
				return "keyword"
			}
			return ""
		case t[0] >= '0' && t[0] <= '9':
			return "number"
		case known[t]:
			return "keyword"
		}
		return ""
	})
}

// mark puts the matches of a pattern into <span> elements of the class that classOf gives.
func mark(code string, pattern *regexp.Regexp, classOf func(string) string) string {
	var b strings.Builder
	at := 0
	for _, m := range pattern.FindAllStringIndex(code, -1) {
		b.WriteString(html.EscapeString(code[at:m[0]]))
		at = m[1]
		text := html.EscapeString(code[m[0]:m[1]])
		if class := classOf(code[m[0]:m[1]]); class != "" {
			text = `<span class="` + class + `">` + text + "</span>"
		}
		b.WriteString(text)
	}
	return b.String() + html.EscapeString(code[at:])
}
