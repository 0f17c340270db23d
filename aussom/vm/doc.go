// Package vm is the machine: it loads programs, runs the bytecode of package compile and is what native functions talk to.
//
//	machine.go    Config, Machine: one program, its class table and security properties
//	load.go       sources, static classes (spec 02, 9.4), the prelude
//	include.go    includes (14)
//	start.go      the start of a program, main (2)
//	class.go      Class, Func: classes and functions from the syntax tree (9.1, 9.7)
//	link.go       members and dispatch tables of a class with its bases (9.5)
//	dispatch.go   overload resolution (7.3), what binding will say (7.2, 7.4)
//	call.go       calls (7.1), binding (7.2), access of functions (9.3)
//	callback.go   callbacks (8.1), closures' copies (8.2)
//	new.go        new (9.1)
//	run.go        the dispatch loop: fast paths only
//	cold.go       the other cases of its instructions
//	operators.go  operators (5.1-5.3, 5.5)
//	overload.go   their overloading (12.1)
//	members.go    members and indexes (4), access of members (9.3), set blocks (9.6), for-in (10.4), switch (10.5)
//	errors.go     exceptions (11.1) with text (11.5) and line (11.4), the depth limit (7.5), fatal errors (12.2), handlers (10.8)
//	trace.go      stack traces (11.2)
//	frame.go      frames, registers, captured locals (8.2)
//	thread.go     Thread: one activity, as native functions see it
//	sched.go      the loop of activities and waits
//	clock.go      timers
//	native.go     Native, Module and the errors of native functions
//	host.go       Console, Host, State: what the embedder provides and hears
//	limits.go     Limits; memory.go: Heap, the accounting of memory; work.go: what natives that look at much data count
//	child.go      child machines of the test runner
//	inspect.go    what reflection asks
//
// A machine belongs to one goroutine at a time: the one that holds the program. Machines share nothing but the syntax trees of
// library modules.
package vm
