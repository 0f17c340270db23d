// This file defines the Markdown of one class.

package docgen

import (
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

func writeClass(b *strings.Builder, class *syntax.Class) {
	b.WriteString("## class: " + class.Name + "\n")
	b.WriteString("[" + strconv.Itoa(int(class.DocPos.Line)) + ":" + strconv.Itoa(int(class.DocPos.Col)) + "] ")
	if class.Static {
		b.WriteString("`static` ")
	}
	if class.Extern {
		b.WriteString("(extern: " + class.ExternPath + ") ")
	}
	bases := "object"
	if len(class.Bases) > 0 {
		bases = strings.Join(class.Bases, ", ")
	}
	b.WriteString("**extends: " + bases + "** \n")
	writeMembers(b, class.Members)
	writeMethods(b, class.Functions)
	b.WriteString("\n\n")
}

func writeMembers(b *strings.Builder, members []*syntax.Member) {
	if len(members) == 0 {
		return
	}
	b.WriteString("#### Members\n")
	for _, m := range members {
		b.WriteString("- **" + m.Name + "**\n")
		if m.HasDoc {
			writeItems(b, m.Doc)
		}
	}
	b.WriteString("\n")
}

// writeMethods writes the functions, closures after all others.
func writeMethods(b *strings.Builder, functions []*syntax.Function) {
	if len(functions) == 0 {
		return
	}
	b.WriteString("#### Methods\n")
	for _, closures := range [...]bool{false, true} {
		for _, f := range functions {
			if f.Closure == closures {
				writeMethod(b, f)
			}
		}
	}
	b.WriteString("\n")
}

func writeMethod(b *strings.Builder, f *syntax.Function) {
	params := paramTexts(f)
	b.WriteString("- **" + f.Name + "** (")
	if len(params) > 0 {
		b.WriteString("`" + strings.Join(params, ", ") + "`")
	}
	b.WriteString(")\n")
	if f.HasDoc {
		writeItems(b, f.Doc)
	} else {
		b.WriteString("\n")
	}
}

func paramTexts(f *syntax.Function) []string {
	var texts []string
	for _, p := range f.Params {
		text := p.Name
		if p.Type != "" {
			text = p.Type + " " + text
		}
		texts = append(texts, text+defaultText(p.Default))
	}
	if f.Variadic {
		texts = append(texts, "...")
	}
	return texts
}

// defaultText returns " = 1" and the like, "" if there is no default. Lists and maps are not shown.
func defaultText(literal syntax.Expr) string {
	switch l := literal.(type) {
	case nil:
		return ""
	case *syntax.StringLit:
		return ` = "` + l.Val + `"`
	case *syntax.ListLit, *syntax.MapLit:
		return " ="
	}
	return " = " + value.Text(compile.Literal(literal, false))
}

// writeItems writes the parts of a documentation comment.
func writeItems(b *strings.Builder, comment string) {
	for _, item := range stdlib.DocItems(stdlib.DocText(comment)) {
		if item.Annotation {
			b.WriteString("\t- **@" + item.Tag + "** `" + item.Value + "` " + item.Description + "\n")
		} else {
			b.WriteString("\t> " + item.Text + "\n")
		}
	}
}
