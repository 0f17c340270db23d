//go:build !js

// This file defines the tests of the native transport, over the misbehaving server of the browser tests.

package websocket_test

import (
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

// serve starts the server; url ends in "/fault/".
func serve(t *testing.T) (s *fault.Server, url string) {
	t.Helper()
	s = &fault.Server{}
	mux := http.NewServeMux()
	mux.Handle("/fault/", s)
	web := httptest.NewServer(mux)
	t.Cleanup(web.Close)
	return s, "ws" + strings.TrimPrefix(web.URL, "http") + "/fault/"
}

func TestNative(t *testing.T) {
	_, url := serve(t)
	for _, h := range websocket.HostCases() {
		t.Run(h.Name, func(t *testing.T) {
			t.Parallel()
			tr := native.New("")
			got, _ := websocket.Play(t, h.Source(url), tr)
			h.Check(t, got)
		})
	}
}

// start runs a program over the native transport.
func start(tr websocket.Transport, source string, console vm.Console) *aussom.Program {
	return aussom.Start(source, aussom.Options{Native: []vm.Module{websocket.Module(tr, websocket.Options{})}, Host: vm.Host{Console: console}})
}

// lines is a console that keeps what is printed.
type lines chan string

func (l lines) Line(_ vm.Level, text string) { l <- text }
func (l lines) Print(string)                 {}

func (l lines) next(t *testing.T) string {
	t.Helper()
	select {
	case line := <-l:
		return line
	case <-time.After(20 * time.Second):
		t.Fatal("nothing is printed")
		return ""
	}
}

// A stopped program's sockets are closed with code 1000, also those that are connecting, and Drain waits for that.
func TestNativeStop(t *testing.T) {
	s, url := serve(t)
	tr, console := native.New(""), make(lines, 10)
	p := start(tr, `include websocket;
class app {
	public main(args) {
		new WebSocket("`+url+`slow-open?id=slow");
		w = new WebSocket("`+url+`late-close?ms=100&id=open");
		w.addListener("open", ::tell).addListener("close", ::tell);
	}
	private tell(e, d, a) { c.println(e); }
}
`, console)
	if line := console.next(t); line != "open" {
		t.Fatal(line)
	}
	p.Stop()
	p.Wait()
	tr.Drain(20 * time.Second)
	if seen, ok := s.Seen("open", 10*time.Second); !ok || !slices.Equal(seen, []string{`close 1000 ""`}) {
		t.Errorf("the open one: %q, ended %v", seen, ok)
	}
	if len(console) > 0 {
		t.Errorf("after the end: %s", <-console)
	}
}

// The buffered amount counts what was not sent yet.
func TestNativeBufferedAmount(t *testing.T) {
	_, url := serve(t)
	console := make(lines, 10)
	start(native.New(url), `include websocket;
class app {
	public ws;
	public main(args) {
		this.ws = new WebSocket("echo");
		this.ws.addListener("open", ::open).addListener("message", ::message);
	}
	private open(e, d, a) {
		c.println(this.ws.getUrl());
		this.ws.sendBytes(new Buffer(50000000));
		c.println(this.ws.getBufferedAmount());
	}
	private message(e, d, a) { c.println(d.size() + " " + this.ws.getBufferedAmount()); this.ws.close(); }
}
`, console)
	for _, want := range []string{url + "echo", "50000000", "50000000 0"} {
		if got := console.next(t); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNativeURLs(t *testing.T) {
	for _, tt := range []struct{ base, url, want string }{
		{"", "echo", "SyntaxError"},
		{"", "ftp://h/", "SyntaxError"},
		{"", "ws://h/#f", "SyntaxError"},
		{"", "http://H:80/a b", "ws://h/a%20b"},
		{"https://h:81/x/y", "../z", "wss://h:81/z"},
	} {
		c, err := native.New(tt.base).Dial(tt.url, nil, ignore{})
		if err != nil {
			if !strings.HasPrefix(err.Error(), tt.want+":") {
				t.Errorf("%q on %q: %v, want %s", tt.url, tt.base, err, tt.want)
			}
			continue
		}
		if c.URL() != tt.want {
			t.Errorf("%q on %q: %s, want %s", tt.url, tt.base, c.URL(), tt.want)
		}
		c.Release()
	}
}

// ignore is a listener.
type ignore struct{}

func (ignore) Opened(string)            {}
func (ignore) Text(string)              {}
func (ignore) Binary([]byte)            {}
func (ignore) Failed()                  {}
func (ignore) Closed(int, string, bool) {}
func (ignore) Turn() uint64             { return 0 }
