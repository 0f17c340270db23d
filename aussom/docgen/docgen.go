// This file defines Generate, the documentation of a file's classes as Markdown.

// Package docgen writes documentation from the comments of Aussom source (spec 04c, 4). Nothing of the program is run.
//
//	docgen.go   Generate: loading a file and its includes, the order of the classes
//	markdown.go what the Markdown of one class looks like
package docgen

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// Source is a text and the name that errors show for it.
type Source struct{ Name, Text string }

// Finder finds the module with a path such as "a/b.aus" outside the library; it is called with each path once.
type Finder func(path string) (Source, bool)

// Generate returns the documentation of the classes that a file defines, under the given title. Includes are looked at because the
// order of the classes depends on them; those that find does not find are ignored, and find may be nil. Errors in the texts go to
// report; the documentation is worth nothing then, and ok is false.
func Generate(title string, file Source, find Finder, report func(e *syntax.Error, text string)) (markdown string, ok bool) {
	l := &loader{find: find, included: map[string]bool{}, own: map[string]*syntax.Class{}, file: file.Name, report: report}
	l.load(Source{Text: stdlib.Lang().Source})
	l.load(file)
	if l.failed {
		return "", false
	}
	var b strings.Builder
	b.WriteString("# file: " + title + "\n\n")
	for _, at := range value.Order(l.names) {
		if class := l.own[l.names[at]]; class != nil {
			writeClass(&b, class)
		}
	}
	return b.String(), true
}

// loader collects the classes of a program in the order of their definition.
type loader struct {
	find     Finder
	file     string // whose classes are documented
	included map[string]bool
	names    []string
	own      map[string]*syntax.Class // those of file, by name
	seen     map[string]bool
	report   func(e *syntax.Error, text string)
	failed   bool
}

func (l *loader) load(s Source) {
	p := syntax.NewParser(s.Name, s.Text, func(e *syntax.Error) {
		l.failed = true
		if l.report != nil {
			l.report(e, s.Text)
		}
	})
	for item := p.Next(); item != nil; item = p.Next() {
		switch d := item.(type) {
		case *syntax.Include:
			l.include(strings.Join(d.Path, "/") + ".aus")
		case *syntax.Class:
			l.define(d, s.Name == l.file)
		}
	}
}

func (l *loader) define(class *syntax.Class, own bool) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	if !l.seen[class.Name] {
		l.seen[class.Name] = true
		l.names = append(l.names, class.Name)
	}
	delete(l.own, class.Name)
	if own {
		l.own[class.Name] = class
	}
}

func (l *loader) include(path string) {
	if l.included[path] {
		return
	}
	l.included[path] = true
	for _, module := range stdlib.Modules() {
		if module.Name+".aus" == path {
			l.load(Source{Text: module.Source})
			return
		}
	}
	if l.find == nil {
		return
	}
	if s, ok := l.find(path); ok {
		l.load(s)
	}
}
