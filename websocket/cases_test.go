// This file defines the cases of TestScripts about constructor, sending and closing.

package websocket

import (
	"strings"
)

// dialled prints what the transport was asked for, after the constructor.
const dialled = `c.println(this.ws.getReadyState() + " " + this.ws.getUrl() + " " + this.ws.getBinaryType() + " '" + this.ws.getProtocol() + "' " + this.ws.getBufferedAmount());`

func protocolServer(p string) server {
	return server{dial: func(c *fakeConn) {
		for _, offered := range c.protocols {
			if offered == p {
				c.open(p)
				c.end(1000, strings.Join(c.protocols, "|"), true)
				return
			}
		}
		c.fail()
	}}
}

var constructorCases = []scriptCase{
	{name: "U1 B3: a new socket connects", server: bye, host: func(tr *fakeTransport) { tr.url = "ws://h/p" },
		body: `this.ws = new WebSocket("WS://H/p"); ` + dialled + ` this.listen(); c.println(this.ws.isSupported());`,
		want: []string{"0 ws://h/p arraybuffer '' 0", "true", "open null rs=1", "close 1000 '' true rs=3"}},
	{name: "U2 U8: what the browser serialised is shown", server: bye,
		host: func(tr *fakeTransport) { tr.url = "wss://h/a%20b/%C3%A9" },
		body: `this.ws = new WebSocket("https://h/a b/é"); c.println(this.ws.getUrl());`, want: []string{"wss://h/a%20b/%C3%A9"}},
	{name: "U3: relative URLs", server: bye, opts: Options{Base: "https://page:81/d/index.html"},
		body: `for (u : ["/echo", "echo", "?x", "//o/e"]) { this.ws = new WebSocket(u); c.println(this.ws.getUrl()); }`,
		want: []string{"wss://page:81/echo", "wss://page:81/d/echo", "wss://page:81/d/index.html?x", "wss://o/e"}},
	{name: "U3: relative URLs without a page are the transport's", server: bye, host: func(tr *fakeTransport) {
		tr.refuse = &Error{Name: "SyntaxError", Message: "host's words"}
	}, body: `try { new WebSocket("/echo"); } catch (e) { c.println(e.getId() + " " + e.getText()); c.println(e.getDetails() + " " + e.getExceptionType() + " " + e.getLineNumber()); c.println(e.getStackTrace()); }`,
		want: []string{`EXTERN_RUNTIME WebSocket(): SyntaxError: the host refuses the URL "/echo".`, "host's words exRuntime 10", "~case.aus:"}},
	{name: "U5 U6 U9 U12: URLs that are refused",
		body: `for (u : ["", null, "ftp://h/x", "mailto:a@b", "about:blank", "file:///x", "ws://h/#", "ws://h/#f", "ws://", "ws://h:99999/"]) {
			try { new WebSocket(u); } catch (e) { c.println(e.getText()); }
		}`,
		want: []string{
			`WebSocket(): SyntaxError: Url must be a WebSocket URL, found "".`,
			`WebSocket(): SyntaxError: Url must be a WebSocket URL, found null.`,
			`WebSocket(): SyntaxError: the URL "ftp://h/x" has the scheme "ftp", it must be ws, wss, http or https.`,
			`WebSocket(): SyntaxError: the URL "mailto:a@b" has the scheme "mailto", it must be ws, wss, http or https.`,
			`WebSocket(): SyntaxError: the URL "about:blank" has the scheme "about", it must be ws, wss, http or https.`,
			`WebSocket(): SyntaxError: the URL "file:///x" has the scheme "file", it must be ws, wss, http or https.`,
			`WebSocket(): SyntaxError: the URL "ws://h/#" has a fragment, which a WebSocket URL must not have.`,
			`WebSocket(): SyntaxError: the URL "ws://h/#f" has a fragment, which a WebSocket URL must not have.`,
			`WebSocket(): SyntaxError: the URL "ws://" has no host.`,
			`WebSocket(): SyntaxError: the URL "ws://h:99999/" has the port "99999", it must be at most 65535.`,
		}},
	{name: "U13 K4 S5: wrong types are refused by the language", server: bye,
		body: `this.ws = new WebSocket("ws://h/");
		this.fails(::a); this.fails(::b); this.fails(::d); this.fails(::e); this.fails(::f); this.fails(::g); this.fails(::h);`,
		more: `private a() { new WebSocket(5); } private b() { new WebSocket(); } private d() { this.ws.send(5); } private e() { this.ws.close(null); }
		private f() { this.ws.close(1000.0); } private g() { this.ws.sendBytes("x"); } private h() { this.ws.addListener("open", "show"); }`,
		want: []string{
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'WebSocket' matching call signature 'i'.",
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'WebSocket' matching call signature ''.",
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'send' matching call signature 'i'.",
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'close' matching call signature 'n'.",
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'close' matching call signature 'd'.",
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'sendBytes' matching call signature 's'.",
			"FUNCT_NOT_FOUND Object 'WebSocket' has no overload of 'addListener' matching call signature 's,s'.",
		}},
	{name: "P1: no protocol", server: server{dial: func(c *fakeConn) { c.open(""); c.end(1000, strings.Join(c.protocols, "|"), true) }},
		body: `for (p : [null, []]) { this.ws = new WebSocket("ws://h/", p); this.ws.addListener("close", ::reason); }
		this.ws = new WebSocket("ws://h/"); this.ws.addListener("close", ::reason);`,
		more: `private reason(e, d, a) { c.println("'" + d["reason"] + "'"); }`, want: []string{"''", "''", "''"}},
	{name: "P2 P3: protocols that are refused",
		body: `for (p : ["", "a, b", "a b", "a/b", "é", ["a", "a"], ["a", 1], 5]) {
			try { new WebSocket("ws://h/", p); } catch (e) { c.println(e.getId() + " " + e.getText()); }
		}`,
		want: []string{
			`EXTERN_RUNTIME WebSocket(): SyntaxError: a subprotocol must not be empty, found "".`,
			"~WebSocket(): SyntaxError: a subprotocol must be one word", `~found "a b".`, `~found "a/b".`, `~SyntaxError: a subprotocol must be one word`,
			`EXTERN_RUNTIME WebSocket(): SyntaxError: a subprotocol must not be offered twice, found "a".`,
			`EXTERN_RUNTIME WebSocket(): SyntaxError: a list of subprotocols must hold strings only, found int.`,
			`EXTERN_RUNTIME WebSocket(): TypeError: Protocol must be a string, a list of strings or null, found int.`,
		}},
	{name: "P7: the server picks the protocol", server: protocolServer("v2"),
		body: `this.ws = new WebSocket("ws://h/", "v2"); this.ws.addListener("open", ::proto);
		w = new WebSocket("ws://h/", ["v1", "v2"]); w.addListener("close", ::reason);`,
		more: `private proto(e, d, a) { c.println(this.ws.getProtocol()); } private reason(e, d, a) { c.println(d["reason"]); }`,
		want: []string{"v2", "v1|v2"}},
	{name: "P11 E4: a protocol that the server does not know", server: protocolServer("v2"),
		body: `this.ws = new WebSocket("ws://h/", "V2"); this.listen();`, want: []string{"error null rs=3", "close 1006 '' false rs=3"}},
	{name: "policy", server: bye, opts: Options{Base: "http://page:8000/", Policy: mustPolicy("'self'", "wss://ok.example/chat/").Check},
		body: `for (u : ["/echo", "wss://ok.example/chat/1", "WSS://u:p@OK.example/chat", "ws://ok.example/chat/1", "ws://page:8000@evil/", "ws:\\page:8000"]) {
			try { this.ws = new WebSocket(u); c.println(this.ws.getUrl()); } catch (e) { c.println(e.getText()); }
		}`,
		want: []string{"ws://page:8000/echo", "wss://ok.example/chat/1",
			`WebSocket(): SecurityError: the program's policy does not allow a connection to "wss://***@ok.example/chat".`,
			`WebSocket(): SecurityError: the program's policy does not allow a connection to "ws://ok.example/chat/1".`,
			`WebSocket(): SecurityError: the program's policy does not allow a connection to "ws://***@evil/".`,
			"ws://page:8000/"}},
	{name: "U16: a host without WebSockets", host: func(tr *fakeTransport) { tr.unsupported = true },
		body: `this.ws = new WebSocket("ws://h/"); this.listen(); c.println(this.ws.isSupported() + " " + this.ws.getReadyState()); this.ws.close();
		this.fails(::send);`,
		more: `private send() { this.ws.send("x"); }`,
		want: []string{"false 3", "EXTERN_RUNTIME WebSocket.send(): InvalidStateError: the connection is CLOSED (state 3), nothing can be sent.",
			"error null rs=3", "close 1006 '' false rs=3"}},
	{name: "a second connection of one object", server: bye, body: `this.ws = new WebSocket("ws://u:p@h/"); this.fails(::again);`,
		more: `private again() { this.ws.WebSocket("ws://i/"); }`,
		want: []string{`EXTERN_RUNTIME WebSocket(): InvalidStateError: this object has its connection already, to "ws://***@h/"; another one needs a new WebSocket.`}},
}

func mustPolicy(patterns ...string) *Policy {
	p, err := NewPolicy(patterns, "http://page:8000/x")
	if err != nil {
		panic(err)
	}
	return p
}

// echo returns what it gets and answers "bye" by closing.
var echo = server{
	text: func(c *fakeConn, s string) {
		if s == "bye" {
			c.end(1000, "", true)
			return
		}
		c.say(s)
	},
	binary: func(c *fakeConn, b []byte) { c.bytes(b...) },
}

var sendCases = []scriptCase{
	{name: "S1 S3: sending in other states than OPEN", server: echo,
		body: `this.ws = new WebSocket("ws://h/"); this.fails(::text); this.fails(::bytes); this.ws.addListener("open", ::go).addListener("close", ::go);`,
		more: `private text() { this.ws.send("x"); } private bytes() { this.ws.sendBytes(new Buffer(1)); }
		private go(e, d, a) { this.ws.close(); this.fails(::text); this.fails(::bytes); }`,
		want: []string{
			`EXTERN_RUNTIME WebSocket.send(): InvalidStateError: the connection is still CONNECTING (state 0): send from the "open" listener.`,
			`EXTERN_RUNTIME WebSocket.sendBytes(): InvalidStateError: the connection is still CONNECTING (state 0): send from the "open" listener.`,
			`EXTERN_RUNTIME WebSocket.send(): InvalidStateError: the connection is CLOSING (state 2), nothing can be sent.`,
			`EXTERN_RUNTIME WebSocket.sendBytes(): InvalidStateError: the connection is CLOSING (state 2), nothing can be sent.`,
			`EXTERN_RUNTIME WebSocket.send(): InvalidStateError: the connection is CLOSED (state 3), nothing can be sent.`,
			`EXTERN_RUNTIME WebSocket.sendBytes(): InvalidStateError: the connection is CLOSED (state 3), nothing can be sent.`,
		}, sent: []string{`close 1000 ""`}},
	{name: "S4 S6 S7: texts", server: echo,
		body: `this.ws = new WebSocket("ws://h/"); this.listen(); this.ws.addListener("open", ::go);`,
		more: `private go(e, d, a) { this.ws.send("").send("a\uDC00xb\uD800xc\uDC00\uD800x").send("\uD83D\uDE00é").sendBytes(new Buffer(0)).send("bye");
			c.println(this.ws.getBufferedAmount()); }`,
		want: []string{"open null rs=1", "27", "message  rs=1", "message a\uFFFDxb\uFFFDxc\uFFFD\uFFFDx rs=1", "message 😀é rs=1", "message Buffer 0 rs=1", "close 1000 '' true rs=3"},
		sent: []string{`text ""`, "text \"a\uFFFDxb\uFFFDxc\uFFFD\uFFFDx\"", `text "😀é"`, "binary []", `text "bye"`}},
	{name: "S8: large messages", server: echo,
		body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("open", ::go).addListener("message", ::size);`,
		more: `private go(e, d, a) { for (n : [125, 126, 65535, 65536, 1048576]) { this.ws.sendBytes(new Buffer(n)); } this.ws.send("bye"); }
		private size(e, d, a) { c.println(d.size()); }`,
		want: []string{"125", "126", "65535", "65536", "1048576"}},
	{name: "S10: bytes are those at the call, all of them", server: echo,
		body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("open", ::go);`,
		more: `private go(e, d, a) { b = new Buffer(3); b.addByte(1); b.addByte(2); b.addByte(3); b.readSeek(2); b.writeSeek(1);
			this.ws.sendBytes(b); b.addByte(99); this.ws.send("bye"); }`,
		want: []string{}, sent: []string{"binary [1 2 3]", `text "bye"`}},
	{name: "S5 S12: what cannot be sent", server: echo,
		body: `this.ws = new WebSocket("ws://h/"); this.fails(::a); this.fails(::b); this.fails(::d); this.ws.addListener("open", ::go);`,
		more: `private a() { this.ws.send(null); } private b() { this.ws.sendBytes(null); } private d() { this.ws.sendBytes(this); }
		private go(e, d, a) { this.fails(::a); this.fails(::b); this.fails(::d); this.ws.close(); }`,
		want: []string{
			"EXTERN_RUNTIME WebSocket.send(): TypeError: Text must be a string, found null.",
			"EXTERN_RUNTIME WebSocket.sendBytes(): TypeError: Buf must be a Buffer, found null.",
			"EXTERN_RUNTIME WebSocket.sendBytes(): TypeError: Buf must be a Buffer, found an object of class app.",
			"EXTERN_RUNTIME WebSocket.send(): TypeError: Text must be a string, found null.",
			"EXTERN_RUNTIME WebSocket.sendBytes(): TypeError: Buf must be a Buffer, found null.",
			"EXTERN_RUNTIME WebSocket.sendBytes(): TypeError: Buf must be a Buffer, found an object of class app.",
		}, sent: []string{`close 1000 ""`}},
	{name: "a host that refuses to send", server: server{dial: func(c *fakeConn) {
		c.sendErr = &Error{Name: "DataCloneError", Message: "host's words"}
		c.open("")
	}},
		body: `this.ws = new WebSocket("ws://h/"); this.ws.addListener("open", ::go);`,
		more: `private go(e, d, a) { try { this.ws.send("x"); } catch (ex) { c.println(ex.getText()); c.println(ex.getDetails()); } this.ws.close(); }`,
		want: []string{`WebSocket.send(): InvalidStateError: the host does not send the text "x".`, "host's words"}},
}

// closing is a socket that calls go once it is open.
const closing = `this.ws = new WebSocket("ws://h/"); this.listen(); this.ws.addListener("open", ::go);`

// answers is a server that ends with a code and reason of its own.
func answers(code int, reason string) server {
	return server{close: func(c *fakeConn, _ int, _ string) { c.end(code, reason, true) }}
}

var closeCases = []scriptCase{
	{name: "K1: close() sends 1000", body: closing, more: `private go(e, d, a) { c.println(lang.type(this.ws.close()) + " " + this.ws.getReadyState()); }`,
		want: []string{"open null rs=1", "WebSocket 2", "close 1000 '' true rs=3"}, sent: []string{`close 1000 ""`}},
	{name: "K2: the event has the server's code", server: answers(4001, "server"), body: closing,
		more: `private go(e, d, a) { this.ws.close(3000, "mine"); }`,
		want: []string{"open null rs=1", "close 4001 'server' true rs=3"}, sent: []string{`close 3000 "mine"`}},
	{name: "K3 K6 K7: codes and reasons that are refused, in every state", body: closing + ` this.tryAll();`,
		more: `private go(e, d, a) { this.tryAll(); this.ws.close(); this.ws.addListener("close", ::last); }
		private last(e, d, a) { this.tryAll(); }
		private tryAll() {
			before = this.ws.getReadyState();
			for (code : [0, 999, 1001, 2999, 5000, -1, 66536, 4294968296]) { this.try1(code, ""); }
			this.try1(1001, "` + strings.Repeat("a", 124) + `");
			this.try1(1000, "` + strings.Repeat("€", 42) + `");
			c.println(this.n + " refused " + (before == this.ws.getReadyState()));
			this.n = 0;
		}
		private try1(code, reason) { try { this.ws.close(code, reason); } catch (e) { this.n++; if (this.n > 7) { c.println(e.getText()); } } }`,
		want: func() []string {
			three := []string{
				"WebSocket.close(): InvalidAccessError: the close code must be 1000 or 3000 to 4999, found 4294968296.",
				"WebSocket.close(): InvalidAccessError: the close code must be 1000 or 3000 to 4999, found 1001.",
				`WebSocket.close(): SyntaxError: the reason must have at most 123 bytes of UTF-8, found 126 in "` + strings.Repeat("€", 42) + `".`,
				"10 refused true"}
			w := append([]string{}, three...)
			w = append(append(w, "open null rs=1"), three...)
			w = append(append(w, "close 1000 '' true rs=3"), three...)
			return w
		}(), sent: []string{`close 1000 ""`}},
	{name: "K6 K17: the longest reasons", body: `this.one("` + strings.Repeat("a", 123) + `"); this.one("` + strings.Repeat("é", 61) + `"); this.one("` +
		strings.Repeat(`\uD800`, 41) + `");`,
		more: `private one(r) { w = new WebSocket("ws://h/"); w.addListener("open", ::go, [w, r]).addListener("close", ::len); }
		private go(e, d, a) { w = a[0]; w.close(1000, a[1]); } private len(e, d, a) { r = d["reason"]; c.println(#r); }`,
		want: []string{"123", "61", "41"}, sent: []string{`close 1000 "` + strings.Repeat("a", 123) + `"`}},
	{name: "K8: a null reason is none", body: closing, more: `private go(e, d, a) { this.ws.close(4000, null); }`,
		want: []string{"open null rs=1", "close 4000 '' true rs=3"}, sent: []string{`close 4000 ""`}},
	{name: "K9: close() while connecting", server: server{dial: func(c *fakeConn) {}},
		body: `this.ws = new WebSocket("ws://h/"); this.listen(); this.ws.close(3000, "why"); c.println(this.ws.getReadyState());`,
		want: []string{"2", "error null rs=3", "close 1006 '' false rs=3"}},
	{name: "K9: close() when the script does not know yet that the connection is open",
		body: `this.ws = new WebSocket("ws://h/"); this.listen(); this.ws.close(3000, "why"); c.println(this.ws.getReadyState());`,
		want: []string{"2", "error null rs=3", "close 1006 '' false rs=3"}},
	{name: "K10 E8: closing twice", body: closing + ` this.ws.addListener("close", ::go);`,
		more: `private go(e, d, a) { this.ws.close(); this.ws.close(3000); }`,
		want: []string{"open null rs=1", "close 1000 '' true rs=3"}, sent: []string{`close 1000 ""`}},
	{name: "K11: what was sent before goes out before", body: closing, more: `private go(e, d, a) { this.ws.send("1").send("2").close(); }`,
		want: []string{"open null rs=1", "close 1000 '' true rs=3"}, sent: []string{`text "1"`, `text "2"`, `close 1000 ""`}},
	{name: "K13: the server drops the connection instead of answering",
		server: server{close: func(c *fakeConn, _ int, _ string) { c.end(1006, "", false) }}, body: closing, more: `private go(e, d, a) { this.ws.close(); }`,
		want: []string{"open null rs=1", "close 1006 '' false rs=3"}},
	{name: "K14: data after our close is not delivered",
		server: server{close: func(c *fakeConn, code int, reason string) { c.say("late"); c.bytes(1); c.end(code, reason, true) }},
		body:   closing, more: `private go(e, d, a) { this.ws.close(); }`, want: []string{"open null rs=1", "close 1000 '' true rs=3"}},
	{name: "K15: close() in a message handler drops the messages that have arrived", server: server{dial: func(c *fakeConn) {
		c.open("")
		c.say("1")
		c.say("2")
		c.say("3")
	}}, body: `this.ws = new WebSocket("ws://h/"); this.listen(); this.ws.addListener("message", ::go);`,
		more: `private go(e, d, a) { if (d == "2") { this.ws.close(); } }`,
		want: []string{"open null rs=1", "message 1 rs=1", "message 2 rs=1", "close 1000 '' true rs=3"}},
	{name: "K16: the server's close comes first", server: server{dial: func(c *fakeConn) { c.open(""); c.end(1001, "bye", true) }},
		body: closing, more: `private go(e, d, a) { this.ws.close(); }`, want: []string{"open null rs=1", "close 1001 'bye' true rs=3"}},
	{name: "a host that refuses to close", server: server{dial: func(c *fakeConn) {
		c.closeErr = &Error{Name: "SyntaxError", Message: "host's words"}
		c.open("")
		c.end(1000, "", true)
	}}, body: closing, more: `private go(e, d, a) { try { this.ws.close(1000, "r"); } catch (ex) { c.println(ex.getText() + " " + this.ws.getReadyState()); } }`,
		want: []string{"open null rs=1", `WebSocket.close(): SyntaxError: the host does not close with the reason "r". 1`, "close 1000 '' true rs=3"}},
}
