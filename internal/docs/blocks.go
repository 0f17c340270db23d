// This file defines Block, one block of code of a page, and Blocks.

package docs

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Block is one block of code.
type Block struct {
	// Language is the first word after the fence: "aussom", "js"; "" if there is none.
	Language string
	// Words are the further ones: "no-run", "fails".
	Words string
	Text  string
	// Line is the number of its first line in the page's source.
	Line int
	// Expected is the text of the block "text" that follows it, HasExpected whether there is one. Such a block is no Block itself.
	Expected    string
	HasExpected bool
}

// Has reports whether a word follows the language.
func (b Block) Has(word string) bool {
	for w := range strings.FieldsSeq(b.Words) {
		if w == word {
			return true
		}
	}
	return false
}

// Blocks returns the blocks of code of a page in Markdown. A block in the language "text" says what the block before it prints.
func Blocks(source []byte) []Block {
	var blocks []Block
	doc := markdown.Parser().Parse(text.NewReader(source))
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		fence, ok := n.(*ast.FencedCodeBlock)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		b := Block{Text: string(fence.Lines().Value(source))}
		if fence.Info != nil {
			b.Language, b.Words, _ = strings.Cut(string(fence.Info.Value(source)), " ")
		}
		if fence.Lines().Len() > 0 {
			b.Line = 1 + bytes.Count(source[:fence.Lines().At(0).Start], []byte("\n"))
		}
		if last := len(blocks) - 1; b.Language == "text" && b.Words == "" && last >= 0 && !blocks[last].HasExpected && blocks[last].Language != "text" {
			blocks[last].Expected, blocks[last].HasExpected = b.Text, true
			return ast.WalkSkipChildren, nil
		}
		blocks = append(blocks, b)
		return ast.WalkSkipChildren, nil
	})
	return blocks
}

// Program returns an aussom block as a whole program: one without a class is the body of main.
func (b Block) Program() string {
	if b.whole() {
		return b.Text
	}
	includes, body := b.parts()
	return includes + "class Example { public main(args) {\n" + body + "} }\n"
}

// Script returns the same program as people write it.
func (b Block) Script() string {
	if b.whole() {
		return b.Text
	}
	includes, body := b.parts()
	if includes != "" {
		includes += "\n"
	}
	var indented strings.Builder
	inText := false // between """ every blank counts
	for line := range strings.SplitAfterSeq(strings.TrimLeft(body, "\n"), "\n") {
		if strings.TrimSpace(line) != "" && !inText {
			indented.WriteString("\t\t")
		}
		indented.WriteString(line)
		if strings.Count(line, `"""`)%2 == 1 {
			inText = !inText
		}
	}
	return includes + "class Example {\n\tpublic main(args) {\n" + indented.String() + "\t}\n}\n"
}

// whole reports whether the block has a class.
func (b Block) whole() bool {
	for line := range strings.SplitSeq(b.Text, "\n") {
		if strings.HasPrefix(line, "class ") || strings.HasPrefix(line, "static class ") {
			return true
		}
	}
	return false
}

// parts returns what stands before a class, and the rest.
func (b Block) parts() (includes, body string) {
	for line := range strings.SplitAfterSeq(b.Text, "\n") {
		if strings.HasPrefix(line, "include ") || strings.HasPrefix(line, "enum ") {
			includes += line
		} else {
			body += line
		}
	}
	return includes, body
}
