// This file defines the cases of TestScripts about events, listeners and lifetime.

package websocket

// pushes is a server that opens, sends texts and ends.
func pushes(texts ...string) server {
	return server{dial: func(c *fakeConn) {
		c.open("")
		for _, s := range texts {
			c.say(s)
		}
		c.end(1000, "", true)
	}}
}

const listening = `this.ws = new WebSocket("ws://h/"); this.listen();`

var eventCases = []scriptCase{
	{name: "E1: open", server: bye, body: listening, want: []string{"open null rs=1", "close 1000 '' true rs=3"}},
	{name: "E2: a listener added later in the same run", server: bye,
		body: `this.ws = new WebSocket("ws://h/"); for (i = 0; i < 100000; i++) { this.n = i; } c.println(this.ws.getReadyState()); this.listen();`,
		want: []string{"0", "open null rs=1", "close 1000 '' true rs=3"}},
	{name: "E3: no replay", server: pushes("1", "2"), body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("message", ::go);`,
		more: `private go(e, d, a) { c.println("go " + d); if (d == "1") { this.listen(); } }`,
		want: []string{"go 1", "go 2", "message 2 rs=1", "close 1000 '' true rs=3"}},
	{name: "E4: a failed connection", server: server{dial: func(c *fakeConn) { c.fail() }}, body: listening,
		want: []string{"error null rs=3", "close 1006 '' false rs=3"}},
	{name: "E4: a failed connection whose close the host leaves out", server: server{dial: func(c *fakeConn) { c.onlyError() }}, body: listening,
		want: []string{"error null rs=3", "close 1006 '' false rs=3"}},
	{name: "E4: a failed connection whose error the host leaves out", server: server{dial: func(c *fakeConn) { c.end(1006, "", false) }}, body: listening,
		want: []string{"error null rs=3", "close 1006 '' false rs=3"}},
	{name: "E5: a lost connection has no error", server: server{dial: func(c *fakeConn) { c.open(""); c.end(1006, "", false) }}, body: listening,
		want: []string{"open null rs=1", "close 1006 '' false rs=3"}},
	{name: "E10: events without handlers are consumed", server: pushes("1"),
		body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("message", ::show);`, want: []string{"message 1 rs=1"}},
	{name: "R1 R2: codes of the server", body: `this.one(1005); this.one(1001); this.one(1011); this.one(4999);`,
		more: `private one(n) { this.ws = new WebSocket("ws://h/" + n); this.ws.addListener("close", ::show); }`,
		server: server{dial: func(c *fakeConn) {
			c.open("")
			switch c.url {
			case "ws://h/1005":
				c.end(1005, "", true)
			case "ws://h/1001":
				c.end(1001, "ré", true)
			case "ws://h/1011":
				c.end(1011, "", true)
			default:
				c.end(4999, "x", true)
			}
		}}, want: []string{"close 1005 '' true rs=0", "close 1001 'ré' true rs=0", "close 1011 '' true rs=0", "close 4999 'x' true rs=3"}},
	{name: "B2: one Buffer per listener, reused", server: server{dial: func(c *fakeConn) {
		c.open("")
		c.bytes(1, 2, 3)
		c.bytes()
		c.bytes(200, 0, 255, 13)
		c.end(1000, "", true)
	}}, body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("message", ::spoil).addListener("message", ::see).addListener("close", ::last);`,
		more: `private spoil(e, d, a) { if (d.size() > 0) { d.writeSeek(0); d.addByte(77); d.readSeek(d.size() - 1); d.getByte(); } this.kept @= d; }
		private see(e, d, a) {
			line = d.size() + " " + d.getReadCursor() + " " + d.getWriteCursor() + ":";
			n = d.size();
			for (i = 0; i < n; i++) { line += " " + d.getUByte(); }
			c.println(line); this.kept @= d;
		}
		private last(e, d, a) { k = this.kept; c.println((k[0] == k[2]) + " " + (k[0] == k[4]) + " " + (k[1] == k[5]) + " " + (k[0] == k[1])); }`,
		want: []string{"3 0 0: 1 2 3", "0 0 0:", "4 0 0: 200 0 255 13", "true true true false"}},
	{name: "B3 B4: the binary type", server: bye,
		body: `this.ws = new WebSocket("ws://h/"); for (k : ["nonsense", "BLOB", "", null, "blob", "x", "arraybuffer"]) { w = this.ws.setBinaryType(k); c.println(w.getBinaryType()); }`,
		want: []string{"arraybuffer", "arraybuffer", "arraybuffer", "arraybuffer", "blob", "blob", "arraybuffer"}},
	{name: "B7 B9 S13: messages and close in one go", server: server{dial: func(c *fakeConn) {
		c.open("")
		c.say("m0")
		c.bytes(1)
		c.say("m2")
		c.bytes()
		c.say("m4")
		c.end(1000, "end", true)
	}}, body: listening, want: []string{"open null rs=1", "message m0 rs=1", "message Buffer 1 rs=1", "message m2 rs=1", "message Buffer 0 rs=1", "message m4 rs=1", "close 1000 'end' true rs=3"}},
}

var listenerCases = []scriptCase{
	{name: "L1 L2: in the order added, the same twice", server: bye,
		body: `this.ws = new WebSocket("ws://h/"); f = ::b; this.ws.addListener("open", ::a).addListener("open", f).addListener("open", f).addListener("open", ::a);`,
		more: `private a(e, d, x) { c.println("a"); } private b(e, d, x) { c.println("b"); }`, want: []string{"a", "b", "b", "a"}},
	{name: "L3: a handler that throws", server: pushes("1", "2"), body: listening + ` this.ws.addListener("message", ::bad).addListener("message", ::show);`,
		more: `private bad(e, d, a) { throw "boom " + d; }`,
		want: []string{"open null rs=1", "message 1 rs=1", "~boom 1", "message 1 rs=1", "message 2 rs=1", "~app.bad()", "message 2 rs=1", "close 1000 '' true rs=3"}},
	{name: "L4 L5: listeners added while dispatching", server: pushes("1"), body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("open", ::go);`,
		more: `private go(e, d, a) { this.listen(); }`, want: []string{"message 1 rs=1", "close 1000 '' true rs=3"}},
	{name: "L6 L9: names and handlers that are refused", server: bye,
		body: `this.ws = new WebSocket("ws://h/"); this.fails(::a); this.fails(::b); this.fails(::d); this.fails(::f); this.fails(::g);`,
		more: `private a() { this.ws.addListener("Open", ::show); } private b() { this.ws.addListener(null, ::show); } private d() { this.ws.addListener("open", null); }
		private f() { this.ws.removeListener("bogus", ::show); } private g() { this.ws.removeListener("open", null); }`,
		want: []string{
			`EXTERN_RUNTIME WebSocket.addListener(): TypeError: Event must be "open", "message", "close" or "error", found "Open".`,
			`EXTERN_RUNTIME WebSocket.addListener(): TypeError: Event must be "open", "message", "close" or "error", found null.`,
			`EXTERN_RUNTIME WebSocket.addListener(): TypeError: Handler must be a callback, found null.`,
			`EXTERN_RUNTIME WebSocket.removeListener(): TypeError: Event must be "open", "message", "close" or "error", found "bogus".`,
			`EXTERN_RUNTIME WebSocket.removeListener(): TypeError: Handler must be a callback, found null.`,
		}},
	{name: "L7: removed listeners", server: pushes("1", "2"),
		body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("message", ::a).addListener("message", ::b).addListener("message", ::b);
		c.println(this.ws.removeListener("open", ::a) + " " + this.ws.removeListener("message", ::show));`,
		more: `private a(e, d, x) { c.println("a " + d); if (d == "1") { c.println(this.ws.removeListener("message", ::b)); } else { c.println(this.ws.removeListener("message", ::a)); } }
		private b(e, d, x) { c.println("b " + d); }`,
		want: []string{"false false", "a 1", "true", "b 1", "a 2", "true", "b 2"}},
	{name: "L10: the passed value", server: bye,
		body: `this.ws = new WebSocket("ws://h/"); l = []; this.ws.addListener("open", ::add, l).addListener("close", ::add, l);
		for (v : [1, 2.5, true, "s", {"k": 1}, this, null]) { this.ws.addListener("open", ::type, v); } this.ws.addListener("open", ::type);`,
		more: `private add(e, d, a) { a @= e; c.println(a.toJson()); } private type(e, d, a) { c.println(lang.type(a)); }`,
		want: []string{`["open"]`, "int", "double", "bool", "string", "map", "app", "null", "null", `["open","close"]`}},
	{name: "own strings and maps", server: pushes("x"),
		body: `this.ws = new WebSocket("ws://h/"); for (e : ["open", "message", "close"]) { this.ws.addListener(e, ::spoil).addListener(e, ::show); }`,
		more: `private spoil(e, d, a) { e.concat("!"); if (e == "message!") { d.concat("!"); } if (lang.type(d) == "map") { d["code"] = 1; d["reason"] = "r"; } }`,
		want: []string{"open null rs=1", "message x rs=1", "close 1000 '' true rs=3"}},
	{name: "handlers that are overloaded, variadic or closures", server: server{dial: func(c *fakeConn) {
		c.open("")
		c.say("t")
		c.bytes(1)
		c.end(1000, "", true)
	}}, body: `this.ws = new WebSocket("ws://h/"); x = "captured"; this.ws.addListener("message", ::onData).addListener("message", ::rest)
		.addListener("message", ::clo(e, d, a) { c.println("closure " + x); });`,
		more: `private onData(string e, string d, object a) { c.println("text"); } private onData(string e, object d, object a) { c.println("binary"); }
		private rest(...) { c.println(#etc); }`,
		want: []string{"text", "3", "closure captured", "binary", "3", "closure captured"}},
	{name: "a handler that blocks lets the others go on", server: pushes("1", "2"),
		body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("message", ::slow).addListener("message", ::show).addListener("close", ::show);`,
		more: `private slow(e, d, a) { c.println("slow " + d); sys.sleep(20); c.println("awake " + d); }`,
		want: []string{"slow 1", "message 1 rs=1", "slow 2", "message 2 rs=1", "close 1000 '' true rs=3", "awake 1", "awake 2"}},
	{name: "main waits for handlers", server: pushes("1"),
		body: `this.ws = new WebSocket("ws://h/"); this.listen(); while (this.ws.getReadyState() != 3) { sys.sleep(1); } c.println("main ends");`,
		want: []string{"open null rs=1", "message 1 rs=1", "close 1000 '' true rs=3", "main ends"}},
}

var lifetimeCases = []scriptCase{
	{name: "G1: a socket lives without references", server: pushes("1"),
		body: `this.make();`, more: `private make() { w = new WebSocket("ws://h/"); w.addListener("message", ::say).addListener("close", ::say); } private say(e, d, a) { c.println(e); }`,
		want: []string{"message", "close"}},
	{name: "an exception in main does not end the sockets", server: pushes("1"), body: listening + ` throw "boom";`,
		want: []string{"~boom", "open null rs=1", "message 1 rs=1", "close 1000 '' true rs=3"}},
	{name: "reconnecting from the close handler", server: bye, body: `this.connect();`,
		more: `private connect() { this.ws = new WebSocket("ws://h/"); this.ws.addListener("close", ::again); }
		private again(e, d, a) { this.n++; c.println(this.n); if (this.n < 3) { this.connect(); } }`, want: []string{"1", "2", "3"}},
	{name: "after close the last values stay", server: server{dial: func(c *fakeConn) { c.buffered = 9; c.open("p"); c.end(1000, "", true) }},
		body: `this.ws = new WebSocket("ws://h/"); while (this.ws.getReadyState() < 3) { sys.sleep(1); } sys.sleep(1); ` + dialled,
		want: []string{"3 ws://h/ arraybuffer 'p' 9"}},
	{name: "a class that extends it", server: echo, body: `this.ws = new Chat("ws://h/", this);`, more: `
	public quiet() {}
}

class Chat : WebSocket {
	public who;
	public Chat(string url, who) {
		this.who = who;
		c.println(this.getReadyState() + " '" + this.getUrl() + "' " + this.isSupported() + " " + this.getBufferedAmount());
		try { this.send("x"); } catch (e) { c.println(e.getText()); }
		this.addListener("open", ::hello);
		this.WebSocket(url);
		this.addListener("message", ::heard).addListener("close", ::heard);
	}
	private hello(e, d, a) { x = this.send("hello"); c.println(lang.type(x)); this.send("bye"); }
	private heard(e, d, a) { c.println(e + " " + this.getReadyState()); }
`, want: []string{"3 '' true 0",
		"WebSocket.send(): InvalidStateError: the connection was never begun: the constructor of an extending class must call this.WebSocket(Url).",
		"Chat", "message 1", "close 3"}},
	{name: "a failed constructor may be repeated", server: bye, body: `this.ws = new Chat();`, more: `
	public quiet() {}
}

class Chat : WebSocket {
	public Chat() {
		try { this.WebSocket("ftp://h/"); } catch (e) { c.println("refused"); }
		this.WebSocket("ws://h/");
		this.addListener("close", ::end);
	}
	private end(e, d, a) { c.println("end"); }
`, want: []string{"refused", "end"}},
}
