//go:build js && wasm

// This file defines the calls that may throw, through safejs.

package jsbridge

import (
	"errors"
	"syscall/js"

	"github.com/hack-pad/safejs"

	"github.com/aussom/aussom-web/websocket"
)

// controlName is the global property under which aussom.js offers the control object while main starts.
const controlName = "__aussomControl"

// takeControl fetches the control object. Its methods are dial, close, setBinaryType and lastError (see aussom-sockets.js).
func takeControl() (safejs.Value, error) {
	return safejs.Global().Get(controlName)
}

// text marks a string so that a byte order mark at its beginning survives: wasm_exec.js decodes strings with a TextDecoder that
// drops it. The control object takes the mark off.
func text(s string) string { return "=" + s }

// hostError turns what JavaScript threw into the transport's error.
func hostError(err error) *websocket.Error {
	var thrown js.Error
	if !errors.As(err, &thrown) {
		return &websocket.Error{Name: "TypeError", Message: err.Error()}
	}
	return describe(safejs.Safe(thrown.Value))
}

// describe reads the name and the message of an exception object.
func describe(exception safejs.Value) *websocket.Error {
	name, err := property(exception, "name")
	if err != nil || name == "" {
		name = "TypeError"
	}
	message, _ := property(exception, "message")
	return &websocket.Error{Name: name, Message: message}
}

func property(object safejs.Value, name string) (string, error) {
	v, err := object.Get(name)
	if err != nil {
		return "", err
	}
	return v.String()
}

// lastError returns the exception that the last failed send raised.
func (b *Bridge) lastError() error {
	exception, err := b.control.Get("lastError")
	if err != nil {
		return hostError(err)
	}
	return describe(exception)
}
