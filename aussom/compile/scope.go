// This file defines how names become registers: the locals of a function and the names that a closure copies.

package compile

import "github.com/aussom/aussom-web/aussom/syntax"

// names collects distinct names in order of appearance.
type names struct {
	list []string
	set  map[string]bool
}

func (n *names) add(s string) {
	if s == "this" || n.set[s] {
		return
	}
	if n.set == nil {
		n.set = map[string]bool{}
	}
	n.set[s] = true
	n.list = append(n.list, s)
}

// Closures knows the closures of one class: which names each may read from the locals it copies (spec 02, 8.2).
type Closures struct {
	byName map[string][]*syntax.Function
	needs  map[*syntax.Function][]string
}

// NewClosures analyses the closures of a class; list holds the class and those above it, whose closures it inherits.
func NewClosures(list []*syntax.Class, ctx Context) *Closures {
	cl := &Closures{byName: map[string][]*syntax.Function{}, needs: map[*syntax.Function][]string{}}
	for _, c := range list {
		for _, f := range c.Functions {
			if f.Closure {
				cl.byName[f.Name] = append(cl.byName[f.Name], f)
			}
		}
	}
	all := map[*syntax.Function]*names{}
	uses := map[*syntax.Function][]*syntax.Function{}
	for _, fs := range cl.byName {
		for _, f := range fs {
			n := &names{}
			all[f] = n
			uses[f] = cl.mentioned(f, n, ctx)
		}
	}
	for changed := true; changed; { // a closure needs what the closures it can start need
		changed = false
		for f, n := range all {
			for _, g := range uses[f] {
				for _, s := range all[g].list {
					if !n.set[s] {
						n.add(s)
						changed = true
					}
				}
			}
		}
	}
	for f, n := range all {
		cl.needs[f] = n.list
	}
	return cl
}

// mentioned adds all names that a closure's body may read to n and returns the closures that it holds, names or calls. The
// members that an instance takes from the locals of its creator count as read (spec 02, 9.1 step 5).
func (cl *Closures) mentioned(f *syntax.Function, n *names, ctx Context) (uses []*syntax.Function) {
	visit := func(node syntax.Node) bool {
		switch e := node.(type) {
		case *syntax.Name:
			n.add(e.Name)
		case *syntax.ForIn:
			n.add(e.Name)
		case *syntax.Try:
			n.add(e.Name)
		case *syntax.New:
			for _, m := range ctx.BareMembers(e.Class) {
				n.add(m)
			}
		case *syntax.MethodCall:
			uses = append(uses, cl.byName[e.Name]...)
		case *syntax.CallbackLit:
			uses = append(uses, cl.byName[e.Name]...)
		case *syntax.ClosureLit:
			uses = append(uses, e.Fn)
			return false
		}
		return true
	}
	for _, s := range f.Body {
		syntax.Inspect(s, visit)
	}
	return uses
}

// calledIn reports whether evaluating e can call a closure of the class directly, which then sees the locals of the caller.
func (cl *Closures) calledIn(e syntax.Expr) bool {
	if cl == nil || len(cl.byName) == 0 {
		return false
	}
	found := false
	syntax.Inspect(e, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.MethodCall); ok && cl.byName[call.Name] != nil {
			found = true
		}
		return !found
	})
	return found
}

// locals returns the names of a function's variables in register order: this (spec 02, 9.2), parameters, "etc" for a rest list, then what the
// body assigns; for a closure also every name that it may have copied.
func locals(f *syntax.Function, cl *Closures) (list []string, nparams int) {
	n := &names{}
	list = append(list, "this")
	for _, p := range f.Params {
		// A name may be declared twice: the later parameter hides the earlier.
		list = append(list, p.Name)
	}
	if f.Variadic {
		list = append(list, "etc")
	}
	nparams = len(list) - 1
	for i := len(list) - 1; i > 0; i-- {
		if n.set[list[i]] {
			list[i] = "" // hidden
		}
		n.add(list[i])
	}
	if n.set == nil {
		n.set = map[string]bool{}
	}
	n.list = nil
	assign := func(e syntax.Expr) {
		if x, ok := unparen(e).(*syntax.Name); ok {
			n.add(x.Name)
		}
	}
	visit := func(node syntax.Node) bool {
		switch e := node.(type) {
		case *syntax.Assign:
			if e.Op == syntax.OpAssign || e.Compound {
				assign(e.L)
			}
		case *syntax.IncDec:
			assign(e.X)
			if a, ok := unparen(e.X).(*syntax.Assign); ok {
				assign(a.R)
			}
		case *syntax.ForIn:
			n.add(e.Name)
		case *syntax.Try:
			n.add(e.Name)
		case *syntax.ClosureLit:
			return false
		}
		return true
	}
	for _, s := range f.Body {
		syntax.Inspect(s, visit)
	}
	if f.Closure && cl != nil {
		for _, s := range cl.needs[f] {
			n.add(s)
		}
	}
	return append(list, n.list...), nparams
}

// unparen removes parentheses.
func unparen(e syntax.Expr) syntax.Expr {
	for {
		p, ok := e.(*syntax.Paren)
		if !ok {
			return e
		}
		e = p.X
	}
}

// assigns reports whether evaluating e can assign the local variable name.
func assigns(e syntax.Expr, name string) bool {
	if e == nil {
		return false
	}
	found := false
	is := func(x syntax.Expr) {
		if n, ok := unparen(x).(*syntax.Name); ok && n.Name == name {
			found = true
		}
	}
	syntax.Inspect(e, func(node syntax.Node) bool {
		switch e := node.(type) {
		case *syntax.Assign:
			is(e.L)
		case *syntax.IncDec:
			is(e.X)
			if a, ok := unparen(e.X).(*syntax.Assign); ok {
				is(a.R)
			}
		case *syntax.ClosureLit:
			return false
		}
		return !found
	})
	return found
}

// reads reports whether e mentions the variable name.
func reads(e syntax.Expr, name string) bool {
	found := false
	syntax.Inspect(e, func(node syntax.Node) bool {
		if n, ok := node.(*syntax.Name); ok && n.Name == name {
			found = true
		}
		return !found
	})
	return found
}
