// This file defines the instruction set.

package compile

// Op is an operation code.
type Op uint16

// Instr is one instruction. A, B, C are registers unless the opcode says otherwise; D and E hold jump targets,
// table indexes and immediate ints.
type Instr struct {
	Op      Op
	A, B, C uint16
	D, E    int32
}

// The opcodes. R is the register file, K the constants; "->D" is a jump to instruction D.
const (
	OpNop         Op = iota
	OpLoadNull       // R[A] = null
	OpLoadBool       // R[A] = B != 0
	OpLoadInt        // R[A] = D
	OpLoadConst      // R[A] = K[D], shared
	OpLoadString     // R[A] = a new string with the text of K[D]
	OpMove           // R[A] = R[B]
	OpBox            // R[A] gets an identity, if it is a scalar
	OpDefine         // R[A] = null if it was never assigned
	OpCheck          // error if R[A] was never assigned; D: its name
	OpNoName         // error: D is no local; NO_OPERATION if it names a static class
	OpStatic         // R[A] = the instance of static class D (a site)
	OpStaticOr       // R[A] = R[B] if assigned, else as OpStatic
	OpNoOperation    // error NO_OPERATION

	OpAdd // R[A] = R[B] + R[C], and so on
	OpSub
	OpMul
	OpDiv
	OpFloorDiv
	OpMod
	OpAnd
	OpOr
	OpEq
	OpNotEq
	OpLt
	OpGt
	OpLtEq
	OpGtEq
	OpAddInt // R[A] = R[B] + D, and so on
	OpSubInt
	OpMulInt
	OpModInt // D is not 0

	OpJump      // ->D
	OpLoop      // ->D, a loop's back edge: budget check
	OpJumpFalse // ->D if the condition R[A] is false; B != 0 in while and for (spec 02, 1.3)
	OpJumpNot   // ->D if R[A] is false for && and ||
	OpJumpIs    // ->D if R[A] is true for && and ||

	// Fused comparisons: skip the next instruction if R[B] op R[C] is true, ->D if it is false. When the result is not
	// known at once (an overloaded operator) it goes to R[A] and the next instruction tests it.
	OpIfEq
	OpIfNotEq
	OpIfLt
	OpIfGt
	OpIfLtEq
	OpIfGtEq
	// The same with the int E for R[C].
	OpIfEqInt
	OpIfNotEqInt
	OpIfLtInt
	OpIfGtInt
	OpIfLtEqInt
	OpIfGtEqInt

	OpTruth      // R[A] = truth of R[B] for && and ||, a bool
	OpNot        // R[A] = !R[B]
	OpCount      // R[A] = #R[B]
	OpInstanceOf // R[A] = R[B] instanceof R[C]
	OpInsert     // R[A] = R[B] @= R[C]
	OpSetBlock   // R[A] = R[B] := R[C]

	OpGetMember // R[A] = R[B].name; D: member site
	OpGetThis   // R[A] = this.name; D: member site
	OpSetMember // R[A].name = R[B]; D: member site
	OpSetThis   // this.name = R[B]; D: member site
	OpIndex     // R[A] = R[B][R[C]]; D != 0: another link follows
	OpSetIndex  // R[A][R[B]] = R[C]

	OpCall     // R[A] = R[A].name(R[A+1] .. R[A+B]); D: call site
	OpNew      // R[A] = new name(R[A+1] .. R[A+B]); D: call site
	OpBareCall // error MISSING_OBJECT; D: name
	OpKnown    // error INSTANTIATION_FAILURE unless class D exists
	OpCallback // R[A] = ::name; D: call site

	OpNewList // R[A] = a new list with room for D elements
	OpAppend  // R[A].add(R[B])
	OpNewMap  // R[A] = a new map
	OpPut     // R[A][text of R[B]] = R[C]

	OpForPrep // R[A], R[A+1] = list to walk and index 0, for the list or map R[B]
	OpForNext // R[B] = next element of R[A]; ->D at the end
	OpCase    // ->D unless case value R[B] equals R[A]

	OpReturn     // return R[A]
	OpReturnNull // return null
	OpThrow      // throw R[A]
	OpNoAssign   // error ASSIGN_NOT_POSSIBLE naming the type of R[A]; B != 0: naming cString
	OpInclude    // include K[D]
	OpEnd        // end of a function without return

	NumOps
)

var opNames = [NumOps]string{
	"nop", "loadnull", "loadbool", "loadint", "loadconst", "loadstring", "move", "box", "define", "check", "noname", "static", "staticor", "nooperation",
	"add", "sub", "mul", "div", "floordiv", "mod", "and", "or", "eq", "noteq", "lt", "gt", "lteq", "gteq", "addint", "subint", "mulint", "modint",
	"jump", "loop", "jumpfalse", "jumpnot", "jumpis", "ifeq", "ifnoteq", "iflt", "ifgt", "iflteq", "ifgteq",
	"ifeqint", "ifnoteqint", "ifltint", "ifgtint", "iflteqint", "ifgteqint",
	"truth", "not", "count", "instanceof", "insert", "setblock", "getmember", "getthis", "setmember", "setthis", "index", "setindex",
	"call", "new", "barecall", "known", "callback", "newlist", "append", "newmap", "put", "forprep", "fornext", "case",
	"return", "returnnull", "throw", "noassign", "include", "end",
}

// String returns the opcode's name.
func (o Op) String() string { return opNames[o] }
