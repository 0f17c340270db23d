//go:build !js

// This file defines wire, the connection below the library, and tap, which puts it there.

package native

import (
	"crypto/rand"
	"encoding/binary"
	"io"
	"net/http"
	"sync/atomic"

	coder "github.com/coder/websocket"
)

// link is one connection: the library's, and what is below it.
type link struct {
	*coder.Conn
	wire *wire
}

// tap is the HTTP transport of one handshake. It puts a wire between the connection and the library.
type tap struct {
	next http.RoundTripper
	wire *wire
}

// RoundTrip implements http.RoundTripper.
func (t *tap) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if both, ok := resp.Body.(io.ReadWriteCloser); ok && resp.StatusCode == http.StatusSwitchingProtocols {
		t.wire = &wire{ReadWriteCloser: both}
		resp.Body = t.wire
	} else {
		resp.Body.Close() // the library would read from it, for its errors
		resp.Body = http.NoBody
	}
	return resp, nil
}

// wire is the connection after the handshake. Writing is safe for concurrent use, a call's bytes stay together.
type wire struct {
	io.ReadWriteCloser
	ready  atomic.Bool // the handshake was right; before that the library only reads for the text of an error
	sealed atomic.Bool // our Close frame was sent
}

// Read implements io.Reader.
func (w *wire) Read(p []byte) (int, error) {
	if !w.ready.Load() {
		return 0, io.EOF
	}
	return w.ReadWriteCloser.Read(p)
}

// Write implements io.Writer. What the library writes after our Close frame is dropped: nothing may follow it.
func (w *wire) Write(p []byte) (int, error) {
	if w.sealed.Load() {
		return len(p), nil
	}
	return w.ReadWriteCloser.Write(p)
}

// sendClose sends a Close frame, once.
func (w *wire) sendClose(code int, reason string) {
	if w.sealed.Swap(true) {
		return
	}
	const final, opClose, masked = 0x80, 0x8, 0x80
	body := append(binary.BigEndian.AppendUint16(nil, uint16(code)), reason...)
	frame := []byte{final | opClose, masked | byte(len(body))}
	var mask [4]byte
	rand.Read(mask[:])
	frame = append(frame, mask[:]...)
	for i, b := range body {
		frame = append(frame, b^mask[i%4])
	}
	w.ReadWriteCloser.Write(frame) // if that fails, the reader finds the connection lost
}
