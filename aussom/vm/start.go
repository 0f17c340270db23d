// This file defines the start of a program and main (spec 02, 2).

package vm

import "github.com/aussom/aussom-web/aussom/value"

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
