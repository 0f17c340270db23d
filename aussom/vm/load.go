// This file defines loading: parsing a source item by item, static classes (spec 02, 9.4) and the prelude.

package vm

import (
	"strings"
	"sync"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// parsedModules shares the syntax trees of library modules between machines: they are read only.
var parsedModules sync.Map // source text -> []syntax.Item

// libraryFile is the file name of a library module in messages.
func libraryFile(name string) string {
	if name == "lang" {
		return "lang.aus"
	}
	return "/com/aussom/stdlib/aus/" + name + ".aus"
}

// parseModule returns the items of a library module.
func parseModule(mod Module) []syntax.Item {
	if items, ok := parsedModules.Load(mod.Source); ok {
		return items.([]syntax.Item)
	}
	var items []syntax.Item
	p := syntax.NewParser(libraryFile(mod.Name), mod.Source, func(e *syntax.Error) {
		panic("library module " + mod.Name + ": " + e.Text)
	})
	for {
		item := p.Next()
		if item == nil {
			break
		}
		items = append(items, item)
	}
	parsedModules.Store(mod.Source, items)
	return items
}

// kindOfClass maps the classes of built-in values to their kinds.
var kindOfClass = map[string]value.Kind{
	"cnull": value.KNull, "bool": value.KBool, "int": value.KInt, "double": value.KDouble, "string": value.KString,
	"list": value.KList, "map": value.KMap, "callback": value.KCallback, "exception": value.KException,
}

// emptyOfClass makes what "new string()" and the like give, and the native half of script classes that extend these.
var emptyOfClass = map[string]func() value.Value{
	"bool":      func() value.Value { return value.NewBoolCell(false) },
	"int":       func() value.Value { return value.Int(0) },
	"double":    func() value.Value { return value.Double(0) },
	"string":    func() value.Value { return value.FromString("") },
	"list":      func() value.Value { return value.OfList(&value.List{}) },
	"map":       func() value.Value { return value.OfMap(value.NewMap()) },
	"callback":  func() value.Value { return value.OfCallback(&value.Callback{}) },
	"exception": func() value.Value { return value.OfException(&value.Exception{Line: -1, Type: value.ExUndef}) },
}

// loadPrelude defines the classes that every program has.
func (m *Machine) loadPrelude(mod Module) {
	t := newThread(m, 1<<30)
	if err := m.loadModule(t, mod); err != nil {
		panic("prelude: " + err.Error())
	}
	for name, kind := range kindOfClass {
		c := m.classes.get(name)
		if c == nil {
			panic("prelude: class " + name + " is missing")
		}
		c.wraps = true
		if empty := emptyOfClass[name]; empty != nil {
			c.empty = empty
			c.newHalf = func() any { return half(empty()) }
		}
		if err := m.link(c); err != nil {
			panic("prelude: " + err.Error())
		}
		m.kindClasses[kind] = &c.Class
	}
	m.kindClasses[value.Undef] = m.kindClasses[value.KNull]
	m.kindClasses[value.KObject] = nil
	m.kindClasses[value.NewBoolCell(false).K] = m.kindClasses[value.KBool]
	for _, f := range m.classes.get("callback").own {
		if f.Name == "call" {
			f.special = true
		}
	}
}

// half returns the Go half of an instance of a class that extends a built-in type.
func half(v value.Value) any {
	switch v.Kind() {
	case value.KString:
		return v.Str()
	case value.KList:
		return v.List()
	case value.KMap:
		return v.Map()
	case value.KCallback:
		return v.Callback()
	case value.KException:
		return v.Exception()
	}
	return &v
}

// loadModule defines the classes of a library module.
func (m *Machine) loadModule(t *Thread, mod Module) error {
	m.modNames = append(m.modNames, mod.Name+".aus")
	for _, item := range parseModule(mod) {
		switch d := item.(type) {
		case *syntax.Include:
			if err := m.includePath(t, strings.Join(d.Path, "/")+".aus"); err != nil {
				return err
			}
		case *syntax.Class:
			var native *NativeClass
			if d.Extern {
				n, ok := mod.Classes[d.ExternPath]
				if !ok {
					return linkError("Extern class '" + d.ExternPath + "' not found.")
				}
				native = &n
			}
			if err := m.defineClass(t, newClass(d, libraryFile(mod.Name), true, native)); err != nil {
				return err
			}
		}
	}
	return nil
}

// staticError is an exception in the constructor of a static class (spec 02, 9.4).
type staticError struct{ e *value.Exception }

// Error returns the text and the trace, without the final newline of the trace.
func (e staticError) Error() string {
	return e.e.Text + "\n" + strings.TrimSuffix(e.e.StackTrace(), "\n")
}

// defineClass enters a class and, if it is static, makes its instance.
func (m *Machine) defineClass(t *Thread, c *Class) error {
	m.define(c)
	if !c.Decl.Static {
		return nil
	}
	if err := m.link(c); err != nil {
		return err
	}
	o := m.create(c)
	c.Instance = value.OfObject(o)
	m.gen++
	if c.groups[c.Name] == nil || c.Decl.Enum {
		return nil
	}
	_, err := t.enter(c.Instance, c, c.groups[c.Name], c.Name, viaStatic, actStore, nil, nil)
	if e, ok := err.(*value.Exception); ok {
		return staticError{e}
	}
	return err
}

// loadError is an error that aborts loading; its text is what the console shows.
type loadError string

func (e loadError) Error() string { return string(e) }

// loadSource parses a source and defines its classes as they come. The error, if any, is one that aborts loading;
// parse errors are reported on the way and only counted.
func (m *Machine) loadSource(t *Thread, file, source string) error {
	if len(source) > m.limits.Source {
		return loadError("Engine.parseFile(): Source file '" + file + "' is " + itoa(len(source)) + " bytes, over the limit of " + itoa(m.limits.Source) + " bytes.")
	}
	m.docSources[file] = source
	if m.mainFile == "" {
		m.mainFile = file
	}
	if !m.identities {
		m.identities = tellsScalarsApart(source)
	}
	fatal, broken := "", false
	p := syntax.NewParser(file, source, func(e *syntax.Error) {
		m.failed = true
		m.parseErrors = append(m.parseErrors, e)
		broken = broken || e.Kind == syntax.SyntaxError
		if e.Kind == syntax.Fatal {
			fatal = strings.TrimSuffix(e.Text, "\n")
		} else {
			m.console().Line(LevelError, e.Text)
		}
		if m.diagnostic != nil {
			m.diagnostic(e, source)
		}
	})
	for {
		item := p.Next()
		if item == nil {
			break
		}
		switch d := item.(type) {
		case *syntax.Include:
			if err := m.includePath(t, strings.Join(d.Path, "/")+".aus"); err != nil {
				return m.itemError(err, file, source, d.Pos)
			}
		case *syntax.Class:
			if d.Extern {
				return m.itemError(linkError("Extern class '"+d.ExternPath+"' not found."), file, source, d.NamePos)
			}
			if err := m.defineClass(t, newClass(d, file, false, nil)); err != nil {
				return m.itemError(err, file, source, d.NamePos)
			}
		}
	}
	if broken && m.diagnostic != nil {
		for _, e := range syntax.More(file, source, maxMore) {
			m.diagnostic(e, source)
		}
	}
	if fatal != "" {
		return loadError(fatal)
	}
	return nil
}

// maxMore is how many errors after the first syntax error of a text the host is told. The console shows the first only
// (spec 01, 6.1).
const maxMore = 20

// itemError reports an error that aborts loading as a diagnostic too.
func (m *Machine) itemError(err error, file, source string, pos syntax.Pos) error {
	switch err.(type) {
	case cancelled, fatalError, loadError:
		return err
	}
	if m.diagnostic != nil {
		m.diagnostic(&syntax.Error{Kind: syntax.Fatal, File: file, Pos: pos, Text: err.Error() + "\n", Message: firstLine(err.Error()),
			Hint: m.pathHint(err), Width: 1}, source)
	}
	return loadError(err.Error())
}

func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}

// tellsScalarsApart reports whether a source may compare scalars by identity, mock or spy on one (spec 03a, 11) or change a
// bool in place.
func tellsScalarsApart(source string) bool {
	for _, name := range [...]string{"containsObjRef", "mock", "setSpy", "parse"} {
		if strings.Contains(source, name) {
			return callsAny(source, func(call *syntax.MethodCall) bool {
				switch call.Name {
				case "containsObjRef", "mock", "mockWhen", "setSpy":
					return true
				}
				return changesBool(call)
			})
		}
	}
	return false
}

// changesBool reports whether a call may be that of bool.parse: one argument, and not one of the static classes with such a
// function.
func changesBool(call *syntax.MethodCall) bool {
	if call.Name != "parse" || len(call.Args) != 1 {
		return false
	}
	x, ok := call.X.(*syntax.Name)
	return !ok || x.Name != "json" && x.Name != "Int" && x.Name != "Double" && x.Name != "Bool"
}

// callsAny reports whether a source has a method call for which is says so.
func callsAny(source string, is func(*syntax.MethodCall) bool) bool {
	found := false
	p := syntax.NewParser("", source, func(*syntax.Error) {})
	for item := p.Next(); item != nil && !found; item = p.Next() {
		if c, ok := item.(*syntax.Class); ok {
			syntax.Inspect(c, func(n syntax.Node) bool {
				if call, ok := n.(*syntax.MethodCall); ok {
					found = found || is(call)
				}
				return !found
			})
		}
	}
	return found
}
