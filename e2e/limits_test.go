// This file defines the tests of limits, and of what many programs leave behind.

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// inMain is a program with these statements in main.
func inMain(statements string) string {
	return "include sys; class A { public kept = []; public main(args) { " + statements + " } public deep(n) { return this.deep(n + 1); } }"
}

// catching is a program that catches what the statements throw.
func catching(statements string) string {
	return inMain("try { " + statements + " } catch (e) { c.log(e.getId() + ': ' + e.getText()); } c.log('goes on'); return 5;")
}

const exceeded = "log LIMIT_EXCEEDED: "

// TestLimits: each limit is an exception, or the end of the program with one line, and never that of the runtime.
func TestLimits(t *testing.T) {
	const overMemory = "error The program holds more than 67108864 bytes of memory, its limit.\n"
	const tooLarge = exceeded + "The program would hold more than 67108864 bytes of memory, its limit.\nlog goes on\n"
	for name, c := range map[string]struct {
		source string
		limits options
		code   int
		out    string // without what follows where it ends with "..."
	}{
		"depth":            {catching("this.deep(1);"), options{"callDepth": 50}, 5, "log CALL_DEPTH_EXCEEDED: Maximum call depth of 50 exceeded calling 'deep'. Infinite recursion perhaps?\nlog goes on\n"},
		"default depth":    {catching("this.deep(1);"), nil, 5, "log CALL_DEPTH_EXCEEDED: Maximum call depth of 1000 exceeded...."},
		"depth in natives": {catching("new Sorter().sort(1, 2);") + " class Sorter { public sort(a, b) { l = [2, 1]; l.sortCustom(::sort); return 0; } }", options{"callDepth": 10000}, 5, "log EXTERN_RUNTIME: ..."},
		"steps":            {catching("while (true) { }"), options{"steps": 100000}, 1, "error The program used up its limit of 100000 steps.\n"},
		"steps in a constructor": {inMain("while (true) { try { new Spin(); } catch (e) { } }") + " class Spin { public Spin() { while (true) { } } }",
			options{"steps": 100000}, 1, "error The program used up its limit of 100000 steps.\n"},
		"source":         {inMain("c.log('" + strings.Repeat("x", 1000) + "');"), options{"source": 1000}, 1, "error Engine.parseFile(): Source file 'main.aus' is 1... bytes, over the limit of 1000 bytes...."},
		"string":         {catching("s = 'x'; while (true) { s = s + s; }"), options{"string": 1000}, 5, exceeded + "A string of more than 1000 bytes is over the limit of this program.\nlog goes on\n"},
		"list":           {catching("l = []; while (true) { l.add(1); }"), options{"list": 1000}, 5, exceeded + "A list or map of more than 1000 elements is over the limit of this program.\nlog goes on\n"},
		"map":            {catching("m = {}; for (i = 0; i < 2000; i++) { m['' + i] = i; }"), options{"list": 1000}, 5, exceeded + "A list or map of more than 1000 elements is over the limit of this program.\nlog goes on\n"},
		"buffer":         {catching("new Buffer(1001);"), options{"buffer": 1000}, 5, exceeded + "A Buffer of more than 1000 bytes is over the limit of this program.\nlog goes on\n"},
		"default string": {catching("s = 'x'; while (true) { s = s + s; }"), nil, 5, exceeded + "A string of more than 268435456 bytes is over the limit of this program.\nlog goes on\n"},
		"default buffer": {catching("new Buffer(536870913);"), nil, 5, exceeded + "A Buffer of more than 536870912 bytes is over the limit of this program.\nlog goes on\n"},

		"memory, a long list":  {catching("for (i = 0; true; i++) { this.kept.add(i); }"), options{"memory": 64 << 20}, 5, tooLarge},
		"memory, many strings": {catching("s = ''; while (true) { s = s + 'x'; this.kept = [this.kept, s + '.']; }"), options{"memory": 64 << 20}, 1, overMemory},
		"memory, nested lists": {catching("l = [1, 2, 3]; while (true) { l = [l, [l, 'x']]; }"), options{"memory": 64 << 20}, 1, overMemory},
		"memory, maps":         {catching("while (true) { this.kept = {'a': this.kept}; }"), options{"memory": 64 << 20}, 1, overMemory},
		"memory, objects":      {catching("while (true) { o = new A(); o.kept = this.kept; this.kept = o; }"), options{"memory": 64 << 20}, 1, overMemory},
		"memory, one Buffer":   {catching("new Buffer(70000000);"), options{"memory": 64 << 20}, 5, tooLarge},
		"memory, many Buffers": {catching("while (true) { this.kept.add(new Buffer(25000000)); }"), options{"memory": 64 << 20}, 5, tooLarge},
		"memory, JSON":         {catching("s = '[[]'; for (i = 0; i < 21; i++) { s = s + ',' + s.substr(1); } json.parse(s + ']');"), options{"memory": 64 << 20}, 5, tooLarge},
		"garbage is no memory": {inMain("for (i = 0; i < 200; i++) { b = new Buffer(5000000); l = []; for (j = 0; j < 1000; j++) { l.add('' + j); } } c.log('fine');"),
			options{"memory": 64 << 20}, 0, "log fine\n"},
	} {
		for _, query := range modes {
			t.Run(name+query, func(t *testing.T) {
				t.Parallel()
				page, _ := openWith(t, query)
				bystander := start(t, page, inMain("for (i = 0; i < 10; i++) { sys.sleep(20); } return 4;"), nil)
				var r result
				must(t, page.Call(&r, "window.runProgram", c.source, options{"limits": c.limits}, 60_000))
				before, _, cut := strings.Cut(c.out, "...")
				if got := r.text(); r.Code != c.code || r.Done != c.code || r.State != "done" || r.Expired || !strings.HasPrefix(got, before) || !cut && got != c.out {
					t.Errorf("main %d, done %d, state %q, output\n%.500s\nwant %d and\n%s", r.Code, r.Done, r.State, got, c.code, c.out)
				}
				if r := finish(t, page, bystander); r.Code != 4 || r.State != "done" {
					t.Errorf("another program: %d, %q, %q", r.Code, r.State, r.text())
				}
			})
		}
	}
}

// TestDefaultMemory: a program that takes all it can get with the default limits ends, and the runtime goes on.
func TestDefaultMemory(t *testing.T) {
	page, _ := open(t)
	for range 2 {
		var r result
		must(t, page.Call(&r, "window.runProgram", inMain("s = 'x'; for (i = 0; i < 20; i++) { s = s + s; } while (true) { this.kept.add(s + #this.kept); }"), nil, 120_000))
		if r.Code != 1 || r.Expired || !strings.Contains(r.text(), " more than 1073741824 bytes of memory, its limit.") {
			t.Errorf("code %d, %s", r.Code, r.text())
		}
		must(t, page.Call(&r, "window.runProgram", inMain("l = []; while (true) { l = [l, 'abc' + #l, {'a': l}]; }"), nil, 120_000))
		if want := "error The program holds more than 1073741824 bytes of memory, its limit.\n"; r.Code != 1 || r.Expired || r.text() != want {
			t.Errorf("code %d, %s", r.Code, r.text())
		}
	}
	var memory float64
	must(t, page.Eval("window.memory()", &memory))
	t.Logf("%.0f MiB", memory/(1<<20))
	if memory > 3<<30 {
		t.Errorf("the instance has %.0f bytes", memory)
	}
}

// grain is by how much the wasm memory may grow without a leak: when the garbage collector starts is a matter of time. It starts
// when the heap is five times what was left before, so what 900 programs leave counts five times: 250 bytes of each are too much.
const grain = 1 << 20

// TestAThousandPrograms: the wasm memory does not grow from the 100th program to the 1,000th, and no handle is left.
func TestAThousandPrograms(t *testing.T) {
	page, s := open(t)
	kinds := []string{
		"class A { public main(args) { l = []; for (i = 0; i < 1000; i++) { l.add('x' + i); } throw 'x'; } }",
		"include timer; class A { public main(args) { timer.after(1, ::f); } private f(e, d, a) { } }",
		"include websocket; class A { public main(args) { ws = new WebSocket(args[0]); ws.addListener('open', ::f, ws); } private f(e, d, ws) { ws.close(); } }",
		"include websocket; include timer; class A { public main(args) { new WebSocket(args[0]); timer.every(1000, ::f); c.log('armed'); } private f(e, d, a) { } }", // stopped
		"include concurrent; include sys; class A { public main(args) { sys.sleep(1); new Latch(1).await(1); } }",
		"class A { public main(args) { c.log('not closed); } }",
		"include websocket; class A { public main(args) { ws = new WebSocket(args[0]); ws.addListener('open', ::f, ws); } private f(e, d, ws) { while (true) { } } }", // ended by the limit of steps
		"include websocket; class A { public main(args) { new WebSocket(args[0]).addListener('open', ::f); } private f(e, d, a) { c.log('armed'); while (true) { c.trc(''); } } }",
		"class A { public main(args) { l = []; while (true) { l = [l, 'x' + #l]; } } }", // ended by the limit of memory
	}
	must(t, page.Eval(`window.many = async (sources, address, count) => {
		for (let i = 0; i < count; i++) {
			const source = sources[i % sources.length];
			let armed;
			const printed = new Promise((resolve) => (armed = resolve));
			const limits = { steps: source.includes("armed") ? 0 : 20_000, memory: 8 << 20 };
			const program = window.runtime.run(source, { args: [address], output: armed, limits });
			if (source.includes("armed")) {
				await printed;
				await program.stop();
			} else await program.done;
			const left = window.runtime.liveHandles();
			if (left !== 0) throw new Error(left + " handles are left after " + source);
		}
		return window.memory();
	}`, nil))
	var first, last float64
	must(t, page.Call(&first, "window.many", kinds, s.socketBase()+"/ws/echo", 100))
	must(t, page.Call(&last, "window.many", kinds, s.socketBase()+"/ws/echo", 900))
	t.Logf("%.1f MiB after 100 programs, %.1f MiB after 1,000", first/(1<<20), last/(1<<20))
	if last > first+grain {
		t.Errorf("the memory grew from %s to %s bytes", fmt.Sprint(int64(first)), fmt.Sprint(int64(last)))
	}
}
