// Package compile turns functions of the syntax tree into register bytecode.
//
//	opcode.go   the instructions and their operands
//	proto.go    Proto, a compiled function: code, constants, call sites, handlers, line table
//	literal.go  constant literals of members and parameter defaults (spec 01, 4.5)
//	scope.go    locals of a function, names a closure copies (spec 02, 3 and 8.2)
//	compile.go  the function compiler: registers, labels, emission
//	stmt.go     statements (spec 02, 10)
//	expr.go     expressions (spec 02, 4-6)
//	chain.go    members, indexes and method calls, link by link (spec 02, 4 and 7.1)
//	hoist.go    the literals that a loop loads before it
//	assign.go   assignment, compound assignment, ++ and -- (spec 02, 5.4)
//	cond.go     conditions and their fused jumps (spec 02, 1.3)
//
// A function is compiled when it is first called. Compilation never fails: what the language refuses at run
// time becomes an instruction that raises the error.
//
// Registers: 0 is this, 1..n the parameters, then the other locals, then temporaries. A call's receiver and
// arguments stand in consecutive temporaries, which become the first registers of the callee.
package compile
