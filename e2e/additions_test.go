// This file defines the tests of what the library offers beyond the documented interface: check, inspect, signal.

package e2e

import (
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
)

func TestCheck(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var found []struct {
			File                string
			Line, Column, Width int
			Message             string
		}
		must(t, page.Call(&found, "window.runtime.check", "class A {\n\tpublic main(args) {\n\t\tx = ;\n\t}\n\tpublic b() {\n\t\ty = 1\n\t}\n}\n", map[string]string{"name": "a.aus"}))
		if len(found) != 2 || found[0].File != "a.aus" || found[0].Line != 3 || found[0].Column != 7 || found[0].Width != 1 || found[0].Message == "" || found[1].Line != 7 {
			t.Errorf("found %+v", found)
		}
		must(t, page.Call(&found, "window.runtime.check", "class A { public main(args) { c.log('never'); } }"))
		if len(found) != 0 {
			t.Errorf("found %+v in a correct source", found)
		}
	})
}

func TestInspect(t *testing.T) {
	const program = `include websocket;
class A {
	public main(args) {
		ws = new WebSocket(args[0], "v1");
		ws.addListener("open", ::onOpen, ws);
		ws.addListener("message", ::onMessage, ws);
	}
	public onOpen(e, d, ws) { ws.send("Grüße"); }
	public onMessage(e, d, ws) { ws.close(3001, "bye"); }
}`
	eachMode(t, func(t *testing.T, page *harness.Tab, s site) {
		for _, frames := range []bool{true, false} {
			must(t, page.Call(nil, "((frames) => { window.reports = []; window.runtime.inspect((report) => window.reports.push(report), { frames }); })", frames))
			var r result
			must(t, page.Call(&r, "window.runProgram", program, options{"args": []string{s.socketBase() + "/ws/echo"}}, 20_000))
			must(t, page.Poll("window.reports.at(-1)?.sockets.at(-1)?.code === 3001", 5*time.Second))
			var got struct {
				Socket struct {
					URL, Protocol, Reason                                   string
					State, MessagesIn, MessagesOut, BytesIn, BytesOut, Code int
				}
				Frames []string
				Trips  int
			}
			must(t, page.Eval(`({ socket: window.reports.at(-1).sockets.at(-1), trips: window.reports.flatMap((report) => report.roundTrips).length,
				frames: window.reports.flatMap((report) => report.frames).map(({ direction, kind, size, data, code }) => [direction, kind, size, data ?? code ?? ""].join(" ")) })`, &got))
			info := got.Socket
			if info.URL != s.socketBase()+"/ws/echo" || info.Protocol != "v1" || info.State != 3 || info.MessagesIn != 1 || info.MessagesOut != 1 ||
				info.BytesIn != 7 || info.BytesOut != 7 || info.Code != 3001 || info.Reason != "bye" {
				t.Errorf("frames %v: socket %+v", frames, info)
			}
			want := []string{"open event 0 ", "out text 7 Grüße", "in text 7 Grüße", "close event 0 3001"}
			if !frames {
				want = nil
			}
			if len(got.Frames) != len(want) || got.Trips != len(want)/4 {
				t.Errorf("frames %v: %q, %d round trips", frames, got.Frames, got.Trips)
				continue
			}
			for i := range want {
				if got.Frames[i] != want[i] {
					t.Errorf("frame %d: %q, want %q", i, got.Frames[i], want[i])
				}
			}
		}
	})
}

func TestSignal(t *testing.T) {
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var code int
		must(t, page.Eval(`(() => { const abort = new AbortController();
			const program = window.runtime.run("class A { public main(args) { while (true) { } } }", { signal: abort.signal, output() {} });
			setTimeout(() => abort.abort(), 100);
			return program.done; })()`, &code))
		if code != -1 {
			t.Errorf("code %d", code)
		}
	})
}

// TestPermissions: sys tells of the browser and the system if the page permits it, and nothing else.
func TestPermissions(t *testing.T) {
	const program = `include sys;
class A { public main(args) {
	c.log(sys.getOsName()); c.log(sys.getOsArch()); c.log(sys.getJavaVendor()); c.log(sys.getJavaVersion()); c.log(sys.getUserName()); c.log(sys.getCurrentPath());
} }`
	eachMode(t, func(t *testing.T, page *harness.Tab, _ site) {
		var r result
		must(t, page.Call(&r, "window.runProgram", program))
		if got := output(r); got != "null\nnull\nnull\nnull\nnull\nnull\n" {
			t.Errorf("without permission: %q", got)
		}
		var told string
		must(t, page.Eval(`(() => { const { brands, platform } = navigator.userAgentData;
			const { brand, version } = brands.find(({ brand }) => !/Not|Chromium/.test(brand)) ?? brands.find(({ brand }) => brand === "Chromium");
			return [platform, "wasm", brand, version, "null", "null", ""].join("\n"); })()`, &told)) // written otherwise than in aussom.js
		must(t, page.Call(&r, "window.runProgram", program, options{"policy": options{"permissions": []string{"os.info.view", "java.info.view"}}}))
		if got := output(r); got != told {
			t.Errorf("with permission: %q, want %q", got, told)
		}
		must(t, page.Call(&r, "window.runProgram", "class A { public main(args) { } }", options{"policy": options{"permissions": []string{"os.info.show", "aussom.limit.call.depth"}}}))
		want := "[error] policy.permissions: there is no permission 'os.info.show'\n[error] policy.permissions: there is no permission 'aussom.limit.call.depth'\n"
		if got := output(r); got != want {
			t.Errorf("unknown permissions: %q", got)
		}
	})
}
