// This file tests the documentation of classes.

package stdlib

import (
	"slices"
	"testing"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

func TestDocItems(t *testing.T) {
	text := DocText("\n\t * Adds two numbers\n\t * together.\n\t *\n\t * @p A the first\n\t *    operand continues\n" +
		"\t * @p B   second   operand\n\t * @since\n\t * @ alone\n")
	const want = "Adds two numbers\ntogether.\n@p A the first\noperand continues\n@p B   second   operand\n@since\n@ alone"
	if text != want {
		t.Errorf("text %q, want %q", text, want)
	}
	if again := DocText(text); again != text {
		t.Errorf("a text changes when it is processed again: %q", again)
	}
	items := []DocItem{
		{Text: "Adds two numbers together."},
		{"@p A the first operand continues", true, "p", "A", "the first operand continues"},
		{"@p B   second   operand", true, "p", "B", "second operand"},
		{"@since @ alone", true, "since", "@", "alone"},
	}
	if got := DocItems(text); !slices.Equal(got, items) {
		t.Errorf("items %+v, want %+v", got, items)
	}
	if got := DocItems(""); len(got) != 0 {
		t.Errorf("an empty text has items %+v", got)
	}
}

func TestClassDoc(t *testing.T) {
	class := &syntax.Class{
		Name: "k", DocPos: syntax.Pos{Line: 9, Col: 7}, HasDoc: true, Doc: " Top. ",
		Members: []*syntax.Member{{Name: "first"}},
		Functions: []*syntax.Function{{Name: "z", Closure: true}, {Name: "f", Variadic: true, Params: []syntax.Param{
			{Name: "A", Type: "int"}, {Name: "L", Default: &syntax.NullLit{}},
			{Name: "N", Type: "int", Default: &syntax.IntLit{Val: 4}}, {Name: "Q", Type: "list", Default: &syntax.ListLit{}},
		}}},
	}
	json, err := value.ToJSON(value.OfMap(ClassDoc("k.aus", class, true)))
	if err != nil {
		t.Fatal(err)
	}
	parsed, _ := value.ParseJSON(value.NewString(json))
	want, _ := value.ParseJSON(value.NewString(`{"type":"class","className":"k","fileName":"k.aus","lineNumber":9,
		"colNumber":7,"isStatic":false,"isExtern":false,"externClassName":"","extendedClasses":["object"],
		"members":[{"name":"first","value":null}],"methods":[{"name":"f","isClosure":false,"args":[
		{"name":"A","specifiedType":"int","type":"var"},
		{"name":"L","specifiedType":"undef","type":"null","value":null,"valueType":"undef"},
		{"name":"N","specifiedType":"int","type":"int","value":4,"valueType":"int"},
		{"name":"Q","specifiedType":"list","type":"list","valueType":"list"},{"type":"etcetera"}]},
		{"name":"z","isClosure":true,"args":[]}],
		"aussomDoc":{"aussomDocText":"Top.","docList":[{"type":"TEXT","text":"Top."}]}}`))
	if got := value.Text(parsed); got != value.Text(want) {
		t.Errorf("got %s\nwant %s", got, value.Text(want))
	}
	doc, _ := ClassDoc("k.aus", class, false).Get("aussomDoc")
	if got, _ := value.ToJSON(doc); got != `{"aussomDocText":"","docList":[]}` && got != `{"docList":[],"aussomDocText":""}` {
		t.Errorf("without texts: %s", got)
	}
}
