//go:build js && wasm

// This file defines what happens to panics at the boundary.

package jsbridge

import (
	"runtime"
	"strconv"
)

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
