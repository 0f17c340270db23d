// This file defines the Markdown of the reference.

package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// introduction is what stands before the modules.
const introduction = `# The library

<!-- Made by scripts/apidoc from the comments in the modules' sources. Do not edit. -->

The classes of the module ` + "`lang`" + ` are always there; the others need ` + "`include NAME;`" + `. A static class is used by its name
(` + "`math.sqrt(2)`" + `), all others by objects (` + "`new Buffer(16)`" + `).

A method declares its parameters as they stand here: with their types, and with the value that one has when it is left out. A call that
fits no method raises an exception with the id FUNCT_NOT_FOUND. An int is taken where a double is declared, and null where a
string, list, map, object or callback is declared; where the method cannot do with null it raises an exception.
Errors that a method finds itself have the id EXTERN_RUNTIME or EXTERN_INVOCATION_TARGET_EXCEPTION, and results larger than the
limits of the program LIMIT_EXCEEDED.

`

// reference returns the reference of modules.
func reference(modules []vm.Module) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(introduction)
	var all []module
	for _, m := range modules {
		parsed, err := parse(m)
		if err != nil {
			return nil, err
		}
		all = append(all, parsed)
		writeContents(&b, parsed)
	}
	shared := sharedMethods(all)
	for _, m := range all {
		b.WriteString("\n## Module " + m.name + "\n")
		for _, class := range m.classes {
			writeClass(&b, class, shared)
		}
	}
	return b.Bytes(), nil
}

// writeContents writes the line of the table of contents for a module.
func writeContents(b *bytes.Buffer, m module) {
	var links []string
	for _, class := range m.classes {
		links = append(links, fmt.Sprintf("[%s](#%s)", class.Name, anchor(class)))
	}
	fmt.Fprintf(b, "- **%s**: %s\n", m.name, strings.Join(links, ", "))
}

// heading returns the heading of a class.
func heading(class *syntax.Class) string {
	kind := "class "
	switch {
	case class.Enum:
		kind = "enum "
	case class.Static:
		kind = "static class "
	}
	return kind + class.Name
}

// anchor returns the identifier that Markdown gives to the heading of a class. Headings that differ in case only get a number: the
// static classes Bool, Int and Double have a word more than the types.
func anchor(class *syntax.Class) string {
	return strings.ReplaceAll(strings.ToLower(heading(class)), " ", "-")
}

// rootClass is the class whose methods other classes of the prelude have too.
const rootClass = "object"

// sharedMethods returns the documentation of the methods of rootClass by name.
func sharedMethods(all []module) map[string]string {
	docs := map[string]string{}
	for _, m := range all {
		for _, class := range m.classes {
			if class.Name != rootClass {
				continue
			}
			for _, f := range class.Functions {
				docs[f.Name] = f.Doc
			}
		}
	}
	return docs
}

// writeClass writes a class. The methods that are documented as in shared are only named.
func writeClass(b *bytes.Buffer, class *syntax.Class, shared map[string]string) {
	b.WriteString("\n### " + heading(class) + "\n\n")
	if len(class.Bases) > 0 {
		b.WriteString("Extends " + strings.Join(class.Bases, ", ") + ".\n\n")
	}
	if text := paragraphs(parts(class.Doc).text); text != "" {
		b.WriteString(text + "\n\n")
	}
	if class.Enum {
		var names []string
		for _, m := range class.Members {
			names = append(names, "`"+m.Name+"`")
		}
		b.WriteString("Members: " + strings.Join(names, ", ") + ".\n")
		return
	}
	var common []string
	for _, f := range class.Functions {
		switch {
		case !f.Public || f.Closure || !f.HasDoc:
		case shared[f.Name] == f.Doc && class.Name != rootClass:
			common = append(common, "`"+f.Name+"`")
		default:
			writeMethod(b, class, f)
		}
	}
	if len(common) > 0 {
		fmt.Fprintf(b, "Besides, as [%s](#class-%s) has them: %s.\n", rootClass, rootClass, strings.Join(common, ", "))
	}
}

// writeMethod writes one method: how it is called, what it does, its parameters and its result.
func writeMethod(b *bytes.Buffer, class *syntax.Class, f *syntax.Function) {
	name := f.Name
	switch {
	case f.Name == class.Name:
		name = "new " + name
	case class.Static:
		name = class.Name + "." + name
	}
	fmt.Fprintf(b, "#### `%s(%s)`\n\n", name, strings.Join(parameters(f), ", "))
	doc := parts(f.Doc)
	b.WriteString(paragraphs(doc.text) + "\n\n")
	for _, p := range doc.params {
		fmt.Fprintf(b, "- `%s` %s\n", p[0], escape(p[1]))
	}
	if f.Name != class.Name && doc.result != "" {
		fmt.Fprintf(b, "- **Result:** %s\n", escape(doc.result))
	}
	b.WriteString("\n")
}

// parameters returns the parameters of a function as they are declared.
func parameters(f *syntax.Function) []string {
	var all []string
	for _, p := range f.Params {
		text := strings.TrimSpace(p.Type + " " + p.Name)
		if p.Default != nil {
			text += " = " + literal(p.Default)
		}
		all = append(all, text)
	}
	if f.Variadic {
		all = append(all, strings.TrimSpace(f.RestType+" ..."))
	}
	return all
}

// literal returns a default value as a program writes it.
func literal(e syntax.Expr) string {
	text, err := value.ToJSON(compile.Literal(e, false))
	if err != nil {
		return "..."
	}
	return text
}
