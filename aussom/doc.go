// Package aussom is the interpreter for programs in Go that embed it: Start starts a program, Run runs one to its end, RunTests
// runs its unit tests. What a program can reach is what Options give it: a console, modules, native classes, limits; there is no
// file and no network.
//
//	aussom.go  Start, Run, Options, Program
//	tests.go   RunTests, TestResult
//
// Where the language's rules are (numbers are sections of the specification; 01 is the syntax, 02 the semantics, 03 the built-in
// types, 04 the modules):
//
//	01, 2       tokens                      syntax/scan.go, scan_string.go, token.go
//	01, 3-5     grammar, operators          syntax/parse*.go
//	01, 6       errors at load time         syntax/diag.go, overload.go; vm/load.go
//	02, 1       values, text, truth         value/value.go, text.go, number.go, equal.go
//	02, 2       program start, exit code    vm/start.go
//	02, 3       names                       compile/scope.go, expr.go, assign.go
//	02, 4       members, indexes, chains    compile/expr.go, assign.go; vm/members.go
//	02, 5       operators                   compile/expr.go, assign.go, cond.go; vm/operators.go; value/equal.go
//	02, 6       literals                    compile/expr.go, literal.go
//	02, 7       calls, dispatch, depth      vm/call.go, dispatch.go, errors.go
//	02, 8       callbacks and closures      vm/call.go, frame.go; compile/scope.go
//	02, 9       classes                     vm/class.go, link.go, call.go, load.go (static), members.go (set blocks)
//	02, 10      statements                  compile/stmt.go; vm/members.go (for-in, switch), errors.go (catch)
//	02, 11      exceptions                  vm/errors.go, trace.go; value/text.go
//	02, 12      overloading, fatal errors   vm/operators.go, errors.go
//	02, 13      order of maps and members   value/map.go
//	02, 14      includes, limits            vm/include.go, limits.go, sched.go
//	03, 04      library                     stdlib, with a map of its own; docgen: the documentation generator
//
// The programs of langtest check 01 and 02 sentence by sentence.
//
// The modules websocket and wsclient are in package websocket next to this one: add websocket.Module to Options.Native.
//
// Each program runs on a goroutine of its own and shares nothing with others; start as many as you like.
package aussom
