// This file defines writeAPI: api.json, the classes and methods that the playground's editor completes.

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/internal/apidoc"
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
		Errors string `json:"errors,omitempty"` // one line for each
	}
)

// writeAPI writes api.json, made from the sources of all modules.
func writeAPI(dist string) error {
	modules, err := apidoc.Modules()
	if err != nil {
		return err
	}
	data := apiData{}
	for _, m := range modules {
		module := apiModule{Name: m.Name}
		for _, class := range m.Classes {
			module.Classes = append(module.Classes, describeClass(class))
		}
		data.Modules = append(data.Modules, module)
	}
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dist, "api.json"), text, 0o644)
}

func describeClass(class *syntax.Class) apiClass {
	found := apiClass{Name: class.Name, Bases: class.Bases, Doc: summary(apidoc.Split(class.Doc))}
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
		if !apidoc.Documented(f) {
			continue
		}
		doc := apidoc.Split(f.Doc)
		found.Methods = append(found.Methods, apiMethod{
			Name: f.Name, Params: apidoc.Parameters(f), Doc: summary(doc), Result: doc.Result, Errors: raised(doc),
		})
	}
	return found
}

// summary returns the text of a comment in one line, and a line for each parameter.
func summary(doc apidoc.Comment) string {
	var text []string
	for _, line := range doc.Text {
		if line != "" {
			text = append(text, line)
		}
	}
	lines := []string{strings.Join(text, " ")}
	for _, p := range doc.Params {
		lines = append(lines, p.Name+" "+p.Text)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// raised returns a line for each exception of a comment.
func raised(doc apidoc.Comment) string {
	var lines []string
	for _, e := range doc.Errors {
		lines = append(lines, e.Name+" "+e.Text)
	}
	return strings.Join(lines, "\n")
}
