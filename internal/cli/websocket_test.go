// This file tests programs with sockets on the command line, against the development server's end points.

package cli

import (
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/scripts/serve/server"
)

// sockets starts the development server and the misbehaving one; url is the beginning of their WebSocket URLs.
func sockets(t *testing.T) (url string, faults *fault.Server) {
	t.Helper()
	faults = &fault.Server{}
	mux := server.New(t.TempDir())
	mux.Handle("/fault/", faults)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return "ws" + strings.TrimPrefix(s.URL, "http"), faults
}

const echoClient = `include websocket;
class main_class {
	private ws = null;
	public main(args) {
		this.ws = new WebSocket(args[0] + "/ws/echo");
		c.log("" + this.ws.isSupported() + this.ws.getReadyState());
		this.ws.addListener("open", ::onOpen).addListener("message", ::onMessage).addListener("close", ::onClose);
		return 3;
	}
	private onOpen(event, data, arg) { this.ws.send("Grüße 😀"); b = new Buffer(2); b.addByte(1); b.addByte(2); this.ws.sendBytes(b); }
	private onMessage(event, string data, arg) { c.log("text " + data); }
	private onMessage(event, object data, arg) { c.log("bytes " + data.getByte(0) + data.getByte(1)); this.ws.close(3000, "bye"); }
	private onClose(event, info, arg) { c.log("close " + info.code + " " + info.reason + " " + info.wasClean); }
}
`

// The client of wsclient loses its first connection, comes back by itself and says what it kept.
const comingBack = `include wsclient;
class main_class {
	private ws = null;
	public main(args) {
		this.ws = new WsClient(args[0] + "/fault/close?code=1001&reason=away");
		this.ws.setReconnect(1, 1);
		this.ws.addListener("close", ::onClose).addListener("reconnect", ::onReconnect);
	}
	private onClose(event, info, arg) { c.log("close " + info.code + " " + info.reason); }
	private onReconnect(event, data, arg) { if (data.attempt == 2) { this.ws.close(); c.log("over " + this.ws.getReadyState()); } }
}
`

func TestWebSocket(t *testing.T) {
	url, _ := sockets(t)
	inFolder(t, map[string]string{"echo.aus": echoClient, "back.aus": comingBack})
	for _, c := range []struct {
		file string
		code int
		out  string
	}{
		{"echo.aus", 3, "true0\ntext Grüße 😀\nbytes 12\nclose 3000 bye true\n"},
		{"back.aus", 0, "close 1001 away\nclose 1001 away\nover 3\n"},
	} {
		if out, errs, code := invoke(c.file, url); out != c.out || errs != "" || code != c.code {
			t.Errorf("%s: exit %d, output %q, want %q, errors %q", c.file, code, out, c.out, errs)
		}
	}
}

// The examples of the page run natively, with an address in the place of a relative one.
func TestExamples(t *testing.T) {
	url, _ := sockets(t)
	for name, last := range map[string]string{"echo-text": "[info] Closed: 1000 nothing left to say", "echo-binary": "[info] Closed with code 1000."} {
		source, err := os.ReadFile(filepath.Join("..", "..", "web", "examples", name+".aus"))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name+".aus")
		text := strings.ReplaceAll(string(source), `"/ws/echo"`, `"`+url+`/ws/echo"`)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		out, errs, code := invoke(file)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if code != 0 || errs != "" || lines[len(lines)-1] != last {
			t.Errorf("%s: exit %d, output\n%s\nerrors %q", name, code, out, errs)
		}
	}
}

// The unit tests of WsClient, written with aunit, pass.
func TestClientUnitTests(t *testing.T) {
	out, errs, code := invoke("-t", filepath.Join("..", "..", "websocket", "testdata", "wsclient.test.aus"))
	if code != 0 || errs != "" || !strings.Contains(out, "\n[info] PASSED: 13 SKIPPED: 0 FAILED: 0 TOTAL: 13\n") {
		t.Errorf("exit %d, output\n%s\nerrors %q", code, out, errs)
	}
}

// The command ends only when the sockets that an interrupted program left are closed with code 1000.
func TestDrain(t *testing.T) {
	url, faults := sockets(t)
	inFolder(t, map[string]string{"left.aus": `include websocket;
class main_class {
	public main(args) { ws = new WebSocket(args[0] + "/fault/late-close?ms=100&id=left"); ws.addListener("open", ::onOpen, ws); }
	private onOpen(event, data, ws) { ws.send("ready"); }
}`})
	interrupt, code := make(chan os.Signal, 1), make(chan int, 1)
	go func() {
		code <- Run([]string{"left.aus", url}, Env{Stdout: io.Discard, Stderr: io.Discard, Interrupt: interrupt})
	}()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if seen, _ := faults.Seen("left", 0); len(seen) > 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("no connection")
		}
	}
	interrupt <- os.Interrupt
	if got := <-code; got != exitInterrupted {
		t.Errorf("exit %d", got)
	}
	if seen, ok := faults.Seen("left", 0); !slices.Equal(seen, []string{`text "ready"`, `close 1000 ""`}) {
		t.Errorf("the server saw %q, ended %v", seen, ok)
	}
}

// A module that includes the program's own file does not load it again.
func TestIncludeOfTheMainFile(t *testing.T) {
	inFolder(t, map[string]string{
		"s/app.aus":  "static class app { public n = 0; public app() { c.log('made'); } }\ninclude part;\nclass m { public main() { c.log(part.f()); } }",
		"s/part.aus": "include app;\nstatic class part { public f() { app.n++; return app.n; } }",
	})
	for _, file := range []string{"s/app.aus", "./s/app.aus"} {
		if out, errs, code := invoke(file); out != "made\n1\n" || errs != "" || code != 0 {
			t.Errorf("%s: exit %d, output %q, errors %q", file, code, out, errs)
		}
	}
}
