// This file defines Write, which makes the site's pages out of the Markdown in docs/.

// Package docs turns the Markdown of the folder docs/ into pages of the site and finds the blocks of code in it, which the tests run.
//
//	docs.go       Write: the pages
//	blocks.go     Block, Blocks: the code in a page
//	markdown.go   how Markdown becomes HTML
//	highlight.go  colours for code
//	page.html     what is around a page's text
//	docs.css      its look
//
// The tests that run the blocks are docs/docs_test.go and e2e/docs_test.go.
package docs

import (
	"bytes"
	_ "embed" // the page's frame and look
	"errors"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

var (
	//go:embed page.html
	frame string
	//go:embed docs.css
	look []byte
)

// order is that of the pages in the menu; others follow by name.
var order = []string{"tour", "websocket", "embedding", "sandboxing", "api", "internals"}

// labels are the names of pages in the menu, where their titles are too long.
var labels = map[string]string{
	"tour": "Language tour", "websocket": "WebSockets", "embedding": "Embedding", "sandboxing": "Sandboxing", "api": "Library", "internals": "Internals",
}

// page is one page of the site.
type page struct {
	Name     string // "tour"
	Label    string // in the menu
	Title    string // the text of its heading
	Summary  string // the text of its first paragraph
	Sections []section
	Body     template.HTML
	Here     bool // in the menu: this is the page shown
}

// Write writes a page NAME.html for each NAME.md of the folder from, an index.html that lists them, and docs.css into the folder to.
func Write(from, to string) error {
	pages, err := read(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	t, err := template.New("page").Parse(frame)
	if err != nil {
		return err
	}
	err = os.WriteFile(filepath.Join(to, "docs.css"), look, 0o644)
	for i := -1; i < len(pages); i++ {
		shown := page{Name: "index", Title: "Guides"}
		menu := slices.Clone(pages)
		if i >= 0 {
			shown, menu[i].Here = pages[i], true
		}
		var b bytes.Buffer
		err = errors.Join(err, t.Execute(&b, map[string]any{"Page": shown, "Menu": menu}))
		err = errors.Join(err, os.WriteFile(filepath.Join(to, shown.Name+".html"), b.Bytes(), 0o644))
	}
	return err
}

// read reads the pages in the order of the menu.
func read(from string) ([]page, error) {
	files, err := filepath.Glob(filepath.Join(from, "*.md"))
	if err != nil {
		return nil, err
	}
	var pages []page
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		title, summary, sections, body, err := render(source)
		if err != nil {
			return nil, err
		}
		p := page{Name: strings.TrimSuffix(filepath.Base(file), ".md"), Label: title, Title: title, Summary: summary, Sections: sections, Body: template.HTML(body)}
		if label, ok := labels[p.Name]; ok {
			p.Label = label
		}
		pages = append(pages, p)
	}
	slices.SortStableFunc(pages, func(a, b page) int { return rank(a.Name) - rank(b.Name) })
	return pages, nil
}

func rank(name string) int {
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}
