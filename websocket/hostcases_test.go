// This file defines HostCases, programs that must behave alike over every transport: TestHostCases runs them over the fake, whose
// server does what the paths of package e2e/fault say, TestNative over the native transport and that server itself.

package websocket

import (
	"strings"
	"testing"
)

// HostCase is one program. URL in it stands for the address of the server.
type HostCase struct {
	Name       string
	Body, More string
	Want       []string

	fake server
}

// Source returns the program for a server.
func (h *HostCase) Source(url string) string {
	return strings.ReplaceAll(program(h.Body, h.More), "URL", url)
}

// Check compares what the program printed.
func (h *HostCase) Check(t *testing.T, got []string) {
	t.Helper()
	if !sameLines(got, h.Want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(h.Want, "\n\t"))
	}
}

// Play runs a program over a transport and returns its console lines and code.
func Play(t *testing.T, source string, tr Transport) ([]string, int) {
	t.Helper()
	return play(t, source, tr, Options{})
}

func TestHostCases(t *testing.T) {
	for _, h := range HostCases() {
		t.Run(h.Name, func(t *testing.T) {
			got, _ := Play(t, h.Source("ws://h/"), &fakeTransport{server: h.fake})
			h.Check(t, got)
		})
	}
}

// socketAt makes main open a path and show its events.
func socketAt(path string) string {
	return `this.ws = new WebSocket("URL` + path + `"); this.listen();`
}

// onOpen adds a listener that does more when the socket is open.
const onOpen = ` this.ws.addListener("open", ::go);`

func doing(statements string) string { return "private go(e, d, a) { " + statements + " }" }

var failing = server{dial: func(c *fakeConn) { c.fail() }}

var failed = []string{"error null rs=3", "close 1006 '' false rs=3"}

// ends is a server that opens and then ends the connection.
func ends(code int, reason string, clean bool) server {
	return server{dial: func(c *fakeConn) { c.open(""); c.end(code, reason, clean) }}
}

// breaks is a server that opens, sends texts, and breaks the protocol.
func breaks(texts ...string) server {
	return server{dial: func(c *fakeConn) {
		c.open("")
		for _, s := range texts {
			c.say(s)
		}
		c.fail()
	}}
}

// mirror is a server that sends everything back.
var mirror = server{
	text:   func(c *fakeConn, s string) { c.say(s) },
	binary: func(c *fakeConn, b []byte) { c.bytes(b...) },
}

// chooses is a server that answers with a subprotocol.
func chooses(p string) server { return server{dial: func(c *fakeConn) { c.open(p) }} }

// HostCases returns the cases.
func HostCases() []HostCase {
	return append(append(handshakeCases(), trafficCases()...), endingCases()...)
}

func handshakeCases() []HostCase {
	protocol := func(name, path, protocol string, fake server, want ...string) HostCase {
		return HostCase{Name: name, fake: fake, Want: want, More: doing(`c.println(this.ws.getProtocol()); this.ws.close();`),
			Body: `this.ws = new WebSocket("URL` + path + `", ` + protocol + `); this.listen();` + onOpen}
	}
	cases := []HostCase{
		protocol("P7 first", "protocol?choose=first", `["a", "b"]`, chooses("a"), "open null rs=1", "a", "close 1000 '' true rs=3"),
		protocol("P7 last", "protocol?choose=last", `["a", "b"]`, chooses("b"), "open null rs=1", "b", "close 1000 '' true rs=3"),
		protocol("P1 none offered", "protocol", `null`, chooses(""), "open null rs=1", "", "close 1000 '' true rs=3"),
		protocol("P8 none chosen", "protocol?choose=none", `"a"`, failing, failed...),
		protocol("P10 chosen but not offered", "protocol?choose=a", `null`, failing, failed...),
		protocol("P11 another one", "protocol?choose=b", `"a"`, failing, failed...),
		protocol("P11 another case", "protocol?choose=A", `"a"`, failing, failed...),
		{Name: "K9 closed while connecting", fake: server{dial: func(*fakeConn) {}},
			Body: socketAt("slow-open?ms=2000") + `this.ws.close(3000, "why"); c.println(this.ws.getReadyState());`,
			Want: append([]string{"2"}, failed...)},
		{Name: "E2 listeners added late", fake: bye, Body: `this.ws = new WebSocket("URLclose?code=1000"); sys.sleep(0);
			for (i = 0; i < 100000; i++) { this.n = i; } c.println(this.ws.getReadyState()); this.listen();`,
			Want: []string{"0", "open null rs=1", "close 1000 '' true rs=3"}},
	}
	for _, path := range []string{"refuse?status=404", "refuse?status=500", "redirect?to=echo", "bad-accept", "half-handshake"} {
		cases = append(cases, HostCase{Name: "E4 E7 " + path, fake: failing, Body: socketAt(path), Want: failed})
	}
	return append(cases, HostCase{Name: "E4 refused", fake: failing, Want: failed,
		Body: `this.ws = new WebSocket("ws://127.0.0.1:1/"); this.listen();`})
}

func trafficCases() []HostCase {
	return []HostCase{
		{Name: "S4 S6 S7 S13 texts and bytes", fake: mirror, Body: socketAt("echo") + onOpen + ` this.ws.addListener("message", ::last);`,
			More: doing(`this.ws.send("").send("a\uDC00xb\uD800").send("\uD83D\uDE00é").sendBytes(new Buffer(0)); b = new Buffer(3); b.addByte(255);
				this.ws.sendBytes(b).send("bye");`) + ` private last(e, d, a) { if (d == "bye") { this.ws.close(); } }`,
			Want: []string{"open null rs=1", "message  rs=1", "message a\uFFFDxb\uFFFD rs=1", "message 😀é rs=1", "message Buffer 0 rs=1", "message Buffer 3 rs=1",
				"message bye rs=1", "close 1000 '' true rs=3"}},
		{Name: "S8 large messages", fake: mirror, Body: `this.ws = new WebSocket("URLecho"); this.ws.addListener("message", ::size);` + onOpen,
			More: doing(`for (n : [125, 126, 65535, 65536, 1048576, 16777216]) { this.ws.sendBytes(new Buffer(n)); }`) +
				` private size(e, d, a) { c.println(d.size()); if (d.size() == 16777216) { this.ws.close(); } }`,
			Want: []string{"125", "126", "65535", "65536", "1048576", "16777216"}},
		{Name: "S10 bytes are those at the call", fake: mirror, Body: `this.ws = new WebSocket("URLecho"); this.ws.addListener("message", ::first);` + onOpen,
			More: doing(`b = new Buffer(2); b.addByte(1); this.ws.sendBytes(b); b.addByte(99);`) +
				` private first(e, d, a) { c.println(d.getByte() + " " + d.getByte()); this.ws.close(); }`,
			Want: []string{"1 0"}},
		{Name: "B7 fragments and pings", Body: socketAt("fragments") + ` this.ws.addListener("message", ::go);`, More: doing(`this.n++; if (this.n == 2) { this.ws.close(); }`),
			fake: server{dial: func(c *fakeConn) {
				c.open("")
				c.say("one two three")
				c.bytes([]byte("one two three")...)
			}},
			Want: []string{"open null rs=1", "message one two three rs=1", "message Buffer 13 rs=1", "close 1000 '' true rs=3"}},
		{Name: "many messages", Body: `this.ws = new WebSocket("URLpush?n=20000&size=3"); this.ws.addListener("message", ::go);`,
			More: doing(`this.n += #d; if (this.n == 60000) { c.println(this.n); this.ws.close(); }`),
			fake: server{dial: func(c *fakeConn) {
				c.open("")
				for range 20000 {
					c.say("xxx")
				}
			}},
			Want: []string{"60000"}},
		{Name: "B9 messages and Close in one go", Body: socketAt("burst?n=3&code=4001&reason=end"),
			fake: server{dial: func(c *fakeConn) {
				c.open("")
				c.say("m0")
				c.say("m1")
				c.say("m2")
				c.end(4001, "end", true)
			}},
			Want: []string{"open null rs=1", "message m0 rs=1", "message m1 rs=1", "message m2 rs=1", "close 4001 'end' true rs=3"}},
		{Name: "E6 a text that is not UTF-8", fake: breaks("good"), Body: socketAt("bad-utf8"),
			Want: append([]string{"open null rs=1", "message good rs=1"}, failed...)},
		{Name: "E6 a reserved opcode", fake: breaks("good"), Body: socketAt("reserved"),
			Want: append([]string{"open null rs=1", "message good rs=1"}, failed...)},
	}
}

func endingCases() []HostCase {
	closing := func(name, path, call string, fake server, want string) HostCase {
		return HostCase{Name: name, fake: fake, Body: socketAt(path) + onOpen, More: doing(call), Want: []string{"open null rs=1", want}}
	}
	cases := []HostCase{
		closing("K1 close()", "echo", `this.ws.close();`, server{}, "close 1000 '' true rs=3"),
		closing("K2 code and reason", "echo", `this.ws.close(4999, "wîth");`, server{}, "close 4999 'wîth' true rs=3"),
		closing("K10 twice", "echo", `this.ws.close(3001); this.ws.close(3002);`, server{}, "close 3001 '' true rs=3"),
		closing("K11 sent before", "echo", `this.ws.send("x").close();`, server{}, "close 1000 '' true rs=3"),
		closing("K12 a late answer", "late-close?ms=300", `this.ws.close(3000, "r");`, server{}, "close 3000 'r' true rs=3"),
		closing("K13 no answer", "never-close", `this.ws.close(3000, "r");`,
			server{close: func(c *fakeConn, _ int, _ string) { c.end(1006, "", false) }}, "close 1006 '' false rs=3"),
		closing("K14 data after our Close", "data-after-close", `this.ws.close(3000, "r");`,
			server{close: func(c *fakeConn, code int, reason string) { c.say("too late"); c.end(code, reason, true) }}, "close 3000 'r' true rs=3"),
		closing("R2 K16 the server's Close on a message", "close-first?code=1001&reason=bye", `this.ws.send("x");`,
			server{text: func(c *fakeConn, _ string) { c.end(1001, "bye", true) }}, "close 1001 'bye' true rs=3"),
		closing("E5 lost after a message", "drop?after=1", `this.ws.send("x");`,
			server{text: func(c *fakeConn, _ string) { c.end(1006, "", false) }}, "close 1006 '' false rs=3"),
	}
	add := func(name, path string, fake server, want ...string) {
		cases = append(cases, HostCase{Name: name, fake: fake, Body: socketAt(path), Want: append([]string{"open null rs=1"}, want...)})
	}
	add("E5 lost", "drop", ends(1006, "", false), "close 1006 '' false rs=3")
	add("R1 no code", "close?body=", ends(1005, "", true), "close 1005 '' true rs=3")
	add("R2 1001", "close?code=1001&reason=r%C3%A9", ends(1001, "ré", true), "close 1001 'ré' true rs=3")
	add("R2 1011", "close?code=1011", ends(1011, "", true), "close 1011 '' true rs=3")
	add("R2 1014", "close?code=1014", ends(1014, "", true), "close 1014 '' true rs=3")
	add("R2 3999", "close?code=3999&reason=x", ends(3999, "x", true), "close 3999 'x' true rs=3")
	for _, path := range []string{"close?code=1005", "close?code=1006", "close?code=1015", "close?body=03", "close?body=03E8FF"} {
		add("R4 R5 R6 "+path, path, breaks(), failed...)
	}
	return cases
}
