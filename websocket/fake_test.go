// This file defines the fakes: fakeTransport, whose connections can fail everywhere but cannot misorder, and fakeEngine, which runs
// deliveries without a program.

package websocket

import (
	"fmt"
	"sync"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

// server is what the other end of a fakeTransport does. Nil fields: open at once, swallow messages, answer a close with its own code.
type server struct {
	dial   func(c *fakeConn)
	text   func(c *fakeConn, s string)
	binary func(c *fakeConn, b []byte)
	close  func(c *fakeConn, code int, reason string)
}

// fakeTransport opens connections to its server.
type fakeTransport struct {
	server
	unsupported bool
	refuse      error  // what Dial returns
	url         string // what Conn.URL returns; "" is the dialled URL
	mu          sync.Mutex
	conns       []*fakeConn
}

func (f *fakeTransport) Supported() bool { return !f.unsupported }

func (f *fakeTransport) Dial(url string, protocols []string, l Listener) (Conn, error) {
	if f.refuse != nil {
		return nil, f.refuse
	}
	c := &fakeConn{server: f.server, url: url, protocols: protocols, l: l, binaryType: "arraybuffer"}
	if f.url != "" {
		c.url = f.url
	}
	f.mu.Lock()
	f.conns = append(f.conns, c)
	f.mu.Unlock()
	if f.dial != nil {
		f.dial(c)
	} else {
		c.open("")
	}
	return c, nil
}

// fakeConn is one connection. What it did is in log, one word or line per call.
type fakeConn struct {
	server
	url        string
	protocols  []string
	l          Listener
	binaryType string
	buffered   int
	sendErr    error
	closeErr   error

	log      []string
	state    int
	released int
}

// The server's actions, in the only orders that are possible; after release nothing gets through.

func (c *fakeConn) open(protocol string) {
	c.must(stateConnecting)
	c.state = stateOpen
	c.l.Opened(protocol)
}

func (c *fakeConn) say(s string) { c.must(stateOpen, stateClosing); c.l.Text(s) }

func (c *fakeConn) bytes(b ...byte) { c.must(stateOpen, stateClosing); c.l.Binary(b) }

// fail is a failure as Chromium and Firefox report it; onlyError leaves the close out, as WebKit does.
func (c *fakeConn) fail() {
	c.onlyError()
	c.l.Closed(1006, "", false)
}

func (c *fakeConn) onlyError() {
	c.must(stateConnecting, stateOpen, stateClosing)
	c.state = stateClosed
	c.l.Failed()
}

func (c *fakeConn) end(code int, reason string, clean bool) {
	c.must(stateConnecting, stateOpen, stateClosing)
	c.state = stateClosed
	c.l.Closed(code, reason, clean)
}

func (c *fakeConn) must(states ...int) {
	for _, s := range states {
		if c.state == s {
			return
		}
	}
	panic("the test's server acts out of order")
}

func (c *fakeConn) URL() string { return c.url }

func (c *fakeConn) SendText(s string) error {
	if c.sendErr != nil {
		return c.sendErr
	}
	c.log = append(c.log, fmt.Sprintf("text %q", s))
	c.buffered += len(s)
	if c.text != nil {
		c.text(c, s)
	}
	return nil
}

func (c *fakeConn) SendBinary(b []byte) error {
	if c.sendErr != nil {
		return c.sendErr
	}
	b = append([]byte(nil), b...)
	c.log = append(c.log, fmt.Sprintf("binary %v", b))
	c.buffered += len(b)
	if c.binary != nil {
		c.binary(c, b)
	}
	return nil
}

func (c *fakeConn) Close(code int, reason string) error {
	if c.closeErr != nil {
		return c.closeErr
	}
	c.log = append(c.log, fmt.Sprintf("close %d %q", code, reason))
	switch {
	case c.state == stateClosed:
	case c.close != nil:
		c.close(c, code, reason)
	case c.state == stateConnecting:
		c.fail()
	default:
		c.end(code, reason, true)
	}
	return nil
}

func (c *fakeConn) BufferedAmount() int       { return c.buffered }
func (c *fakeConn) BinaryType() string        { return c.binaryType }
func (c *fakeConn) SetBinaryType(kind string) { c.binaryType = kind }
func (c *fakeConn) Release()                  { c.released++ }

// fakeEngine is a queue of activities that run when the test says so.
type fakeEngine struct {
	h       *hub
	mu      sync.Mutex
	queue   []func(c caller)
	next    func(c caller)
	held    int
	reports []error
	doing   map[*value.Callback]func(a *fakeActivity, args []value.Value) error
	reuse   *fakeActivity
}

func newFakeEngine() *fakeEngine {
	e := &fakeEngine{doing: map[*value.Callback]func(*fakeActivity, []value.Value) error{}}
	e.h = newHub(e)
	e.next = e.h.deliverNext
	e.reuse = &fakeActivity{e: e}
	return e
}

func (e *fakeEngine) Post() {
	e.mu.Lock()
	e.queue = append(e.queue, e.next)
	e.mu.Unlock()
}

func (e *fakeEngine) PostFront(f func(c caller)) {
	e.mu.Lock()
	e.queue = append([]func(caller){f}, e.queue...)
	e.mu.Unlock()
}

func (e *fakeEngine) Hold()            { e.held++ }
func (e *fakeEngine) Release()         { e.held-- }
func (e *fakeEngine) Turn() uint64     { return 0 }
func (e *fakeEngine) Report(err error) { e.reports = append(e.reports, err) }

// fakeBuffer stands for the native half of a Buffer.
type fakeBuffer struct{ data []byte }

func (b *fakeBuffer) SetBytes(p []byte) { b.data = p }

func (e *fakeEngine) NewBuffer(p []byte) (value.Value, buffer) {
	b := &fakeBuffer{p}
	return value.OfObject(&value.Object{Class: &value.Class{Name: "Buffer"}, Native: b}), b
}

// run runs activities until none is left.
func (e *fakeEngine) run() {
	for {
		e.mu.Lock()
		if len(e.queue) == 0 {
			e.mu.Unlock()
			return
		}
		f := e.queue[0]
		e.queue = append(e.queue[:0], e.queue[1:]...)
		e.mu.Unlock()
		f(&fakeActivity{e: e})
	}
}

// handler makes a callback value that does f.
func (e *fakeEngine) handler(name string, f func(a *fakeActivity, args []value.Value) error) value.Value {
	cb := &value.Callback{Name: name, This: value.Null}
	e.doing[cb] = f
	return value.OfCallback(cb)
}

// fakeActivity is one activity of a fakeEngine.
type fakeActivity struct {
	e    *fakeEngine
	hook func()
}

func (a *fakeActivity) Call(cb value.Value, args ...value.Value) (value.Value, error) {
	return value.Null, a.e.doing[cb.Callback()](a, args)
}

func (a *fakeActivity) OnSuspend(f func()) { a.hook = f }

// block suspends the activity until everything else has run.
func (a *fakeActivity) block() {
	if f := a.hook; f != nil {
		a.hook = nil
		f()
	}
	a.e.run()
}

// dial makes a connected socket over a fake connection that the test drives.
func (e *fakeEngine) dial(t *testing.T, tr *fakeTransport) (*socket, *fakeConn) {
	t.Helper()
	if tr.server.dial == nil {
		tr.server.dial = func(*fakeConn) {}
	}
	s := newSocket()
	s.h, s.offered = e.h, []string{"p"}
	conn, err := tr.Dial("ws://h/", nil, s)
	if err != nil {
		t.Fatal(err)
	}
	s.connected(conn)
	return s, conn.(*fakeConn)
}
