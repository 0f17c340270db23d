// This file defines the tests of how programs begin, end and live side by side.

package e2e

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/e2e/harness"
)

// start starts a program in the test page and returns the number of its run.
func start(t *testing.T, page *harness.Tab, source string, o options) int {
	t.Helper()
	var number int
	must(t, page.Call(&number, "window.start", source, o))
	return number
}

func finish(t *testing.T, page *harness.Tab, number int) result {
	t.Helper()
	var r result
	must(t, page.Call(&r, "window.finish", number))
	return r
}

// eachMode runs a test with a runtime in the page and one in a worker.
func eachMode(t *testing.T, test func(t *testing.T, page *harness.Tab, s site)) {
	t.Helper()
	for _, query := range modes {
		name := "page"
		if query != "" {
			name = "worker"
		}
		t.Run(name, func(t *testing.T) {
			page, s := openWith(t, query)
			test(t, page, s)
		})
	}
}

const listener = `
include websocket;
class main_class {
	public main(args) {
		ws = new WebSocket(args[0]);
		ws.addListener("open", ::onEvent);
		ws.addListener("message", ::onEvent);
		ws.addListener("close", ::onEvent);
		return 5;
	}
	private onEvent(event, data, arg) { c.log(event); }
}`

func TestStopClosesTheSockets(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		run := start(t, page, listener, options{"args": []string{s.socketBase() + "/fault/echo?id=stop"}})
		must(t, page.Poll("window.printed(0).includes('log open')", 10*time.Second))
		var code int
		must(t, page.Eval("window.program(0).main", &code))
		var state string
		must(t, page.Eval("window.program(0).state", &state))
		var handles int
		must(t, page.Eval("window.runtime.liveHandles()", &handles))
		if code != 5 || state != "idle" || handles != 2 {
			t.Errorf("main gave %d, state %q, %d handles, want the program and the socket", code, state, handles)
		}
		var left string
		must(t, page.Eval(`Promise.race([window.program(0).stop().then(() => window.program(0).state + " " + window.runtime.liveHandles()),
			new Promise((resolve) => setTimeout(resolve, 10_000, "stop() does not settle"))])`, &left))
		if left != "stopped 0" {
			t.Fatalf("after stop() state and handles are %s", left)
		}
		r := finish(t, page, run)
		if r.State != "stopped" || r.Done != -1 || output(r) != "open\n" {
			t.Errorf("state %q, done %d, output %q", r.State, r.Done, output(r))
		}
		if lines, ok := s.faults.Seen("stop", 5*time.Second); !ok || !slices.Equal(lines, []string{`close 1000 ""`}) {
			t.Errorf("the server saw %q, ended %v", lines, ok)
		}
		must(t, page.Eval("window.stopRun(0)", nil))
		must(t, page.Eval("window.program(0).state", &state))
		if state != "stopped" {
			t.Errorf("after another stop() it is %q", state)
		}
	})
}

func TestStopEndsAnythingSoon(t *testing.T) {
	for name, body := range map[string]string{
		"endless loop":      "while (true) { }",
		"endless recursion": "this.again(); } private again() { try { this.again(); } catch (e) { this.again(); }",
		"loop that catches": "while (true) { try { throw 1; } catch (e) { } }",
		"loop that prints":  "while (true) { c.log('x'); }",
		"sleep":             "sys.sleep(100000);",
	} {
		t.Run(name, func(t *testing.T) {
			eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
				start(t, page, "include sys; class A { public main(args) { c.log('in'); "+body+" } }", nil)
				must(t, page.Poll("window.printed(0).length > 0", 10*time.Second))
				var milliseconds float64
				must(t, page.Eval("window.stopRun(0)", &milliseconds))
				if milliseconds > 500 { // 50 by contract; test machines are busy
					t.Errorf("stop took %v ms", milliseconds)
				}
				if r := finish(t, page, 0); r.State != "stopped" || r.Done != -1 || r.Code != -1 {
					t.Errorf("state %q, main %d, done %d", r.State, r.Code, r.Done)
				}
			})
		})
	}
}

// TestStopInOutput: the page's own functions may stop the program that calls them, and another one.
func TestStopInOutput(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		other := start(t, page, "class A { public main(args) { while (true) { } } }", nil)
		var got []string
		must(t, page.Call(&got, `(async (source, other) => {
			const settled = [];
			const program = window.runtime.run(source, { output(level, text) {
				settled.push(text, program.stop().then(() => "stopped"), window.stopRun(other).then(() => "the other, too"));
			} });
			program.done.then((code) => settled.push("done " + code));
			program.main.then((code) => settled.push("main " + code));
			await program.done;
			await new Promise((resolve) => setTimeout(resolve, 100));
			return [...await Promise.all(settled), program.state];
		})`, "class A { public main(args) { c.log('first'); s = ''; while (true) { s = 'x'; } } }", other))
		slices.Sort(got)
		want := []string{"done -1", "first", "main -1", "stopped", "stopped", "the other, too"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// TestTwoRuntimes loads a runtime in the page and one in a worker side by side: neither knows of the other's programs, nor of its end.
func TestTwoRuntimes(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		spinning := start(t, page, endless, nil)
		var got []string
		must(t, page.Call(&got, `(async (source, address) => {
			const { load } = await import("/aussom.js");
			const inWorker = new URLSearchParams(location.search).has("worker");
			const loading = load({ worker: !inWorker });
			const third = await load({ worker: inWorker });
			third.dispose(); // while the other one is being loaded, or just after
			const second = await loading;
			const lines = [];
			const program = second.run(source, { args: [address], output: (level, text) => lines.push(text) });
			const left = [window.runtime.liveHandles(), third.liveHandles()];
			lines.push("code " + await program.done, ...left, second.liveHandles());
			second.dispose();
			return lines.map(String);
		})`, listener, s.socketBase()+"/fault/close?code=3001"))
		if want := []string{"open", "close", "code 5", "1", "0", "0"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		must(t, page.Eval(fmt.Sprintf("window.stopRun(%d)", spinning), nil))
		checkRuns(t, page)
	})
}

func TestProgramsSideBySide(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		source := `
include websocket;
static class counter { public n = 0; }
class main_class {
	private ws = null;
	public main(args) {
		this.ws = new WebSocket(args[0]);
		this.ws.addListener("open", ::onOpen);
		this.ws.addListener("message", ::onMessage, args[1]);
		return args[1].parseInt();
	}
	private onOpen(event, data, arg) { for (i = 0; i < 50; i++) { this.ws.send("m" + i); } }
	private onMessage(event, string data, arg) {
		if (data != "m" + counter.n) { c.err("out of order: " + data); }
		counter.n++;
		if (counter.n == 50) { c.log(arg + " has " + counter.n); this.ws.close(); }
	}
}`
		for i := range 3 {
			start(t, page, source, options{"name": fmt.Sprintf("p%d.aus", i), "args": []string{s.socketBase() + "/ws/echo", fmt.Sprint(i)}})
		}
		for i := range 3 {
			r := finish(t, page, i)
			if want := fmt.Sprintf("%d has 50\n", i); output(r) != want || r.Code != i || r.Done != i || r.State != "done" {
				t.Errorf("program %d: %q, code %d, done %d, state %q", i, output(r), r.Code, r.Done, r.State)
			}
		}
	})
}

func TestCodesAreNotCut(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		for body, code := range map[string]int{"return 300;": 300, "return -1;": -1, "": 0, "return 'x';": 0, "throw 1;": 1, "return 1": 1, "x = new None();": 1} {
			var r result
			must(t, page.Call(&r, "window.runProgram", "class A { public main(args) { "+body+" } }", nil))
			if r.Code != code || r.Done != code || r.State != "done" {
				t.Errorf("%q gave %d, %d, state %q", body, r.Code, r.Done, r.State)
			}
		}
	})
}

func TestOutputLevels(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var r result
		must(t, page.Call(&r, "window.runProgram", `class A { public main(args) {
		c.log("log\ntwo lines"); c.info("info"); c.warn("warn"); c.err("error"); c.println("print"); c.log("");
		c.print("a"); c.print("b\nc"); c.println("d"); c.print("held"); } }`, nil))
		want := "log log\ntwo lines\ninfo info\nwarn warn\nerror error\nprint print\nlog \nprint ab\nprint cd\nprint held\n"
		if r.text() != want {
			t.Errorf("got:\n%s\nwant:\n%s", r.text(), want)
		}
	})
}

// TestDefaultOutput: without output the lines go to the browser's console, by the method of their level. c.trc and c.dbg are silent.
func TestDefaultOutput(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		page.Allow("console.error bad|console.error .*PARSE_ERROR|console.error Engine.run|console.error main.aus:1:")
		var got []string
		must(t, page.Eval(`(async () => {
			const lines = [];
			const own = {};
			for (const method of ["trace", "debug", "log", "info", "warn", "error"]) {
				own[method] = console[method];
				console[method] = (text) => lines.push(method + " " + text.split("\n")[0]);
			}
			await window.runtime.run('class A { public main(args) { c.trc("t"); c.dbg("d"); c.log("l"); c.info("i"); c.warn("w"); c.err("bad"); c.println("p"); } }').done;
			await window.runtime.run('class A { public main( }').done;
			Object.assign(console, own);
			return lines;
		})()`, &got))
		want := []string{"log l", "info i", "warn w", "error bad", "log p"}
		if len(got) <= len(want) || !slices.Equal(got[:len(want)], want) || !strings.Contains(strings.Join(got[len(want):], "\n"), "main.aus:1:") {
			t.Errorf("the browser's console got %q", got)
		}
	})
}

// TestHeldText: what c.print writes is held until its line ends or the code ends, however long the code computes or waits.
func TestHeldText(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var r result
		must(t, page.Call(&r, "window.runProgram", `include sys; include timer; class A {
			public main(args) {
				c.print("a"); this.busy(); c.print("b"); sys.sleep(30); c.println("c");
				c.log("log");
				timer.after(0, ::handle);
				c.print("main ends");
			}
			private handle(e, d, a) { c.print("d"); this.busy(); c.print("e"); this.busy(); c.print("f\ng"); sys.sleep(30); c.print("h"); timer.after(0, ::next); }
			private next(e, d, a) { c.print("i"); }
			private busy() { end = sys.getMills() + 40; while (sys.getMills() < end) { } }
		}`, nil))
		if want := "print abc\nlog log\nprint main ends\nprint def\nprint gh\nprint i\n"; r.text() != want {
			t.Errorf("got:\n%s\nwant:\n%s", r.text(), want)
		}
	})
}

// TestPolicies: patterns are those of connect-src; what they do not allow is an exception, and nothing is sent.
func TestPolicies(t *testing.T) {
	const source = `include websocket; class A { public main(args) {
		try { ws = new WebSocket(args[0]); c.log("allowed"); ws.close(); } catch (e) { c.log(e.getText()); } } }`
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		page.Allow("WebSocket connection to")
		here := s.socketBase()
		for i, c := range []struct {
			policy any
			url    string
			want   string // "": allowed; otherwise what is printed before the refusal
		}{
			{true, here + "/fault/echo", ""},
			{[]string{"ws:"}, "wss://127.0.0.1:1/", ""},
			{[]string{"127.0.0.1:1"}, "wss://127.0.0.1:1/", ""},
			{[]string{"127.0.0.1:1"}, "ws://127.0.0.1:1/", ""},
			{[]string{"wss://127.0.0.1:1"}, "ws://127.0.0.1:1/", "-"},
			{[]string{"127.0.0.1:*/fault/"}, here + "/fault/echo", ""},
			{[]string{"'none'", "*"}, here + "/fault/echo", ""},
			{[]string{"'self'"}, "/fault/echo", ""},
			{false, here + "/fault/echo", "-"},
			{[]string{}, here + "/fault/echo", "-"},
			{[]string{"'none'"}, here + "/fault/echo", "-"},
			{[]string{"wss:"}, here + "/fault/echo", "-"},
			{[]string{"127.0.0.1"}, here + "/fault/echo", "-"},
			{[]string{"127.0.0.1:*/ws/"}, here + "/fault/echo", "-"},
			{[]string{"*.0.0.1:*"}, here + "/fault/echo", ""},
			{[]string{"*.7.0.0.1:*"}, here + "/fault/echo", "-"},
			{[]string{"*.127.0.0.1:*"}, here + "/fault/echo", "-"},
			{[]string{"*", "ws://h:port"}, here + "/fault/echo", `error the policy pattern "ws://h:port" has a port that is neither a number up to 65535 nor *` + "\n"},
		} {
			id := fmt.Sprint("policy", i)
			url := c.url + "?id=" + id
			var r result
			must(t, page.Call(&r, "window.runProgram", source, options{"args": []string{url}, "policy": options{"webSocket": c.policy}}))
			want := "log allowed\n"
			if c.want != "" {
				if strings.HasPrefix(url, "/") {
					url = here + url
				}
				want = strings.TrimPrefix(c.want, "-") + "log WebSocket(): SecurityError: the program's policy does not allow a connection to \"" + url + "\".\n"
			}
			if r.text() != want {
				t.Errorf("%v, %s:\n%swant:\n%s", c.policy, url, r.text(), want)
			}
			if seen, ended := s.faults.Seen(id, 0); c.want != "" && (len(seen) > 0 || ended) {
				t.Errorf("%v, %s: the server saw %q, ended %v", c.policy, url, seen, ended)
			}
		}
	})
}

// TestUntrustedCertificate: a TLS handshake that fails is an error and an unclean close; natively it is the same (websocket/network_test.go).
func TestUntrustedCertificate(t *testing.T) {
	web := httptest.NewUnstartedServer(&fault.Server{})
	web.Config.ErrorLog = log.New(io.Discard, "", 0)
	web.StartTLS()
	defer web.Close()
	source := strings.Replace(listener, `ws.addListener("close", ::onEvent);`, `ws.addListener("error", ::onEvent); ws.addListener("close", ::onClose);`, 1)
	source = strings.TrimSuffix(source, "}") + ` private onClose(e, d, a) { c.log(e + " " + d.code + " " + d.wasClean); } }`
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		page.Allow("WebSocket connection to")
		var r result
		must(t, page.Call(&r, "window.runProgram", source, options{"args": []string{"wss" + strings.TrimPrefix(web.URL, "https") + "/fault/echo"}}))
		if output(r) != "error\nclose 1006 false\n" || r.Done != 5 {
			t.Errorf("code %d, output %q", r.Done, output(r))
		}
	})
}

// TestHostWithoutWebSockets removes the class before the runtime is loaded.
func TestHostWithoutWebSockets(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/e2e/none.html": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><link rel="icon" href="/favicon.svg"><script>delete globalThis.WebSocket</script><script type="module" src="/e2e/harness.js"></script>`)
	}})
	page := tab(t)
	must(t, page.Navigate(s.URL+"/e2e/none.html"))
	source := `
include websocket;
include probe;
class A { public main(args) {
	ws = new WebSocket("ws://localhost/");
	c.log(ws.isSupported() + " " + ws.getReadyState());
	try { ws.send("x"); } catch (e) { report.failure(e); }
	new Probe(ws);
	try { new WebSocket(null); } catch (e) { report.failure(e); }
} }`
	var r result
	must(t, page.Eval("window.ready", nil))
	must(t, page.Call(&r, "window.runProgram", source, options{"modules": modules(t)}))
	want := []string{"false 3", "EXTERN_RUNTIME WebSocket.send(): InvalidStateError: ", "EXTERN_RUNTIME WebSocket(): SyntaxError: ", "error, data null, state 3", `close, code 1006, reason "", clean false, state 3`}
	lines := strings.Split(strings.TrimSuffix(output(r), "\n"), "\n")
	if len(lines) != len(want) {
		t.Fatalf("got %q", lines)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, want[i]) {
			t.Errorf("line %d: got %q, want %q", i, line, want[i])
		}
	}
}

// TestHandlerTrace: the trace of an exception in a handler names the handler.
func TestHandlerTrace(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		source := strings.Replace(listener, "c.log(event);", "throw event;", 1)
		start(t, page, source, options{"name": "trace.aus", "args": []string{s.socketBase() + "/fault/close?code=1000"}})
		r := finish(t, page, 0)
		if r.Code != 5 || r.Done != 5 || len(r.Lines) != 2 {
			t.Fatalf("code %d, done %d, output:\n%s", r.Code, r.Done, r.text())
		}
		for i, event := range []string{"open", "close"} {
			level, text := r.Lines[i][0], r.Lines[i][1]
			if level != "error" || !strings.Contains(text, "text: "+event) || !strings.Contains(text, "[trace.aus:11] Defined. { main_class.onEvent() }") {
				t.Errorf("line %d: %s %s", i, level, text)
			}
		}
	})
}

func TestTimeLimitOfSteps(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var r result
		must(t, page.Call(&r, "window.runProgram", "class A { public main(args) { while (true) { } } }", options{"limits": options{"steps": 100000}}))
		if r.Expired || r.Code != 1 {
			t.Errorf("code %d, expired %v, output %q", r.Code, r.Expired, output(r))
		}
		must(t, page.Call(&r, "window.runProgram", "class A { public main(args) { this.f(1); } f(n) { this.f(n + 1); } }", options{"limits": options{"callDepth": 50}}))
		if r.Code != 1 || !strings.Contains(output(r), "Maximum call depth of 50 exceeded") {
			t.Errorf("code %d, output %q", r.Code, output(r))
		}
	})
}

// TestTestsThatCannotRun: what keeps unit tests from being run is reported and counts as a failure.
func TestTestsThatCannotRun(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		for source, want := range map[string]string{
			"class A { @Test public a() { } @Test public b() { } @Test public d() { } @Test public f() { throw 'x'; } @Test public g() { throw 'x'; } @Test(skip = 'true') public s() { } }": `{"passed":3,"failed":2,"skipped":1}`,
			"class A { public f() { } }":                           `{"passed":0,"failed":1,"skipped":0,"problem":"Engine.runTest(): No tests found for that script file."}`,
			"class A { @Test public t() { }":                       "{\"passed\":0,\"failed\":1,\"skipped\":0,\"problem\":\"main.aus:1:31: expected `}` at the end of the class, found the end of the file (the `{` on line 1 is never closed)\"}",
			"class B { } class A { @Test public t() { c.log(1 } }": "{\"passed\":0,\"failed\":1,\"skipped\":0,\"problem\":\"main.aus:1:50: expected `)` after the argument, found `}` (the `(` on line 1 is not closed)\"}",
			"include nothing; class A { @Test public t() { } }":    `{"passed":0,"failed":1,"skipped":0,"problem":"Engine.addInclude(): Couldn't find requested include module 'nothing.aus'."}`,
		} {
			var got string
			must(t, page.Call(&got, "(async (source) => JSON.stringify(await window.runtime.runTests(source, { output() {} })))", source))
			if got != want {
				t.Errorf("%s\ngave %s\nwant %s", source, got, want)
			}
		}
	})
}

// TestClientUnitTests: the unit tests of WsClient, which the command line runs too, pass in the browser.
func TestClientUnitTests(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "websocket", "testdata", "wsclient.test.aus"))
	must(t, err)
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var got struct {
			Passed, Failed, Skipped int
			Lines                   []string
		}
		must(t, page.Call(&got, `(async (source) => {
			const lines = [];
			return { ...(await window.runtime.runTests(source, { output: (level, text) => lines.push(text) })), lines };
		})`, string(source)))
		if got.Passed != 13 || got.Failed+got.Skipped != 0 {
			t.Errorf("%d passed, %d failed, %d skipped:\n%s", got.Passed, got.Failed, got.Skipped, strings.Join(got.Lines, "\n"))
		}
	})
}
