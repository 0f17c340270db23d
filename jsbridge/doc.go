// Package jsbridge joins the interpreter to the page: it runs programs on behalf of web/aussom.js and gives them a
// console, sockets, and a way to hand control back to the browser.
//
// # Map
//
//	bridge.go   Bridge and Serve: the state of one runtime, made once by package main
//	imports.go  the functions of aussom.js that Go calls (//go:wasmimport)
//	exports.go  the functions of Go that aussom.js calls (//go:wasmexport)
//	memory.go   the two buffers through which JavaScript hands over bytes
//	record.go   the list of key/value texts that carries structured data in both directions
//	program.go  one running program: options in, console lines, state, codes and test results out
//	console.go  a program's console, with the rule for text that c.print writes without a newline
//	socket.go   websocket.Transport over the browser's WebSocket
//	diagnostic.go  a load error, as the page gets it
//	yield.go    giving control back to the browser, in turns
//	faults.go   the module faults, with which the tests inject defects; nofaults.go in builds without it
//	errors.go   what happens to a panic, and to what JavaScript throws
//
// # The way across
//
// Everything goes through imports and exports that pass numbers and addresses in the module's memory: an import costs about
// 10 ns and an export 6-14 ns, where a js.Func costs 8 us and js.Value.Call 0.4 us. An import that may throw catches the exception
// itself, leaves its name and message in the new buffer and returns 0. So the package needs neither syscall/js nor a
// wrapper that turns its panics into errors (safejs brings in fmt, reflect and os: 100 kB of compressed code), no JavaScript
// object is kept alive by a finalizer, and texts keep a byte order mark at their beginning, which wasm_exec.js drops.
//
// # Rules
//
// JavaScript runs between turns of Go. A turn is one call of the exported scheduler entry (resume); it returns when
// every goroutine is parked. aussom.js asks for a turn by posting to a MessageChannel, once for any number of
// reasons, so a burst of messages costs one turn.
//
//   - An export runs on the stack of whatever goroutine was parked last and must never block: no channel operation that may
//     wait, no lock that a parked goroutine may hold, no sleeping. It copies bytes, appends to a queue, returns. What
//     it made runnable runs in the next turn, so aussom.js asks for one after each call that queued something.
//   - An import must not call user code: aussom.js queues what a program did (lines, states, codes) and delivers it after the
//     turn, so that the page's functions never run inside Go.
//   - Each export recovers (guard). A panic there, or in a goroutine of this package that is not a program's, ends the runtime
//     with the text "internal error" on the browser's console; a panic in a program's own code is the machine's to handle.
//
// # Ownership
//
// All fields of Bridge are used in turns and in exports, which never overlap: no locks. JavaScript owns the WebSocket
// objects and knows them by number; Go keeps no reference to any JavaScript object.
package jsbridge
