// This file defines the exceptions that the class raises: their names, texts and how they show offending values.

package websocket

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/aussom/aussom-web/aussom/value"
)

// The names that stand in exception texts.
const (
	syntaxError        = "SyntaxError"
	invalidAccessError = "InvalidAccessError"
	invalidStateError  = "InvalidStateError"
	securityError      = "SecurityError"
	typeError          = "TypeError"
)

// constructor stands for the method name in the texts of the constructor's exceptions.
const constructor = ""

// maxShown is the number of characters that an exception text shows of an offending value.
const maxShown = 60

// raise returns the exception "WebSocket.method(): name: what." with an open line and trace, which the machine fills in.
func raise(method, name, what string) error {
	at := "WebSocket"
	if method != constructor {
		at += "." + method
	}
	text := at + "(): " + name + ": " + what + "."
	return &value.Exception{Line: -1, Type: value.ExRuntime, ID: "EXTERN_RUNTIME", Text: text, Details: text}
}

// refused returns the exception for an error of the transport: its name if scripts know it, our words, and the host's own
// words as details.
func refused(method string, err error, what string) error {
	name, words := invalidStateError, err.Error()
	var e *Error
	if errors.As(err, &e) {
		words = e.Message
		switch e.Name {
		case syntaxError, invalidAccessError, securityError, typeError:
			name = e.Name
		}
	}
	ex := raise(method, name, what).(*value.Exception)
	if words != "" {
		ex.Details = words
	}
	return ex
}

// quote returns s in double quotes, shortened, with control characters visible and unpaired surrogates replaced.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	n := 0
	for _, r := range value.Sanitize(s) {
		if n++; n > maxShown {
			b.WriteString("...")
			break
		}
		writeVisible(&b, r)
	}
	b.WriteByte('"')
	return b.String()
}

// writeVisible writes r, a control character as its escape.
func writeVisible(b *strings.Builder, r rune) {
	const hex = "0123456789abcdef"
	switch {
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case r < ' ' || r >= 0x7f && r < 0xa0:
		b.WriteString(`\u00`)
		b.WriteByte(hex[r>>4&15])
		b.WriteByte(hex[r&15])
	case r == utf8.RuneError:
		b.WriteString("\uFFFD")
	default:
		b.WriteRune(r)
	}
}

// describe names a value of the wrong type: a quoted string, "null", "int", or "an object of class X".
func describe(v value.Value) string {
	switch v.Kind() {
	case value.KString:
		return quote(v.GoString())
	case value.KObject:
		return "an object of class " + v.TypeName()
	}
	return v.TypeName()
}
