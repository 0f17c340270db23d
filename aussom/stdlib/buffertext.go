// This file defines the text methods of the class Buffer (spec 03b, 4.2 to 4.4).

package stdlib

import (
	"math"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// encodeArg encodes a text argument by a charset argument. known is false, and name the converted name, if there is
// no such charset.
func encodeArg(t *vm.Thread, text, charsetArg value.Value) (bytes []byte, name string, known bool, err error) {
	if text.IsNull() {
		return nil, "", false, vm.Fault("The text is null.")
	}
	c, name, known, err := charsetOf(charsetArg)
	if err == nil && known {
		bytes, err = c.encode(&worker{thread: t}, text.GoString())
	}
	return bytes, name, known, err
}

func charsetOf(arg value.Value) (c charset, name string, known bool, err error) {
	if arg.IsNull() {
		return 0, "", false, vm.Fault("The charset is null.")
	}
	name = charsetName(arg.GoString())
	c, known = lookupCharset(name)
	return c, name, known, nil
}

// bufferAddString is addString(string Str, string Charset). The cursor moves by the length of the text in UTF-8,
// whatever the charset (spec 03b, 4.2).
func bufferAddString(t *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
	bytes, err := b.putText(t, b.write, args[0], args[1])
	if err != nil {
		return value.Null, err
	}
	step := len(bytes)
	if charsetName(args[1].GoString()) != "UTF-8" {
		encoded, err := utf8Charset.encode(&worker{thread: t}, args[0].GoString())
		if err != nil {
			return value.Null, err
		}
		step = len(encoded)
	}
	b.write += step
	return this, nil
}

// bufferSetStringAt is setStringAt(int Index, string Str, string Charset).
func bufferSetStringAt(t *vm.Thread, b *Buffer, _ value.Value, args []value.Value) (value.Value, error) {
	index := args[0].AsInt()
	if err := checkRange("setStringAt", index); err != nil {
		return value.Null, err
	}
	bytes, err := b.putText(t, int(index), args[1], args[2])
	return value.Int(int64(len(bytes))), err
}

// putText writes a text argument at index and returns its bytes.
func (b *Buffer) putText(t *vm.Thread, index int, text, charsetArg value.Value) ([]byte, error) {
	bytes, name, known, err := encodeArg(t, text, charsetArg)
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, vm.Fault(name)
	}
	if end := index + len(bytes); end > b.Size() {
		return nil, vm.Thrown("Buffer.setStringAt(): Index " + decimal(int64(end)) + "/" + decimal(int64(b.Size())) +
			" out of bounds.")
	}
	if index < 0 {
		return nil, vm.Fault("Index " + decimal(int64(index)) + " out of bounds.")
	}
	copy(b.Bytes()[index:], bytes)
	return bytes, nil
}

// bufferSetString is setString(string Str, string Charset): the one method that replaces the block.
func bufferSetString(t *vm.Thread, b *Buffer, _ value.Value, args []value.Value) (value.Value, error) {
	bytes, name, known, err := encodeArg(t, args[0], args[1])
	if err != nil {
		return value.Null, err
	}
	if !known {
		return value.Null, vm.Thrown("Buffer._setString(): Unsupported encoding exception. " + name)
	}
	if err := t.Machine().CheckBuffer(len(bytes)); err != nil {
		return value.Null, err
	}
	b.replace(bytes)
	return value.Int(int64(len(bytes))), nil
}

// bufferGetString is getString(string Charset): the whole block.
func bufferGetString(t *vm.Thread, b *Buffer, _ value.Value, args []value.Value) (value.Value, error) {
	return decodeArg(t, "getString", b.Bytes(), args[0])
}

// bufferGetStringAt is getStringAt(int Length, int Index, string Charset).
func bufferGetStringAt(t *vm.Thread, b *Buffer, _ value.Value, args []value.Value) (value.Value, error) {
	length, index := args[0].AsInt(), args[1].AsInt()
	atCursor := index < 0
	if atCursor {
		index = int64(b.read)
	}
	if problem := stringBounds(length, index, int64(b.Size())); problem != "" {
		return value.Null, vm.Reported("Buffer.getStringAt(): " + problem)
	}
	text, err := decodeArg(t, "getStringAt", b.Bytes()[index:index+length], args[2])
	if err == nil && atCursor {
		b.read += int(length)
	}
	return text, err
}

// stringBounds says what is wrong with reading length bytes at index, "" if nothing is.
func stringBounds(length, index, size int64) string {
	switch {
	case length < 0:
		return "Size must not be negative, found " + decimal(length) + "."
	case length > math.MaxInt32:
		return "Size of " + decimal(length) + " is larger than a Java array can address (2147483647)."
	case index > math.MaxInt32:
		return "Index of " + decimal(index) + " is out of range for a buffer of " + decimal(size) + " bytes."
	case index+length > size:
		return "Reading " + decimal(length) + " bytes at index " + decimal(index) +
			" runs past the end of a buffer of " + decimal(size) + " bytes."
	}
	return ""
}

// decodeArg decodes bytes by a charset argument.
func decodeArg(t *vm.Thread, method string, bytes []byte, charsetArg value.Value) (value.Value, error) {
	c, name, known, err := charsetOf(charsetArg)
	if err != nil {
		return value.Null, err
	}
	if !known {
		return value.Null, vm.Thrown("Buffer." + method + "(): Unsopported encoding exception. (" + name + ")")
	}
	if err := t.Machine().CheckString(len(bytes)); err != nil {
		return value.Null, err
	}
	text, err := c.decode(&worker{thread: t}, bytes)
	if err != nil {
		return value.Null, err
	}
	if err := t.Machine().CheckString(len(text)); err != nil {
		return value.Null, err
	}
	return value.FromString(text), nil
}
