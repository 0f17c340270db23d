//go:build js && wasm

// This file defines the functions of aussom.js that Go calls. A string parameter arrives in JavaScript as address and length
// in the module's memory, valid during the call.

package jsbridge

import "unsafe"

// jsWake asks for another turn.
//
//go:wasmimport aussom wake
func jsWake()

// jsReady announces that programs may be started; the record has the fields runtime, aussom and go.
//
//go:wasmimport aussom ready
func jsReady(record string)

// jsFatal ends the runtime.
//
//go:wasmimport aussom fatal
func jsFatal(text string)

// jsLine writes one console line of a program.
//
//go:wasmimport aussom line
func jsLine(program, level int32, text string)

// jsState tells a program's state: the number of a vm.State.
//
//go:wasmimport aussom state
func jsState(program, state int32)

// jsMainEnded tells the code of a program whose main has ended.
//
//go:wasmimport aussom mainEnded
func jsMainEnded(program int32, code float64)

// jsEnded is the last call about a program.
//
//go:wasmimport aussom ended
func jsEnded(program int32, code float64)

// jsTests tells the result of a program started to run its tests; problem says why nothing could be run, "" if something was.
//
//go:wasmimport aussom tests
func jsTests(program, passed, failed, skipped int32, problem string)

// jsDiagnostic tells an error found while loading a program.
//
//go:wasmimport aussom diagnostic
func jsDiagnostic(program int32, record string)

// jsSupported reports whether the host has WebSockets: 1 or 0.
//
//go:wasmimport aussom supported
func jsSupported() int32

// jsDial makes a WebSocket and knows it by the number socket; protocols are separated by NUL, "" offers none. The new buffer
// then holds the serialised URL, or, if the result is 0, what the browser threw (see hostError).
//
//go:wasmimport aussom dial
func jsDial(socket int32, url, protocols string) int32

// jsClose closes a socket; 0 means that the browser threw something.
//
//go:wasmimport aussom close
func jsClose(socket, code int32, reason string) int32

// jsSetBlob sets the binary type: 1 is "blob", 0 "arraybuffer".
//
//go:wasmimport aussom setBlob
func jsSetBlob(socket, blob int32)

// jsSendText sends a text message; 0 means that the browser threw something.
//
//go:wasmimport aussom sendText
func jsSendText(socket int32, text string) int32

// jsSendBinary sends n bytes as a binary message; 0 means that the browser threw something.
//
//go:wasmimport aussom sendBinary
func jsSendBinary(socket int32, data unsafe.Pointer, n int32) int32

// jsBufferedAmount returns the bytes queued and not yet handed to the network.
//
//go:wasmimport aussom bufferedAmount
func jsBufferedAmount(socket int32) float64

// jsRelease drops a socket; one not yet closed is closed with code 1000.
//
//go:wasmimport aussom release
func jsRelease(socket int32)
