//go:build !js

// This file defines conn, one socket: its states, its events, and how it ends.

package native

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
	"unicode/utf8"

	coder "github.com/coder/websocket"

	"github.com/aussom/aussom-web/websocket"
)

const (
	// closingTimeout is how long the server may take to answer our Close.
	closingTimeout = time.Minute
	// leavingTimeout is the same after the program has ended.
	leavingTimeout = 2 * time.Second
)

// The close codes that come from here.
const (
	normalClosure   = 1000
	abnormalClosure = 1006
	invalidPayload  = 1007
)

// state is the state of a conn.
type state uint8

const (
	connecting state = iota
	open
	closing // by us: messages are not passed on any more
	closed
)

// conn implements websocket.Conn. Two goroutines serve it: run connects and reads, send sends.
type conn struct {
	url    string
	cancel context.CancelFunc // gives up connecting

	mu         sync.Mutex
	changed    *sync.Cond // state or queue has changed
	l          websocket.Listener
	state      state
	link       *link // nil while connecting
	patience   *time.Timer
	queue      []outgoing
	turns      interface{ Turn() uint64 }
	turn       uint64 // in which buffered was brought up to date
	buffered   int    // what BufferedAmount returns in this turn
	sent       int    // what has been sent of it
	binaryType string
}

func newConn(url string, l websocket.Listener, cancel context.CancelFunc) *conn {
	c := &conn{url: url, l: l, turns: l, cancel: cancel, binaryType: "arraybuffer"}
	c.changed = sync.NewCond(&c.mu)
	return c
}

// run serves the socket until it is closed, with the result of the handshake.
func (c *conn) run(k *link, err error) {
	defer c.cancel()
	if err != nil {
		c.fail()
		return
	}
	defer k.CloseNow()
	if !c.opened(k) {
		c.fail()
		return
	}
	go c.send(k)
	err = c.read(k)
	var ce coder.CloseError
	switch {
	case errors.As(err, &ce) && utf8.ValidString(ce.Reason):
		c.end(int(ce.Code), ce.Reason, true)
	case lost(err):
		c.end(abnormalClosure, "", false)
	default:
		c.fail()
	}
}

// opened makes the socket open unless it was closed while connecting.
func (c *conn) opened(k *link) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.state != connecting {
		return false
	}
	c.state, c.link = open, k
	if c.l != nil {
		c.l.Opened(k.Subprotocol())
	}
	return true
}

// errText is a text message that is not UTF-8.
var errText = errors.New("native: a text message is not UTF-8")

// read passes on messages until the connection ends, and returns how.
func (c *conn) read(k *link) error {
	for {
		kind, data, err := k.Read(context.Background())
		if err != nil {
			return err
		}
		if kind == coder.MessageText && !utf8.Valid(data) {
			k.wire.sendClose(invalidPayload, "")
			return errText
		}
		c.arrived(kind, data)
	}
}

// arrived passes on a message.
func (c *conn) arrived(kind coder.MessageType, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.l == nil || c.state != open:
	case kind == coder.MessageText:
		c.l.Text(string(data))
	default:
		c.l.Binary(data)
	}
}

// lost reports whether an error of reading is the network's: the others are the server's, which broke the protocol.
func lost(err error) bool {
	var network net.Error
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &network)
}

// fail ends the socket after a failure.
func (c *conn) fail() {
	c.mu.Lock()
	if c.l != nil {
		c.l.Failed()
	}
	c.mu.Unlock()
	c.end(abnormalClosure, "", false)
}

// end makes the socket closed.
func (c *conn) end(code int, reason string, wasClean bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state = closed
	c.queue = nil
	c.changed.Broadcast()
	if c.patience != nil {
		c.patience.Stop()
	}
	if c.l != nil {
		c.l.Closed(code, reason, wasClean)
		c.l = nil
	}
}

// Close implements websocket.Conn.
func (c *conn) Close(code int, reason string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.close(code, reason, closingTimeout)
	return nil
}

// close starts the closing handshake or gives up connecting; c.mu is held.
func (c *conn) close(code int, reason string, timeout time.Duration) {
	switch c.state {
	case connecting:
		c.state = closing
		c.cancel()
	case open:
		c.state = closing
		c.enqueue(outgoing{code: code, data: []byte(reason)})
		wire := c.link.wire
		c.patience = time.AfterFunc(timeout, func() { wire.Close() })
	}
}

// Release implements websocket.Conn.
func (c *conn) Release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.l = nil
	if c.state == closing && c.patience != nil {
		c.patience.Reset(leavingTimeout)
	}
	c.close(normalClosure, "", leavingTimeout)
}

// URL implements websocket.Conn.
func (c *conn) URL() string { return c.url }

// BinaryType implements websocket.Conn.
func (c *conn) BinaryType() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.binaryType
}

// SetBinaryType implements websocket.Conn. The kind makes no difference here.
func (c *conn) SetBinaryType(kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.binaryType = kind
}
