// This file defines the behaviours: what each path does with its connection.

package fault

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// behaviours by the last part of the path. When one returns, the TCP connection is closed.
var behaviours = map[string]func(*conn, *http.Request){
	"bad-accept":     func(c *conn, _ *http.Request) { io.WriteString(c, answer("d3Jvbmc=", "")) },
	"half-handshake": func(c *conn, r *http.Request) { io.WriteString(c, handshake(r, "")[:40]) },
	"protocol": func(c *conn, r *http.Request) {
		if _, err := io.WriteString(c, handshake(r, choose(c, r))); err == nil {
			echo(c)
		}
	},
	"slow-open": func(c *conn, r *http.Request) {
		pause(c, 2000)
		opened(echo)(c, r)
	},
	"echo":             opened(echo),
	"close":            opened(closeAtOnce),
	"burst":            opened(burst),
	"push":             opened(push),
	"drop":             opened(drop),
	"late-close":       opened(func(c *conn) { serve(c, nil, func() { pause(c, 10_000) }) }),
	"never-close":      opened(neverClose),
	"data-after-close": opened(func(c *conn) { serve(c, nil, func() { c.Write(text("too late")) }) }),
	"close-first":      opened(closeFirst),
	"bad-utf8":         opened(func(c *conn) { goodThen(c, frame{true, opText, []byte("b\xC3\x28d")}) }),
	"reserved":         opened(func(c *conn) { goodThen(c, frame{true, opReserved, []byte("x")}) }),
	"fragments":        opened(fragments),
}

// pause waits for the query's ms, at most limit.
func pause(c *conn, limit int) {
	time.Sleep(time.Duration(min(max(number(c.query, "ms", 1000), 0), limit)) * time.Millisecond)
}

// serve reads frames until the connection ends. onFrame, if any, gets every frame that carries data. The client's Close is
// answered with its own body, after beforeAnswer, if any.
func serve(c *conn, onFrame func(frame), beforeAnswer func()) {
	for {
		f, err := readFrame(c.in)
		if err != nil {
			c.record.lost()
			return
		}
		c.record.frame(f)
		switch f.opcode {
		case opClose:
			if beforeAnswer != nil {
				beforeAnswer()
			}
			c.Write(appendFrame(nil, f))
			return
		case opPing:
			c.Write(appendFrame(nil, frame{true, opPong, f.payload}))
		case opText, opBinary, opContinuation:
			if onFrame != nil {
				onFrame(f)
			}
		}
	}
}

func echo(c *conn) {
	serve(c, func(f frame) { c.Write(appendFrame(nil, f)) }, nil)
}

// await reads until the client has answered our Close or the connection has ended.
func await(c *conn) {
	for {
		f, err := readFrame(c.in)
		if err != nil {
			c.record.lost()
			return
		}
		c.record.frame(f)
		if f.opcode == opClose {
			return
		}
	}
}

// closeFrame returns the Close that the query describes.
func closeFrame(c *conn) []byte {
	if c.query.Has("body") {
		body, err := hex.DecodeString(c.query.Get("body"))
		if err != nil {
			body = nil
		}
		return appendFrame(nil, frame{true, opClose, body})
	}
	return closing(number(c.query, "code", 1000), c.query.Get("reason"))
}

func closeAtOnce(c *conn) {
	afterOne(c)
	c.Write(closeFrame(c))
	await(c)
}

func burst(c *conn) {
	var packet []byte
	for i := range number(c.query, "n", 5) {
		packet = append(packet, text(fmt.Sprintf("m%d", i))...)
	}
	c.Write(append(packet, closeFrame(c)...))
	await(c)
}

// push sends many equal messages, several to a packet.
func push(c *conn) {
	size := min(number(c.query, "size", 32), maxPayload)
	message := frame{true, opText, bytes.Repeat([]byte("x"), size)}
	if c.query.Get("kind") == "binary" {
		message.opcode = opBinary
	}
	bytesOfOne := appendFrame(nil, message)
	perPacket := max(1, 64<<10/len(bytesOfOne))
	for left := number(c.query, "n", 1); left > 0; left -= perPacket {
		if _, err := c.Write(bytes.Repeat(bytesOfOne, min(left, perPacket))); err != nil {
			return
		}
	}
	serve(c, nil, nil)
}

// drop resets nothing: the TCP connection just ends without a Close.
func drop(c *conn) {
	afterOne(c)
}

// afterOne waits for one frame if the query has "after".
func afterOne(c *conn) {
	if !c.query.Has("after") {
		return
	}
	if f, err := readFrame(c.in); err == nil {
		c.record.frame(f)
	}
}

func neverClose(c *conn) {
	await(c)
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
}

func closeFirst(c *conn) {
	if f, err := readFrame(c.in); err == nil {
		c.record.frame(f)
		closeAtOnce(c)
	}
}

func goodThen(c *conn, bad frame) {
	c.Write(text("good"))
	afterOne(c) // browsers differ when both come at once
	c.Write(appendFrame(nil, bad))
	await(c)
}

func fragments(c *conn) {
	ping := frame{true, opPing, []byte("between")}
	for _, kind := range []byte{opText, opBinary} {
		for _, f := range []frame{
			{false, kind, []byte("one ")}, ping,
			{false, opContinuation, []byte("two ")}, ping,
			{true, opContinuation, []byte("three")},
		} {
			if _, err := c.Write(appendFrame(nil, f)); err != nil {
				return
			}
		}
	}
	serve(c, nil, nil)
}
