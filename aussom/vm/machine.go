// This file defines Machine, one running program, its configuration and its class table.

package vm

import (
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// Config is what a machine is made from.
type Config struct {
	Host    Host
	Prelude Module   // module lang, loaded before the program
	Modules []Module // modules for include
	// Sources holds further modules for include, without Go halves: "a.b" -> source.
	Sources    map[string]string
	Limits     Limits
	Properties map[string]value.Value
	// Diagnostic receives load errors with position and hint, besides the console line. May be nil.
	Diagnostic func(d *syntax.Error, source string)
	// Ended is called once when the program is done or stopped, on the goroutine that ends it. May be nil.
	Ended func(code int)
}

// Machine is one program's engine. Apart from the methods that say otherwise, it belongs to the goroutine that runs the program.
type Machine struct {
	host        Host
	modules     []Module
	sources     map[string]string
	diagnostic  func(d *syntax.Error, source string)
	onEnd       func(code int)
	limits      Limits
	maxDepth    int
	quickDepth  int // maxDepth, or -1 to keep calls off the fast paths
	properties  map[string]value.Value
	data        map[any]any
	classes     classTable
	kindClasses [16]*value.Class // the classes of built-in kinds
	gen         uint64           // changes when a class is defined
	identities  bool
	intercept   Interceptor
	included    map[string]bool
	mainFile    string   // name of the program's own file, "" while none is loaded
	modNames    []string // names of loaded modules, in order
	parseErrors []*syntax.Error
	failed      bool // a parse error was reported
	docSources  map[string]string

	memory     memory
	budget     int
	stepsLeft  int64 // -1: no limit
	lastCheck  time.Duration
	sliceStart time.Duration
	turn       uint64
	dayBegan   int64 // the time of day when Clock began, in ns since 1970

	over     chan struct{}
	unpark   chan struct{}
	stopping atomic.Bool

	mu          sync.Mutex // guards what follows
	queue       []item
	head        int
	looping     bool
	parked      bool // the loop's goroutine waits for unpark
	waiters     []*Waiter
	holds       int
	mainEnded   bool
	ended       bool
	state       State
	code        int
	codeSet     bool
	stopHooks   []*stopHook
	idleThreads []*Thread
}

// Interceptor lets mocks and spies take calls (spec 03a, 11): handled tells that the call is done.
type Interceptor func(t *Thread, recv value.Value, name string, args []value.Value) (result value.Value, handled bool, err error)

// SetInterceptor installs the interceptor of mocks and spies; calls are slower from then on.
func (m *Machine) SetInterceptor(f Interceptor) {
	m.intercept = f
	m.readDepth()
}

// New makes a machine with the prelude loaded.
func New(c Config) *Machine {
	m := &Machine{
		host: c.Host, modules: c.Modules, sources: c.Sources, diagnostic: c.Diagnostic, onEnd: c.Ended,
		properties: map[string]value.Value{}, data: map[any]any{}, included: map[string]bool{},
		over: make(chan struct{}), unpark: make(chan struct{}, 1), budget: 1000, stepsLeft: -1, limits: c.Limits.withDefaults(),
		docSources: map[string]string{},
	}
	for k, v := range c.Properties {
		m.properties[k] = v
	}
	if m.limits.Steps > 0 {
		m.stepsLeft = m.limits.Steps
		m.budget = int(min(int64(m.budget), m.limits.Steps))
	}
	m.readDepth()
	m.openAccount()
	m.classes.index = map[string]*Class{}
	m.loadPrelude(c.Prelude)
	return m
}

// readDepth takes the call depth limit from the limits or the security property.
func (m *Machine) readDepth() {
	depth := m.limits.CallDepth
	if depth == 0 {
		depth = 1000
		if v, ok := m.properties["aussom.limit.call.depth"]; ok && v.K == value.KInt && v.AsInt() >= 0 {
			depth = int(min(v.AsInt(), math.MaxInt32))
			if depth == 0 {
				depth = -1
			}
		}
	}
	if depth < 0 {
		depth = math.MaxInt32
	}
	m.maxDepth, m.quickDepth = depth, depth
	if m.intercept != nil {
		m.quickDepth = -1
	}
}

// classTable holds the classes by name, and the names in order of definition.
type classTable struct {
	index map[string]*Class
	names []string
}

func (c *classTable) get(name string) *Class { return c.index[name] }

func (m *Machine) define(c *Class) {
	if m.classes.index[c.Name] == nil {
		m.classes.names = append(m.classes.names, c.Name)
	}
	m.classes.index[c.Name] = c
	m.gen++
}

// IsStatic reports whether name is a static class or enum now; it implements compile.Context.
func (m *Machine) IsStatic(name string) bool {
	c := m.classes.get(name)
	return c != nil && c.Decl.Static
}

// BareMembers returns the names of the members without initialiser of a class and those above it; it implements compile.Context.
func (m *Machine) BareMembers(class string) []string {
	var list []string
	seen := map[string]bool{}
	var walk func(string)
	walk = func(name string) {
		c := m.classes.get(name)
		if c == nil || seen[name] {
			return
		}
		seen[name] = true
		for _, d := range c.Decl.Members {
			if d.Init == nil {
				list = append(list, d.Name)
			}
		}
		for _, b := range c.Decl.Bases {
			walk(b)
		}
	}
	walk(class)
	return list
}

// Identities reports whether scalars have an identity; it implements compile.Context.
func (m *Machine) Identities() bool { return m.identities }

// Class returns the class of that name as scripts see it now, linked; nil if there is none or it cannot be linked.
func (m *Machine) Class(name string) *value.Class {
	c := m.ClassInfo(name)
	if c == nil || m.link(c) != nil {
		return nil
	}
	return &c.Class
}

// ClassInfo returns the machine's class of that name, linked or not, or nil.
func (m *Machine) ClassInfo(name string) *Class { return m.classes.get(name) }

// ClassNames returns the names of all classes in the language's table order (spec 04, 1.4).
func (m *Machine) ClassNames() []string {
	order := value.Order(m.classes.names)
	out := make([]string, len(order))
	for i, at := range order {
		out[i] = m.classes.names[at]
	}
	return out
}

// NewObject makes an instance without running a constructor, members holding their initial values.
func (m *Machine) NewObject(c *value.Class) *value.Object { return m.create((*Class)(c.Link)) }

// Console returns the program's console.
func (m *Machine) Console() Console { return m.host.Console }

func (m *Machine) console() Console { return m.host.Console }

// Now returns the time of day. It runs evenly with Clock, so that after a wait it is later by the whole wait, even where
// the host's two clocks tick coarsely and not together; it follows the host's when that one was set or the host has slept.
func (m *Machine) Now() time.Time {
	const apart = int64(20 * time.Millisecond)
	clock := int64(Clock())
	now := time.Now().UnixNano()
	if drift := now - clock - m.dayBegan; drift > apart || drift < -apart {
		m.dayBegan = now - clock
	}
	return time.Unix(0, m.dayBegan+clock)
}

// Property returns a security property, Null if it is not set (spec 04, 4).
func (m *Machine) Property(name string) value.Value {
	if v, ok := m.properties[name]; ok {
		return v
	}
	return value.Null
}

// SetProperty sets a security property; Null removes it.
func (m *Machine) SetProperty(name string, v value.Value) {
	if v.IsNull() {
		delete(m.properties, name)
	} else {
		m.properties[name] = v
	}
	m.readDepth()
}

// Properties returns the security properties as a new map.
func (m *Machine) Properties() *value.Map {
	out := value.NewMap()
	for _, k := range sortedKeys(m.properties) {
		out.Put(k, m.properties[k])
	}
	return out
}

// Permitted reports whether a property is the bool true.
func (m *Machine) Permitted(name string) bool {
	v := m.properties[name]
	return v.Kind() == value.KBool && v.AsBool()
}

// Data returns what the host or a module stored under key, nil if nothing (like a context value).
func (m *Machine) Data(key any) any { return m.data[key] }

// SetData stores data under key.
func (m *Machine) SetData(key, data any) { m.data[key] = data }
