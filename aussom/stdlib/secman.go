// This file defines the classes secman, the running program's security properties, and SecurityManager, a table of
// properties of its own (spec 03c, 4; 04, 4).

package stdlib

import (
	"maps"
	"slices"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// The properties that govern access to the properties themselves.
const (
	propInstantiate = "securitymanager.instantiate"
	propGet         = "securitymanager.property.get"
	propList        = "securitymanager.property.list"
	propSet         = "securitymanager.property.set"
)

// DefaultProperties returns the security properties of a plain engine in a new map. Whoever runs programs changes
// what its mode needs (spec 04, 4).
func DefaultProperties() map[string]value.Value {
	properties := map[string]value.Value{
		"aussom.extern.allowed": value.OfList(value.NewList(
			value.FromASCII("com.aussom.stdlib.*"), value.FromASCII("com.aussom.types.*"))),
		"aussom.limit.call.depth":   value.Int(1000),
		"aussom.limit.regex.steps":  value.Int(0),
		"aussom.limit.sleep.slice":  value.Int(50),
		"aussom.limit.source.bytes": value.Int(0),
	}
	for _, name := range [...]string{
		propInstantiate, propGet, propList, "aussomdoc.retain", "aussom.include.symlink.follow",
	} {
		properties[name] = value.True
	}
	for _, name := range [...]string{
		propSet,
		"os.info.view", "java.info.view", "java.home.view", "java.classpath.view",
		"aussom.info.view", "aussom.path.view", "current.path.view", "home.path.view", "user.name.view",
		"reflect.eval.string", "reflect.eval.file", "reflect.include.module", "reflect.clear.diagnostics",
		"aussomdoc.file.getJson", "aussomdoc.class.getJson",
		"test.aussom.runner", "test.mock.inject", "test.mock.spy",
		"aussom.script.mode.enable", "aussom.debugger.enable", "aussom.extern.allowlist.enforce",
	} {
		properties[name] = value.False
	}
	return properties
}

// Permission returns whether a name is that of a permission: a security property that is true or false.
func Permission(name string) bool { return DefaultProperties()[name].Kind() == value.KBool }

// propertyTable is what the methods of secman and SecurityManager work on. The values that it takes and gives are
// its own copies or copied by the caller.
type propertyTable interface {
	Property(name string) value.Value
	SetProperty(name string, v value.Value)
	Properties() *value.Map
}

// ownProperties is the native half of a SecurityManager object.
type ownProperties struct{ m *value.Map }

func newOwnProperties() any {
	own := &ownProperties{value.NewMap()}
	properties := DefaultProperties()
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		own.m.Put(name, properties[name])
	}
	own.m.Put(propSet, value.True)
	return own
}

// Property implements propertyTable.
func (p *ownProperties) Property(name string) value.Value {
	if v, ok := p.m.Get(name); ok {
		return v
	}
	return value.Null
}

// SetProperty implements propertyTable.
func (p *ownProperties) SetProperty(name string, v value.Value) {
	if v.IsNull() {
		p.m.Delete(name)
	} else {
		p.m.Put(name, v)
	}
}

// Properties implements propertyTable.
func (p *ownProperties) Properties() *value.Map { return p.m }

// secmanClass is the Go half of the class secman.
func secmanClass() vm.NativeClass {
	methods := propertyMethods(func(t *vm.Thread, _ value.Value) propertyTable { return t.Machine() })
	methods["setMap"] = func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
		return value.Null, vm.WithID{ID: "EXTERN_NO_SUCH_METHOD", Text: "External call, no such method 'setMap'."}
	}
	return vm.NativeClass{Methods: methods}
}

// securityManagerClass is the Go half of the class SecurityManager.
func securityManagerClass() vm.NativeClass {
	methods := propertyMethods(func(_ *vm.Thread, this value.Value) propertyTable {
		own, _ := this.Object().Native.(*ownProperties)
		if own == nil {
			return nil
		}
		return own
	})
	methods["SecurityManager"] = func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
		if !t.Machine().Permitted(propInstantiate) {
			return value.Null, denied("SecurityManager", propInstantiate)
		}
		return this, nil
	}
	return vm.NativeClass{New: newOwnProperties, Methods: methods}
}

// propertyMethods returns the methods that both classes have; tableOf gives the table of a receiver.
func propertyMethods(tableOf func(*vm.Thread, value.Value) propertyTable) map[string]vm.Native {
	bind := func(f func(propertyTable, value.Value, []value.Value) (value.Value, error)) vm.Native {
		return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			table := tableOf(t, this)
			if table == nil {
				return value.Null, vm.Fault("The object has no properties.")
			}
			return f(table, this, args)
		}
	}
	return map[string]vm.Native{
		"getProp": bind(getProp),
		"keySet":  bind(propKeySet),
		"getMap":  bind(getPropMap),
		"setProp": bind(setProp),
		"setMap":  bind(setPropMap),
	}
}

// denied is the refusal of an action.
func denied(method, property string) error {
	return vm.Reported(method + "(): Security exception, action '" + property + "' not permitted.")
}

// granted reports whether a property is the bool true.
func granted(table propertyTable, property string) bool {
	v := table.Property(property)
	return v.Kind() == value.KBool && v.AsBool()
}

func getProp(table propertyTable, _ value.Value, args []value.Value) (value.Value, error) {
	if !granted(table, propGet) {
		return value.Null, denied("securitymanager.getProp", propGet)
	}
	if args[0].IsNull() {
		return value.Null, vm.Fault("The name is null.")
	}
	v, _ := copySimple(table.Property(args[0].GoString()))
	return v, nil
}

func propKeySet(table propertyTable, _ value.Value, _ []value.Value) (value.Value, error) {
	if !granted(table, propList) {
		return value.Null, denied("securitymanager.keySet", propList)
	}
	return value.OfList(value.NewList(table.Properties().AppendKeys(nil)...)), nil
}

func getPropMap(table propertyTable, _ value.Value, _ []value.Value) (value.Value, error) {
	if !granted(table, propList) {
		return value.Null, denied("securitymanager.getMap", propList)
	}
	v, _ := copySimple(value.OfMap(table.Properties()))
	return v, nil
}

func setProp(table propertyTable, this value.Value, args []value.Value) (value.Value, error) {
	if !granted(table, propSet) {
		return value.Null, denied("securitymanager.getProp", propSet) // this method's name, as the reference has it
	}
	if args[0].IsNull() {
		return value.Null, vm.Fault("The name is null.")
	}
	v, ok := copySimple(args[1])
	if !ok {
		return value.Null, notSimple("setProp", args[1])
	}
	table.SetProperty(args[0].GoString(), v)
	return this, nil
}

func setPropMap(table propertyTable, this value.Value, args []value.Value) (value.Value, error) {
	if !granted(table, propSet) {
		return value.Null, denied("securitymanager.getProp", propSet)
	}
	if args[0].IsNull() {
		return value.Null, vm.Fault("The map is null.")
	}
	copies := value.NewMap()
	var err error
	args[0].Map().Range(func(name string, v value.Value) bool {
		c, ok := copySimple(v)
		if !ok {
			err = notSimple("setMap", v)
		}
		copies.Put(name, c)
		return ok
	})
	if err != nil {
		return value.Null, err
	}
	copies.Range(func(name string, v value.Value) bool {
		table.SetProperty(name, v)
		return true
	})
	return this, nil
}

func notSimple(method string, v value.Value) error {
	kind := v.TypeName()
	if v.Kind() == value.KObject {
		kind = "object"
	}
	return vm.Reported("securitymanager." + method + "(): Expecting simple type, list or map but found '" + kind +
		"' instead.")
}

// maxSimpleDepth is how deep lists and maps may be nested to be copied.
const maxSimpleDepth = 500

// copySimple copies null, a bool, int, double or string, or a list or map of these. ok is false if something else
// is in v, or if it is nested too deeply.
func copySimple(v value.Value) (c value.Value, ok bool) {
	copier := simpleCopier{seen: map[any]value.Value{}}
	return copier.copy(v, 0)
}

// simpleCopier remembers the copies of lists and maps, so that one that stands in several places is copied once.
type simpleCopier struct{ seen map[any]value.Value }

func (s *simpleCopier) copy(v value.Value, depth int) (value.Value, bool) {
	switch v.Kind() {
	case value.KString:
		return value.OfString(v.Str().Clone()), true
	case value.KList:
		return s.list(v.List(), depth)
	case value.KMap:
		return s.mapping(v.Map(), depth)
	case value.KObject, value.KCallback, value.KException:
		return value.Null, false
	}
	return v.Plain(), true
}

func (s *simpleCopier) list(l *value.List, depth int) (value.Value, bool) {
	if c, ok := s.seen[l]; ok || depth == maxSimpleDepth {
		return c, ok
	}
	c := value.NewList()
	s.seen[l] = value.OfList(c)
	for _, item := range l.Items {
		i, ok := s.copy(item, depth+1)
		if !ok {
			return value.Null, false
		}
		c.Items = append(c.Items, i)
	}
	return value.OfList(c), true
}

func (s *simpleCopier) mapping(m *value.Map, depth int) (value.Value, bool) {
	if c, ok := s.seen[m]; ok || depth == maxSimpleDepth {
		return c, ok
	}
	c := value.NewMap()
	s.seen[m] = value.OfMap(c)
	complete := true
	m.Range(func(key string, item value.Value) bool {
		var i value.Value
		if i, complete = s.copy(item, depth+1); complete {
			c.Put(key, i)
		}
		return complete
	})
	return value.OfMap(c), complete
}
