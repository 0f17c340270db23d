//go:build js && wasm

// This file defines inbox, the buffers through which JavaScript hands over bytes.

package jsbridge

import "unsafe"

// inbox holds what JavaScript wrote until the export that uses it is called. Go's heap does not move, so the addresses stay
// valid as long as the fields refer to the buffers.
type inbox struct {
	// shared is reused: a short text is encoded into it and copied out.
	shared []byte
	// fresh was allocated for one payload of known length and is given away with it.
	fresh []byte
}

// reserve returns the address of a buffer of at least n bytes, valid until the next call.
func (in *inbox) reserve(n int) unsafe.Pointer {
	if n > len(in.shared) {
		in.shared = make([]byte, max(n, 4096))
	}
	return unsafe.Pointer(unsafe.SliceData(in.shared))
}

// text returns a copy of the first n bytes of the reserved buffer.
func (in *inbox) text(n int) string { return string(in.shared[:n]) }

// bytes returns a copy of the first n bytes of the reserved buffer.
func (in *inbox) bytes(n int) []byte { return append([]byte(nil), in.shared[:n]...) }

// allocate returns the address of a new buffer of n bytes, to be fetched with take.
func (in *inbox) allocate(n int) unsafe.Pointer {
	in.fresh = make([]byte, n)
	return unsafe.Pointer(unsafe.SliceData(in.fresh))
}

// take gives away the buffer allocated last.
func (in *inbox) take() []byte {
	b := in.fresh
	in.fresh = nil
	return b
}

// takeText is take for a text: nobody else can reach the bytes, so they need no copying.
func (in *inbox) takeText() string {
	b := in.take()
	return unsafe.String(unsafe.SliceData(b), len(b))
}
