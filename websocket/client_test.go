// This file defines the tests of WsClient, over the fake transport.

package websocket

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

// clientKit is the program around a case. show prints an event and the state; listen registers it for all events.
const clientKit = `include wsclient;
include sys;

class app {
	public ws = null;
	public n = 0;
	public kept = [];

	public main(args) {
		BODY
	}

	public open(url = "ws://h/") {
		this.ws = new WsClient(url);
		this.ws.setReconnect(2, 8);
		for (e : ["open", "message", "close", "error", "reconnect", "giveup", "dropped"]) { this.ws.addListener(e, ::show); }
	}

	private show(e, d, a) {
		text = "" + d;
		if (e == "close") { text = d["code"] + " '" + d["reason"] + "' " + d["wasClean"]; }
		if (e == "reconnect") { text = "" + d["attempt"]; }
		if (e == "giveup") { text = "" + d["attempts"]; }
		c.println(e + " " + text + " rs=" + this.ws.getReadyState());
	}

	private waitFor(int state) {
		for (i = 0; i < 5000 && this.ws.getReadyState() != state; i++) { sys.sleep(1); }
	}

	MORE
}
`

// clientCase is one program. dials are what the server does for each connection, the last one for all that follow.
type clientCase struct {
	name  string
	body  string
	more  string
	dials []func(c *fakeConn)
	text  func(c *fakeConn, s string)
	want  []string
	sent  [][]string // what arrived at each connection
}

func opening(c *fakeConn)  { c.open("") }
func refusing(c *fakeConn) { c.fail() }
func dropping(c *fakeConn) { c.open(""); c.end(1006, "", false) }

var clientCases = []clientCase{
	{name: "open, message, close", dials: []func(*fakeConn){func(c *fakeConn) { c.open("p"); c.say("hi") }},
		body: `this.open(); c.println(this.ws.getReadyState() + this.ws.getUrl()); this.waitFor(1); sys.sleep(2); c.println(this.ws.getProtocol()); this.ws.close(3001, "r");
			c.println(this.ws.getReadyState()); this.waitFor(3);`,
		want: []string{"0ws://h/", "open null rs=1", "message hi rs=1", "p", "2", "close 3001 'r' true rs=2"},
		sent: [][]string{{`close 3001 "r"`}}},
	{name: "comes back", dials: []func(*fakeConn){refusing, refusing, opening},
		body: `this.open(); this.waitFor(1); this.ws.close(); this.waitFor(3);`,
		want: []string{"error null rs=0", "close 1006 '' false rs=0", "reconnect 1 rs=0", "error null rs=0", "close 1006 '' false rs=0", "reconnect 2 rs=0",
			"open null rs=1", "close 1000 '' true rs=2"}},
	{name: "gives up", dials: []func(*fakeConn){refusing},
		body: `this.open(); this.ws.setReconnect(1, 1, 2).send("a").send("b"); this.waitFor(3); sys.sleep(5);`,
		want: []string{"error null rs=0", "close 1006 '' false rs=0", "reconnect 1 rs=0", "error null rs=0", "close 1006 '' false rs=0", "reconnect 2 rs=0",
			"error null rs=0", "close 1006 '' false rs=0", "dropped a rs=3", "dropped b rs=3", "giveup 2 rs=3"}},
	{name: "never again", dials: []func(*fakeConn){dropping}, body: `this.open(); this.ws.setReconnect(1, 1, 0);`,
		want: []string{"open null rs=1", "close 1006 '' false rs=0", "giveup 0 rs=3"}},
	{name: "a connection that ends at once counts as a failure", dials: []func(*fakeConn){dropping}, body: `this.open(); this.ws.setReconnect(200, 200, 1);`,
		want: []string{"open null rs=1", "close 1006 '' false rs=0", "reconnect 1 rs=0", "open null rs=1", "close 1006 '' false rs=0", "giveup 1 rs=3"}},
	{name: "a connection that lasted begins anew",
		dials: []func(*fakeConn){refusing, refusing, opening, refusing, opening},
		text:  func(c *fakeConn, s string) { c.end(1001, "", true) },
		body:  `this.open(); this.ws.setReconnect(1, 1); this.waitFor(1); sys.sleep(10); this.ws.send("end"); sys.sleep(1); this.waitFor(1); this.ws.close();`,
		want: []string{"error null rs=0", "close 1006 '' false rs=0", "reconnect 1 rs=0", "error null rs=0", "close 1006 '' false rs=0", "reconnect 2 rs=0", "open null rs=1",
			"close 1001 '' true rs=0", "reconnect 1 rs=0", "error null rs=0", "close 1006 '' false rs=0", "reconnect 2 rs=0", "open null rs=1", "close 1000 '' true rs=2"}},
	{name: "keeps what is sent, after what the listeners of open send", dials: []func(*fakeConn){refusing, opening},
		body: `this.open(); this.ws.addListener("open", ::hello); b = new Buffer(2); b.addByte(7); this.ws.send("1").sendBytes(b).send("null"); b.addByte(9);
			c.println(this.ws.getQueueSize()); this.waitFor(1); sys.sleep(5); c.println(this.ws.getQueueSize()); this.ws.send("2").close();`,
		more: `private hello(e, d, a) { this.ws.send("hello"); }`,
		want: []string{"3", "error null rs=0", "close 1006 '' false rs=0", "reconnect 1 rs=0", "open null rs=1", "0", "close 1000 '' true rs=2"},
		sent: [][]string{nil, {`text "hello"`, `text "1"`, `binary [7 0]`, `text "null"`, `text "2"`, `close 1000 ""`}}},
	{name: "the queue is bounded", dials: []func(*fakeConn){refusing, opening},
		body: `this.open(); this.ws.setQueue(2); for (i = 0; i < 4; i++) { this.ws.send("m" + i); } this.ws.setQueue(0); this.ws.sendBytes(new Buffer(3)); this.waitFor(1); sys.sleep(5); this.ws.close();`,
		want: []string{"~", "~", "~", "~", "~", "~", "open null rs=1", "close 1000 '' true rs=2"},
		sent: [][]string{nil, {`text "m0"`, `text "m1"`, `close 1000 ""`}}},
	{name: "dropped messages without a listener", dials: []func(*fakeConn){opening},
		body: `this.ws = new WsClient("ws://h/"); this.ws.setQueue(0).send("abc").sendBytes(new Buffer(4)); this.waitFor(1); this.ws.close();`,
		want: []string{`WsClient: a text of 3 characters was not sent and is dropped. Listen to "dropped" to get such messages.`,
			`WsClient: a Buffer of 4 bytes was not sent and is dropped. Listen to "dropped" to get such messages.`}},
	{name: "closed while waiting", dials: []func(*fakeConn){refusing},
		body: `this.open(); this.ws.setReconnect(100000000, 100000000).send("kept").addListener("reconnect", ::stop);`,
		more: `private stop(e, d, a) { this.ws.close(); c.println(this.ws.getReadyState()); this.ws.close(3000); }`,
		want: []string{"error null rs=0", "close 1006 '' false rs=0", "reconnect 1 rs=0", "3", "dropped kept rs=3"}},
	{name: "closed in the handler of close", dials: []func(*fakeConn){dropping},
		body: `this.open(); this.ws.addListener("close", ::stop);`, more: `private stop(e, d, a) { this.ws.close(); }`,
		want: []string{"open null rs=1", "close 1006 '' false rs=0"}},
	{name: "closed while connecting", dials: []func(*fakeConn){func(*fakeConn) {}}, body: `this.open(); this.ws.close();`,
		want: []string{"error null rs=2", "close 1006 '' false rs=2"}},
	{name: "heartbeat that is answered", dials: []func(*fakeConn){opening}, text: func(c *fakeConn, s string) { c.say(s + "!") },
		body: `this.open(); this.ws.setHeartbeat(3, 1000, "beat"); this.ws.addListener("message", ::go); this.waitFor(1);`,
		more: `private go(e, d, a) { this.n++; if (this.n == 3) { this.ws.close(); } }`,
		want: []string{"open null rs=1", "message beat! rs=1", "message beat! rs=1", "message beat! rs=1", "close 1000 '' true rs=2"},
		sent: [][]string{{`text "beat"`, `text "beat"`, `text "beat"`, `close 1000 ""`}}},
	{name: "heartbeat that is not answered", dials: []func(*fakeConn){opening, func(c *fakeConn) { c.open(""); c.say("second") }},
		body: `this.open(); this.ws.setHeartbeat(3, 10); this.ws.addListener("message", ::go);`,
		more: `private go(e, d, a) { this.ws.close(); }`,
		want: []string{"open null rs=1", "close 1006 'no answer' false rs=0", "reconnect 1 rs=0", "open null rs=1", "message second rs=1", "close 1000 '' true rs=2"}},
	{name: "listeners removed and passed values", dials: []func(*fakeConn){refusing, opening},
		body: `this.ws = new WsClient("ws://h/"); this.ws.setReconnect(1, 1).addListener("reconnect", ::tell, 1).addListener("reconnect", ::never).addListener("reconnect", ::tell, 2)
			.addListener("open", ::never).addListener("open", ::last, [5]);
			c.println("" + this.ws.removeListener("open", ::never) + this.ws.removeListener("open", ::never) + this.ws.removeListener("reconnect", ::never));`,
		more: `private tell(e, d, a) { c.println(e + a + d["delay"]); d["delay"] = 99; }
			private never(e, d, a) { c.println("never"); } private last(e, d, a) { c.println(a[0]); this.ws.close(); }`,
		want: []string{"truefalsetrue", "reconnect11", "reconnect21", "5"}},
	{name: "a handler that throws or blocks holds up no other", dials: []func(*fakeConn){refusing, opening},
		body: `this.ws = new WsClient("ws://h/"); this.ws.setReconnect(1, 1).addListener("reconnect", ::bad).addListener("reconnect", ::slow).addListener("reconnect", ::good);
			this.ws.addListener("open", ::done);`,
		more: `private bad(e, d, a) { throw "boom"; } private slow(e, d, a) { sys.sleep(50); c.println("slow"); } private good(e, d, a) { c.println("good"); }
			private done(e, d, a) { c.println("open"); this.ws.close(); }`,
		want: []string{"~boom", "good", "open", "slow"}},
	{name: "what is refused", dials: []func(*fakeConn){opening},
		body: `this.open();
			try { new WsClient("ftp://h/"); } catch (x) { c.println(x.getText()); }
			try { this.ws.setReconnect(0, 1); } catch (x) { c.println(x.getText()); }
			try { this.ws.setReconnect(5, 4); } catch (x) { c.println(x.getText()); }
			try { this.ws.setQueue(-1); } catch (x) { c.println(x.getText()); }
			try { this.ws.setHeartbeat(1, 0); } catch (x) { c.println(x.getText()); }
			try { this.ws.addListener("Open", ::show); } catch (x) { c.println(x.getText()); }
			try { this.ws.addListener("open", null); } catch (x) { c.println(x.getText()); }
			try { this.ws.send(null); } catch (x) { c.println(x.getText()); }
			try { this.ws.sendBytes(this); } catch (x) { c.println(x.getText()); }
			try { this.ws.close(5); } catch (x) { c.println(x.getText()); }
			c.println(this.ws.getReadyState());
			this.ws.close();
			try { this.ws.send("x"); } catch (x) { c.println(x.getText()); }`,
		want: []string{`WebSocket(): SyntaxError: the URL "ftp://h/" has the scheme "ftp", it must be ws, wss, http or https.`,
			"WsClient.setReconnect(): TypeError: MinDelay must be at least 1, found 0.",
			"WsClient.setReconnect(): TypeError: MaxDelay must be at least MinDelay, found 4.",
			"WsClient.setQueue(): TypeError: Limit must be at least 0, found -1.",
			"WsClient.setHeartbeat(): TypeError: Timeout must be at least 1, found 0.",
			`WsClient.addListener(): TypeError: Event must be "open", "message", "close", "error", "reconnect", "giveup" or "dropped", found "Open".`,
			"WsClient.addListener(): TypeError: Handler must be a callback, found null.",
			"WsClient.send(): TypeError: Text must be a string, found null.",
			`WsClient.sendBytes(): TypeError: Buf must be a Buffer, found "app".`,
			"WebSocket.close(): InvalidAccessError: the close code must be 1000 or 3000 to 4999, found 5.",
			"0",
			"WsClient.send(): InvalidStateError: the client is closed (state 2), nothing can be sent.",
			"error null rs=2", "close 1006 '' false rs=2"}},
	{name: "a class that extends it", dials: []func(*fakeConn){refusing, opening}, body: `this.ws = new Chat("ws://h/");`, more: `
	public quiet() {}
}

class Chat : WsClient {
	public Chat(string url) {
		this.WsClient(url);
		this.setReconnect(1, 1).addListener("open", ::ready);
	}
	private ready(e, d, a) { c.println(e); this.close(); }
`, want: []string{"open"}},
}

// playClient runs a program that may use WsClient.
func playClient(t *testing.T, source string, tr Transport) []string {
	t.Helper()
	got, _ := playWith(t, source, aussom.Options{Native: []vm.Module{Module(tr, Options{}), ClientModule()}})
	return got
}

func TestClient(t *testing.T) {
	for _, tt := range clientCases {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var dialled atomic.Int32
			tr := &fakeTransport{server: server{text: tt.text, dial: func(c *fakeConn) {
				n := int(dialled.Add(1))
				tt.dials[min(n, len(tt.dials))-1](c)
			}}}
			got := playClient(t, strings.NewReplacer("BODY", tt.body, "MORE", tt.more).Replace(clientKit), tr)
			if !sameLines(got, tt.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
			}
			for i, sent := range tt.sent {
				if i >= len(tr.conns) || !sameLines(tr.conns[i].log, sent) {
					t.Errorf("connection %d saw %q, want %q", i, tr.conns[i].log, sent)
				}
			}
			for i, c := range tr.conns {
				if c.released != 1 {
					t.Errorf("connection %d was released %d times", i, c.released)
				}
			}
		})
	}
}

// The delays double up to the limit, less at most one half.
func TestClientDelays(t *testing.T) {
	got := playClient(t, `include wsclient;
class probe : WsClient {
	public probe() { this.WsClient("ws://h/"); this.setReconnect(100, 1000); }
	public check() {
		text = "";
		for (n = 1; n < 70; n++) {
			this._attempts = n;
			most = 100;
			for (i = 1; i < n && most < 1000; i++) { most = most * 2; }
			if (most > 1000) { most = 1000; }
			least = most;
			largest = 0;
			for (i = 0; i < 200; i++) {
				d = this._nextDelay();
				if (d < least) { least = d; }
				if (d > largest) { largest = d; }
			}
			if (least < most / 2 || largest > most || largest - least < most / 4) { text += n + ": " + least + " " + largest + "; "; }
		}
		this.close();
		return text;
	}
}
class app {
	public main() { p = new probe(); c.println("wrong: " + p.check()); }
}
`, &fakeTransport{})
	if len(got) != 1 || got[0] != "wrong: " {
		t.Errorf("got %q", got)
	}
}
