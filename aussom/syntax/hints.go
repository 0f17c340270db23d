// This file defines the hints: how to mend a syntax error, found from the place in the grammar, the
// tokens on both sides of it and the brackets around it.

package syntax

import "strings"

// hint returns the hint for an error at the current token, "" if nothing is known.
func (p *Parser) hint(at place) string {
	if p.tok.kind == tEOF {
		return p.hintAtEnd()
	}
	for _, find := range [...]func(*Parser, place) string{
		(*Parser).hintForPair, (*Parser).hintForToken, (*Parser).hintForWords, (*Parser).hintForPlace, (*Parser).hintForString,
	} {
		if h := find(p, at); h != "" {
			return h
		}
	}
	return ""
}

// hintAtEnd names what the file ends in.
func (p *Parser) hintAtEnd() string {
	switch {
	case p.scan.what == '"':
		return "the string opened " + onLine(p.scan.unclosed.Line) + " is never closed"
	case p.scan.what == '*':
		return "the comment opened " + onLine(p.scan.unclosed.Line) + " is never closed"
	case len(p.open) > 0:
		b := p.open[len(p.open)-1]
		return "the `" + string(rune(b.char)) + "` " + onLine(b.pos.Line) + " is never closed"
	case p.prev.end == 0:
		return "the file has no program text in it"
	}
	return ""
}

// hintForPair knows operators of other languages that are two tokens here.
func (p *Parser) hintForPair(place) string {
	switch p.glued() {
	case "=>":
		return "there are no arrow functions; write a closure: ::name(x) { ... }"
	case "->":
		return "members are reached with `.`"
	case "**":
		return "there is no power operator; use math.pow"
	case "===", "!==":
		return "there is only `" + p.prevText() + "`"
	case "<<", ">>":
		return "there are no shift operators; multiply or divide by a power of two"
	case "&&&", "|||":
		return "one character too many"
	case "...":
		return ""
	}
	return ""
}

// hintForToken knows tokens that are wrong in most places.
func (p *Parser) hintForToken(at place) string {
	operand := at == exprStart || at == statementStart || at == afterMinus
	switch k := p.tok.kind; {
	case k == tDoc:
		return "`/** ... */` stands only once and directly before a class, enum, member or function; elsewhere write `/* ... */`"
	case (k == tInc || k == tDec) && operand:
		return "`" + p.found()[1:3] + "` is written after the variable: x" + p.found()[1:3]
	case k == tAdd && operand:
		return "there is no unary plus; leave it out"
	case at == afterMinus && p.tok.kind == tSub:
		return "there is no unary minus but for numbers; write 0 - x"
	case at == afterMinus:
		return "only a number can be negated like this; write 0 - x"
	case k == tQuestion && p.nextByte() == '.':
		return "there is no `?.`; test for null first"
	case k == tQuestion && p.nextByte() == '?' || p.glued() == "??":
		return "there is no `??`; test for null with if"
	case k == tQuestion && !operand:
		return "there is no conditional operator; use if and else"
	case k == tColons && (at == afterExpr || at == afterArg):
		return "`::f` names a function of this object and takes no receiver"
	case p.prev.kind == tComma && (k == tRParen || k == tRBrack || k == tRBrace):
		return "a list does not end with a comma; remove the `,`"
	case k.isKeyword():
		return p.hintForKeyword(at)
	}
	return ""
}

// hintForKeyword knows keywords in wrong places.
func (p *Parser) hintForKeyword(at place) string {
	word := "`" + p.tok.text + "`"
	switch k := p.tok.kind; {
	case at == afterDot:
		return word + " is a keyword; write m[\"" + p.tok.text + "\"]"
	case (k == tPublic || k == tPrivate || k == tClass || k == tEnum) && p.firstOnLine() && len(p.open) > 0 && at != afterExpr && at != afterAccess && at != afterMember:
		b := p.open[len(p.open)-1]
		return "the `" + string(rune(b.char)) + "` " + onLine(b.pos.Line) + " may not be closed"
	case (k == tClass || k == tEnum) && (at == memberStart || at == afterAccess):
		return "classes and enums do not stand inside others"
	case at == afterAccess && k == tStatic || at == memberStart && k == tStatic:
		return "only classes are static; put it into a `static class`"
	case at == atItem && (k == tPublic || k == tPrivate) && !p.beforeClass():
		return "it stands outside any class; is there a `}` too many before it?"
	case at == afterMember:
		return ""
	case k == tPublic || k == tPrivate:
		return "only members and functions have an access modifier, and only one"
	case k == tElse && at == statementStart:
		return "`else` stands directly after the `}` of an `if`"
	case k == tCatch && at == statementStart:
		return "`catch` stands directly after the `}` of a `try`"
	case k == tBreak && at == inSwitch:
		return "a case ends with its braces and needs no `break`"
	case k == tEnum && at == afterModifier:
		return "an enum is static as it is; leave out the `static`"
	case k == tClass && at == afterExpr && p.prev.kind == tIdent:
		return "there is no `" + p.prevText() + "`"
	case k == tCase && at == afterDefaultBody, k == tDefault && at == inSwitch:
		return "`default` comes last and needs a `case` before it"
	case k == tDefault || k == tCase:
		if at == statementStart {
			return "the body of each case stands in its own braces"
		}
	case at == inBlock || at == afterExpr:
		return ""
	}
	switch {
	case p.nextByte() == ':' && len(p.open) > 0 && p.open[len(p.open)-1].char == '{':
		return word + " is a keyword; as a map key write it as a string"
	case at.isName():
		return word + " is a keyword and cannot be a name"
	}
	return ""
}

// isName reports whether a name is expected at the place.
func (at place) isName() bool {
	switch at {
	case afterInclude, afterPathDot, afterAt, inAnnotation, afterClass, afterExternName, inBases, memberStart, afterAccess,
		afterExtern, inParams, afterEnum, inEnum, inCatch, afterNew, afterColons:
		return true
	}
	return false
}

// hintForWords knows words of other languages, which are ordinary names here.
func (p *Parser) hintForWords(at place) string {
	word := ""
	if p.prev.kind == tIdent {
		word = p.prevText()
	}
	if p.tok.kind == tIdent {
		switch p.tok.text {
		case "extends", "implements":
			return "write `:` before the base classes: class A : B"
		case "in", "of":
			if at == inForHead || at == afterArg {
				return "write `:` for `" + p.tok.text + "`: for (x : list)"
			}
		case "is", "instanceOf":
			return "write `instanceof` and the class name as a string"
		case "finally":
			return "there is no `finally`; each `try` has one `catch (e) { ... }`"
		case "and":
			return "write `&&`"
		case "or":
			return "write `||`"
		}
	}
	switch word {
	case "not":
		return "write `!`"
	case "finally":
		return "there is no `finally`; put the statements after the `try`"
	case "do":
		return "there is no `do`; use while"
	case "import", "using", "require":
		return "write `include name;`"
	}
	switch {
	case at == afterExpr && p.tok.kind == tIdent && word != "" && !p.firstOnLine(), at == inForHead && p.tok.kind == tIdent && word != "":
		return p.hintForDeclaration(word)
	case at == afterExpr && p.tok.kind == tLBrace:
		return p.hintForBlock(word)
	case at == afterMemberName && p.tok.kind == tIdent:
		return "members and functions have no type and no keyword before their name"
	case at == afterMemberName && p.tok.kind == tLBrace:
		return "a function has parentheses: " + word + "() { ... }"
	}
	return ""
}

// hintForDeclaration knows declarations that begin with the given word.
func (p *Parser) hintForDeclaration(word string) string {
	name := p.tok.text
	switch word {
	case "function", "func", "def", "fn", "fun":
		return "functions stand in classes and have no keyword: public " + name + "() { ... }"
	case "var", "let", "const", "auto", "final", "local", "val":
		return "variables are not declared; write " + name + " = ..."
	case "interface", "struct", "trait":
		return "there are only classes and enums"
	}
	if p.nextNonSpace() == '=' || typeLetter(word) != 0 {
		return "variables have no type; write " + name + " = ..."
	}
	return ""
}

// nextNonSpace returns the first byte after the current token that is no space, 0 at the end.
func (p *Parser) nextNonSpace() byte {
	for i := p.tok.end; i < len(p.scan.src); i++ {
		if c := p.scan.src[i]; c != ' ' && c != '\t' {
			return c
		}
	}
	return 0
}

// hintForBlock knows words before a "{" where a ";" was expected.
func (p *Parser) hintForBlock(word string) string {
	if p.prev.kind == tRParen {
		word = p.calledBefore()
	}
	switch word {
	case "elif", "elsif", "elseif", "elseIf":
		return "write `else if`"
	case "function", "func", "fn", "lambda":
		return "a closure has a name: ::name(x) { ... }"
	case "foreach", "forEach":
		return "write for (x : list) { ... }"
	case "until", "unless", "loop", "repeat":
		return "there is no `" + word + "`"
	}
	return ""
}

// placeHint holds what is special about a place, whatever token stands there.
var placeHint = [places]string{
	functionBody: bracesHint, ifBody: bracesHint, elseBody: bracesHint, whileBody: bracesHint, forBody: bracesHint,
	caseBody: bracesHint, tryBody: bracesHint, catchBody: bracesHint,
	afterIf: parenHint, afterWhile: parenHint, afterFor: parenHint, afterSwitch: parenHint, afterCatch: parenHint,
	inCatch:           "`catch` takes one name and no type: catch (e)",
	afterTry:          "each `try` has one `catch (e) { ... }`",
	afterMemberAssign: "a member starts with a literal; compute other values in the constructor",
	afterMember:       "a member starts with a single literal; compute other values in the constructor",
	afterParamAssign:  "a default is a literal",
	afterConstMinus:   "only a number can be negated",
	inConst:           "only literals other than `null` stand here",
	afterEnumRecord:   "each enum value ends with `;`",
	enumValue:         "enum values are strings",
	annotationValue:   "the arguments of annotations are strings",
	inAnnotation:      "write name = \"text\"",
	afterKey:          "write a key, `:` and a value",
	afterNew:          "`new` is a keyword and cannot be a name",
	afterDot:          "only a name stands after a dot; write m[...] for a computed key",
}

const (
	bracesHint = "a body always stands in braces: { ... }"
	parenHint  = "write parentheses: (...)"
)

// hintForPlace knows what is special about a place.
func (p *Parser) hintForPlace(at place) string {
	if h := p.hintForPlaceAndToken(at); h != "" {
		return h
	}
	if h := placeHint[at]; h != "" {
		return h
	}
	return p.hintAfterValue(at)
}

// hintForPlaceAndToken knows tokens that are wrong in certain places.
func (p *Parser) hintForPlaceAndToken(at place) string {
	k := p.tok.kind
	switch {
	case at == functionBody && k == tSemi:
		return "only an extern function has no body"
	case at == afterMember && (k == tRBrace || p.firstOnLine()):
		return "each member ends with `;`"
	case (at == memberStart || at == afterLead) && p.prev.kind == tDoc:
		return "a documentation comment stands directly before a class, enum, member or function"
	case at == afterInclude && k == tString:
		return "the module is named without quotes: include a.b;"
	case at == inEnum && k == tRBrace:
		return "an enum has at least one value"
	case at == atItem && k == tRBrace:
		return "there is a `}` too many"
	case at == afterNewName:
		return "the parentheses are required: new " + p.prevText() + "()"
	case at == afterDot && (k == tInt || k == tString):
		return "only a name stands after a dot; write m[" + p.scan.src[p.tok.start:p.tok.end] + "]"
	case at == afterKey && (k == tSemi || k == tLBrace):
		return "a `{` here starts a map; a block stands only after if, for, while, ..."
	case at == inAnnotation && k == tRParen && p.prev.kind == tLParen:
		return "leave out the empty parentheses"
	case at == statementStart && k == tSemi:
		return "there is no empty statement; remove the `;`"
	case at == statementStart && (k == tRParen || k == tRBrack):
		return "there is no `" + p.found()[1:2] + "` open here"
	}
	return ""
}

// inside reports whether the innermost open bracket is char.
func (p *Parser) inside(char byte) bool {
	return len(p.open) > 0 && p.open[len(p.open)-1].char == char
}

// beforeClass reports whether a class or enum definition follows the current token.
func (p *Parser) beforeClass() bool {
	rest := strings.TrimLeft(p.scan.src[p.tok.end:], " \t\r\n")
	for _, word := range [...]string{"class", "static", "extern", "enum"} {
		if hasPrefix(rest, word) {
			return true
		}
	}
	return false
}

// hintAfterValue knows tokens after a complete value.
func (p *Parser) hintAfterValue(at place) string {
	switch at {
	case afterExpr, afterArg, afterItem, afterIndex, afterPair:
	default:
		return ""
	}
	k := p.tok.kind
	switch {
	case k == tLParen && (p.prev.kind == tRParen || p.prev.kind == tRBrack):
		return "a value cannot be called; call a callback with .call(...)"
	case p.prev.kind == tString && k == tIdent && p.glued() != "":
		return "a quote inside a string is written with a backslash"
	case k == tString && p.prev.kind == tString:
		return "join strings with +"
	case k == tRParen && !p.inside('('), k == tRBrack && !p.inside('['):
		return "there is no bracket open for it"
	case k == tRBrace && at == afterExpr && p.inside('{'):
		return "each statement ends with `;`"
	case at == afterExpr && p.firstOnLine() && p.inside('{'):
		return "a `;` is missing at the end of line " + itoa(p.prev.line)
	case (k == tSemi || k == tRBrace || p.firstOnLine()) && len(p.open) > 0 && p.open[len(p.open)-1].char != '{':
		b := p.open[len(p.open)-1]
		return "the `" + string(rune(b.char)) + "` " + onLine(b.pos.Line) + " is not closed"
	}
	return ""
}

// hintForString suspects a missing quote after a string of several lines.
func (p *Parser) hintForString(place) string {
	if p.prev.kind == tString && p.scan.opened.Line < p.prev.line && p.tok.kind != tString {
		return "the string before it began " + onLine(p.scan.opened.Line) + "; is its closing quote missing there?"
	}
	return ""
}
