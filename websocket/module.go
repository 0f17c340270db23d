// This file defines Module: the class's native methods over a transport, and its options.

package websocket

import (
	_ "embed" // the Aussom half

	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// aussomHalf is the class in Aussom.
//
//go:embed websocket.aus
var aussomHalf string

// classPath is the class's path in "extern class", as its documentation shows it.
const classPath = "com.aussom.aussomscript.AWebSocket"

// Options restrict and place a program's connections. The zero value allows everything and leaves relative URLs to the transport.
type Options struct {
	// Policy returns nil if the program may connect to an absolute ws or wss URL, otherwise an error whose text becomes the details
	// of the SecurityError. It is called on the program's goroutine before anything is sent. Nil allows every URL.
	Policy func(url string) error
	// Base is the URL that relative URLs are resolved against, the page's. "" leaves them to the transport, or refuses
	// them if there is a Policy.
	Base string
}

// Module returns the module "websocket". One may serve many programs.
func Module(tr Transport, o Options) vm.Module {
	c := &class{transport: tr, options: o}
	return vm.Module{
		Name:   "websocket",
		Source: aussomHalf,
		Classes: map[string]vm.NativeClass{classPath: {
			New: func() any { return newSocket() },
			Methods: map[string]vm.Native{
				"_init":             c.init,
				"send":              send,
				"sendBytes":         sendBytes,
				"close":             closeSocket,
				"getReadyState":     getReadyState,
				"getUrl":            getURL,
				"getBinaryType":     getBinaryType,
				"setBinaryType":     setBinaryType,
				"addListener":       addListener,
				"removeListener":    removeListener,
				"isSupported":       c.isSupported,
				"getProtocol":       getProtocol,
				"getBufferedAmount": getBufferedAmount,
			},
		}},
	}
}

// class is the class as one host offers it.
type class struct {
	transport Transport
	options   Options
}

// half returns the native half of a WebSocket object.
func half(this value.Value) *socket { return this.Object().Native.(*socket) }

func (c *class) isSupported(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
	return value.Bool(c.transport.Supported()), nil
}

// init begins to connect: _init(string Url, Protocol = null).
func (c *class) init(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s := half(this)
	if s.begun {
		return value.Null, raise(constructor, invalidStateError,
			"this object has its connection already, to "+quote(withoutUser(s.url))+"; another one needs a new WebSocket")
	}
	url, err := c.address(args[0])
	if err != nil {
		return value.Null, err
	}
	offered, name, what := protocols(args[1])
	if what != "" {
		return value.Null, raise(constructor, name, what)
	}
	if err := c.allowed(url); err != nil {
		return value.Null, err
	}
	s.h, s.offered = hubOf(t.Machine()), offered
	if !c.transport.Supported() {
		s.unsupported(url)
		return this, nil
	}
	conn, err := c.transport.Dial(url, offered, s)
	if err != nil {
		return value.Null, refused(constructor, err, "the host refuses the URL "+quote(withoutUser(url)))
	}
	s.connected(conn)
	return this, nil
}

// address checks the URL that the script gave and returns the one to dial: resolved if it is relative, in normal form if a policy
// is going to judge it, else as it is.
func (c *class) address(arg value.Value) (string, error) {
	if arg.IsNull() {
		return "", raise(constructor, syntaxError, "Url must be a WebSocket URL, found null")
	}
	raw := value.Sanitize(arg.GoString())
	if raw == "" {
		return "", raise(constructor, syntaxError, `Url must be a WebSocket URL, found ""`)
	}
	a, err := parseURL(raw, c.options.Base)
	switch {
	case err == errRelative && c.options.Policy == nil:
		return raw, nil
	case err != nil:
		return "", raise(constructor, syntaxError, "the URL "+quote(withoutUser(raw))+" "+err.Error())
	}
	if scheme, _ := splitScheme(trimURL(raw)); scheme != "" && c.options.Policy == nil {
		return raw, nil
	}
	return a.String(), nil
}

// allowed asks the policy.
func (c *class) allowed(url string) error {
	if c.options.Policy == nil {
		return nil
	}
	if err := c.options.Policy(url); err != nil {
		return refused(constructor, &Error{Name: securityError, Message: err.Error()},
			"the program's policy does not allow a connection to "+quote(withoutUser(url)))
	}
	return nil
}

// mustBeOpen returns the exception for sending in any other state than OPEN.
func (s *socket) mustBeOpen(method string) error {
	what := ""
	switch {
	case !s.begun:
		what = `the connection was never begun: the constructor of an extending class must call this.WebSocket(Url)`
	case s.state == stateConnecting:
		what = `the connection is still CONNECTING (state 0): send from the "open" listener`
	case s.state != stateOpen || s.conn == nil:
		what = "the connection is " + stateNames[s.state] + " (state " + string(rune('0'+s.state)) + "), nothing can be sent"
	default:
		return nil
	}
	return raise(method, invalidStateError, what)
}

// send is send(string Text).
func send(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s := half(this)
	if args[0].IsNull() {
		return value.Null, raise("send", typeError, "Text must be a string, found null")
	}
	if err := s.mustBeOpen("send"); err != nil {
		return value.Null, err
	}
	if err := s.conn.SendText(value.Sanitize(args[0].GoString())); err != nil {
		return value.Null, refused("send", err, "the host does not send the text "+quote(args[0].GoString()))
	}
	return this, nil
}

// sendBytes is sendBytes(object Buf).
func sendBytes(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s := half(this)
	b, ok := stdlib.BufferOf(args[0])
	if !ok {
		return value.Null, raise("sendBytes", typeError, "Buf must be a Buffer, found "+describe(args[0]))
	}
	if err := s.mustBeOpen("sendBytes"); err != nil {
		return value.Null, err
	}
	if err := s.conn.SendBinary(b.Bytes()); err != nil {
		return value.Null, refused("sendBytes", err, "the host does not send the "+describe(args[0]))
	}
	return this, nil
}

// closeSocket is close(int Code = 1000, string Reason = null).
func closeSocket(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	reason := ""
	if !args[1].IsNull() {
		reason = value.Sanitize(args[1].GoString())
	}
	code := args[0].AsInt()
	if name, what := closeFault(code, reason); what != "" {
		return value.Null, raise("close", name, what)
	}
	if err := half(this).close(int(code), reason); err != nil {
		return value.Null, refused("close", err, "the host does not close with the reason "+quote(reason))
	}
	return this, nil
}

func getReadyState(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(int64(half(this).state)), nil
}

func getURL(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return value.FromString(half(this).url), nil
}

func getProtocol(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return value.FromString(half(this).protocol), nil
}

func getBufferedAmount(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(int64(half(this).bufferedAmount())), nil
}

func getBinaryType(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return value.FromString(half(this).getBinaryType()), nil
}

// setBinaryType is setBinaryType(string Type).
func setBinaryType(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if !args[0].IsNull() {
		half(this).setBinaryType(args[0].GoString())
	}
	return this, nil
}

// registration checks the arguments that addListener and removeListener share.
func registration(method string, args []value.Value) (eventKind, error) {
	var k eventKind
	ok := false
	if !args[0].IsNull() {
		k, ok = kindOf(args[0].GoString())
	}
	if !ok {
		return 0, raise(method, typeError, `Event must be "open", "message", "close" or "error", found `+describe(args[0]))
	}
	if args[1].IsNull() {
		return 0, raise(method, typeError, "Handler must be a callback, found null")
	}
	return k, nil
}

// addListener is addListener(string Event, callback Handler, PassedArg = null).
func addListener(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	k, err := registration("addListener", args)
	if err != nil {
		return value.Null, err
	}
	half(this).listeners[k].add(args[1], args[2])
	return this, nil
}

// removeListener is removeListener(string Event, callback Handler).
func removeListener(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	k, err := registration("removeListener", args)
	if err != nil {
		return value.Null, err
	}
	return value.Bool(half(this).listeners[k].remove(args[1])), nil
}

// hubKey is the key under which a machine holds its hub.
type hubKey struct{}

// hubOf returns the hub of a program, made when its first socket is.
func hubOf(m *vm.Machine) *hub {
	if h, ok := m.Data(hubKey{}).(*hub); ok {
		return h
	}
	e := &machineEngine{m: m}
	h := newHub(e)
	e.next = func(t *vm.Thread) { h.deliverNext(t) }
	m.SetData(hubKey{}, h)
	m.OnStop(h.stop)
	return h
}

// machineEngine is the engine of a program that runs.
type machineEngine struct {
	m    *vm.Machine
	next func(*vm.Thread)
}

func (e *machineEngine) Post()    { e.m.Post(e.next) }
func (e *machineEngine) Hold()    { e.m.Hold() }
func (e *machineEngine) Release() { e.m.Release() }

func (e *machineEngine) Turn() uint64 { return e.m.Turn() }

func (e *machineEngine) PostFront(f func(c caller)) { e.m.PostFront(func(t *vm.Thread) { f(t) }) }

func (e *machineEngine) Report(err error) { e.m.Report(err) }

func (e *machineEngine) NewBuffer(b []byte) (value.Value, buffer) {
	v := stdlib.NewBuffer(e.m, b)
	half, _ := stdlib.BufferOf(v)
	return v, half
}
