//go:build !js

// This file defines Transport: dialling, and the rules of the handshake.

// Package native is the WebSocket transport of the native command line, over github.com/coder/websocket. Sockets behave as Chromium's
// do: the order of events, close codes, what counts as a failure.
//
//	transport.go  Transport: dialling and the handshake's rules
//	conn.go       conn: one socket, its states and its events
//	queue.go      what waits to be sent, and the goroutine that sends it
//	wire.go       wire: the bytes below the library, where the Close frame is sent
//
// The library's own Close reads on by itself, for five seconds at most, and loses the server's reason. So it is not
// used: the Close frame is written below it and the reader goes on until the server's answer.
package native

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	coder "github.com/coder/websocket"

	"github.com/aussom/aussom-web/websocket"
)

const (
	// handshakeTimeout is how long connecting may take in all.
	handshakeTimeout = 4 * time.Minute
	// maxMessage is the largest message that is read, in bytes: what a Buffer may hold. A larger one is a failure.
	maxMessage = 512 << 20
)

// Transport implements websocket.Transport. It is safe for concurrent use.
type Transport struct {
	base string
	http *http.Transport
	live sync.WaitGroup // sockets that are not closed
}

// New returns a transport that resolves relative URLs against base, an absolute http(s) or ws(s) URL; "" refuses them.
func New(base string) *Transport {
	shared := &http.Transport{Proxy: http.ProxyFromEnvironment, TLSHandshakeTimeout: 30 * time.Second, IdleConnTimeout: 10 * time.Second}
	return &Transport{base: base, http: shared}
}

// Supported implements websocket.Transport.
func (t *Transport) Supported() bool { return true }

// Dial implements websocket.Transport.
func (t *Transport) Dial(url string, protocols []string, l websocket.Listener) (websocket.Conn, error) {
	url, err := websocket.Resolve(url, t.base)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), handshakeTimeout)
	c := newConn(url, l, cancel)
	t.live.Add(1)
	go func() {
		defer t.live.Done()
		c.run(t.handshake(ctx, url, protocols))
	}()
	return c, nil
}

// Drain waits until the sockets are closed that programs have left, so that their Close frames are sent before the
// process ends, but not longer than timeout.
func (t *Transport) Drain(timeout time.Duration) {
	over := make(chan struct{})
	go func() {
		t.live.Wait()
		close(over)
	}()
	select {
	case <-over:
	case <-time.After(timeout):
	}
}

// errProtocol is a handshake whose answer breaks the rules for subprotocols.
var errProtocol = errors.New("native: the server chose no subprotocol, or one that was not offered")

// handshake connects. Redirects are not followed. When subprotocols are offered the server must choose one of them, exactly as it
// was offered.
func (t *Transport) handshake(ctx context.Context, url string, offered []string) (*link, error) {
	tap := &tap{next: t.http}
	ws, _, err := coder.Dial(ctx, url, &coder.DialOptions{
		HTTPClient: &http.Client{
			Transport:     tap,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		Subprotocols: offered,
	})
	if err != nil {
		return nil, err
	}
	k := &link{Conn: ws, wire: tap.wire}
	if !chosen(ws.Subprotocol(), offered) {
		k.CloseNow()
		return nil, errProtocol
	}
	ws.SetReadLimit(maxMessage)
	k.wire.ready.Store(true)
	return k, nil
}

func chosen(protocol string, offered []string) bool {
	for _, o := range offered {
		if o == protocol {
			return true
		}
	}
	return len(offered) == 0 && protocol == ""
}
