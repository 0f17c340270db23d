// This file defines the frames of RFC 6455 as they are on the wire, with no check that they make sense.

package fault

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// The opcodes of RFC 6455.
const (
	opContinuation = 0x0
	opText         = 0x1
	opBinary       = 0x2
	opReserved     = 0x3
	opClose        = 0x8
	opPing         = 0x9
	opPong         = 0xA
)

// maxPayload limits what one frame from a client may hold.
const maxPayload = 64 << 20

// frame is one frame, its payload unmasked.
type frame struct {
	final   bool
	opcode  byte
	payload []byte
}

// appendFrame appends an unmasked frame, as servers send them.
func appendFrame(to []byte, f frame) []byte {
	first := f.opcode
	if f.final {
		first |= 0x80
	}
	to = append(to, first)
	switch n := len(f.payload); {
	case n < 126:
		to = append(to, byte(n))
	case n < 1<<16:
		to = binary.BigEndian.AppendUint16(append(to, 126), uint16(n))
	default:
		to = binary.BigEndian.AppendUint64(append(to, 127), uint64(n))
	}
	return append(to, f.payload...)
}

// text returns a whole text message as bytes for the wire.
func text(message string) []byte {
	return appendFrame(nil, frame{true, opText, []byte(message)})
}

// closing returns a Close frame with a code and a reason.
func closing(code int, reason string) []byte {
	body := append(binary.BigEndian.AppendUint16(nil, uint16(code)), reason...)
	return appendFrame(nil, frame{true, opClose, body})
}

// readFrame reads one frame of either side.
func readFrame(r *bufio.Reader) (frame, error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	length := uint64(head[1] & 0x7F)
	var extended [8]byte
	switch length {
	case 126:
		if _, err := io.ReadFull(r, extended[6:]); err != nil {
			return frame{}, err
		}
		length = binary.BigEndian.Uint64(extended[:])
	case 127:
		if _, err := io.ReadFull(r, extended[:]); err != nil {
			return frame{}, err
		}
		length = binary.BigEndian.Uint64(extended[:])
	}
	if length > maxPayload {
		return frame{}, errors.New("fault: frame too large")
	}
	var mask [4]byte
	masked := head[1]&0x80 != 0
	if masked {
		if _, err := io.ReadFull(r, mask[:]); err != nil {
			return frame{}, err
		}
	}
	f := frame{final: head[0]&0x80 != 0, opcode: head[0] & 0x0F, payload: make([]byte, length)}
	if _, err := io.ReadFull(r, f.payload); err != nil {
		return frame{}, err
	}
	if masked {
		for i := range f.payload {
			f.payload[i] ^= mask[i%4]
		}
	}
	return f, nil
}
