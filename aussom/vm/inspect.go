// This file defines what reflection and the test runner ask of a machine: modules, sources, load errors and classes, and
// how they load further text and call methods with the access check.

package vm

import (
	"errors"
	"slices"
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// ModuleNames returns the included modules in the order of inclusion, as "math.aus". The prelude is not among them.
func (m *Machine) ModuleNames() []string { return slices.Clone(m.modNames[1:]) }

// Defined returns the names of all classes in the order of their definition.
func (m *Machine) Defined() []string { return slices.Clone(m.classes.names) }

// ParseErrors returns the errors of all texts that were loaded so far.
func (m *Machine) ParseErrors() []*syntax.Error { return slices.Clone(m.parseErrors) }

// ClearParseErrors forgets them.
func (m *Machine) ClearParseErrors() { m.parseErrors = nil }

// Source returns a text that a program is made of, by the name that its classes have as Class.File or by the path of a
// module that the host has. It says under which name errors show it. Library modules have no source here.
func (m *Machine) Source(name string) (file, source string, ok bool) {
	if source, ok = m.docSources[name]; ok {
		return name, source, true
	}
	if source, ok = m.sources[strings.ReplaceAll(strings.TrimSuffix(name, ".aus"), "/", ".")]; ok {
		return name, source, true
	}
	if m.host.Find != nil {
		return m.host.Find(name)
	}
	return "", "", false
}

// Instantiated reports whether there was an instance of c or of a class that extends it; only then its inherited
// functions and members are known.
func (m *Machine) Instantiated(c *Class) bool {
	if c.linked {
		return true
	}
	for _, other := range m.classes.index {
		if other.linked && slices.Contains(other.lineage, c) {
			return true
		}
	}
	return false
}

// Lineage returns c and, once it was instantiated, all classes above it, nearest first.
func (m *Machine) Lineage(c *Class) []*Class {
	if !m.Instantiated(c) || m.link(c) != nil {
		return []*Class{c}
	}
	return slices.Clone(c.lineage)
}

// ErrParse is returned by Thread.Load for a text with errors; these were reported on the console.
var ErrParse = errors.New("the text has errors")

// Load adds the classes of a text to the program without running anything but constructors of static classes. It returns ErrParse,
// or an error that ended the loading, which was not reported. Errors of the text do not keep the program's main from running.
func (t *Thread) Load(file, source string) error {
	m := t.m
	before := m.failed
	m.failed = false
	err := m.loadSource(t, file, source)
	failed := m.failed
	m.failed = before
	if err == nil && failed {
		return ErrParse
	}
	return err
}

// Include includes a module, "a/b.aus", as the include statement does: errors in its text are only reported on the console.
func (t *Thread) Include(path string) error {
	before := t.m.failed
	err := t.m.includePath(t, path)
	t.m.failed = before
	return err
}

// Invoke calls a public method of any value; calls of private ones are refused.
func (t *Thread) Invoke(recv value.Value, name string, args ...value.Value) (value.Value, error) {
	c := t.classOf(recv)
	if t.m.intercept != nil {
		v, handled, err := t.m.intercept(t, recv, name, args)
		if err != nil {
			return value.Null, t.nativeErrorNamed(err, name, recv, viaNative)
		}
		if handled {
			return v, nil
		}
	}
	if tg := c.resolve(c.groups[name], name, args); tg.fn != nil && !tg.fn.Decl.Public {
		return value.Null, t.exceptionAt(value.ExRuntime, "NO_ACCESS", "No access to function '"+name+"' (private).",
			t.classLine(c), called(t, recv, name, viaNative))
	}
	return t.CallMethod(recv, name, args...)
}
