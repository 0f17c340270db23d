// This file defines render: Markdown to HTML with coloured code and with links that work on the site.

package docs

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// repository is where links lead that point out of the folder docs.
const repository = "https://github.com/aussom/aussom-web/blob/main/"

// markdown writes no style attributes, which the site's policy forbids.
var markdown = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
		extension.Strikethrough,
	),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100))),
)

// section is a heading of the second level.
type section struct{ ID, Title string }

// render returns a page's title, its sections and its text as HTML.
func render(source []byte) (title string, sections []section, body string, err error) {
	doc := markdown.Parser().Parse(text.NewReader(source))
	err = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 1 && title == "" {
				title = plain(n, source)
			}
			if id, ok := n.AttributeString("id"); ok && n.Level == 2 {
				sections = append(sections, section{string(id.([]byte)), plain(n, source)})
			}
		case *ast.Link:
			n.Destination = []byte(onSite(string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(onSite(string(n.Destination)))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", nil, "", err
	}
	var b bytes.Buffer
	err = markdown.Renderer().Render(&b, source, doc)
	return title, sections, b.String(), err
}

// plain returns the text of a node.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		} else {
			b.WriteString(plain(c, source))
		}
	}
	return b.String()
}

// onSite returns where a link of a file in docs/ leads on the site.
func onSite(link string) string {
	if strings.Contains(link, ":") || strings.HasPrefix(link, "#") {
		return link
	}
	if path, ok := strings.CutPrefix(link, "../"); ok {
		return repository + path
	}
	path, fragment, _ := strings.Cut(link, "#")
	if name, ok := strings.CutSuffix(path, ".md"); ok {
		path = name + ".html"
	}
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

// codeRenderer writes blocks of code with their colours.
type codeRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (codeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, writeCode)
}

func writeCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.FencedCodeBlock)
	language := string(block.Language(source))
	w.WriteString(`<pre tabindex="0" class="` + string(util.EscapeHTML([]byte("code "+language))) + `"><code>`)
	w.WriteString(highlight(language, string(block.Lines().Value(source))))
	w.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}
