package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/internal/apidoc"
)

func TestUpToDate(t *testing.T) {
	if err := run(true); err != nil {
		t.Error(err)
	}
}

func TestReference(t *testing.T) {
	text, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	headings := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if heading, ok := strings.CutPrefix(line, "### "); ok {
			headings[strings.ReplaceAll(strings.ToLower(strings.TrimSpace(heading)), " ", "-")] = true
		}
	}
	links := regexp.MustCompile(`\(#([^)]+)\)`).FindAllSubmatch(text, -1)
	if len(links) < len(headings) || len(headings) < 40 {
		t.Errorf("%d links, %d headings", len(links), len(headings))
	}
	for _, link := range links {
		if !headings[string(link[1])] {
			t.Errorf("no heading for %s", link[1])
		}
	}
	for _, want := range []string{
		"#### `new WebSocket(string Url, Protocol = null)`", "#### `close(int Code = 1000, string Reason = null)`",
		"#### `timer.every(int Mills, callback Handler, PassedArg = null)`", "### class WsClient", "#### `format(...)`",
		"- `Index` is the position, from 0 to the size - 1.", "- **Result:** A new list.",
		"- **Error:** `EXTERN_RUNTIME` if the index is out of bounds.", "- **Error:** (an exception without id) always.",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(string(text), "_format") {
		t.Error("private methods are documented")
	}
}

func TestComments(t *testing.T) {
	c := apidoc.Split("/**\n * Does it. \"a\" too.\n * \"open\" Fires.\n * Handler(name, null)\n * code (int) -- it\n *\n * Note: x_y.\n * @p A is one\n * thing.\n * @r int, *b*\n * @e X_Y if\n * not.\n * @e \"\" else.\n */")
	want := "Does it. \"a\" too.\n\n- \"open\" Fires. `Handler(name, null)`.\n  - code (int) -- it\n\nNote: x\\_y."
	if got := paragraphs(c.Text); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	errors := []apidoc.Tag{{Name: "X_Y", Text: "if not."}, {Name: `""`, Text: "else."}}
	if len(c.Params) != 1 || c.Params[0] != (apidoc.Tag{Name: "A", Text: "is one thing."}) || c.Result != "int, *b*" || !slices.Equal(c.Errors, errors) {
		t.Errorf("%+v", c)
	}
}
