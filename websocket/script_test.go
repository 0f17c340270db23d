// This file defines the tests of the class as scripts see it: Aussom programs over the fake transport. The names of the cases begin
// with the rows of the table of WebSocket cases that they cover.

package websocket

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

// recorder is a console that keeps lines, errors as "error: text".
type recorder struct {
	mu    sync.Mutex
	lines []string
	part  string
}

func (r *recorder) Line(level vm.Level, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if level == vm.LevelError {
		text = "error: " + text
	}
	r.lines = append(r.lines, r.part+text)
	r.part = ""
}

func (r *recorder) Print(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.part += text
}

// kit is the program around a case: BODY is main's, MORE further functions. show prints an event and the state in its handler, listen
// registers it for all events, fails prints the exception of a call.
const kit = `include websocket;
include sys;

class app {
	public ws;
	public n = 0;
	public kept = [];

	public main(args) {
		BODY
	}

	private show(e, d, a) {
		t = lang.type(d);
		if (t == "map") {
			c.println(e + " " + d["code"] + " '" + d["reason"] + "' " + d["wasClean"] + " rs=" + this.ws.getReadyState());
		} else if (t == "Buffer") {
			c.println(e + " Buffer " + d.size() + " rs=" + this.ws.getReadyState());
		} else {
			c.println(e + " " + d + " rs=" + this.ws.getReadyState());
		}
	}

	private listen() {
		this.ws.addListener("open", ::show).addListener("message", ::show).addListener("close", ::show).addListener("error", ::show);
	}

	private fails(f) {
		try {
			f.call();
			c.println("no exception");
		} catch (e) {
			c.println(e.getId() + " " + e.getText());
		}
	}

	MORE
}
`

// bye is a server that opens and ends at once.
var bye = server{dial: func(c *fakeConn) { c.open(""); c.end(1000, "", true) }}

// scriptCase is one program. Lines of want that begin with "~" are parts of the line.
type scriptCase struct {
	name   string
	body   string
	more   string
	server server
	host   func(tr *fakeTransport) // further settings
	opts   Options
	want   []string
	sent   []string // what arrived at the first connection
}

// play runs a program and returns its console lines and code.
func play(t *testing.T, source string, tr Transport, o Options) ([]string, int) {
	t.Helper()
	return playWith(t, source, aussom.Options{Native: []vm.Module{Module(tr, o)}})
}

// playWith is play with other modules.
func playWith(t *testing.T, source string, o aussom.Options) ([]string, int) {
	t.Helper()
	console := &recorder{}
	ended := make(chan int, 1)
	o.Name, o.Host, o.Ended = "case.aus", vm.Host{Console: console}, func(code int) { ended <- code }
	p := aussom.Start(source, o)
	select {
	case code := <-ended:
		console.mu.Lock()
		defer console.mu.Unlock()
		return console.lines, code
	case <-time.After(20 * time.Second):
		p.Stop()
		console.mu.Lock()
		defer console.mu.Unlock()
		t.Fatalf("the program does not end; so far:\n%s", strings.Join(console.lines, "\n"))
		return nil, 0
	}
}

func program(body, more string) string {
	return strings.NewReplacer("BODY", body, "MORE", more).Replace(kit)
}

func sameLines(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	for i, w := range want {
		if part, ok := strings.CutPrefix(w, "~"); ok && strings.Contains(got[i], part) {
			continue
		}
		if got[i] != w {
			return false
		}
	}
	return true
}

func TestScripts(t *testing.T) {
	for _, cases := range [][]scriptCase{constructorCases, sendCases, closeCases, eventCases, listenerCases, lifetimeCases} {
		for _, tt := range cases {
			t.Run(tt.name, func(t *testing.T) {
				tr := &fakeTransport{server: tt.server}
				if tt.host != nil {
					tt.host(tr)
				}
				got, _ := play(t, program(tt.body, tt.more), tr, tt.opts)
				if !sameLines(got, tt.want) {
					t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
				}
				if tt.sent != nil && (len(tr.conns) == 0 || !sameLines(tr.conns[0].log, tt.sent)) {
					t.Errorf("the first connection saw %v, want %v", tr.conns, tt.sent)
				}
				for i, c := range tr.conns {
					if c.released != 1 {
						t.Errorf("connection %d was released %d times", i, c.released)
					}
				}
			})
		}
	}
}

// Every row of the table's browser-independent list has a case.
func TestRowsCovered(t *testing.T) {
	const rows = "U1 U2 U3 U5 U6 U8 U9 U12 P1 P2 P3 P7 P11 E1 E2 E3 E4 E5 E8 K1 K2 K3 K6 K7 K8 K9 K10 K11 K14 K15 R1 R2 " +
		"S1 S3 S4 S6 S7 S8 S10 S12 B2 B3 B4 B7 B9 L1 L3 L4 L5 L9 L10 G1"
	covered := map[string]bool{}
	for _, cases := range [][]scriptCase{constructorCases, sendCases, closeCases, eventCases, listenerCases, lifetimeCases} {
		for _, tt := range cases {
			ids, _, _ := strings.Cut(tt.name, ":")
			for _, id := range strings.Fields(ids) {
				covered[id] = true
			}
		}
	}
	for _, row := range strings.Fields(rows) {
		if !covered[row] {
			t.Errorf("row %s has no case", row)
		}
	}
}

// Without the include the class is unknown.
func TestInclude(t *testing.T) {
	got, code := play(t, "class app {\n\tpublic main(args) {\n\t\tws = new WebSocket(\"ws://h\");\n\t}\n}\n", &fakeTransport{}, Options{})
	all := strings.Join(got, "\n")
	if code != 1 || !strings.Contains(all, "WebSocket") || !strings.Contains(all, "include websocket") {
		t.Errorf("code %d:\n%s", code, all)
	}
}

// Stopping closes the sockets and delivers nothing more.
func TestStopProgram(t *testing.T) {
	tr := &fakeTransport{}
	console := &recorder{}
	ended, opened := make(chan int, 1), make(chan bool, 1)
	tr.text = func(*fakeConn, string) { opened <- true }
	p := aussom.Start(program(`this.ws = new WebSocket("ws://h/"); this.listen(); this.ws.addListener("open", ::go);`,
		`private go(e, d, a) { this.ws.send("ready"); while (true) { this.n++; } }`), aussom.Options{
		Name: "case.aus", Native: []vm.Module{Module(tr, Options{})}, Host: vm.Host{Console: console},
		Ended: func(code int) { ended <- code },
	})
	wait := func(c <-chan bool) {
		select {
		case <-c:
		case <-time.After(20 * time.Second):
			t.Fatal("the handler does not start")
		}
	}
	wait(opened)
	tr.conns[0].say("unseen")
	p.Stop()
	select {
	case code := <-ended:
		if code != -1 {
			t.Errorf("code %d", code)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the program does not stop")
	}
	tr.conns[0].say("unseen")
	time.Sleep(20 * time.Millisecond)
	console.mu.Lock()
	defer console.mu.Unlock()
	if got := strings.Join(console.lines, "\n"); got != "open null rs=1" || tr.conns[0].released != 1 {
		t.Errorf("released %d times, lines\n%s", tr.conns[0].released, got)
	}
}

// Many pushed messages arrive all, in order.
func TestManyMessages(t *testing.T) {
	const n = 50000
	tr := &fakeTransport{server: server{dial: func(c *fakeConn) {
		c.open("")
		for range n {
			c.say("abc")
		}
		c.end(1000, "", true)
	}}}
	start := time.Now()
	got, _ := play(t, program(`this.ws = new WebSocket("ws://h/"); this.ws.addListener("message", ::count).addListener("close", ::done);`,
		`private count(string e, string d, object a) { this.n += #d; }
		private done(e, d, a) { c.println(this.n); }`), tr, Options{})
	if len(got) != 1 || got[0] != "150000" {
		t.Errorf("got %v", got)
	}
	t.Logf("%d messages in %v", n, time.Since(start))
}
