//go:build js && wasm

// This file defines what happens at the boundary to panics of Go and to exceptions of JavaScript.

package jsbridge

import (
	"runtime"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/websocket"
)

// outcome turns the result of an import that may throw into an error.
func (b *Bridge) outcome(ok int32) error {
	if ok == 0 {
		return b.hostError()
	}
	return nil
}

// hostError fetches what an import's JavaScript threw: the new buffer holds its name, a NUL and its message.
func (b *Bridge) hostError() *websocket.Error {
	name, message, _ := strings.Cut(b.inbox.takeText(), "\x00")
	return &websocket.Error{Name: name, Message: message}
}

// guard ends the runtime if the deferring function panics. Every export defers it.
func guard() {
	if r := recover(); r != nil {
		jsFatal("internal error: " + panicText(r) + "\n" + stack())
	}
}

// panicText returns what a recovered panic says.
func panicText(r any) string {
	switch v := r.(type) {
	case error:
		return v.Error()
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	default:
		return "panic with a value of another type"
	}
}

// stack returns the calling goroutine's stack trace.
func stack() string {
	buf := make([]byte, 8<<10)
	return string(buf[:runtime.Stack(buf, false)])
}
