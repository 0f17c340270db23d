// This file defines ClassDoc, the documentation of a class as maps and lists, and the parsing of documentation
// comments into items (spec 04c, 3).

package stdlib

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// DocItem is a part of a documentation comment: a text, or an annotation such as "@p Name what it is".
type DocItem struct {
	Text       string
	Annotation bool
	// The parts of an annotation: "p", "Name" and "what it is".
	Tag, Value, Description string
}

// DocText returns the text of a documentation comment: the trimmed lines without their stars, without empty lines.
func DocText(comment string) string {
	comment = strings.TrimSuffix(strings.TrimPrefix(comment, "/**"), "*/")
	var lines []string
	for line := range strings.Lines(comment) {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "*"))
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// DocItems splits a text that DocText returned into items: a line that begins with @ and a word begins a new one.
func DocItems(text string) []DocItem {
	var items []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		tag := len(line) > 1 && line[0] == '@' && isWordStart(line[1])
		if tag || len(items) == 0 {
			items = append(items, line)
		} else {
			items[len(items)-1] += " " + line
		}
	}
	parsed := make([]DocItem, len(items))
	for i, item := range items {
		parsed[i] = parseDocItem(item)
	}
	return parsed
}

func isWordStart(c byte) bool { return isLetter(rune(c)) || c >= '0' && c <= '9' || c == '_' }

func parseDocItem(item string) DocItem {
	if !strings.HasPrefix(item, "@") {
		return DocItem{Text: item}
	}
	words := strings.Fields(item)
	parsed := DocItem{Text: item, Annotation: true, Tag: words[0][1:]}
	if len(words) > 1 {
		parsed.Value = words[1]
		parsed.Description = strings.Join(words[2:], " ")
	}
	return parsed
}

// classDescriber makes the documentation of one class. Without retain the texts of its comments are left out.
type classDescriber struct {
	class  *syntax.Class
	retain bool
}

// ClassDoc returns what lang.getClassAussomdoc gives for a class defined in file. Without retain there are no texts
// of comments in it (security property aussomdoc.retain).
func ClassDoc(file string, class *syntax.Class, retain bool) *value.Map {
	d := classDescriber{class, retain}
	m := value.NewMap()
	putText(m, "type", "class")
	putText(m, "className", class.Name)
	putText(m, "fileName", file)
	m.Put("lineNumber", value.Int(int64(class.DocPos.Line)))
	m.Put("colNumber", value.Int(int64(class.DocPos.Col)))
	m.Put("isStatic", value.Bool(class.Static))
	m.Put("isExtern", value.Bool(class.Extern))
	putText(m, "externClassName", class.ExternPath)
	bases := value.NewList()
	for _, base := range class.Bases {
		bases.Items = append(bases.Items, value.FromString(base))
	}
	if len(class.Bases) == 0 {
		bases.Items = append(bases.Items, value.FromASCII("object"))
	}
	m.Put("extendedClasses", value.OfList(bases))
	m.Put("members", value.OfList(d.members()))
	m.Put("methods", value.OfList(d.methods()))
	if class.HasDoc {
		m.Put("aussomDoc", d.doc(class.Doc))
	}
	return m
}

func putText(m *value.Map, key, text string) { m.Put(key, value.FromString(text)) }

func (d *classDescriber) members() *value.List {
	members := value.NewList()
	for _, member := range d.class.Members {
		m := value.NewMap()
		putText(m, "name", member.Name)
		m.Put("value", value.Null)
		if member.HasDoc {
			m.Put("value", d.doc(member.Doc))
		}
		members.Items = append(members.Items, value.OfMap(m))
	}
	return members
}

// methods describes the declared functions, then the closures.
func (d *classDescriber) methods() *value.List {
	methods, closures := value.NewList(), value.NewList()
	for _, f := range d.class.Functions {
		list := methods
		if f.Closure {
			list = closures
		}
		list.Items = append(list.Items, value.OfMap(d.method(f)))
	}
	methods.Items = append(methods.Items, closures.Items...)
	return methods
}

func (d *classDescriber) method(f *syntax.Function) *value.Map {
	m := value.NewMap()
	putText(m, "name", f.Name)
	m.Put("isClosure", value.Bool(f.Closure))
	m.Put("args", value.OfList(paramDocs(f)))
	if f.HasDoc {
		m.Put("aussomDoc", d.doc(f.Doc))
	}
	return m
}

func paramDocs(f *syntax.Function) *value.List {
	params := value.NewList()
	for _, p := range f.Params {
		m := value.NewMap()
		specified := p.Type
		if specified == "" {
			specified = "undef"
		}
		putText(m, "name", p.Name)
		putText(m, "specifiedType", specified)
		putText(m, "type", "var")
		if p.Default != nil {
			putDefault(m, p.Default)
			putText(m, "valueType", specified)
		}
		params.Items = append(params.Items, value.OfMap(m))
	}
	if f.Variadic {
		m := value.NewMap()
		putText(m, "type", "etcetera")
		params.Items = append(params.Items, value.OfMap(m))
	}
	return params
}

// putDefault puts the type of a default value and, for scalars, the value.
func putDefault(m *value.Map, literal syntax.Expr) {
	v := value.Null
	switch l := literal.(type) {
	case *syntax.ListLit:
		putText(m, "type", "list")
		return
	case *syntax.MapLit:
		putText(m, "type", "map")
		return
	case *syntax.BoolLit:
		v = value.Bool(l.Val)
	case *syntax.IntLit:
		v = value.Int(l.Val)
	case *syntax.DoubleLit:
		v = value.Double(l.Val)
	case *syntax.StringLit:
		v = value.FromString(l.Val)
	}
	putText(m, "type", v.TypeName())
	m.Put("value", v)
}

// doc returns the map of a documentation comment.
func (d *classDescriber) doc(comment string) value.Value {
	if !d.retain {
		comment = ""
	}
	text := DocText(comment)
	items := value.NewList()
	for _, item := range DocItems(text) {
		m := value.NewMap()
		putText(m, "text", item.Text)
		if item.Annotation {
			putText(m, "type", "ANNOTATION")
			putText(m, "tagName", item.Tag)
			putText(m, "tagValue", item.Value)
			putText(m, "tagDescription", item.Description)
		} else {
			putText(m, "type", "TEXT")
		}
		items.Items = append(items.Items, value.OfMap(m))
	}
	m := value.NewMap()
	putText(m, "aussomDocText", text)
	m.Put("docList", value.OfList(items))
	return value.OfMap(m)
}
