// This file defines Class and Func, the machine's view of classes and functions, and how they are made from the
// syntax tree (spec 02, 9.1 and 9.7).

package vm

import (
	"sync"
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// Class is a class definition of one machine, with its dispatch tables once it is linked.
type Class struct {
	value.Class // must stand first: an object's *value.Class is its *Class

	Decl *syntax.Class
	File string
	// Library tells that the class belongs to the prelude or a module: its frames are left out of traces.
	Library bool
	// Instance is the singleton of a static class, Undef for others.
	Instance value.Value

	own      []*Func
	closures *compile.Closures
	native   *NativeClass // bound by "extern class"
	linked   bool
	bases    []*Class
	lineage  []*Class // the class itself and all its ancestors in dispatch order (spec 02, 9.5)
	groups   map[string]*group
	ctor     *group        // the functions called as the class
	inits    []memberInit  // by slot
	scalars  []value.Value // the members' initial values, by slot
	fresh    []int         // the slots whose initial value is made anew for each object
	newHalf  func() any
	// overloads tells which operators the class may overload, so that most classes skip the look-up.
	overloads bool
	// wraps tells that instances are built-in values: natives get the inner value of an extending object.
	wraps bool
	// empty makes what new gives for such a class.
	empty func() value.Value
}

// memberInit tells how a member is created.
type memberInit struct {
	public  bool
	literal syntax.Expr // nil: null, or a local of the creating function (spec 02, 9.1)
	// scalar is the initial value where no fresh copy is needed.
	scalar value.Value
	fresh  bool
}

// Func is one function of a class.
type Func struct {
	Name   string
	Decl   *syntax.Function
	Class  *Class // the class that declares it
	Native Native // nil for script functions
	proto  *compile.Proto
	*shape
	noMethod bool // extern without a native counterpart
	special  bool // callback.call, which the machine runs itself
}

// shape is what a function's definition says of it. The functions of library classes share theirs between machines.
type shape struct {
	// slots holds what dispatch knows of each parameter.
	slots []slot
	min   int // leading parameters without default
	typed int // parameters with a definite type
	// wildcard tells that some parameter takes any type.
	wildcard  bool
	signature string // "i,*,s,..." (spec 02, 7.3)
	restKind  value.Kind
	// quick tells that calls of an extern function are not counted by the size of the data, see counted.
	quick bool
}

// slot is one parameter as dispatch sees it.
type slot struct {
	kind     value.Kind // Undef: any
	nullable bool
	// bind is the kind that binding demands, Undef for any (spec 02, 7.2); it differs from kind when a typed parameter
	// has a literal default of another type.
	bind     value.Kind
	bindNull bool
	bindName string // what an error calls it
	literal  syntax.Expr
	optional bool
}

var kindOfType = map[string]value.Kind{
	"bool": value.KBool, "int": value.KInt, "double": value.KDouble, "string": value.KString, "list": value.KList,
	"map": value.KMap, "object": value.KObject, "callback": value.KCallback,
}

var literalNames = map[value.Kind]string{
	value.KBool: "BOOL", value.KInt: "INT", value.KDouble: "DOUBLE", value.KString: "STRING", value.KList: "LIST", value.KMap: "MAP",
}

// reference reports whether null fits a parameter of this type.
func reference(k value.Kind) bool {
	return k == value.KString || k == value.KList || k == value.KMap || k == value.KObject || k == value.KCallback
}

// newClass makes the machine's class of a definition; natives are bound by native, which may be nil.
func newClass(d *syntax.Class, file string, library bool, native *NativeClass) *Class {
	c := &Class{Decl: d, File: file, Library: library, native: native}
	c.Name = d.Name
	c.Link = unsafe.Pointer(c)
	if native != nil {
		c.newHalf = native.New
	}
	shapes := shapesOf(d, library)
	funcs := make([]Func, len(d.Functions))
	c.own = make([]*Func, len(d.Functions))
	for i, f := range d.Functions {
		funcs[i] = Func{Name: f.Name, Decl: f, Class: c, shape: &shapes[i]}
		c.own[i] = &funcs[i]
		if !f.Extern {
			continue
		}
		if native != nil {
			funcs[i].Native = native.Methods[f.Name]
			if !shapes[i].quick {
				funcs[i].Native = counted(funcs[i].Native)
			}
		}
		funcs[i].noMethod = funcs[i].Native == nil
	}
	return c
}

// libraryShapes holds the shapes of the functions of library classes, whose syntax trees live as long as the process.
var libraryShapes sync.Map // *syntax.Class -> []shape

// shapesOf returns the shapes of the functions of a class.
func shapesOf(d *syntax.Class, library bool) []shape {
	if library {
		if known, ok := libraryShapes.Load(d); ok {
			return known.([]shape)
		}
	}
	shapes := make([]shape, len(d.Functions))
	for i, f := range d.Functions {
		shapes[i] = shapeOf(f)
		shapes[i].quick = isQuick(d.Name, f.Name)
	}
	if library {
		libraryShapes.Store(d, shapes)
	}
	return shapes
}

func shapeOf(d *syntax.Function) (f shape) {
	leading := true
	sig := make([]byte, 0, 2*len(d.Params)+3)
	for i := range d.Params {
		s := newSlot(&d.Params[i])
		if s.optional {
			leading = false
		}
		if leading {
			f.min++
		}
		if s.kind == value.Undef {
			f.wildcard = true
		} else {
			f.typed++
		}
		if i > 0 {
			sig = append(sig, ',')
		}
		if s.kind == value.Undef {
			sig = append(sig, '*')
		} else {
			sig = append(sig, value.Value{K: s.kind}.Letter()...)
		}
		f.slots = append(f.slots, s)
	}
	if d.Variadic {
		f.restKind = kindOfType[d.RestType]
		if len(sig) > 0 {
			sig = append(sig, ',')
		}
		sig = append(sig, "..."...)
	}
	f.signature = string(sig)
	return f
}

func newSlot(p *syntax.Param) slot {
	s := slot{literal: p.Default, optional: p.Default != nil}
	_, nullDefault := p.Default.(*syntax.NullLit)
	lit := value.KNull
	if p.Default != nil {
		lit = compile.LiteralKind(p.Default)
	}
	switch {
	case p.Type != "":
		s.kind = kindOfType[p.Type]
		s.nullable = reference(s.kind) || nullDefault
		s.bind, s.bindNull, s.bindName = s.kind, s.nullable, value.Value{K: s.kind}.Tag()
		if lit != value.KNull {
			s.bind, s.bindName = lit, literalNames[lit]
			s.bindNull = reference(lit)
		}
	case lit != value.KNull:
		s.kind = lit
		s.nullable = reference(lit)
		s.bind, s.bindNull, s.bindName = lit, s.nullable, literalNames[lit]
	}
	return s
}

// line is where errors about the class itself stand (spec 02, 11.4).
func (c *Class) line() int { return int(c.Decl.Pos.Line) }

// Funcs returns the functions that the class itself declares, in source order.
func (c *Class) Funcs() []*Func { return c.own }

// IsStatic reports whether the class is a static class or an enum.
func (c *Class) IsStatic() bool { return c.Decl.Static }

// Public reports whether the member in a slot is public.
func (c *Class) Public(slot int) bool { return c.inits[slot].public }

// Signature returns the signature of spec 02, 7.3.
func (f *Func) Signature() string { return f.signature }

// accepts reports whether a slot takes an argument of kind k; widen allows an int for a double.
func (s *slot) accepts(k value.Kind, widen bool) bool {
	switch {
	case s.kind == value.Undef:
		return true
	case k == s.kind:
		return true
	case k == value.KNull:
		return s.nullable
	}
	return widen && k == value.KInt && s.kind == value.KDouble
}
