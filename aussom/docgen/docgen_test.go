// This file tests the documentation: every form that a class can have, the order of classes, and errors.

package docgen_test

import (
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/docgen"
	"github.com/aussom/aussom-web/aussom/syntax"
)

func TestGenerate(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"class sub : shape { }", "## class: sub\n[1:7] **extends: shape** \n\n\n"},
		{"static class u { }", "## class: u\n[1:14] `static` **extends: object** \n\n\n"},
		{"extern class e : com.aussom.stdlib.ALatch { }", "## class: e\n[1:14] (extern: com.aussom.stdlib.ALatch) **extends: object** \n\n\n"},
		{"enum color { red; green = \"GG\"; }", "## class: color\n[1:6] `static` **extends: object** \n#### Members\n- **red**\n- **green**\n\n\n\n"},
		{"class k { /** The name\n * member.\n */ public a; b = 1; }",
			"## class: k\n[1:7] **extends: object** \n#### Members\n- **a**\n\t> The name member.\n- **b**\n\n\n\n"},
		{"class k { /** D.\n @p A is it\n @r */ public f(int A, double B = 1.5, list Q = [1], W, string S = \"q\\\"z\", N = null, I = -3, ...) { } private g() { x = ::h(bool b) { }; } i() { } }",
			"## class: k\n[1:7] **extends: object** \n#### Methods\n- **f** (`int A, double B = 1.5, list Q =, W, string S = \"q\"z\", N = null, I = -3, ...`)\n" +
				"\t> D.\n\t- **@p** `A` is it\n\t- **@r** `` \n- **g** ()\n\n- **i** ()\n\n- **h** (`bool b`)\n\n\n\n\n"},
		{"@A\n@B(x = \"y\")\nclass k { }", "## class: k\n[1:11] **extends: object** \n\n\n"},
		{"include m; class k { } class other { }", "## class: other\n[1:30] **extends: object** \n\n\n## class: k\n[1:18] **extends: object** \n\n\n"},
		{"include none; include math; include math; class k { }", "## class: k\n[1:49] **extends: object** \n\n\n"},
	} {
		var asked []string
		find := func(path string) (docgen.Source, bool) {
			asked = append(asked, path)
			return docgen.Source{Name: "m.aus", Text: "include m; class inModule { }"}, path == "m.aus"
		}
		got, ok := docgen.Generate("x.aus", docgen.Source{Name: "dir/x.aus", Text: c.source}, find, func(e *syntax.Error, _ string) { t.Error(e) })
		if want := "# file: x.aus\n\n" + c.want; got != want || !ok {
			t.Errorf("%s: ok %v, got\n%q, want\n%q", c.source, ok, got, want)
		}
		if len(asked) > 1 {
			t.Errorf("%s: asked for %v", c.source, asked)
		}
	}
}

func TestGenerateWithErrors(t *testing.T) {
	for _, source := range []string{"", "class k { f( }", "include bad; class k { }", "class k { f() { } f() { } }"} {
		var errors []string
		find := func(path string) (docgen.Source, bool) { return docgen.Source{Name: path, Text: "x"}, true }
		got, ok := docgen.Generate("x.aus", docgen.Source{Name: "x.aus", Text: source}, find,
			func(e *syntax.Error, text string) { errors = append(errors, e.Text+text) })
		if ok || got != "" || len(errors) != 1 {
			t.Errorf("%q: ok %v, %q, errors %q", source, ok, got, strings.Join(errors, ", "))
		}
	}
}
