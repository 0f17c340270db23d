//go:build js && wasm

// This file defines the functions of Go that aussom.js calls. None of them may block: see the package comment.

package jsbridge

import "unsafe"

// inboxReserve returns the address of the reused buffer, of at least n bytes.
//
//go:wasmexport aussomReserve
func inboxReserve(n int32) unsafe.Pointer {
	defer guard()
	return served.inbox.reserve(int(n))
}

// inboxAllocate returns the address of a new buffer of n bytes.
//
//go:wasmexport aussomAllocate
func inboxAllocate(n int32) unsafe.Pointer {
	defer guard()
	return served.inbox.allocate(int(n))
}

// tick begins a turn: it starts one program or lets one go on. The result is 1 if more are waiting, so another turn is needed.
//
//go:wasmexport aussomTick
func tick() int32 {
	defer guard()
	if served.next() {
		return 1
	}
	return 0
}

// runProgram starts a program; the new buffer holds its options as a record.
//
//go:wasmexport aussomRun
func runProgram(program int32) {
	defer guard()
	served.run(program, served.inbox.takeText())
}

// stopProgram stops a program.
//
//go:wasmexport aussomStop
func stopProgram(program int32) {
	defer guard()
	if p := served.programs[program]; p != nil {
		p.stop()
	}
}

// socketOpened delivers "open"; the reused buffer holds n bytes of subprotocol.
//
//go:wasmexport aussomOpened
func socketOpened(socket, n int32) {
	defer guard()
	if c := served.sockets[socket]; c != nil {
		c.listener.Opened(served.inbox.text(int(n)))
	}
}

// socketText delivers a text message of n bytes from the reused buffer.
//
//go:wasmexport aussomText
func socketText(socket, n int32) {
	defer guard()
	if c := served.sockets[socket]; c != nil {
		c.listener.Text(served.inbox.text(int(n)))
	}
}

// socketLongText delivers the new buffer as a text message.
//
//go:wasmexport aussomLongText
func socketLongText(socket int32) {
	defer guard()
	data := served.inbox.takeText()
	if c := served.sockets[socket]; c != nil {
		c.listener.Text(data)
	}
}

// socketBinary delivers a binary message of n bytes from the reused buffer.
//
//go:wasmexport aussomBinary
func socketBinary(socket, n int32) {
	defer guard()
	if c := served.sockets[socket]; c != nil {
		c.listener.Binary(served.inbox.bytes(int(n)))
	}
}

// socketLongBinary delivers the new buffer as a binary message.
//
//go:wasmexport aussomLongBinary
func socketLongBinary(socket int32) {
	defer guard()
	data := served.inbox.take()
	if c := served.sockets[socket]; c != nil {
		c.listener.Binary(data)
	}
}

// socketFailed delivers "error".
//
//go:wasmexport aussomFailed
func socketFailed(socket int32) {
	defer guard()
	if c := served.sockets[socket]; c != nil {
		c.listener.Failed()
	}
}

// socketClosed delivers "close"; the reused buffer holds n bytes of reason.
//
//go:wasmexport aussomClosed
func socketClosed(socket, code, wasClean, n int32) {
	defer guard()
	if c := served.sockets[socket]; c != nil {
		c.listener.Closed(int(code), served.inbox.text(int(n)), wasClean != 0)
	}
}
