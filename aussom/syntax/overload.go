// This file defines function signatures and the search for duplicate overloads (spec 02, 7.3).

package syntax

var typeNames = []string{"bool", "int", "double", "string", "list", "map", "object", "callback"}

// typeLetter returns the signature letter of a declared type, 0 for an unknown one.
func typeLetter(typ string) byte {
	for _, t := range typeNames {
		if t == typ {
			return t[0]
		}
	}
	return 0
}

// Letter returns the parameter's letter in a signature: that of its type, else that of its literal
// default, else '*'.
func (a *Param) Letter() byte {
	if a.Type != "" {
		return typeLetter(a.Type)
	}
	switch a.Default.(type) {
	case *BoolLit:
		return 'b'
	case *IntLit:
		return 'i'
	case *DoubleLit:
		return 'd'
	case *StringLit:
		return 's'
	case *ListLit:
		return 'l'
	case *MapLit:
		return 'm'
	}
	return '*'
}

// Signature returns the letters of the parameters joined by commas, with "..." last for a variadic
// function, e.g. "i,*,s,...".
func (f *Function) Signature() string {
	s := signature(f.Params)
	switch {
	case !f.Variadic:
		return s
	case s == "":
		return "..."
	}
	return s + ",..."
}

func signature(params []Param) string {
	b := make([]byte, 0, 2*len(params))
	for i := range params {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, params[i].Letter())
	}
	return string(b)
}

// MinArgs returns the number of leading parameters without default.
func (f *Function) MinArgs() int {
	n := 0
	for n < len(f.Params) && f.Params[n].Default == nil {
		n++
	}
	return n
}

// exact reports whether every parameter has a letter and the function is not variadic.
func (f *Function) exact() bool {
	for i := range f.Params {
		if f.Params[i].Letter() == '*' {
			return false
		}
	}
	return !f.Variadic
}

// clash reports whether f and g of the same name cannot stand in one class, and the signature that
// both have. Exact functions clash if they have an arity in common with the same letters; the
// longest such arity counts.
func clash(f, g *Function) (string, bool) {
	if !f.exact() || !g.exact() {
		s := f.Signature()
		return s, f.Variadic == g.Variadic && s == g.Signature()
	}
	n, low := min(len(f.Params), len(g.Params)), max(f.MinArgs(), g.MinArgs())
	same := 0
	for same < n && f.Params[same].Letter() == g.Params[same].Letter() {
		same++
	}
	return signature(f.Params[:same]), same >= low
}

// manyFunctions is the number of functions from which on a class's functions are looked up in a map.
const manyFunctions = 32

// declare adds f to the class being parsed, or to the closures of a top-level statement.
func (p *Parser) declare(f *Function) {
	if p.class == nil {
		if p.top != nil {
			*p.top = append(*p.top, f)
		}
		return
	}
	c := p.class
	c.Functions = append(c.Functions, f)
	switch {
	case len(c.Functions) > manyFunctions:
		p.byName[f.Name] = append(p.byName[f.Name], f)
	case len(c.Functions) == manyFunctions:
		p.byName = map[string][]*Function{}
		for _, g := range c.Functions {
			p.byName[g.Name] = append(p.byName[g.Name], g)
		}
	}
}

// checkOverload reports f, which was parsed completely, if a function declared before it in its
// class clashes with it. A class's closures are its functions too.
func (p *Parser) checkOverload(f *Function) {
	if p.class == nil || p.broken {
		return
	}
	list := p.class.Functions
	if len(list) >= manyFunctions {
		list = p.byName[f.Name]
	}
	for _, g := range list {
		if g == f {
			return
		}
		if g.Name != f.Name {
			continue
		}
		if sig, bad := clash(f, g); bad {
			p.duplicate(f, g, sig)
			return
		}
	}
}

// duplicate reports that f has the signature sig in common with the earlier function g.
func (p *Parser) duplicate(f, g *Function, sig string) {
	what := f.Name + "(" + sig + ")"
	at, first := itoa(f.Pos.Line), itoa(g.Pos.Line)
	hint := "the first one is on line " + first + "; rename one of them or change its parameters"
	if f.Closure || g.Closure {
		hint = "a closure is a function of its class too: the name is already used on line " + first
	}
	p.failFatal(f.Pos, len(f.Name),
		"Duplicate method overload '"+what+"' declared at "+p.file+":"+at+"; first declared at "+p.file+":"+first+".",
		"the class already has a function "+what, hint)
}
