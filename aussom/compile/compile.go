// This file defines Function, the entry point of the compiler, and what statements and expressions share:
// registers, labels, constants and the set of variables that certainly hold a value.

package compile

import (
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// Context is what the compiler asks of the machine.
type Context interface {
	// IsStatic reports whether name is a static class or enum now (spec 02, 3).
	IsStatic(name string) bool
	// BareMembers returns the names of the members without initialiser that an instance of a class has, as far as the class
	// and those above it are known now; it may return more names.
	BareMembers(class string) []string
	// Identities reports whether scalars must have an identity because the program may change a bool in place or
	// compare references of numbers.
	Identities() bool
}

// Function compiles one function. closures is the analysis of its class; it may be nil for a function without closures around.
func Function(f *syntax.Function, closures *Closures, ctx Context) *Proto {
	list, nparams := locals(f, closures)
	c := &compiler{
		ctx: ctx, closures: closures, identities: ctx.Identities(),
		p:    &Proto{Decl: f, Names: list, NumParams: nparams},
		regs: make(map[string]int, len(list)),
		next: len(list), top: len(list),
		strings: map[string]int{},
		defined: make([]bool, len(list)),
	}
	for i, n := range list {
		if n != "" {
			c.regs[n] = i
		}
	}
	for i := 0; i <= nparams; i++ {
		c.defined[i] = true
	}
	if f.Closure {
		for i := nparams + 1; i < len(list); i++ {
			c.p.Captures = append(c.p.Captures, i)
		}
	}
	for _, s := range f.Body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Try, *syntax.ClosureLit, *syntax.CallbackLit:
				c.observed = true
			case *syntax.Unary:
				c.observed = c.observed || n.Op == syntax.OpTry
			}
			return !c.observed
		})
	}
	for _, s := range f.Body {
		start := len(c.breaks)
		c.stmt(s)
		for _, at := range c.breaks[start:] { // break outside a loop (spec 02, 10.6)
			c.patch(at)
		}
		c.breaks = c.breaks[:start]
	}
	c.emit(OpEnd, f.End.Line, 0, 0, 0, 0, 0)
	c.p.NumRegs = c.top
	if c.top > maxRegs {
		c.p.Code, c.p.Lines = []Instr{{Op: OpTooLarge}}, []int32{f.Pos.Line}
		c.p.NumRegs, c.p.Handlers = len(list), nil
	}
	c.p.link()
	return c.p
}

// compiler compiles one function.
type compiler struct {
	ctx        Context
	closures   *Closures
	identities bool // literals and results of logic get an identity
	p          *Proto
	regs       map[string]int // register of each local
	// next is the first free temporary, top the highest ever used.
	next, top int
	strings   map[string]int // index in Consts of shared strings
	// defined tells of each local whether it was certainly assigned when control comes here.
	defined []bool
	// staticName is the start of an assignment target that names a static class although there is a local of that name.
	staticName *syntax.Name
	// observed tells that an exception may be caught here or the locals seen from a closure.
	observed bool
	// literals are the registers of the literals that were loaded before the loop being compiled, nil outside loops.
	literals map[constKey]int
	breaks   []int // jumps of break statements waiting for their target
	depth    int   // how deep the expression being compiled is nested
}

// gosched is how many nested expressions may stand on the Go stack before the goroutine is rescheduled once: on js/wasm that unwinds the
// engine's own stack, which is far smaller than what 400 levels of all operators need.
const gosched = 64

// maxRegs is the highest register number; a function that needs more raises an error when it is called.
const maxRegs = 60000

// emit appends an instruction and returns its index.
func (c *compiler) emit(op Op, line int32, a, b, cc int, d, e int32) int {
	c.p.Code = append(c.p.Code, Instr{Op: op, A: uint16(a), B: uint16(b), C: uint16(cc), D: d, E: e})
	c.p.Lines = append(c.p.Lines, line)
	return len(c.p.Code) - 1
}

// here returns the index of the next instruction.
func (c *compiler) here() int { return len(c.p.Code) }

// patch makes the jump at index at go to here.
func (c *compiler) patch(at int) { c.p.Code[at].D = int32(c.here()) }

func (c *compiler) patchAll(list []int) {
	for _, at := range list {
		c.patch(at)
	}
}

// temp allocates a temporary register.
func (c *compiler) temp() int {
	r := c.next
	if r > maxRegs {
		r = maxRegs
	}
	c.next++
	if c.next > c.top {
		c.top = c.next
	}
	return r
}

// free releases temporaries down to mark.
func (c *compiler) free(mark int) { c.next = mark }

// isLocal reports whether a register holds a named local (or this).
func (c *compiler) isLocal(r int) bool { return r < len(c.p.Names) }

// konst returns the index of a scalar constant.
func (c *compiler) konst(v value.Value) int32 {
	c.p.Consts = append(c.p.Consts, v)
	return int32(len(c.p.Consts) - 1)
}

// text returns the index of a shared string constant.
func (c *compiler) text(s string) int32 {
	if i, ok := c.strings[s]; ok {
		return int32(i)
	}
	str := value.NewString(s)
	str.Hash()
	str.Len()
	c.p.Consts = append(c.p.Consts, value.OfString(str))
	c.strings[s] = len(c.p.Consts) - 1
	return int32(len(c.p.Consts) - 1)
}

// member adds a member site.
func (c *compiler) member(name string) int32 {
	s := value.NewString(name)
	s.Hash()
	c.p.Members = append(c.p.Members, MemberSite{Name: name, Key: s})
	return int32(len(c.p.Members) - 1)
}

// call adds a call site.
func (c *compiler) call(name string, nargs int, this bool) int32 {
	c.p.Calls = append(c.p.Calls, CallSite{Name: name, NArgs: nargs, This: this})
	return int32(len(c.p.Calls) - 1)
}

// static adds a use of a static class.
func (c *compiler) static(name string) int32 {
	c.p.Statics = append(c.p.Statics, StaticSite{Name: name})
	return int32(len(c.p.Statics) - 1)
}

// snapshot copies the set of defined locals; restore brings it back where control paths join.
func (c *compiler) snapshot() []bool       { return append([]bool(nil), c.defined...) }
func (c *compiler) restore(defined []bool) { copy(c.defined, defined) }
func (c *compiler) define(r int) {
	if r < len(c.defined) {
		c.defined[r] = true
	}
}

// handler records that exceptions raised since start go to target.
func (c *compiler) handler(kind HandlerKind, start, end, target, reg int) {
	c.p.Handlers = append(c.p.Handlers, Handler{Start: int32(start), End: int32(end), Target: int32(target), Reg: uint16(reg), Kind: kind})
}
