// This file defines Modules: the library's classes with their documentation.

// Package apidoc reads the documentation of the library's classes from the sources of its modules. The reference (scripts/apidoc) and what the
// playground's editor completes (scripts/build) are made from it.
//
//	apidoc.go   Modules, Parameters
//	comment.go  Comment: the parts of a documentation comment
package apidoc

import (
	"fmt"
	"strings"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/websocket"
)

// Module is one module with its classes.
type Module struct {
	Name    string
	Classes []*syntax.Class
}

// Modules returns all modules of the library, the prelude first.
func Modules() ([]Module, error) {
	sources := append(append([]vm.Module{stdlib.Lang()}, stdlib.Modules()...), websocket.Module(nil, websocket.Options{}), websocket.ClientModule())
	var all []Module
	for _, m := range sources {
		parsed, err := parse(m)
		if err != nil {
			return nil, err
		}
		all = append(all, parsed)
	}
	return all, nil
}

// parse reads the classes of a module.
func parse(m vm.Module) (Module, error) {
	found := Module{Name: m.Name}
	var failure *syntax.Error
	p := syntax.NewParser(m.Name, m.Source, func(e *syntax.Error) { failure = e })
	for item := p.Next(); item != nil; item = p.Next() {
		if class, ok := item.(*syntax.Class); ok {
			found.Classes = append(found.Classes, class)
		}
	}
	if failure != nil {
		return found, fmt.Errorf("module %s: %w", m.Name, failure)
	}
	return found, nil
}

// Documented reports whether a function is for programs to call.
func Documented(f *syntax.Function) bool { return f.Public && !f.Closure && f.HasDoc }

// Parameters returns the parameters of a function as they are declared: "string Url, Protocol = null".
func Parameters(f *syntax.Function) string {
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
	return strings.Join(all, ", ")
}

// literal returns a default value as a program writes it.
func literal(e syntax.Expr) string {
	text, err := value.ToJSON(compile.Literal(e, false))
	if err != nil {
		return "..."
	}
	return text
}
