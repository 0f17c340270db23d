// This file defines the Markdown of the reference.

package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/internal/apidoc"
)

// introduction is what stands before the modules.
const introduction = `# The library

<!-- Made by scripts/apidoc from the comments in the modules' sources. Do not edit. -->

The classes of the module ` + "`lang`" + ` are always there; those of the others need ` + "`include NAME;`" + ` before. A static class is used by its name
(` + "`math.sqrt(2)`" + `), all others by objects (` + "`new Buffer(16)`" + `).

A method declares its parameters as they stand here: with their types, and with the value that one has when it is left out. A call that
fits no method raises an exception with the id FUNCT_NOT_FOUND. An int is taken where a double is declared, and null where a
string, list, map, object or callback is declared; where the method cannot do with null the id is EXTERN_INVOCATION_TARGET_EXCEPTION.
A result larger than the limits of the program is LIMIT_EXCEEDED. The other errors of a method stand under it.

`

// reference returns the reference of all modules.
func reference() ([]byte, error) {
	all, err := apidoc.Modules()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(introduction)
	for _, m := range all {
		writeContents(&b, m)
	}
	shared := sharedMethods(all)
	for _, m := range all {
		b.WriteString("\n## Module " + m.Name + "\n")
		for _, class := range m.Classes {
			writeClass(&b, class, shared)
		}
	}
	return b.Bytes(), nil
}

// writeContents writes the line of the table of contents for a module.
func writeContents(b *bytes.Buffer, m apidoc.Module) {
	var links []string
	for _, class := range m.Classes {
		links = append(links, fmt.Sprintf("[%s](#%s)", class.Name, anchor(class)))
	}
	fmt.Fprintf(b, "- **%s**: %s\n", m.Name, strings.Join(links, ", "))
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
func sharedMethods(all []apidoc.Module) map[string]string {
	docs := map[string]string{}
	for _, m := range all {
		for _, class := range m.Classes {
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
	if text := paragraphs(apidoc.Split(class.Doc).Text); text != "" {
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
		case !apidoc.Documented(f):
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
	fmt.Fprintf(b, "#### `%s(%s)`\n\n", name, apidoc.Parameters(f))
	doc := apidoc.Split(f.Doc)
	b.WriteString(paragraphs(doc.Text) + "\n\n")
	for _, p := range doc.Params {
		fmt.Fprintf(b, "- `%s` %s\n", p.Name, escape(p.Text))
	}
	if f.Name != class.Name && doc.Result != "" {
		fmt.Fprintf(b, "- **Result:** %s\n", escape(doc.Result))
	}
	for _, e := range doc.Errors {
		fmt.Fprintf(b, "- **Error:** %s %s\n", exceptionID(e.Name), escape(e.Text))
	}
	b.WriteString("\n")
}

// exceptionID returns how the id of an exception is shown.
func exceptionID(id string) string {
	if id == `""` {
		return "(an exception without id)"
	}
	return "`" + id + "`"
}
