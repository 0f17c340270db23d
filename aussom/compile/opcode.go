// This file defines the instruction set.

package compile

import "unsafe"

// Op is an operation code.
type Op uint16

// Instr is one instruction. A, B, C are registers unless the opcode says otherwise; D and E hold jump targets,
// table indexes and immediate ints; see Ref for the opcodes where they are an address.
type Instr struct {
	Op      Op
	A, B, C uint16
	D, E    int32
}

// linked are the opcodes whose D becomes the address of what it numbers, which takes D and E (see Proto.link).
var linked = [NumOps]bool{OpGetThis: true, OpSetThis: true, OpGetMember: true, OpSetMember: true, OpCall: true, OpCallThis: true, OpLoadConst: true, OpStatic: true, OpNew: true, OpKnown: true}

// Ref returns what D of a linked instruction refers to: a MemberSite, CallSite, StaticSite or constant, which the Proto keeps alive.
func (in *Instr) Ref() unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&in.D)) }

// Double returns where an instruction of arithmetic with a double keeps it.
func (in *Instr) Double() *float64 { return (*float64)(unsafe.Pointer(&in.D)) }

// The opcodes. R is the register file, K the constants; "->D" is a jump to instruction D.
//
// The opcodes up to OpEnd are the dispatch loop's own; the rest is run by functions outside the loop.
const (
	OpAddInt Op = iota // R[A] = R[B] + D

	// Fused comparisons: skip the next instruction if R[B] op E is true, ->D if it is false. When the result is not
	// known at once (an overloaded operator) it goes to R[A] and the next instruction tests it.
	OpIfEqInt
	OpIfNotEqInt
	OpIfLtInt
	OpIfGtInt
	OpIfLtEqInt
	OpIfGtEqInt

	OpGetThis // R[A] = this.name; D: member site
	OpMove    // R[A] = R[B]
	OpMove2   // R[A] = R[B], R[D] = R[C], skip the next instruction; or only the former, for the next one does the latter
	OpAdd     // R[A] = R[B] + R[C], and so on
	// Fused back edges: ->D with a budget check if R[B] op E is true, else skip the next two instructions, which do the same
	// with the result in R[A] when it is not known at once: a test that leaves the loop, and OpLoop.
	OpLoopEqInt
	OpLoopNotEqInt
	OpLoopLtInt
	OpLoopGtInt
	OpLoopLtEqInt
	OpLoopGtEqInt
	OpLoopEq // the same with R[C] for E
	OpLoopNotEq
	OpLoopLt
	OpLoopGt
	OpLoopLtEq
	OpLoopGtEq
	OpLoadInt   // R[A] = D
	OpIndex     // R[A] = R[B][R[C]]; D != 0: another link follows
	OpGetMember // R[A] = R[B].name; D: member site
	OpJumpFalse // ->D if the condition R[A] is false; B != 0 in while and for (spec 02, 1.3)
	OpSubInt    // R[A] = R[B] - D
	OpDiv
	OpDivInt // R[A] = R[B] / D; D is not 0

	// Arithmetic with a double in the place of D and E, see Double, as the right operand and as the left one.
	OpAddDouble // R[A] = R[B] + double
	OpSubDouble
	OpMulDouble
	OpDivDouble
	OpDoubleAdd // R[A] = double + R[B]
	OpDoubleSub
	OpDoubleMul
	OpDoubleDiv

	OpIfEq // as OpIfEqInt, with R[C] for E
	OpIfNotEq
	OpIfLt
	OpIfGt
	OpIfLtEq
	OpIfGtEq
	OpIfNot // as these for "!": skip the next instruction if R[B] is false, ->D if it is true

	OpLoadConst // R[A] = K[D], shared
	OpSetThis   // this.name = R[B]; D: member site
	OpMul
	OpJumpNot   // ->D if R[A] is false for && and ||
	OpJumpIs    // ->D if R[A] is true for && and ||
	OpSetMember // R[A].name = R[B]; D: member site
	OpModInt    // R[A] = R[B] % D; D is not 0
	OpSub
	OpJump // ->D
	OpLoop // ->D, a loop's back edge: budget check
	OpMod
	OpFloorDiv
	OpSetIndex // R[A][R[B]] = R[C]
	OpMulInt   // R[A] = R[B] * D
	OpLoadBool // R[A] = B != 0

	OpEq // R[A] = R[B] == R[C], and so on
	OpNotEq
	OpLt
	OpGt
	OpLtEq
	OpGtEq

	OpEqInt // R[A] = R[B] == D, and so on
	OpNotEqInt
	OpLtInt
	OpGtInt
	OpLtEqInt
	OpGtEqInt

	OpForNext // R[B] = next element of R[A]; ->D at the end
	OpForLoop // R[B] = next element of R[A], ->D with a budget check; ->E at the end; the next instruction is OpLoop
	OpNot     // R[A] = !R[B]
	OpCount   // R[A] = #R[B]

	OpStatic   // R[A] = the instance of static class D (a site)
	OpLoadNull // R[A] = null
	OpDefine   // R[A] = null if it was never assigned
	OpCheck    // error if R[A] was never assigned; D: its name
	OpKnown    // error INSTANTIATION_FAILURE unless class D exists

	OpCall       // R[C] = R[A].name(R[A+1] .. R[A+B]); D: call site
	OpCallThis   // the same with this as the receiver, which goes to R[A]
	OpReturn     // return R[A]
	OpReturnNull // return null
	OpEnd        // end of a function without return

	OpLoadString  // R[A] = a new string with the text of K[D]
	OpBox         // R[A] gets an identity, if it is a scalar; B != 0: unless it has one
	OpNoName      // error: D is no local; NO_OPERATION if it names a static class
	OpStaticOr    // R[A] = R[B] if assigned, else as OpStatic
	OpNoOperation // error NO_OPERATION
	OpAnd
	OpOr
	OpInstanceOf // R[A] = R[B] instanceof R[C]
	OpInsert     // R[A] = R[B] @= R[C]
	OpSetBlock   // R[A] = R[B] := R[C]
	OpNew        // R[A] = new name(R[A+1] .. R[A+B]); D: call site
	OpBareCall   // error MISSING_OBJECT; D: name
	OpCallback   // R[A] = ::name; D: call site
	OpNewList    // R[A] = a new list with room for D elements
	OpAppend     // R[A].add(R[B])
	OpNewMap     // R[A] = a new map
	OpPut        // R[A][text of R[B]] = R[C]
	OpForPrep    // R[A], R[A+1] = list to walk and index 0, for the list or map R[B]
	OpCase       // ->D unless case value R[B] equals R[A]
	OpThrow      // throw R[A]
	OpNoAssign   // error ASSIGN_NOT_POSSIBLE naming the type of R[A]; B != 0: naming cString
	OpInclude    // include K[D]
	OpTooLarge   // error: the function needs more registers than there are

	NumOps
)

var opNames = [NumOps]string{
	"addint", "ifeqint", "ifnoteqint", "ifltint", "ifgtint", "iflteqint", "ifgteqint",
	"getthis", "move", "move2", "add",
	"loopeqint", "loopnoteqint", "loopltint", "loopgtint", "looplteqint", "loopgteqint",
	"loopeq", "loopnoteq", "looplt", "loopgt", "looplteq", "loopgteq", "loadint", "index", "getmember", "jumpfalse", "subint", "div", "divint",
	"adddouble", "subdouble", "muldouble", "divdouble", "doubleadd", "doublesub", "doublemul", "doublediv",
	"ifeq", "ifnoteq", "iflt", "ifgt", "iflteq", "ifgteq", "ifnot",
	"loadconst", "setthis", "mul", "jumpnot", "jumpis", "setmember", "modint", "sub", "jump", "loop", "mod", "floordiv", "setindex", "mulint", "loadbool",
	"eq", "noteq", "lt", "gt", "lteq", "gteq", "eqint", "noteqint", "ltint", "gtint", "lteqint", "gteqint", "fornext", "forloop", "not", "count", "static",
	"loadnull", "define", "check", "known", "call", "callthis", "return", "returnnull", "end", "loadstring", "box", "noname", "staticor", "nooperation", "and", "or",
	"instanceof", "insert", "setblock", "new", "barecall", "callback", "newlist", "append", "newmap", "put",
	"forprep", "case", "throw", "noassign", "include", "toolarge",
}

// String returns the opcode's name.
func (o Op) String() string { return opNames[o] }
