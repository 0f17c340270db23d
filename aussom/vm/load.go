// This file defines loading: parsing a source item by item, includes, static classes (spec 02, 9.4 and 14), the prelude,
// and running main (spec 02, 2).

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

// Start queues loading a source and running its main; ended is called when main has ended, with its code.
func (m *Machine) Start(file, source string, args []string, ended func(code int)) {
	m.Post(func(t *Thread) {
		code := 1
		if m.Load(t, file, source) {
			code = m.runMain(t, args)
		}
		m.endMain(code, ended)
	})
}

// endMain records that main is over.
func (m *Machine) endMain(code int, ended func(code int)) {
	m.mu.Lock()
	m.mainEnded = true
	if m.codeSet {
		code = m.code
	} else {
		m.code, m.codeSet = code, true
	}
	m.mu.Unlock()
	m.flush()
	if ended != nil {
		ended(code)
	}
}

// Load loads a source and reports on the console what prevents running it.
func (m *Machine) Load(t *Thread, file, source string) bool {
	err := m.loadSource(t, file, source)
	switch e := err.(type) {
	case nil:
	case loadError:
		m.console().Line(LevelError, string(e)+"\n")
		return false
	default:
		m.Report(err)
		return false
	}
	if m.failed {
		m.console().Line(LevelError, "Engine.run(): Parse errors were encountered. Not running.\n")
		return false
	}
	return true
}

// runMain finds the main class, makes its object and calls main.
func (m *Machine) runMain(t *Thread, args []string) int {
	c := m.mainClass()
	if c == nil {
		m.console().Line(LevelError, "Engine.run(): Failed to find main class.\n")
		return 1
	}
	this, err := m.mainObject(t, c)
	var v value.Value
	if err == nil {
		v, err = m.callMain(t, this, c, args)
	}
	if err != nil {
		m.Report(err)
		return 1
	}
	if v.K == value.KInt {
		return int(int32(v.AsInt()))
	}
	return 0
}

// mainClass returns the first class of the program that declares main itself (spec 02, 2 step 4).
func (m *Machine) mainClass() *Class {
	for _, name := range m.classes.names {
		c := m.classes.get(name)
		if c.Library {
			continue
		}
		for _, f := range c.own {
			if f.Name == "main" {
				return c
			}
		}
	}
	return nil
}

func (m *Machine) mainObject(t *Thread, c *Class) (value.Value, error) {
	if c.Decl.Static {
		return c.Instance, nil
	}
	if err := m.link(c); err != nil {
		return value.Null, fatalError(err.Error())
	}
	o := value.OfObject(m.create(c))
	if c.groups[c.Name] == nil {
		return o, nil
	}
	return t.enter(o, c, c.groups[c.Name], c.Name, viaNew, actNew, nil, nil)
}

// callMain (spec 02, 2 step 6) calls main with the argument list if some overload takes one argument, else without.
func (m *Machine) callMain(t *Thread, this value.Value, c *Class, args []string) (value.Value, error) {
	one := false
	g := c.groups["main"]
	for _, list := range append(g.exact, g.wildcard, g.variadic) {
		for _, f := range list {
			if f.Decl.Variadic {
				one = one || len(f.slots) <= 1
			} else {
				one = one || f.min <= 1 && len(f.slots) >= 1
			}
		}
	}
	if !one {
		return t.enter(this, c, c.groups["main"], "main", viaHost, actStore, nil, nil)
	}
	l := &value.List{}
	for _, a := range args {
		l.Items = append(l.Items, value.FromString(value.Sanitize(a)))
	}
	return t.enter(this, c, c.groups["main"], "main", viaHost, actStore, nil, []value.Value{value.OfList(l)})
}
