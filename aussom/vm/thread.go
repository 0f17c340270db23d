// This file defines Thread, one activity of a program (main, or one handler), as natives see it.

package vm

import (
	"runtime"

	"github.com/aussom/aussom-web/aussom/value"
)

// Thread is one activity: main, or one handler started by an event. At most one thread of a machine runs at a time.
// Its methods may only be called while it runs, on the goroutine that runs it.
type Thread struct {
	m      *Machine
	frames []frame // the first n are active
	n      int
	null   value.Value // what return without a value returns
	stack  stack
	// left counts down, in one word that the dispatch loop tests at once: the upper half is the budget, the loop back edges and calls
	// until the next checkpoint; the lower half how many levels deeper calls may go in the dispatch loop, negative if it makes none.
	left  int64
	limit int // the call depth at which the lower half of left is 0
	given int // what the budget was at the last checkpoint
	nest  int // entries of run on the Go stack
	// suspended is called once when the activity suspends.
	suspended func()
}

// newThread makes a thread.
func newThread(m *Machine, budget int) *Thread {
	t := &Thread{m: m, given: budget, null: value.Null, frames: make([]frame, 32)}
	t.setBudget(budget)
	t.setLimit()
	return t
}

const (
	step    = int64(1) << 32        // one of the budget, in Thread.left
	usedUp  = -1<<63 | int64(1)<<31 // the signs of both halves of Thread.left
	perCall = step + 1              // what a call takes of Thread.left
)

// calls returns how many levels deeper calls may go in the dispatch loop.
func (t *Thread) calls() int { return int(int32(t.left)) }

// depth returns the number of active function invocations.
func (t *Thread) depth() int { return t.limit - t.calls() }

// budget returns the number of loop back edges and calls until the next checkpoint.
func (t *Thread) budget() int { return int((t.left - int64(t.calls())) / step) }

func (t *Thread) setBudget(n int) { t.left += int64(n-t.budget()) * step }

// setLimit takes over what the machine's limit of the call depth is now: as deep as that, and as there is room for frames, the dispatch
// loop makes calls itself.
func (t *Thread) setLimit() {
	limit := min(t.m.quickDepth, len(t.frames))
	t.left += int64(limit - t.limit)
	t.limit = limit
}

// gosched is how many nested entries of the dispatch loop may stand on the Go stack before the goroutine is rescheduled once:
// on js/wasm that unwinds the engine's own stack, which is far smaller than what 1000 nested natives need.
const gosched = 16

// Machine returns the program the thread belongs to.
func (t *Thread) Machine() *Machine { return t.m }

// OnSuspend registers f to be called once if the activity suspends (Sleep or Wait) before it ends. nil removes it.
func (t *Thread) OnSuspend(f func()) { t.suspended = f }

// Call invokes a callback value and returns its result. Errors are *value.Exception, ErrCancelled or a fatal error.
// An exception with an empty id keeps it (the caller decides about EXTERN_RUNTIME, see PassThrough).
func (t *Thread) Call(cb value.Value, args ...value.Value) (value.Value, error) {
	if cb.K != value.KCallback {
		return value.Null, Fault("a callback is needed, found " + cb.ClassName())
	}
	k := cb.Callback()
	if k.This.K == value.Undef {
		return value.Null, Reported("The callback has no function to call.")
	}
	if t.m.intercept != nil {
		if v, done, err := t.m.intercept(t, k.This, k.Name, args); done || err != nil {
			return v, err
		}
	}
	c := t.classOf(k.This)
	return t.enter(k.This, c, groupOf(k, c), k.Name, t.entryVia(), actStore, (*env)(k.Env), args)
}

// entryVia tells how a native enters script: from a frame that calls it, or from the host.
func (t *Thread) entryVia() via {
	if t.n == 0 {
		return viaHost
	}
	return viaNative
}

// CallMethod calls a method of any value, without an access check.
func (t *Thread) CallMethod(recv value.Value, name string, args ...value.Value) (value.Value, error) {
	return t.callMethod(recv, t.classOf(recv), name, t.entryVia(), args)
}

func (t *Thread) callMethod(recv value.Value, c *Class, name string, how via, args []value.Value) (value.Value, error) {
	return t.enter(recv, c, c.groups[name], name, how, actStore, nil, args)
}

// New makes an instance of a class with its constructor, as "new" does.
func (t *Thread) New(class string, args ...value.Value) (value.Value, error) {
	c := t.m.classes.get(class)
	if c == nil {
		return value.Null, t.unknownClass(class)
	}
	if c.Decl.Static {
		return value.Null, Reported("Cannot instantiate static class '" + c.Name + "' with 'new'. Static classes are singletons and are accessed by class name.")
	}
	if err := t.m.link(c); err != nil {
		return value.Null, t.linkFailure(err)
	}
	if c.empty != nil {
		return c.empty(), nil
	}
	o := value.OfObject(t.m.create(c))
	if c.ctor == nil {
		return o, nil
	}
	return t.enter(o, c, c.ctor, c.Name, viaNew, actNew, nil, args)
}

// enter calls a function of group g of class c from Go and runs it to its end.
func (t *Thread) enter(recv value.Value, c *Class, g *group, name string, how via, act action, captured *env, args []value.Value) (value.Value, error) {
	tg := c.resolve(g, name, args)
	for hops := 0; tg.fail != nil && !tg.fail.binding; hops++ {
		cb, err := t.nextCallback(tg, &value.Callback{This: recv, Name: name}, hops, how)
		if err != nil {
			return value.Null, err
		}
		if cb.This.K == value.Undef {
			return value.Null, Reported("The callback has no function to call.")
		}
		recv, name, captured = cb.This, cb.Name, (*env)(cb.Env)
		c = t.classOf(recv)
		tg = c.resolve(c.groups[name], name, args)
	}
	at := t.stack.at
	base := t.stack.room(t.free(), len(args)+2, 0)
	*reg(base, 0) = recv
	copy(window(base, 1, len(args)), args)
	var v value.Value
	var err error
	if tg.fn.Native != nil || tg.fn.noMethod {
		v, err = t.callNative(tg, reg(base, 0), len(args), how)
		if act == actNew {
			v = recv
		}
	} else if err = t.push(tg, base, len(args), nil, entered(0, how, act, 1), captured); err == nil {
		v, err = t.runNested()
	}
	if len(t.stack.chunks) > 0 {
		t.stack.use(at)
	}
	return v, err
}

// runNested runs the frame just pushed until it returns.
func (t *Thread) runNested() (value.Value, error) {
	t.nest++
	if t.nest%gosched == 0 {
		runtime.Gosched()
	}
	t.setLimit()
	t.top().how |= howEntry
	v, err := t.run(t.n - 1)
	t.nest--
	return v, err
}

// reset prepares a thread for another activity.
func (t *Thread) reset() {
	t.n = 0
	t.left += int64(t.depth())
	t.nest, t.suspended = 0, nil
	if len(t.stack.chunks) > 0 {
		t.stack.use(0)
	}
}
