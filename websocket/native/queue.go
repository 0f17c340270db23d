//go:build !js

// This file defines what waits to be sent, and the goroutine that sends it.

package native

import (
	"context"

	coder "github.com/coder/websocket"
)

// outgoing is a message, or the Close frame.
type outgoing struct {
	kind   coder.MessageType // 0: the Close frame
	data   []byte            // for the Close frame its reason
	code   int
	length int // what it counts in the buffered amount
}

// enqueue appends something to be sent; c.mu is held.
func (c *conn) enqueue(o outgoing) {
	c.queue = append(c.queue, o)
	c.changed.Signal()
}

// next waits for something to be sent, and counts what was sent before. ok is false when the socket is closed.
func (c *conn) next(sent int) (o outgoing, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent += sent
	for len(c.queue) == 0 && c.state != closed {
		c.changed.Wait()
	}
	if c.state == closed {
		return outgoing{}, false
	}
	o = c.queue[0]
	c.queue[0] = outgoing{}
	c.queue = c.queue[1:]
	return o, true
}

// send is the goroutine that sends what is queued, up to the Close frame.
func (c *conn) send(k *link) {
	sent := 0
	for {
		o, ok := c.next(sent)
		if !ok {
			return
		}
		if o.kind == 0 {
			k.wire.sendClose(o.code, string(o.data))
			return
		}
		if k.Write(context.Background(), o.kind, o.data) != nil {
			return // the reader finds the connection lost
		}
		sent = o.length
	}
}

// sendMessage queues a message that may be kept. When the script does not know yet that the connection is closing, it is
// counted and dropped, as browsers do.
func (c *conn) sendMessage(kind coder.MessageType, data []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count()
	c.buffered += len(data)
	if c.state == open {
		c.enqueue(outgoing{kind: kind, data: data, length: len(data)})
	}
	return nil
}

// SendText implements websocket.Conn.
func (c *conn) SendText(data string) error { return c.sendMessage(coder.MessageText, []byte(data)) }

// SendBinary implements websocket.Conn.
func (c *conn) SendBinary(data []byte) error {
	return c.sendMessage(coder.MessageBinary, append([]byte(nil), data...))
}

// BufferedAmount implements websocket.Conn.
func (c *conn) BufferedAmount() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count()
	return c.buffered
}

// count brings the buffered amount up to date in a new turn of the program; c.mu is held.
func (c *conn) count() {
	if turn := c.turns.Turn(); turn != c.turn {
		c.turn = turn
		c.buffered -= c.sent
		c.sent = 0
	}
}
