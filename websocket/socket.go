// This file defines socket, the native half of a WebSocket object.

package websocket

import "slices"

// The ready states.
const (
	stateConnecting = iota
	stateOpen
	stateClosing
	stateClosed
)

var stateNames = [...]string{"CONNECTING", "OPEN", "CLOSING", "CLOSED"}

// socket is the native half of a WebSocket object. All of it but the methods of Listener belongs to the program's goroutine.
type socket struct {
	h         *hub
	conn      Conn // nil before the constructor ran, on a host without WebSockets and after release
	begun     bool // the constructor has run
	gaveUp    bool // close() was called while connecting: whatever comes is a failed connection
	ended     bool // the last event has arrived; guarded by h.mu
	state     int  // as scripts see it
	listeners [eventKinds]listeners

	offered    []string // subprotocols
	url        string
	protocol   string
	binaryType string // once conn is gone
	buffered   int    // once conn is gone
}

// newSocket makes the native half of an object whose constructor has not run.
func newSocket() *socket { return &socket{state: stateClosed, binaryType: arrayBuffer} }

// connected makes s the socket of a connection that was begun.
func (s *socket) connected(c Conn) {
	s.conn, s.url, s.begun, s.state = c, c.URL(), true, stateConnecting
	s.h.adopt(s)
}

// unsupported makes s a socket that fails at once, because the host has no WebSockets.
func (s *socket) unsupported(url string) {
	s.url, s.begun, s.state = url, true, stateClosed
	s.h.adopt(s)
	s.Failed()
}

// close starts the closing handshake or gives up connecting. The arguments are checked. It does nothing if s is closing or closed.
func (s *socket) close(code int, reason string) error {
	if s.state > stateOpen || s.conn == nil {
		return nil
	}
	if err := s.conn.Close(code, reason); err != nil {
		return err
	}
	s.gaveUp = s.state == stateConnecting
	s.state = stateClosing
	return nil
}

// release drops the connection and keeps what the script may still ask for.
func (s *socket) release() {
	if s.conn == nil {
		return
	}
	s.binaryType, s.buffered = s.conn.BinaryType(), s.conn.BufferedAmount()
	s.conn.Release()
	s.conn = nil
}

// getBinaryType returns the host's setting, the last one when the connection is gone.
func (s *socket) getBinaryType() string {
	if s.conn != nil {
		return s.conn.BinaryType()
	}
	return s.binaryType
}

// setBinaryType changes the host's setting; unknown words are ignored.
func (s *socket) setBinaryType(kind string) {
	switch {
	case kind != arrayBuffer && kind != blob:
	case s.conn != nil:
		s.conn.SetBinaryType(kind)
	default:
		s.binaryType = kind
	}
}

// bufferedAmount returns the bytes that wait to be sent, the last number known when the connection is gone.
func (s *socket) bufferedAmount() int {
	if s.conn != nil {
		return s.conn.BufferedAmount()
	}
	return s.buffered
}

// Opened implements Listener. Another subprotocol than those offered is a failure, also where the host let it pass because
// it differs from one in upper and lower case only.
func (s *socket) Opened(protocol string) {
	if protocol != "" && len(s.offered) > 0 && !slices.Contains(s.offered, protocol) {
		s.Failed()
		return
	}
	s.h.push(event{s: s, kind: arrivedOpen, text: protocol})
}

// Text implements Listener.
func (s *socket) Text(data string) { s.h.push(event{s: s, kind: arrivedText, text: data}) }

// Binary implements Listener.
func (s *socket) Binary(data []byte) { s.h.push(event{s: s, kind: arrivedBinary, data: data}) }

// Failed implements Listener. The close that follows is supplied here: after a failure it is always 1006.
func (s *socket) Failed() { s.h.push(event{s: s, kind: arrivedFailure}) }

// Turn implements Listener.
func (s *socket) Turn() uint64 { return s.h.engine.Turn() }

// Closed implements Listener.
func (s *socket) Closed(code int, reason string, wasClean bool) {
	s.h.push(event{s: s, kind: arrivedClose, text: reason, code: int32(code), clean: wasClean})
}
