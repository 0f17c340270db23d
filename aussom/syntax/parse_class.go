// This file defines the parsing of includes, classes, enums, members, functions and parameters.

package syntax

// lead is what precedes a definition: documentation comment and annotations.
type lead struct {
	doc         string
	hasDoc      bool
	annotations []Annotation
	name, last  Pos // name of the first annotation, last token of the last one
}

// include parses "include a.b.c;", leaving the ";" as the current token.
func (p *Parser) include() *Include {
	p.next()
	n := &Include{Pos: p.tok.pos}
	n.Path = p.path(afterInclude)
	p.end(tSemi, afterPath)
	return n
}

// path parses IDENT { "." IDENT }.
func (p *Parser) path(at place) []string {
	name, _ := p.ident(at)
	path := []string{name}
	for !p.broken && p.take(tDot) {
		name, _ = p.ident(afterPathDot)
		path = append(path, name)
	}
	return path
}

// lead parses [ DOC ] { Annotation }.
func (p *Parser) lead() (l lead) {
	if p.tok.kind == tDoc {
		l.doc, l.hasDoc = p.tok.text, true
		p.next()
	}
	for !p.broken && p.tok.kind == tAt {
		a := p.annotation(&l)
		l.annotations = append(l.annotations, a)
	}
	return l
}

// annotation parses "@" IDENT [ "(" AnnArg { "," AnnArg } ")" ].
func (p *Parser) annotation(l *lead) Annotation {
	a := Annotation{Pos: p.tok.pos}
	p.next()
	l.last = p.tok.pos
	if len(l.annotations) == 0 {
		l.name = p.tok.pos
	}
	a.Name, _ = p.ident(afterAt)
	if p.tok.kind != tLParen {
		return a
	}
	p.openBracket('(')
	for !p.broken {
		name, _ := p.ident(inAnnotation)
		p.expect(tAssign, inAnnotation)
		a.Args = append(a.Args, AnnotationArg{name, p.tok.text})
		p.expect(tString, annotationValue)
		if !p.take(tComma) {
			break
		}
	}
	l.last = p.tok.pos
	p.closeBracket(tRParen, inAnnotation)
	return a
}

// classDef parses a class or enum with what precedes it, leaving the last "}" as the current token.
func (p *Parser) classDef() *Class {
	l := p.lead()
	c := &Class{Doc: l.doc, HasDoc: l.hasDoc, Annotations: l.annotations}
	p.class = c
	switch p.tok.kind {
	case tEnum:
		p.enum(c)
	case tStatic, tExtern, tClass:
		p.classHead(c)
		c.DocPos, c.Pos = c.NamePos, c.NamePos
		if len(c.Annotations) > 0 && !c.HasDoc {
			c.Pos = l.name
			c.DocPos = Pos{l.name.Line, l.last.Col}
		}
		p.classBody(c)
	default:
		p.unexpected("a class or an enum", afterLead)
	}
	p.class = nil
	return c
}

// classHead parses a class up to its body.
func (p *Parser) classHead(c *Class) {
	c.Static = p.take(tStatic)
	c.Extern = p.take(tExtern)
	if p.tok.kind != tClass {
		p.unexpected("`class`", afterModifier)
		return
	}
	p.next()
	c.Name, c.NamePos = p.ident(afterClass)
	if c.Extern {
		p.expect(tColon, afterExternName)
		c.ExternPath = p.dottedPath()
		if p.take(tComma) {
			p.bases(c)
		}
	} else if p.take(tColon) {
		p.bases(c)
	}
}

// dottedPath parses a path as one string.
func (p *Parser) dottedPath() string {
	start := p.tok.start
	path := p.path(afterExternName)
	if len(path) == 1 || p.broken {
		return path[0]
	}
	if n := p.prev.end - start; n == pathLen(path) {
		return p.scan.src[start:p.prev.end]
	}
	s := path[0]
	for _, name := range path[1:] {
		s += "." + name
	}
	return s
}

// pathLen returns the length of a path written without white space.
func pathLen(path []string) int {
	n := len(path) - 1
	for _, name := range path {
		n += len(name)
	}
	return n
}

// bases parses IDENT { "," IDENT }.
func (p *Parser) bases(c *Class) {
	for !p.broken {
		name, pos := p.ident(inBases)
		c.Bases = append(c.Bases, name)
		c.BasePos = append(c.BasePos, pos)
		if !p.take(tComma) {
			return
		}
	}
}

// classBody parses "{" { Member | Function } "}".
func (p *Parser) classBody(c *Class) {
	if p.tok.kind != tLBrace {
		p.unexpected("`{`", afterClassHead)
		return
	}
	p.openBracket('{')
	mark := p.mark()
	for p.more(mark, inClass) {
		p.classPart(c)
	}
	p.end(tRBrace, inClassBody)
	p.dropBracket()
}

// classPart parses one member or function (spec 01, 4.3).
func (p *Parser) classPart(c *Class) {
	l := p.lead()
	public := p.tok.kind == tPublic
	at := memberStart
	if public || p.tok.kind == tPrivate {
		at = afterAccess
		p.next()
	}
	extern := p.tok.kind == tExtern
	if extern {
		at = afterExtern
		p.next()
	}
	if p.tok.kind != tIdent {
		p.unexpected("a member or function", at)
		return
	}
	name, pos := p.tok.text, p.tok.pos
	p.next()
	switch {
	case p.tok.kind == tLParen:
		f := &Function{
			Doc: l.doc, HasDoc: l.hasDoc, Annotations: l.annotations,
			Pos: pos, Name: name, Public: public, Extern: extern,
		}
		p.function(f)
	case extern:
		p.unexpected("`(`", afterFunctionName)
	case p.tok.kind == tAssign || p.tok.kind == tSemi:
		m := &Member{Doc: l.doc, HasDoc: l.hasDoc, Annotations: l.annotations, Pos: pos, Name: name, Public: public}
		if p.take(tAssign) {
			m.Init = p.constant(afterMemberAssign)
		}
		p.expect(tSemi, afterMember)
		c.Members = append(c.Members, m)
	default:
		p.unexpected("`;`, `=` or `(`", afterMemberName)
	}
}

// function parses a declared function from its "(" on.
func (p *Parser) function(f *Function) {
	p.declare(f)
	p.params(f)
	if f.Extern {
		p.expect(tSemi, afterExternFunction)
	} else {
		p.body(f)
	}
	p.checkOverload(f)
}

// body parses the block of a function.
func (p *Parser) body(f *Function) {
	outer := p.fn
	p.fn = f
	f.Body, f.End = p.block(functionBody)
	p.fn = outer
}

// params parses "(" Params ")" (spec 01, 4.4). What follows a "..." is checked and dropped: it never gets a value.
func (p *Parser) params(f *Function) {
	p.openBracket('(')
	if p.tok.kind != tRParen && p.tok.kind != tComma {
		p.param(f)
	}
	for !p.broken && p.take(tComma) {
		p.param(f)
	}
	p.closeBracket(tRParen, afterParam)
}

// param parses [ Type ] ( IDENT [ "=" Literal ] | "..." ).
func (p *Parser) param(f *Function) {
	first := p.tok
	typ := ""
	if first.kind == tIdent {
		p.next()
		if p.tok.kind == tIdent || p.tok.kind == tEllipsis {
			typ = first.text
			if typeLetter(typ) == 0 {
				p.unknownType(&first)
			}
			first = p.tok
			p.next()
		}
	} else if first.kind == tEllipsis {
		p.next()
	} else {
		want := "a parameter"
		if p.prev.kind == tLParen {
			want = "a parameter or `)`"
		}
		p.unexpected(want, inParams)
		return
	}
	if first.kind == tEllipsis {
		if !f.Variadic {
			f.Variadic, f.RestType = true, typ
		}
		return
	}
	param := Param{Pos: first.pos, Type: typ, Name: first.text}
	if p.take(tAssign) {
		param.Default = p.constant(afterParamAssign)
	}
	if !f.Variadic {
		f.Params = append(f.Params, param)
	}
}

// unknownType reports the type name t as none of the eight (spec 01, 4.12).
func (p *Parser) unknownType(t *token) {
	hint := "the types are bool, int, double, string, list, map, object and callback; for anything else leave the type out"
	if near := Nearest(t.text, typeNames); near != "" {
		hint = "did you mean `" + near + "`?"
	}
	p.failFatal(t.pos, t.width(), "PARSE_ERROR: Expecting primative identifier but found '"+t.text+"' instead.",
		"unknown parameter type `"+t.text+"`", hint)
}

// enum parses "enum" IDENT "{" EnumRec { EnumRec } "}".
func (p *Parser) enum(c *Class) {
	p.next()
	c.Enum, c.Static = true, true
	c.Name, c.NamePos = p.ident(afterEnum)
	c.Pos, c.DocPos = c.NamePos, c.NamePos
	if p.tok.kind != tLBrace {
		p.unexpected("`{`", afterEnumName)
		return
	}
	p.openBracket('{')
	if p.tok.kind == tRBrace {
		p.unexpected("a name", inEnum)
	}
	mark := p.mark()
	for p.more(mark, inClass) {
		p.enumRecord(c)
	}
	p.end(tRBrace, inEnum)
	p.dropBracket()
}

// enumRecord parses IDENT [ "=" STRING ] ";".
func (p *Parser) enumRecord(c *Class) {
	m := &Member{Public: true}
	m.Name, m.Pos = p.ident(inEnum)
	init := &StringLit{m.Pos, m.Name}
	if p.take(tAssign) {
		*init = StringLit{p.tok.pos, p.tok.text}
		p.expect(tString, enumValue)
	}
	m.Init = init
	p.expect(tSemi, afterEnumRecord)
	c.Members = append(c.Members, m)
}
