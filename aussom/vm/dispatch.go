// This file defines overload resolution (spec 02, 7.3) and what binding will say of its choice (7.2, 7.4).

package vm

import (
	"strings"
	"unsafe"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// group holds all functions of one name that instances of a class have, nearest class first.
type group struct {
	name string
	// exact holds the functions without "*" and "..." by declaring class: the first class with a match wins.
	exact    [][]*Func
	latest   *Class // the class of the last list of exact
	wildcard []*Func
	variadic []*Func
	doubles  bool // some exact function takes a double
	closure  bool // some function is a closure
	cache    map[uint64]*target
	// lastSig and last are the latest use of cache.
	lastSig uint64
	last    *target
}

// target is the resolution of a call for given argument kinds. It is immutable.
type target struct {
	fn *Func
	// convert is a bit mask of the arguments that become doubles.
	convert uint32
	// direct tells that the arguments fit the parameters one to one: nothing to convert, fill in or collect.
	direct bool
	// quick tells which fast path of the dispatch loop may run the call; it is set by the first run, with the fields below.
	quick              quick
	undefFrom, undefTo uintptr // the locals to mark as unassigned, as offsets of their registers
	proto              *compile.Proto
	code               unsafe.Pointer // the first instruction of proto
	need               uintptr        // bytes of registers, what is kept free behind them included
	// fail is the error of dispatch or binding, nil if the call can run.
	fail *callError
}

// quick is a fast path of the dispatch loop.
type quick uint8

const (
	quickNone     quick = iota
	quickNative         // a public native method with exactly these arguments
	quickAdd            // list.add, which the loop does itself as long as the list has room
	quickSqrt           // math.sqrt of a double, which is one instruction of the processor
	quickCallback       // callback.call
	quickClosure        // a closure: only through a callback
	quickScript         // a public script function
	quickPrivate        // a private script function: only on this, or through a callback
)

// prepare enables the fast path that fits.
func (t *target) prepare(m *Machine, c *Class) {
	fn := t.fn
	switch {
	case fn.special && t.fail == nil:
		t.quick = quickCallback
	case t.quick != quickNone || !t.direct || fn.special || fn.noMethod || t.fail != nil:
	case fn.Native != nil:
		if fn.Decl.Public && (!fn.Class.wraps || c == fn.Class) {
			t.quick = quickNative
			if fn.Class.Library && fn.Class.Name == "math" && fn.Name == "sqrt" && !m.identities {
				t.quick = quickSqrt
			}
			if fn.Class.Library && fn.Class.Name == "list" && fn.Name == "add" && c == fn.Class {
				t.quick = quickAdd
			}
		}
	default:
		p := fn.code(m)
		t.proto, t.code = p, unsafe.Pointer(unsafe.SliceData(p.Code))
		t.need = uintptr(p.NumRegs+slack) * valueSize
		t.undefFrom, t.undefTo = uintptr(p.NumParams+1)*valueSize, uintptr(len(p.Names))*valueSize
		switch {
		case fn.Decl.Closure:
			t.quick = quickClosure
		case fn.Decl.Public:
			t.quick = quickScript
		default:
			t.quick = quickPrivate
		}
	}
}

// undefine marks the locals of a new frame as unassigned.
func (t *target) undefine(base unsafe.Pointer) {
	for p, end := unsafe.Add(base, t.undefFrom), unsafe.Add(base, t.undefTo); uintptr(p) < uintptr(end); p = unsafe.Add(p, valueSize) {
		(*value.Value)(p).K = value.Undef
	}
}

// callError is an error that depends on the argument kinds only.
type callError struct {
	id, text string
	// binding tells that the error carries the line of the function's definition, not that of the class.
	binding bool
	// missing tells that no function fits: a member holding a callback may take the call.
	missing bool
}

// sigOf packs the kinds of arguments: four bits each. Calls with more than 15 arguments are not cached.
func sigOf(args []value.Value) uint64 {
	sig := uint64(1)
	for i := range args {
		sig = sig<<4 | uint64(kindIndex(args[i]))
	}
	return sig
}

// kindIndex is the four-bit form of a kind; shared bools keep their own.
func kindIndex(v value.Value) value.Kind {
	if v.K == value.Undef {
		return value.KNull
	}
	return v.K
}

const maxCachedArgs = 14

// resolve returns the target of a call of group g (nil if the class has no function of that name).
func (c *Class) resolve(g *group, name string, args []value.Value) *target {
	if len(args) > maxCachedArgs {
		return c.resolveSlow(g, name, args)
	}
	if g == nil {
		return c.resolveSlow(nil, name, args)
	}
	sig := sigOf(args)
	if g.lastSig == sig {
		return g.last
	}
	if t, ok := g.cache[sig]; ok {
		g.lastSig, g.last = sig, t
		return t
	}
	t := c.resolveSlow(g, name, args)
	if g.cache == nil {
		g.cache = map[uint64]*target{}
	}
	g.cache[sig] = t
	return t
}

func (c *Class) resolveSlow(g *group, name string, args []value.Value) *target {
	kinds := make([]value.Kind, len(args))
	for i, a := range args {
		kinds[i] = a.Kind()
		if kinds[i] == value.Undef {
			kinds[i] = value.KNull
		}
	}
	missing := &callError{id: "FUNCT_NOT_FOUND", missing: true,
		text: "Object '" + c.Name + "' has no overload of '" + name + "' matching call signature '" + letters(kinds) + "'."}
	if g == nil {
		return &target{fail: missing}
	}
	f, nullAmbiguous := g.exactMatch(kinds)
	if f != nil {
		return newTarget(f, kinds, 0)
	}
	ambiguous := func(list []string) *target {
		return &target{fail: &callError{id: "AMBIGUOUS_OVERLOAD", text: "Call to '" + c.Name + "' is ambiguous between: " + strings.Join(list, ", ")}}
	}
	if g.doubles {
		f, mask, tie := g.widened(kinds)
		if tie != nil {
			return ambiguous(tie)
		}
		if f != nil {
			return newTarget(f, kinds, mask)
		}
	}
	for _, choose := range []func([]value.Kind) (*Func, []string){g.wildcardMatch, g.variadicMatch} {
		f, tie := choose(kinds)
		if tie != nil {
			return ambiguous(tie)
		}
		if f != nil {
			return newTarget(f, kinds, 0)
		}
	}
	if nullAmbiguous {
		return &target{fail: &callError{id: "AMBIGUOUS_OVERLOAD", text: "Ambiguous overload for '" + name +
			"': a null argument matches more than one reference-typed overload and cannot be resolved. Add a wildcard overload (e.g. " +
			name + "(x)) to accept null explicitly."}}
	}
	return &target{fail: missing}
}

func letters(kinds []value.Kind) string {
	var b strings.Builder
	for i, k := range kinds {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(value.Value{K: k}.Letter())
	}
	return b.String()
}

func (f *Func) display() string { return f.Name + "(" + f.signature + ")" }

// takes reports whether the arity fits and every slot accepts its argument.
func (f *Func) takes(kinds []value.Kind, widen bool) bool {
	if len(kinds) < f.min || len(kinds) > len(f.slots) {
		return false
	}
	for i, k := range kinds {
		if !f.slots[i].accepts(k, widen) {
			return false
		}
	}
	return true
}

// exactMatch is step 1: the table entry for these letters, and whether that entry is null-ambiguous.
func (g *group) exactMatch(kinds []value.Kind) (*Func, bool) {
	for _, list := range g.exact {
		var found *Func
		for _, f := range list {
			if f.takes(kinds, false) {
				if found != nil {
					return nil, true
				}
				found = f
			}
		}
		if found != nil {
			return found, false
		}
	}
	return nil, false
}

// widened is step 2: some ints become doubles, as few as possible (spec 02, 7.3).
func (g *group) widened(kinds []value.Kind) (found *Func, mask uint32, tie []string) {
	var ints []int
	for i, k := range kinds {
		if k == value.KInt && i < 32 {
			ints = append(ints, i)
		}
	}
	if len(ints) > 16 {
		ints = ints[:16]
	}
	try := append([]value.Kind(nil), kinds...)
	for n := 1; n <= len(ints); n++ {
		var hits []string
		for set := uint32(1); set < 1<<len(ints); set++ {
			if popcount(set) != n {
				continue
			}
			m := uint32(0)
			for i, at := range ints {
				try[at] = value.KInt
				if set&(1<<i) != 0 {
					try[at] = value.KDouble
					m |= 1 << at
				}
			}
			if f, _ := g.exactMatch(try); f != nil {
				hits = append(hits, g.name+"("+letters(try)+")")
				found, mask = f, m
			}
		}
		switch len(hits) {
		case 0:
		case 1:
			return found, mask, nil
		default:
			return nil, 0, hits
		}
	}
	return nil, 0, nil
}

func popcount(x uint32) (n int) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return n
}

// wildcardMatch is step 3: the function with the most typed slots.
func (g *group) wildcardMatch(kinds []value.Kind) (*Func, []string) {
	var best []*Func
	for _, f := range g.wildcard {
		if !f.takes(kinds, true) {
			continue
		}
		switch {
		case len(best) == 0 || f.typed > best[0].typed:
			best = append(best[:0], f)
		case f.typed == best[0].typed:
			best = append(best, f)
		}
	}
	return only(best)
}

// variadicMatch is step 4: most typed head slots, then the longest head.
func (g *group) variadicMatch(kinds []value.Kind) (*Func, []string) {
	var best []*Func
	for _, f := range g.variadic {
		if !f.takesHead(kinds) {
			continue
		}
		switch {
		case len(best) == 0 || f.typed > best[0].typed || f.typed == best[0].typed && len(f.slots) > len(best[0].slots):
			best = append(best[:0], f)
		case f.typed == best[0].typed && len(f.slots) == len(best[0].slots):
			best = append(best, f)
		}
	}
	return only(best)
}

func (f *Func) takesHead(kinds []value.Kind) bool {
	if len(kinds) < len(f.slots) {
		return false
	}
	for i := range f.slots {
		if !f.slots[i].accepts(kinds[i], true) {
			return false
		}
	}
	if f.restKind == value.Undef {
		return true
	}
	rest := slot{kind: f.restKind, nullable: reference(f.restKind)}
	for _, k := range kinds[len(f.slots):] {
		if !rest.accepts(k, true) {
			return false
		}
	}
	return true
}

func only(best []*Func) (*Func, []string) {
	if len(best) == 0 {
		return nil, nil
	}
	if len(best) == 1 {
		return best[0], nil
	}
	var list []string
	for _, f := range best {
		list = append(list, f.display())
	}
	return nil, list
}

// newTarget completes a choice with what binding will find (spec 02, 7.2 and 7.4).
func newTarget(f *Func, kinds []value.Kind, convert uint32) *target {
	t := &target{fn: f, convert: convert}
	t.direct = convert == 0 && len(kinds) == len(f.slots) && !f.Decl.Variadic
	for i := range f.slots {
		s := &f.slots[i]
		if i >= len(kinds) {
			if !s.optional {
				t.fail = &callError{id: "ARGUMENT_NUMBER", binding: true, text: "Number of arguments provided does not match the number in definition."}
				return t
			}
			continue
		}
		k := kinds[i]
		if convert&(1<<i) != 0 && i < 32 {
			k = value.KDouble
		}
		if s.bind == value.Undef || k == s.bind || k == value.KNull && s.bindNull {
			continue
		}
		t.fail = &callError{id: "INVALID_DATA_TYPE", binding: true, text: "Function '" + f.Name + "' definition at position " + itoa(i+1) +
			" is expected to be of type '" + s.bindName + "' but found '" + value.Value{K: k}.Tag() + "' instead."}
		return t
	}
	return t
}
