// This file defines the tests of states, queue and delivery over fakes.

package websocket

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// journal records what handlers saw.
type journal struct {
	e     *fakeEngine
	s     *socket
	lines []string
}

func (j *journal) note(format string, a ...any) { j.lines = append(j.lines, fmt.Sprintf(format, a...)) }

// listen adds a handler that notes its name, the event and the state, and then does f.
func (j *journal) listen(k eventKind, name string, f func(a *fakeActivity, args []value.Value) error) {
	h := j.e.handler(name, func(a *fakeActivity, args []value.Value) error {
		j.note("%s %s%s rs=%d", name, args[0].GoString(), dataText(args[1]), j.s.state)
		if f != nil {
			return f(a, args)
		}
		return nil
	})
	j.s.listeners[k].add(h, value.Null)
}

func dataText(v value.Value) string {
	switch v.Kind() {
	case value.KString:
		return " " + v.GoString()
	case value.KObject:
		return fmt.Sprint(" ", v.Object().Native.(*fakeBuffer).data)
	case value.KMap:
		code, _ := v.Map().Get("code")
		reason, _ := v.Map().Get("reason")
		clean, _ := v.Map().Get("wasClean")
		return fmt.Sprintf(" %d %q %v", code.AsInt(), reason.GoString(), clean.AsBool())
	}
	return ""
}

func (j *journal) want(t *testing.T, lines ...string) {
	t.Helper()
	if !reflect.DeepEqual(j.lines, lines) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(j.lines, "\n\t"), strings.Join(lines, "\n\t"))
	}
}

// start makes a socket with one noting listener per event.
func start(t *testing.T) (*journal, *fakeConn) {
	e := newFakeEngine()
	s, c := e.dial(t, &fakeTransport{})
	j := &journal{e: e, s: s}
	for k := range eventKinds {
		j.listen(k, "a", nil)
	}
	return j, c
}

func TestSequences(t *testing.T) {
	tests := []struct {
		name  string
		drive func(j *journal, c *fakeConn)
		want  []string
	}{
		{"open, messages, clean close", func(j *journal, c *fakeConn) {
			c.open("p")
			c.say("x")
			c.bytes(1, 2)
			c.say("")
			c.bytes()
			c.end(4000, "bye", true)
		}, []string{"a open rs=1", "a message x rs=1", "a message [1 2] rs=1", "a message  rs=1", "a message [] rs=1",
			`a close 4000 "bye" true rs=3`}},
		{"failure", func(j *journal, c *fakeConn) { c.fail() },
			[]string{"a error rs=3", `a close 1006 "" false rs=3`}},
		{"failure without close", func(j *journal, c *fakeConn) { c.onlyError() },
			[]string{"a error rs=3", `a close 1006 "" false rs=3`}},
		{"failure without error", func(j *journal, c *fakeConn) { c.end(1006, "", false) },
			[]string{"a error rs=3", `a close 1006 "" false rs=3`}},
		{"lost connection has no error", func(j *journal, c *fakeConn) { c.open(""); c.end(1006, "", false) },
			[]string{"a open rs=1", `a close 1006 "" false rs=3`}},
		{"failure while open", func(j *journal, c *fakeConn) { c.open(""); c.say("x"); c.fail() },
			[]string{"a open rs=1", "a message x rs=1", "a error rs=3", `a close 1006 "" false rs=3`}},
		{"closed by the script before open arrived", func(j *journal, c *fakeConn) {
			c.close = func(c *fakeConn, code int, reason string) { c.fail() }
			j.s.close(3000, "why")
			j.note("rs=%d", j.s.state)
		}, []string{"rs=2", "a error rs=3", `a close 1006 "" false rs=3`}},
		{"closed by the script while open was queued", func(j *journal, c *fakeConn) {
			c.open("p")
			c.say("x")
			j.s.close(1000, "")
		}, []string{"a error rs=3", `a close 1006 "" false rs=3`}},
		{"failure after the script's close", func(j *journal, c *fakeConn) {
			c.open("")
			j.e.run()
			c.close = func(c *fakeConn, code int, reason string) { c.fail() }
			j.s.close(3000, "why")
		}, []string{"a open rs=1", `a close 1006 "" false rs=3`}},
		{"a subprotocol that was not offered", func(j *journal, c *fakeConn) { c.open("P") },
			[]string{"a error rs=3", `a close 1006 "" false rs=3`}},
		{"server's close queued when the script closes", func(j *journal, c *fakeConn) {
			c.open("")
			j.e.run()
			c.say("late")
			c.end(1001, "first", true)
			j.s.close(1000, "")
		}, []string{"a open rs=1", `a close 1001 "first" true rs=3`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j, c := start(t)
			tt.drive(j, c)
			j.e.run()
			j.want(t, tt.want...)
			if c.released != 1 || j.e.held != 0 || len(j.e.h.live) != 0 || len(j.e.h.queue) != 0 {
				t.Errorf("released %d times, held %d, live %d, queued %d", c.released, j.e.held, len(j.e.h.live), len(j.e.h.queue))
			}
		})
	}
}

func TestAfterClose(t *testing.T) {
	j, c := start(t)
	c.open("")
	c.buffered = 7
	c.end(1000, "", true)
	j.e.run()
	n := len(j.lines)
	c.l.Text("x")
	c.l.Failed()
	c.l.Closed(1006, "", false)
	j.e.run()
	if len(j.lines) != n {
		t.Errorf("delivered after close: %v", j.lines[n:])
	}
	if err := j.s.close(1000, ""); err != nil || len(c.log) != 0 {
		t.Errorf("close() of a closed socket: %v, %v", err, c.log)
	}
	if j.s.bufferedAmount() != 7 || j.s.getBinaryType() != "arraybuffer" || j.s.url != "ws://h/" {
		t.Errorf("%d %s %s", j.s.bufferedAmount(), j.s.getBinaryType(), j.s.url)
	}
	j.s.setBinaryType("blob")
	if j.s.getBinaryType() != "blob" {
		t.Error("setBinaryType of a closed socket does nothing")
	}
}

func TestUnsupported(t *testing.T) {
	e := newFakeEngine()
	s := newSocket()
	s.h = e.h
	s.unsupported("ws://h/")
	j := &journal{e: e, s: s}
	for k := range eventKinds {
		j.listen(k, "a", nil)
	}
	if s.state != stateClosed || e.held != 1 {
		t.Errorf("state %d, held %d", s.state, e.held)
	}
	e.run()
	j.want(t, "a error rs=3", `a close 1006 "" false rs=3`)
	if e.held != 0 {
		t.Error("still held")
	}
}

func TestStop(t *testing.T) {
	j, c := start(t)
	c.open("")
	j.e.run()
	c.say("x")
	j.e.h.stop()
	c.say("y")
	c.end(1000, "", true)
	j.e.run()
	j.want(t, "a open rs=1")
	if c.released != 1 {
		t.Errorf("released %d times", c.released)
	}
	if err := j.s.close(1000, ""); err != nil {
		t.Error(err)
	}
}

func TestHandlers(t *testing.T) {
	boom := errors.New("boom")
	tests := []struct {
		name  string
		setup func(j *journal, c *fakeConn)
		want  []string
	}{
		{"in the order added", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", nil)
			j.listen(messageEvent, "c", nil)
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "c message 1 rs=1", "a message 2 rs=1", "b message 2 rs=1", "c message 2 rs=1"}},
		{"one that throws", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", func(*fakeActivity, []value.Value) error { return boom })
			j.listen(messageEvent, "c", nil)
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "c message 1 rs=1", "a message 2 rs=1", "b message 2 rs=1", "c message 2 rs=1", "reported boom", "reported boom"}},
		{"added while dispatching", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", func(*fakeActivity, []value.Value) error {
				if len(j.s.listeners[messageEvent]) == 2 {
					j.listen(messageEvent, "new", nil)
				}
				return nil
			})
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "a message 2 rs=1", "b message 2 rs=1", "new message 2 rs=1"}},
		{"removed while dispatching", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", func(_ *fakeActivity, args []value.Value) error {
				if l := &j.s.listeners[messageEvent]; args[1].GoString() == "1" {
					before := *l
					l.remove(before[0].handler)
					l.remove(before[2].handler)
				}
				return nil
			})
			j.listen(messageEvent, "c", nil)
			j.listen(messageEvent, "d", nil)
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "d message 1 rs=1", "b message 2 rs=1", "d message 2 rs=1"}},
		{"one that closes", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", func(*fakeActivity, []value.Value) error { return j.s.close(1000, "") })
			j.listen(messageEvent, "c", nil)
			j.listen(closeEvent, "b", nil)
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "c message 1 rs=2", `a close 1000 "" true rs=3`, `b close 1000 "" true rs=3`}},
		{"one that blocks", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", func(a *fakeActivity, args []value.Value) error {
				text := args[1].GoString()
				a.block()
				j.note("b resumes %s", text)
				return nil
			})
			j.listen(messageEvent, "c", nil)
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "c message 1 rs=1", "a message 2 rs=1", "b message 2 rs=1", "c message 2 rs=1",
			"b resumes 2", "b resumes 1"}},
		{"all that block", func(j *journal, c *fakeConn) {
			for _, n := range []string{"b", "c"} {
				j.listen(messageEvent, n, func(a *fakeActivity, args []value.Value) error {
					a.block()
					return boom
				})
			}
		}, []string{"a message 1 rs=1", "b message 1 rs=1", "c message 1 rs=1", "a message 2 rs=1", "b message 2 rs=1", "c message 2 rs=1",
			"reported boom", "reported boom", "reported boom", "reported boom"}},
		{"a program that is stopped", func(j *journal, c *fakeConn) {
			j.listen(messageEvent, "b", func(*fakeActivity, []value.Value) error { j.e.h.stop(); return vm.ErrCancelled })
			j.listen(messageEvent, "c", nil)
		}, []string{"a message 1 rs=1", "b message 1 rs=1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j, c := start(t)
			tt.setup(j, c)
			c.open("")
			j.e.run()
			j.lines = nil
			c.say("1")
			c.say("2")
			j.e.run()
			for _, err := range j.e.reports {
				j.note("reported %v", err)
			}
			j.want(t, tt.want...)
		})
	}
}

// A handler of "error" or "close" that blocks must not hold up the end of the socket.
func TestBlockingAtTheEnd(t *testing.T) {
	for k, want := range map[eventKind][]string{
		errorEvent: {"a error rs=3", "b error rs=3", `a close 1006 "" false rs=3`, "b resumes, released 1, held 0"},
		closeEvent: {"a error rs=3", `a close 1006 "" false rs=3`, `b close 1006 "" false rs=3`, "b resumes, released 1, held 0"},
	} {
		j, c := start(t)
		j.listen(k, "b", func(a *fakeActivity, args []value.Value) error {
			a.block()
			j.note("b resumes, released %d, held %d", c.released, j.e.held)
			return nil
		})
		c.fail()
		j.e.run()
		j.want(t, want...)
	}
}

// Events of several sockets are delivered in the order of arrival.
func TestOrderAcrossSockets(t *testing.T) {
	e := newFakeEngine()
	j := &journal{e: e}
	var conns []*fakeConn
	for _, name := range []string{"x", "y"} {
		s, c := e.dial(t, &fakeTransport{})
		j.s = s
		j.listen(messageEvent, name, nil)
		c.open("")
		conns = append(conns, c)
	}
	for i := range 4 {
		conns[i%2].say(fmt.Sprint(i))
	}
	conns[1].say("4")
	conns[0].say("5")
	e.run()
	j.want(t, "x message 0 rs=1", "y message 1 rs=1", "x message 2 rs=1", "y message 3 rs=1", "y message 4 rs=1", "x message 5 rs=1")
}

// What one listener does to its arguments no other one sees.
func TestOwnArguments(t *testing.T) {
	e := newFakeEngine()
	s, c := e.dial(t, &fakeTransport{})
	var seen []string
	var first, second []value.Value
	spoil := func(into *[]value.Value) func(*fakeActivity, []value.Value) error {
		return func(_ *fakeActivity, args []value.Value) error {
			seen = append(seen, args[0].GoString()+dataText(args[1]))
			*into = append(*into, args[1])
			args[0].Str().Set(value.NewString("spoilt"))
			switch args[1].Kind() {
			case value.KString:
				args[1].Str().Set(value.NewString("spoilt"))
			case value.KMap:
				args[1].Map().Put("code", value.Int(0))
			case value.KObject:
				b := args[1].Object().Native.(*fakeBuffer)
				for i := range b.data {
					b.data[i] = 99
				}
			}
			return nil
		}
	}
	for k := range eventKinds {
		s.listeners[k].add(e.handler("f", spoil(&first)), value.Null)
		s.listeners[k].add(e.handler("g", spoil(&second)), value.Null)
	}
	c.open("")
	c.say("x")
	c.bytes(1, 2, 3)
	c.bytes()
	c.bytes(4)
	c.end(1000, "r", true)
	e.run()
	want := []string{}
	for _, w := range []string{"open", "message x", "message [1 2 3]", "message []", "message [4]", `close 1000 "r" true`} {
		want = append(want, w, w)
	}
	if !reflect.DeepEqual(seen, want) {
		t.Errorf("got %q\nwant %q", seen, want)
	}
	if !value.Same(first[2], first[3]) || !value.Same(first[2], first[4]) || value.Same(first[2], second[2]) {
		t.Error("a listener must get one Buffer of its own, the same every time")
	}
}

// Arrivals may come from many goroutines; each socket's order is kept and nothing is lost.
func TestConcurrentArrivals(t *testing.T) {
	const sockets, messages = 8, 500
	e := newFakeEngine()
	got := make([]int, sockets)
	var wg sync.WaitGroup
	for i := range sockets {
		s, c := e.dial(t, &fakeTransport{})
		s.listeners[messageEvent].add(e.handler("f", func(_ *fakeActivity, args []value.Value) error {
			if args[1].GoString() != fmt.Sprint(got[i]) {
				t.Errorf("socket %d: message %s after %d", i, args[1].GoString(), got[i])
			}
			got[i]++
			return nil
		}), value.Null)
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.open("")
			for n := range messages {
				c.say(fmt.Sprint(n))
			}
		}()
	}
	wg.Wait()
	e.run()
	for i, n := range got {
		if n != messages {
			t.Errorf("socket %d: %d messages", i, n)
		}
	}
}

// The queue keeps its order while it is filled and emptied at the same time, and gives up the memory of a burst.
func TestQueue(t *testing.T) {
	e := newFakeEngine()
	s, _ := e.dial(t, &fakeTransport{})
	in, out := 0, 0
	for range 3000 {
		for range 3 {
			e.h.push(event{s: s, kind: arrivedText, code: int32(in)})
			in++
		}
		for range 2 {
			got, ok := e.h.pop()
			if !ok || int(got.code) != out {
				t.Fatalf("got %d %v, want %d", got.code, ok, out)
			}
			out++
		}
	}
	for out < in {
		if got, ok := e.h.pop(); !ok || int(got.code) != out {
			t.Fatalf("got %d %v, want %d", got.code, ok, out)
		}
		out++
	}
	if _, ok := e.h.pop(); ok || cap(e.h.queue) > shrinkAbove {
		t.Errorf("capacity %d after a burst", cap(e.h.queue))
	}
}

// A text message costs one allocation besides its text; one that nobody listens to costs none.
func TestAllocations(t *testing.T) {
	for listeners, want := range []float64{0, 1, 2} {
		e := newFakeEngine()
		s, c := e.dial(t, &fakeTransport{})
		for range listeners {
			s.listeners[messageEvent].add(e.handler("f", func(*fakeActivity, []value.Value) error { return nil }), value.Null)
		}
		c.open("")
		e.run()
		got := testing.AllocsPerRun(1000, func() {
			c.l.Text("hello")
			e.queue = e.queue[:0]
			e.h.deliverNext(e.reuse)
		})
		if got > want {
			t.Errorf("%d listeners: %v allocations for a message, want at most %v", listeners, got, want)
		}
	}
}

func TestListenersRemove(t *testing.T) {
	obj := value.OfObject(&value.Object{Class: &value.Class{Name: "A"}})
	cb := func(this value.Value, name string) value.Value {
		return value.OfCallback(&value.Callback{This: this, Name: name})
	}
	var l listeners
	l.add(cb(obj, "f"), value.Int(1))
	l.add(cb(obj, "g"), value.Int(2))
	l.add(cb(obj, "f"), value.Int(3))
	snapshot := l
	other := value.OfObject(&value.Object{Class: obj.Object().Class})
	if l.remove(cb(other, "f")) || l.remove(cb(obj, "h")) {
		t.Error("removed a handler of another object or name")
	}
	if !l.remove(cb(obj, "f")) || len(l) != 2 || l[0].passed.AsInt() != 2 || l[1].passed.AsInt() != 3 {
		t.Errorf("not the first one was removed: %v", l)
	}
	l.add(cb(obj, "new"), value.Null)
	if len(snapshot) != 3 || !snapshot[0].removed || snapshot[1].removed || snapshot[2].passed.AsInt() != 3 {
		t.Error("the snapshot changed")
	}
}
