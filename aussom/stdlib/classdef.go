// This file defines the class RClass of the module reflect, the definition of a class (spec 04c, 2).

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// classDef is the native half of an RClass; class is nil in one that a script made itself.
type classDef struct{ class *vm.Class }

// getClassDef is reflect.getClassDef(string ClassName).
func getClassDef(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	name := args[0].GoString()
	class := t.Machine().ClassInfo(name)
	if class == nil {
		return value.Null, vm.Reported("reflect.getClassDef(): Class '" + name + "' not found.")
	}
	v, err := t.New("RClass")
	if err != nil {
		return value.Null, err
	}
	def, ok := v.Object().Native.(*classDef)
	if !ok {
		return value.Null, vm.Fault("The class RClass of this program is another one.")
	}
	def.class = class
	return v, nil
}

func classDefClass() vm.NativeClass {
	methods := map[string]vm.Native{}
	for name, f := range map[string]func(m *vm.Machine, c *vm.Class) value.Value{
		"getName":            func(_ *vm.Machine, c *vm.Class) value.Value { return value.FromString(c.Name) },
		"isStatic":           func(_ *vm.Machine, c *vm.Class) value.Value { return value.Bool(c.IsStatic()) },
		"isExtern":           func(_ *vm.Machine, c *vm.Class) value.Value { return value.Bool(c.Decl.Extern) },
		"getExternClassName": func(_ *vm.Machine, c *vm.Class) value.Value { return value.FromString(c.Decl.ExternPath) },
		"getMembers":         membersOf,
		"getMethods":         methodsOf,
	} {
		methods[name] = func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			def, ok := this.Object().Native.(*classDef)
			if !ok || def.class == nil {
				return value.Null, vm.Fault("The RClass describes no class.")
			}
			return f(t.Machine(), def.class), nil
		}
	}
	return vm.NativeClass{New: func() any { return &classDef{} }, Methods: methods}
}

// membersOf describes the members, the inherited ones too once the class was instantiated.
func membersOf(m *vm.Machine, c *vm.Class) value.Value {
	members := value.NewMap()
	for _, class := range m.Lineage(c) {
		for i := len(class.Decl.Members) - 1; i >= 0; i-- { // the last of several declarations counts
			d := class.Decl.Members[i]
			if _, ok := members.Get(d.Name); ok {
				continue
			}
			description := value.NewMap()
			putText(description, "type", memberType(d.Init))
			description.Put("annotations", annotationsOf(d.Annotations))
			members.Put(d.Name, value.OfMap(description))
		}
	}
	return value.OfMap(members)
}

func memberType(initial syntax.Expr) string {
	switch initial.(type) {
	case nil:
		return "VAR"
	case *syntax.BoolLit:
		return "BOOL"
	case *syntax.IntLit:
		return "INT"
	case *syntax.DoubleLit:
		return "DOUBLE"
	case *syntax.StringLit:
		return "STRING"
	case *syntax.ListLit:
		return "LIST"
	case *syntax.MapLit:
		return "MAP"
	}
	return "NULL"
}

func annotationsOf(annotations []syntax.Annotation) value.Value {
	list := value.NewList()
	for _, a := range annotations {
		args := value.NewMap()
		for _, arg := range a.Args {
			putText(args, arg.Name, arg.Value)
		}
		m := value.NewMap()
		putText(m, "annotationName", a.Name)
		m.Put("annotationArgs", value.OfMap(args))
		list.Items = append(list.Items, value.OfMap(m))
	}
	return value.OfList(list)
}

// methodsOf describes the methods by name, the inherited ones too once the class was instantiated.
func methodsOf(m *vm.Machine, c *vm.Class) value.Value {
	type overload struct{ name, signature string }
	seen := map[overload]bool{}
	methods := value.NewMap()
	for _, class := range m.Lineage(c) {
		for _, f := range class.Funcs() {
			key := overload{f.Name, f.Signature()}
			if seen[key] {
				continue
			}
			seen[key] = true
			list, ok := methods.Get(f.Name)
			if !ok {
				list = value.OfList(value.NewList())
				methods.Put(f.Name, list)
			}
			list.List().Items = append(list.List().Items, value.OfMap(methodOf(f)))
		}
	}
	return value.OfMap(methods)
}

func methodOf(f *vm.Func) *value.Map {
	m := value.NewMap()
	m.Put("isExtern", value.Bool(f.Decl.Extern))
	putText(m, "signature", f.Signature())
	m.Put("annotations", annotationsOf(f.Decl.Annotations))
	params := value.NewList()
	for i := range f.Decl.Params {
		params.Items = append(params.Items, value.OfMap(paramOf(&f.Decl.Params[i])))
	}
	if f.Decl.Variadic {
		rest := value.NewMap()
		putText(rest, "name", "...")
		params.Items = append(params.Items, value.OfMap(rest))
	}
	m.Put("arguments", value.OfList(params))
	return m
}

func paramOf(p *syntax.Param) *value.Map {
	m := value.NewMap()
	putText(m, "name", p.Name)
	putText(m, "requiredType", p.Type)
	m.Put("hasDefaultValue", value.Bool(p.Default != nil))
	if p.Default != nil {
		v := compile.Literal(p.Default, false)
		putText(m, "defaultValueType", v.TypeName())
		m.Put("defaultValue", text(value.Text(v)))
	}
	return m
}
