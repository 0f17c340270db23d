package stdlib_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

func TestTimer(t *testing.T) {
	runPrograms(t, "include timer;\ninclude sys;\ninclude concurrent;\n", []programCase{
		{name: "after", body: `
			h = timer.after(5000, ::tick, 7);
			c.log(lang.type(h) + " " + h.isActive());
			timer.after(0, ::tick);
			this.log = h;`,
			more: `public tick(e, d, a) { h = this.log; c.log(e + " " + d + " " + a + " " + h.isActive() + h.cancel()); }`,
			want: "TimerHandle true | timer null null truetrue"},
		{name: "in the order of their times, also when late", body: `
			for (ms : [400, 100, 200, 0, 100]) { timer.after(ms, ::tick, ms); }
			start = sys.getMills();
			while (sys.getMills() - start < 410) { }
			c.log("main ends");`,
			more: `public tick(e, d, a) { c.log(a); }`, want: "main ends | 0 | 100 | 100 | 200 | 400"},
		{name: "every until it is cancelled", body: `
			h = timer.every(2, ::tick, "x");
			this.log = [h];
			n = 0;
			while (h.isActive()) { sys.sleep(1); }
			c.log("over " + h.cancel());`,
			more: `public tick(e, d, a) {
					l = this.log;
					l.add(a);
					c.log("" + (#l - 1) + a);
					if (#l == 4) { h = l[0]; c.log(h.cancel()); }
				}`,
			want: "1x | 2x | 3x | true | over false"},
		{name: "every keeps its schedule and does not pile up", body: `
			this.log = [sys.getMills(), timer.every(20, ::tick)];`,
			more: `public tick(e, d, a) {
					l = this.log;
					l.add(sys.getMills() - l[0]);
					if (#l == 3) { sys.sleep(50); }
					if (#l == 5) {
						h = l[1];
						h.cancel();
						c.log("" + (l[2] >= 20) + (l[3] >= 80) + (l[4] >= 100));
					}
				}`,
			want: "truetruetrue"},
		{name: "every does not overlap itself", body: `
			this.log = [timer.every(1, ::tick)];`,
			more: `public tick(e, d, a) {
					l = this.log;
					l.add(1);
					n = #l;
					sys.sleep(10);
					c.log(#l == n);
					if (n == 3) { h = l[0]; h.cancel(); }
				}`,
			want: "true | true"},
		{name: "cancelled after it was due", body: `
			this.log = timer.after(1, ::tick);
			start = sys.getMills();
			while (sys.getMills() - start < 10) { }
			h = this.log;
			c.log("" + h.isActive() + h.cancel() + h.cancel());`,
			more: `public tick(e, d, a) { c.log("never"); }`, want: "truetruefalse"},
		{name: "cancelled timers do not hold the program", body: `
			h = timer.after(100000000, ::tick);
			k = timer.every(100000000, ::tick);
			h.cancel(); k.cancel();`,
			more: `public tick(e, d, a) { }`, want: ""},
		{name: "an exception is printed and every goes on", body: `
			this.log = [timer.every(1, ::tick)];`,
			more: `public tick(e, d, a) {
					l = this.log;
					l.add(1);
					if (#l == 3) { h = l[0]; h.cancel(); c.log("end"); } else { throw "boom"; }
				}`,
			want: "[error] line 14: [cException] exRuntime Exception | \tid:  | \ttext: boom | \tdetails: boom | " +
				"\tstackTrace: \t[main.aus:11] Defined. { app.tick() } |  |  | end"},
		{name: "a handler that nothing can wake", body: `
			this.log = timer.every(1, ::tick);`,
			more: `public tick(e, d, a) {
					h = this.log;
					h.cancel();
					q = new BlockingQueue();
					try { q.take(); } catch (x) { c.log(x.getText()); }
				}`,
			want: "BlockingQueue.take(): interrupted while waiting for a value."},
		{name: "arguments that are refused", body: `
			try { timer.after(-1, ::tick); } catch (x) { c.log(x.getId() + ": " + x.getText()); }
			try { timer.every(0, ::tick); } catch (x) { c.log(x.getText()); }
			try { timer.after(1, null); } catch (x) { c.log(x.getText()); }
			try { timer.after(1.5, ::tick); } catch (x) { c.log(x.getId()); }
			try { timer.after(1); } catch (x) { c.log(x.getId()); }`,
			more: `public tick(e, d, a) { }`,
			want: "EXTERN_RUNTIME: timer.after(): Mills must be at least 0, found -1. | timer.every(): Mills must be at least 1, found 0. | " +
				"timer.after(): Handler must be a callback, found null. | FUNCT_NOT_FOUND | FUNCT_NOT_FOUND"},
		{name: "a handle of one's own", body: `h = new TimerHandle(); c.log("" + h.isActive() + h.cancel());`, want: "falsefalse"},
	})
}

// Stopping ends armed timers.
func TestTimerStop(t *testing.T) {
	console := &printed{}
	p := aussom.Start(`include timer;
class app {
	public main(args) { timer.every(1, ::tick); timer.after(100000000, ::tick); }
	public tick(e, d, a) { c.log("tick"); }
}
`, aussom.Options{Host: vm.Host{Console: console}})
	deadline := time.Now().Add(10 * time.Second)
	for !strings.Contains(console.String(), "tick") && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	p.Stop()
	select {
	case <-p.Machine().Over():
	case <-time.After(10 * time.Second):
		t.Fatal("the program does not stop")
	}
	before := console.String()
	time.Sleep(10 * time.Millisecond)
	if after := console.String(); before == "" || after != before {
		t.Errorf("before %q, after %q", before, after)
	}
}
