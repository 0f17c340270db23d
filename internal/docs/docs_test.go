// This file tests the pages: links, colours, menu; and the blocks of code.

package docs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "docs")
	for name, text := range map[string]string{
		"tour.md": "# Tour & more\n\n## First *part*\n\n[on](zoo.md#a) [out](../README.md) [far](https://example.org/x.md)\n\n" +
			"| a | b |\n|:-:|---|\n| 1 | 2 |\n\n```aussom\nif (\"<b>\") { } // note\n```\n",
		"zoo.md": "# Zoo\n\n<script>alert(1)</script>\n",
	} {
		if err := os.WriteFile(filepath.Join(from, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(from, to); err != nil {
		t.Fatal(err)
	}
	for name, wants := range map[string][]string{
		"tour.html": {
			"<title>Tour &amp; more – Aussom</title>", `href="zoo.html#a"`, `href="https://github.com/aussom/aussom-web/blob/main/README.md"`,
			`href="https://example.org/x.md"`, `<h2 id="first-part">`, `<a href="#first-part">First part</a>`,
			`<span class="keyword">if</span> (<span class="string">&#34;&lt;b&gt;&#34;</span>) { } <span class="comment">// note</span>`,
			`<a class="try" href="../#1z`, `<a href="tour.html" aria-current="page">Language tour</a>`, `<a href="zoo.html">Zoo</a>`,
		},
		"zoo.html":   {`<a href="zoo.html" aria-current="page">Zoo</a>`, "raw HTML omitted"},
		"index.html": {`<a href="tour.html"><strong>Tour &amp; more</strong><span>on out far</span></a>`, `<a href="zoo.html"><strong>Zoo</strong>`},
		"docs.css":   {"light-dark("},
	} {
		data, err := os.ReadFile(filepath.Join(to, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
		if strings.Contains(string(data), "style=") || strings.Contains(string(data), "<script") {
			t.Errorf("%s breaks the site's policy", name)
		}
	}
}

func TestBlocks(t *testing.T) {
	blocks := Blocks([]byte("# T\n\n```aussom fails\na\n```\ntext\n```text\nout\n```\n\n```js\nb\n```\n```text figure\nc\n```\n\n    indented\n"))
	want := []Block{
		{Language: "aussom", Words: "fails", Text: "a\n", Line: 4, Expected: "out\n", HasExpected: true},
		{Language: "js", Text: "b\n", Line: 12},
		{Language: "text", Words: "figure", Text: "c\n", Line: 15},
	}
	if len(blocks) != len(want) {
		t.Fatalf("blocks %+v", blocks)
	}
	for i := range want {
		if blocks[i] != want[i] {
			t.Errorf("block %+v, want %+v", blocks[i], want[i])
		}
	}
	if !blocks[0].Has("fails") || blocks[0].Has("fail") {
		t.Error("Has")
	}
}

func TestProgram(t *testing.T) {
	for text, want := range map[string]string{
		"include sys;\nc.log(1);\n": "include sys;\nclass Example { public main(args) {\nc.log(1);\n} }\n",
		"/** x */\nclass A { }\n":   "/** x */\nclass A { }\n",
		"static class A { }\n":      "static class A { }\n",
	} {
		if got := (Block{Text: text}).Program(); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestScript(t *testing.T) {
	for text, want := range map[string]string{
		"include sys;\nc.log(1);\n\nc.log(2);\n": "include sys;\n\nclass Example {\n\tpublic main(args) {\n\t\tc.log(1);\n\n\t\tc.log(2);\n\t}\n}\n",
		"c.log(\"\"\"a\n b\"\"\");\nc.log(1);\n": "class Example {\n\tpublic main(args) {\n\t\tc.log(\"\"\"a\n b\"\"\");\n\t\tc.log(1);\n\t}\n}\n",
		"class A { }\n":                          "class A { }\n",
	} {
		if got := (Block{Text: text}).Script(); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}
