// This file defines writeAPI: api.json, the classes and methods that the playground's editor completes.

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/websocket"
)

// The types of api.json. Empty fields are left out.
type (
	apiData struct {
		Modules []apiModule `json:"modules"`
	}
	apiModule struct {
		Name    string     `json:"name"`
		Classes []apiClass `json:"classes"`
	}
	apiClass struct {
		Name    string      `json:"name"`
		Kind    string      `json:"kind,omitempty"` // "static", "enum" or ""
		Doc     string      `json:"doc,omitempty"`
		Bases   []string    `json:"bases,omitempty"`
		Methods []apiMethod `json:"methods,omitempty"`
		Members []string    `json:"members,omitempty"` // of an enum
	}
	apiMethod struct {
		Name   string `json:"name"`
		Params string `json:"params,omitempty"` // as they are declared: "string Url, Protocol = null"
		Doc    string `json:"doc,omitempty"`
		Result string `json:"result,omitempty"`
	}
)

// writeAPI writes api.json, made from the sources of all modules.
func writeAPI(dist string) error {
	data := apiData{}
	modules := append([]vm.Module{stdlib.Lang()}, stdlib.Modules()...)
	modules = append(modules, websocket.Module(nil, websocket.Options{}), websocket.ClientModule())
	for _, m := range modules {
		described, err := describeModule(m)
		if err != nil {
			return err
		}
		data.Modules = append(data.Modules, described)
	}
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dist, "api.json"), text, 0o644)
}

func describeModule(m vm.Module) (apiModule, error) {
	module := apiModule{Name: m.Name}
	var failure *syntax.Error
	p := syntax.NewParser(m.Name, m.Source, func(e *syntax.Error) { failure = e })
	for item := p.Next(); item != nil; item = p.Next() {
		if class, ok := item.(*syntax.Class); ok && !strings.HasPrefix(class.Name, "_") {
			module.Classes = append(module.Classes, describeClass(class))
		}
	}
	if failure != nil {
		return module, fmt.Errorf("module %s: %w", m.Name, failure)
	}
	return module, nil
}

func describeClass(class *syntax.Class) apiClass {
	found := apiClass{Name: class.Name, Bases: class.Bases}
	found.Doc, _ = readDoc(class.Doc)
	switch {
	case class.Enum:
		found.Kind = "enum"
		for _, member := range class.Members {
			found.Members = append(found.Members, member.Name)
		}
	case class.Static:
		found.Kind = "static"
	}
	for _, f := range class.Functions {
		if !f.Public || f.Closure || strings.HasPrefix(f.Name, "_") {
			continue
		}
		method := apiMethod{Name: f.Name, Params: parameters(f)}
		method.Doc, method.Result = readDoc(f.Doc)
		found.Methods = append(found.Methods, method)
	}
	return found
}

// parameters returns the parameters as they are declared.
func parameters(f *syntax.Function) string {
	var out []string
	for _, p := range f.Params {
		text := strings.TrimSpace(p.Type + " " + p.Name)
		if p.Default != nil {
			text += " = " + literal(p.Default)
		}
		out = append(out, text)
	}
	if f.Variadic {
		out = append(out, strings.TrimSpace(f.RestType+" ..."))
	}
	return strings.Join(out, ", ")
}

// literal returns a constant as it is written.
func literal(e syntax.Expr) string {
	switch v := e.(type) {
	case *syntax.BoolLit:
		return strconv.FormatBool(v.Val)
	case *syntax.IntLit:
		return strconv.FormatInt(v.Val, 10)
	case *syntax.DoubleLit:
		return strconv.FormatFloat(v.Val, 'g', -1, 64)
	case *syntax.StringLit:
		return strconv.Quote(v.Val)
	case *syntax.ListLit:
		return "[...]"
	case *syntax.MapLit:
		return "{...}"
	}
	return "null"
}

// docLine is what stands before the text of a line of a documentation comment.
var docLine = regexp.MustCompile(`(?m)^[ \t]*\*?[ \t]?`)

// readDoc splits a documentation comment into its text and what it says about the result (@r).
func readDoc(comment string) (text, result string) {
	comment = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(comment), "/**"), "*/")
	var kept []string
	for line := range strings.Lines(docLine.ReplaceAllString(comment, "")) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "@r "):
			result = strings.TrimPrefix(line, "@r ")
		case strings.HasPrefix(line, "@p "):
			name, about, _ := strings.Cut(strings.TrimPrefix(line, "@p "), " ")
			kept = append(kept, "\n"+name+" "+about)
		default:
			kept = append(kept, line)
		}
	}
	return strings.TrimSpace(strings.Join(kept, " ")), result
}
