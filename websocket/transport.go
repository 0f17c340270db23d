// This file defines Transport, the small interface between the class's rules and the network: the browser's
// WebSocket in a page, coder/websocket natively, a fake in the tests.

package websocket

// Transport opens sockets.
type Transport interface {
	// Supported reports whether the host has WebSockets.
	Supported() bool
	// Dial starts connecting and returns at once. protocols are offered in order, none if empty; they are valid and differ. url is not
	// empty, is valid UTF-8 and has no fragment; it is absolute unless Options.Base is "". The listener gets every event of the socket,
	// also when the connection fails later, and may get them before Dial returns. The error, of type *Error, is the host's refusal of
	// the arguments; then the listener gets nothing.
	Dial(url string, protocols []string, l Listener) (Conn, error)
}

// Listener receives one socket's events in the host's order. The methods may be called from any goroutine and from
// inside a browser event: they queue and return, and never block.
type Listener interface {
	Opened(protocol string)
	// Text gets valid UTF-8.
	Text(data string)
	// Binary gets bytes that the listener may keep.
	Binary(data []byte)
	// Failed tells that the connection failed. What scripts see of it, "error" and then "close" with code 1006, does not wait for
	// Closed; whatever comes after Failed is ignored.
	Failed()
	// Closed is the last call, and the only one that must come.
	Closed(code int, reason string, wasClean bool)
	// Turn returns a number that stays the same while a handler, or main, runs without waiting. Unlike the others it is called on
	// the program's goroutine only.
	Turn() uint64
}

// Conn is one socket of the host. The class calls its methods on the program's goroutine, none after Release; none blocks. Right
// after Dial its binary type is "arraybuffer". An error of type *Error becomes the exception that the script gets.
type Conn interface {
	// URL returns the serialised URL.
	URL() string
	// SendText sends valid UTF-8. If the connection is closing or closed already, the text is dropped without an error: the script
	// has not been told yet.
	SendText(data string) error
	// SendBinary sends the bytes as they are at the call.
	SendBinary(data []byte) error
	// Close starts the closing handshake with a code and reason already checked, or gives up connecting.
	Close(code int, reason string) error
	// BufferedAmount returns the bytes queued and not yet handed to the network. Within a turn of the program it does not fall.
	BufferedAmount() int
	// BinaryType returns "arraybuffer" or "blob".
	BinaryType() string
	// SetBinaryType sets "arraybuffer" or "blob". In both modes Listener.Binary gets the bytes of every binary message, in its place
	// in the order.
	SetBinaryType(kind string)
	// Release drops everything the host holds for the socket; it is called once, after Closed was delivered or when the program
	// ends. After it no event arrives. A socket not yet closed is closed with code 1000.
	Release()
}

// Error is the host's refusal: the name of the DOMException ("SyntaxError", "SecurityError") and the host's own words.
type Error struct {
	Name    string
	Message string
}

// Error returns name and message.
func (e *Error) Error() string { return e.Name + ": " + e.Message }
