// This file defines the token kinds, the keywords and the table of binary operators.

package syntax

// kind is the kind of a token.
type kind uint8

const (
	tEOF    kind = iota
	tBroken      // stands in for the current token after a syntax error: nothing accepts it
	tIdent
	tInt
	tDouble
	tString
	tDoc // documentation comment

	tClass // the keywords, see keyword
	tEnum
	tInclude
	tPublic
	tPrivate
	tStatic
	tExtern
	tReturn
	tTry
	tCatch
	tThrow
	tNew
	tIf
	tElse
	tSwitch
	tCase
	tDefault
	tWhile
	tBreak
	tFor
	tInstanceOf
	tNull
	tTrue
	tFalse

	tSet // := and the other punctuation
	tSemi
	tColon
	tComma
	tLParen
	tRParen
	tLBrace
	tRBrace
	tLBrack
	tRBrack
	tAssign
	tAddAssign
	tSubAssign
	tMulAssign
	tDivAssign
	tModAssign
	tInc
	tDec
	tAdd
	tSub
	tMul
	tFloorDiv
	tDiv
	tMod
	tQuestion
	tEq
	tNotEq
	tLt
	tGt
	tLtEq
	tGtEq
	tNot
	tAndAnd
	tOrOr
	tAnd
	tOr
	tEllipsis
	tColons
	tHash
	tInsert
	tAt
	tDot
	kinds
)

// token is one token. text is the source text of a name or number, the value of a string, the
// inner text of a documentation comment.
type token struct {
	kind       kind
	pos        Pos // of the closing delimiter for strings and documentation comments
	start, end int // byte offsets in the source, delimiters included
	text       string
}

func (k kind) isKeyword() bool { return k >= tClass && k <= tFalse }

// keyword returns the kind of a word: a keyword's own, or tIdent.
func keyword(s string) kind {
	if len(s) < 2 || len(s) > 10 {
		return tIdent
	}
	switch s {
	case "class":
		return tClass
	case "enum":
		return tEnum
	case "include":
		return tInclude
	case "public":
		return tPublic
	case "private":
		return tPrivate
	case "static":
		return tStatic
	case "extern":
		return tExtern
	case "return":
		return tReturn
	case "try":
		return tTry
	case "catch":
		return tCatch
	case "throw":
		return tThrow
	case "new":
		return tNew
	case "if":
		return tIf
	case "else":
		return tElse
	case "switch":
		return tSwitch
	case "case":
		return tCase
	case "default":
		return tDefault
	case "while":
		return tWhile
	case "break":
		return tBreak
	case "for":
		return tFor
	case "instanceof":
		return tInstanceOf
	case "null":
		return tNull
	case "true":
		return tTrue
	case "false":
		return tFalse
	}
	return tIdent
}

// The levels of spec 01, 5.1 that the parser refers to by name.
const (
	levelLowest = 0 // an expression start: only here "++" and "--" are taken
	levelThrow  = 1
	levelNot    = 12
	levelCount  = 13
)

// binaryOp describes a token as a binary operator; level 0 means that it is none.
type binaryOp struct {
	level    uint8
	right    bool // right associative
	assign   bool // makes an Assign
	compound bool
	op       Op
}

var binaryOps = [kinds]binaryOp{
	tAssign:     {level: 2, right: true, assign: true, op: OpAssign},
	tSet:        {level: 3, right: true, assign: true, op: OpSet},
	tAddAssign:  {level: 4, right: true, assign: true, compound: true, op: OpAdd},
	tSubAssign:  {level: 4, right: true, assign: true, compound: true, op: OpSub},
	tMulAssign:  {level: 4, right: true, assign: true, compound: true, op: OpMul},
	tDivAssign:  {level: 4, right: true, assign: true, compound: true, op: OpDiv},
	tModAssign:  {level: 4, right: true, assign: true, compound: true, op: OpMod},
	tInsert:     {level: 4, right: true, assign: true, op: OpInsert},
	tOrOr:       {level: 5, op: OpOrOr},
	tAndAnd:     {level: 6, op: OpAndAnd},
	tOr:         {level: 7, op: OpOr},
	tAnd:        {level: 8, op: OpAnd},
	tEq:         {level: 9, op: OpEq},
	tNotEq:      {level: 9, op: OpNotEq},
	tLt:         {level: 9, op: OpLt},
	tGt:         {level: 9, op: OpGt},
	tLtEq:       {level: 9, op: OpLtEq},
	tGtEq:       {level: 9, op: OpGtEq},
	tAdd:        {level: 10, op: OpAdd},
	tSub:        {level: 10, op: OpSub},
	tMul:        {level: 11, op: OpMul},
	tDiv:        {level: 11, op: OpDiv},
	tMod:        {level: 11, op: OpMod},
	tFloorDiv:   {level: 11, op: OpFloorDiv},
	tInstanceOf: {level: 14, right: true, op: OpInstanceOf},
}
