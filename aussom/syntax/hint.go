// This file defines the wording of syntax errors: what was expected where, what was found.

package syntax

import "strings"

// place is where in the grammar a token was expected. It selects the words of a message and,
// in hints.go, the hint.
type place uint8

const (
	atItem place = iota
	afterInclude
	afterPath
	afterPathDot
	afterAt
	inAnnotation
	annotationValue
	afterLead
	afterModifier
	afterClass
	afterExternName
	inBases
	afterClassHead
	inClassBody
	memberStart
	afterAccess
	afterExtern
	afterFunctionName
	afterMemberAssign
	afterMember
	afterMemberName
	afterExternFunction
	functionBody
	inParams
	afterParam
	afterParamAssign
	afterEnum
	afterEnumName
	inEnum
	enumValue
	afterEnumRecord
	statementStart
	afterExpr
	inBlock
	afterIf
	ifBody
	elseBody
	afterWhile
	whileBody
	afterFor
	inForHead
	forBody
	afterSwitch
	switchBody
	inSwitch
	afterCase
	afterDefault
	afterDefaultBody
	caseBody
	tryBody
	afterTry
	afterCatch
	inCatch
	catchBody
	exprStart
	afterMinus
	afterConstMinus
	inConst
	afterDot
	afterIndex
	afterArg
	afterItem
	afterKey
	afterPair
	afterNew
	afterNewName
	afterColons
	places
)

// placeText is how a message names the place.
var placeText = [places]string{
	afterInclude: "after `include`", afterPath: "after the module's name", afterPathDot: "after `.`",
	afterAt: "after `@`", inAnnotation: "in the annotation", annotationValue: "as the value of the annotation's argument",
	afterLead: "after the documentation comment or annotation", afterModifier: "after `static` or `extern`",
	afterClass: "after `class`", afterExternName: "after the name of the extern class", inBases: "in the list of base classes",
	afterClassHead: "before the body of the class", inClassBody: "at the end of the class",
	memberStart: "in the class", afterAccess: "after `public` or `private`", afterExtern: "after `extern`",
	afterFunctionName: "after the function's name", afterMemberAssign: "as the member's value", afterMember: "after the member",
	afterMemberName: "after the name", afterExternFunction: "after the extern function", functionBody: "before the body of the function",
	inParams: "in the parameter list", afterParam: "after the parameter", afterParamAssign: "as the parameter's default",
	afterEnum: "after `enum`", afterEnumName: "after the enum's name", inEnum: "in the enum", enumValue: "as the enum value",
	afterEnumRecord: "after the enum value", afterExpr: "after the expression", inBlock: "at the end of the block",
	afterIf: "after `if`", ifBody: "before the body of `if`", elseBody: "or `if` after `else`", afterWhile: "after `while`",
	whileBody: "before the body of `while`", afterFor: "after `for`", inForHead: "in the head of `for`",
	forBody: "before the body of `for`", afterSwitch: "after `switch`", switchBody: "before the cases of `switch`",
	inSwitch: "or `case` in the switch", afterCase: "after the case's value", afterDefault: "after `default`",
	afterDefaultBody: "after the default case", caseBody: "before the body of the case", tryBody: "before the body of `try`",
	afterTry: "after the body of `try`", afterCatch: "after `catch`", inCatch: "in the head of `catch`",
	catchBody: "before the body of `catch`", afterMinus: "after `-`", afterConstMinus: "after `-`", inConst: "in the constant list or map",
	afterDot: "after `.`", afterIndex: "after the index", afterArg: "after the argument", afterItem: "after the list item",
	afterKey: "after the key", afterPair: "after the map value", afterNew: "after `new`", afterNewName: "after the class name",
	afterColons: "after `::`",
}

// kindText is how a message names an expected token.
var kindText = [kinds]string{
	tIdent: "a name", tString: "a string", tSemi: "`;`", tColon: "`:`", tLParen: "`(`", tRParen: "`)`", tLBrace: "`{`",
	tRBrace: "`}`", tRBrack: "`]`", tAssign: "`=`", tCatch: "`catch`",
}

// unexpected reports that want stands in place of the current token.
func (p *Parser) unexpected(want string, at place) {
	if p.broken {
		return
	}
	message := "expected " + want
	switch p.prev.kind {
	case tComma: // every list goes on after a comma; its place is the one before
		message += " after `,`"
	default:
		if placeText[at] != "" {
			message += " " + placeText[at]
		}
	}
	hint := p.hint(at)
	if p.rec != nil {
		p.rec.sameToken = (at == afterExpr || at == afterPath) && want == kindText[tSemi] && p.firstOnLine() && len(p.open) > 0 &&
			(startsExpr(p.tok.kind) || p.tok.kind.startsStatement())
	}
	p.fail(message+", found "+p.found(), hint)
}

// found describes the current token.
func (p *Parser) found() string {
	switch t := &p.tok; {
	case t.kind == tEOF:
		return "the end of the file"
	case t.kind == tString:
		return "a string"
	case t.kind == tDoc:
		return "a documentation comment"
	case t.kind.isKeyword():
		return "the keyword `" + t.text + "`"
	case len(t.text) > 40:
		return "`" + t.text[:37] + "...`"
	}
	return "`" + p.scan.src[p.tok.start:p.tok.end] + "`"
}

// startsStatement reports whether a keyword begins a statement.
func (k kind) startsStatement() bool {
	switch k {
	case tReturn, tIf, tSwitch, tWhile, tFor, tTry, tInclude:
		return true
	}
	return false
}

// illegalChar reports a character that the scanner skipped.
func (p *Parser) illegalChar(c illegalChar) {
	if p.draining && c.code == '~' {
		return // the recorded behaviour: a lone "~" after a syntax error goes unnoticed
	}
	message, hint := describeIllegal(c)
	p.emit(&Error{
		Kind: LexicalError, Pos: c.pos, Text: specText(LexicalError, p.file, c.pos, c.code),
		Message: message, Hint: hint, Width: 1,
	})
}

// describeIllegal returns the message and hint for an illegal character.
func describeIllegal(c illegalChar) (message, hint string) {
	if c.inside != 0 {
		return describeEscape(c)
	}
	switch c.code {
	case 0xFEFF:
		return "a byte order mark (U+FEFF) in the text", "save the file as UTF-8 without byte order mark"
	case 0xFFFD:
		return "a byte that is not UTF-8, or the character U+FFFD", "save the file as UTF-8"
	case '\r':
		return "a carriage return without line feed", "end lines with a line feed"
	case '\\':
		return "a backslash outside a string", ""
	}
	message = "the character " + charName(c.char) + " has no meaning here"
	switch c.code {
	case 0xA0, 0x2003, 0x2009, 0x202F, 0x3000, 0x200B:
		hint = "this is not an ordinary space; type a space instead"
	case 0x2018, 0x2019, 0x201C, 0x201D, 0xAB, 0xBB, 0x201E:
		hint = "strings stand in straight quotes, \" or '"
	case '`':
		hint = "strings stand in \"...\", '...' or \"\"\"...\"\"\""
	case '$':
		hint = "names have only letters, digits and _; join strings with +"
	case '^', '~':
		hint = "there is no operator " + string(c.code)
	case 0x2212, 0x2013, 0x2014:
		hint = "write an ordinary - for minus"
	}
	if hint == "" && c.code >= 0xC0 {
		hint = "outside strings and comments only ASCII characters are allowed"
	}
	return message, hint
}

// describeEscape returns the message and hint for a backslash in a string that starts no escape.
func describeEscape(c illegalChar) (message, hint string) {
	quote := string(rune(c.inside))
	switch {
	case c.next == 'u':
		return "`\\u` without four hexadecimal digits", "write \\u0041, or \\\\u for a backslash and a u"
	case c.next < ' ' || c.next >= 0x7F:
		message = "a backslash that starts no escape"
	default:
		message = "`\\" + string(rune(c.next)) + "` is not an escape in " + quote + "..." + quote
	}
	if c.next == '"' || c.next == '\'' {
		return message, "only the string's own quote is escaped; write " + string(rune(c.next))
	}
	return message, "write \\\\ for a backslash; the escapes are \\t \\n \\r \\\\ \\uXXXX and \\" + quote
}

// charName shows a character, or its code if it cannot be shown.
func charName(r rune) string {
	const hex = "0123456789ABCDEF"
	if r == '`' {
		return "\"`\""
	}
	if r > ' ' && r < 0x7F || r > 0xA0 && (r < 0x2000 || r > 0x200F && r < 0x2028 || r > 0x202F && r < 0xD800 || r > 0xF8FF && r < 0xFFF0 || r > 0xFFFF) {
		return "`" + string(r) + "`"
	}
	b := []byte("U+0000")
	for i := 5; i > 1; i-- {
		b[i] = hex[r&15]
		r >>= 4
	}
	return string(b)
}

// onLine joins "line " and a number.
func onLine(line int32) string { return "on line " + itoa(line) }

// prevText returns the source text of the token before the current one.
func (p *Parser) prevText() string { return p.scan.src[p.prev.start:p.prev.end] }

// glued returns the source text of the current token and the one before it if they touch.
func (p *Parser) glued() string {
	if p.prev.end != p.tok.start || p.prev.end == 0 {
		return ""
	}
	return p.scan.src[p.prev.start:p.tok.end]
}

// nextByte returns the byte after the current token, 0 at the end.
func (p *Parser) nextByte() byte {
	if p.tok.end >= len(p.scan.src) {
		return 0
	}
	return p.scan.src[p.tok.end]
}

// calledBefore returns the word before the parentheses that end with the token before the current
// one, "" if there is none.
func (p *Parser) calledBefore() string {
	src, depth, i := p.scan.src, 0, p.prev.end
	for i > 0 {
		i--
		if src[i] == ')' {
			depth++
		} else if src[i] == '(' {
			depth--
		}
		if depth == 0 {
			break
		}
	}
	end := len(strings.TrimRight(src[:i], " \t\r\n"))
	start := end
	for start > 0 && (charClass[src[start-1]] == chLetter || charClass[src[start-1]] == chDigit) {
		start--
	}
	return src[start:end]
}
