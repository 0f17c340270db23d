//go:build js && wasm

// This file defines transport and conn: websocket.Transport over the browser's WebSocket.

package jsbridge

import (
	"strings"
	"unsafe"

	"github.com/aussom/aussom-web/websocket"
)

// transport opens sockets.
type transport struct{ b *Bridge }

var _ websocket.Transport = transport{}

func (transport) Supported() bool { return jsSupported() != 0 }

func (t transport) Dial(url string, protocols []string, l websocket.Listener) (websocket.Conn, error) {
	t.b.dialed++
	c := &conn{b: t.b, id: t.b.dialed, listener: l, kind: "arraybuffer"}
	if jsDial(c.id, url, strings.Join(protocols, "\x00")) == 0 {
		return nil, t.b.hostError()
	}
	c.url = t.b.inbox.takeText()
	t.b.sockets[c.id] = c
	return c, nil
}

// conn is one socket. The WebSocket object stays in JavaScript, known by its number.
type conn struct {
	b        *Bridge
	id       int32
	listener websocket.Listener
	url      string
	kind     string // binaryType
}

var _ websocket.Conn = (*conn)(nil)

func (c *conn) URL() string { return c.url }

func (c *conn) SendText(data string) error { return c.b.outcome(jsSendText(c.id, data)) }

func (c *conn) SendBinary(data []byte) error {
	return c.b.outcome(jsSendBinary(c.id, unsafe.Pointer(unsafe.SliceData(data)), int32(len(data))))
}

func (c *conn) Close(code int, reason string) error {
	return c.b.outcome(jsClose(c.id, int32(code), reason))
}

func (c *conn) BufferedAmount() int { return int(jsBufferedAmount(c.id)) }

func (c *conn) BinaryType() string { return c.kind }

func (c *conn) SetBinaryType(kind string) {
	switch kind {
	case "arraybuffer":
		jsSetBlob(c.id, 0)
	case "blob":
		jsSetBlob(c.id, 1)
	default:
		return
	}
	c.kind = kind
}

func (c *conn) Release() {
	delete(c.b.sockets, c.id)
	jsRelease(c.id)
}
