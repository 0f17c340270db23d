//go:build js && wasm

// This file defines transport and conn: websocket.Transport over the browser's WebSocket.

package jsbridge

import (
	"unsafe"

	"github.com/aussom/aussom-web/websocket"
)

// transport opens sockets for one program; aussom.js applies the program's policy.
type transport struct {
	b       *Bridge
	program int32
}

var _ websocket.Transport = transport{}

func (transport) Supported() bool { return jsSupported() != 0 }

func (t transport) Dial(url string, protocols []string, l websocket.Listener) (websocket.Conn, error) {
	t.b.dialed++
	c := &conn{b: t.b, id: t.b.dialed, listener: l, kind: "arraybuffer"}
	offered := make([]any, len(protocols))
	for i, p := range protocols {
		offered[i] = text(p)
	}
	serialised, err := t.b.control.Call("dial", t.program, c.id, text(url), offered)
	if err != nil {
		return nil, hostError(err)
	}
	if c.url, err = serialised.String(); err != nil {
		return nil, hostError(err)
	}
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

func (c *conn) SendText(data string) error {
	if jsSendText(c.id, data) == 0 {
		return c.b.lastError()
	}
	return nil
}

func (c *conn) SendBinary(data []byte) error {
	if jsSendBinary(c.id, unsafe.Pointer(unsafe.SliceData(data)), int32(len(data))) == 0 {
		return c.b.lastError()
	}
	return nil
}

func (c *conn) Close(code int, reason string) error {
	if _, err := c.b.control.Call("close", c.id, code, text(reason)); err != nil {
		return hostError(err)
	}
	return nil
}

func (c *conn) BufferedAmount() int { return int(jsBufferedAmount(c.id)) }

func (c *conn) BinaryType() string { return c.kind }

func (c *conn) SetBinaryType(kind string) {
	if kind != "arraybuffer" && kind != "blob" {
		return
	}
	if _, err := c.b.control.Call("setBinaryType", c.id, kind); err == nil {
		c.kind = kind
	}
}

func (c *conn) Release() {
	delete(c.b.sockets, c.id)
	jsRelease(c.id)
}
