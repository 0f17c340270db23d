// This file defines render: Markdown to HTML with coloured code and with links that work on the site.

package docs

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"io"
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

// render returns a page's title, its first sentences, its sections and its text as HTML.
func render(source []byte) (title, summary string, sections []section, body string, err error) {
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
		case *ast.Paragraph:
			if summary == "" && title != "" {
				summary = plain(n, source)
			}
		case *ast.Link:
			n.Destination = []byte(onSite(string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(onSite(string(n.Destination)))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", "", nil, "", err
	}
	var b bytes.Buffer
	err = markdown.Renderer().Render(&b, source, doc)
	return title, firstSentences(summary), sections, b.String(), err
}

// firstSentences returns so many sentences of a text as fit a card.
func firstSentences(text string) string {
	const most = 170
	end := 0
	for i := 0; i < len(text) && i < most; i++ {
		if text[i] == '.' && (i+1 == len(text) || text[i+1] == ' ') {
			end = i + 1
		}
	}
	if end == 0 {
		return text
	}
	return text[:end]
}

// plain returns the text of a node.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
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
	r.Register(ast.KindCodeBlock, writeIndented)
}

// writeIndented writes a block without a language. Like the others it can be scrolled with the keyboard.
func writeIndented(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.WriteString(`<pre tabindex="0"><code>`)
		w.Write(util.EscapeHTML(n.Lines().Value(source)))
		w.WriteString("</code></pre>\n")
	}
	return ast.WalkSkipChildren, nil
}

func writeCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.FencedCodeBlock)
	language := string(block.Language(source))
	code := string(block.Lines().Value(source))
	if language == "aussom" {
		w.WriteString(`<div class="runs"><a class="try" href="../` + fragment(Block{Text: code}.Script()) + `">Open in the playground</a>` + "\n")
	}
	w.WriteString(`<pre tabindex="0" class="` + string(util.EscapeHTML([]byte("code "+language))) + `"><code>`)
	w.WriteString(highlight(language, code))
	w.WriteString("</code></pre>\n")
	if language == "aussom" {
		w.WriteString("</div>\n")
	}
	return ast.WalkSkipChildren, nil
}

// fragment returns the part of an address after which the playground opens a script: see web/playground/share.js.
func fragment(script string) string {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = io.WriteString(w, script)
		err = errors.Join(err, w.Close())
	}
	if err != nil {
		return "#1p" + base64.RawURLEncoding.EncodeToString([]byte(script))
	}
	return "#1z" + base64.RawURLEncoding.EncodeToString(packed.Bytes())
}
