//go:build !js

// This file defines the tests of what the network does to native connections: a server that goes and comes back, certificates that are not trusted.

package websocket_test

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/websocket"
	"github.com/aussom/aussom-web/websocket/native"
)

// tracked is a listener that can cut all connections it has accepted.
type tracked struct {
	net.Listener
	accepted chan net.Conn
}

func (l tracked) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.accepted <- c
	}
	return c, err
}

// cut ends the server: nothing listens any more, and its connections are reset.
func (l tracked) cut() {
	l.Close()
	for {
		select {
		case c := <-l.accepted:
			if tcp, ok := c.(*net.TCPConn); ok {
				tcp.SetLinger(0)
			}
			c.Close()
		default:
			return
		}
	}
}

// listenAt starts the misbehaving server at an address.
func listenAt(t *testing.T, address string) (tracked, string) {
	t.Helper()
	var err error
	for range 100 { // the port may be in use for a moment after a reset
		var l net.Listener
		if l, err = net.Listen("tcp", address); err == nil {
			server := tracked{l, make(chan net.Conn, 100)}
			mux := http.NewServeMux()
			mux.Handle("/fault/", &fault.Server{})
			go http.Serve(server, mux)
			t.Cleanup(server.cut)
			return server, l.Addr().String()
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal(err)
	return tracked{}, ""
}

// A server that is killed in the middle of a connection is an unclean close, code 1006, without "error", as in a browser.
func TestServerIsKilled(t *testing.T) {
	server, address := listenAt(t, "127.0.0.1:0")
	console := make(lines, 20)
	start(native.New(""), `include websocket;
class app {
	public main(args) {
		w = new WebSocket("ws://`+address+`/fault/echo");
		for (e : ["open", "message", "error"]) { w.addListener(e, ::tell, w); }
		w.addListener("close", ::closed, w);
	}
	private tell(e, d, w) { c.println(e); if (e == "open") { w.send("x"); } }
	private closed(e, d, w) { c.println(e + " " + d.code + " " + d.wasClean + " " + w.getReadyState()); }
}
`, console)
	for _, want := range []string{"open", "message"} {
		if got := console.next(t); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	server.cut()
	if got := console.next(t); got != "close 1006 false 3" {
		t.Errorf("got %q", got)
	}
}

// A WsClient comes back when its server does, and then sends what it was given meanwhile.
func TestClientSurvivesARestart(t *testing.T) {
	server, address := listenAt(t, "127.0.0.1:0")
	console := make(lines, 10_000)
	p := aussom.Start(`include wsclient;
class app {
	private opened = 0;
	public main(args) {
		w = new WsClient("ws://`+address+`/fault/echo");
		w.setReconnect(5, 20);
		for (e : ["open", "message", "close"]) { w.addListener(e, ::tell, w); }
	}
	private tell(e, d, w) {
		if (e == "open") { this.opened++; c.println(e + " " + this.opened); w.send("sent at once"); }
		if (e == "message") { c.println(d); if (d == "kept") { w.close(); } }
		if (e == "close") {
			c.println(e + " " + d.code);
			if (d.code == 1006) { w.send("kept"); }
		}
	}
}
`, aussom.Options{Native: []vm.Module{websocket.Module(native.New(""), websocket.Options{}), websocket.ClientModule()}, Host: vm.Host{Console: console}})
	defer p.Stop()
	for _, want := range []string{"open 1", "sent at once"} {
		if got := console.next(t); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	server.cut()
	if got := console.next(t); got != "close 1006" {
		t.Fatalf("got %q", got)
	}
	listenAt(t, address)
	last, texts := "", []string{}
	for last != "close 1000" {
		if last = console.next(t); last != "close 1006" { // attempts while there was no server
			texts = append(texts, last)
		}
	}
	slices.Sort(texts[:len(texts)-1])
	t.Log(texts)
	if len(texts) < 3 || texts[0] != "kept" || !slices.Contains(texts, "open 2") {
		t.Errorf("after the restart: %q", texts)
	}
}

// A certificate that is not trusted is an error and an unclean close, as any other handshake that fails.
func TestUntrustedCertificate(t *testing.T) {
	web := httptest.NewUnstartedServer(&fault.Server{})
	web.Config.ErrorLog = log.New(io.Discard, "", 0)
	web.StartTLS()
	defer web.Close()
	console := make(lines, 20)
	start(native.New(""), `include websocket;
class app {
	public main(args) {
		w = new WebSocket("`+"wss"+strings.TrimPrefix(web.URL, "https")+`/fault/echo");
		for (e : ["open", "message", "error"]) { w.addListener(e, ::tell, w); }
		w.addListener("close", ::closed, w);
	}
	private tell(e, d, w) { c.println(e + " " + w.getReadyState()); }
	private closed(e, d, w) { c.println(e + " " + d.code + " " + d.wasClean + " " + w.getReadyState()); }
}
`, console)
	for _, want := range []string{"error 3", "close 1006 false 3"} {
		if got := console.next(t); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
