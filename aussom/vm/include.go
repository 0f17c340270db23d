// This file defines include: the search for a module, and what is said when there is none (spec 02, 14).

package vm

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// includeError is a module that cannot be found.
type includeError struct{ path string }

func (e includeError) Error() string {
	return "Engine.addInclude(): Couldn't find requested include module '" + e.path + "'."
}

// includePath loads a module once (spec 04, 2.2).
func (m *Machine) includePath(t *Thread, path string) error {
	if m.included[path] {
		return nil
	}
	name := strings.TrimSuffix(path, ".aus")
	if name == "lang" {
		m.included[path] = true
		m.modNames = append(m.modNames, path)
		return nil
	}
	for i := range m.modules {
		if m.modules[i].Name == name {
			m.included[path] = true
			return m.loadModule(t, m.modules[i])
		}
	}
	source, ok := m.sources[strings.ReplaceAll(name, "/", ".")]
	if !ok {
		source, ok = m.sources[path]
	}
	file := path
	if !ok {
		if m.host.Find != nil {
			file, source, ok = m.host.Find(path)
		}
		if file == m.mainFile { // the program's own file counts as included
			m.included[path] = true
			return nil
		}
	}
	if !ok {
		return includeError{path}
	}
	m.included[path] = true
	m.modNames = append(m.modNames, file)
	return m.loadSource(t, file, source)
}

// include runs an include statement (spec 02, 14).
func (t *Thread) include(path string) error {
	failed := t.m.failed
	err := t.m.includePath(t, path)
	t.m.failed = failed
	switch err.(type) {
	case nil, cancelled, fatalError:
		return err
	}
	return t.exception(value.ExRuntime, "INCLUDE_FAILED", "astExpression.evalInclude(): Failed to include '"+path+"'. "+err.Error())
}

// includeHint says which module to include for a class that one of the known modules has, "" if none does. Modules that Aussom
// 1.4.2 has, too, get none: their errors have the details of the specification (spec 02, 11.1).
func (m *Machine) includeHint(class string) string {
	for i := range m.modules {
		mod := &m.modules[i]
		switch mod.Name {
		case "concurrent", "reflect", "aunit", "sys", "math", "util":
			continue
		}
		if !m.included[mod.Name+".aus"] && (strings.Contains(mod.Source, "class "+class+" ") || strings.Contains(mod.Source, "class "+class+":")) {
			return " Write: include " + mod.Name + ";"
		}
	}
	return ""
}

// pathHint suggests a module for an include that was not found.
func (m *Machine) pathHint(err error) string {
	e, ok := err.(includeError)
	if !ok {
		return ""
	}
	var names []string
	for i := range m.modules {
		names = append(names, m.modules[i].Name)
	}
	for n := range m.sources {
		names = append(names, n)
	}
	if near := syntax.Nearest(strings.ReplaceAll(strings.TrimSuffix(e.path, ".aus"), "/", "."), names); near != "" {
		return "did you mean `" + near + "`?"
	}
	return ""
}
