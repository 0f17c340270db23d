// This file defines the scheduler: events, activities and waits of one program (the rules of design/event-loop.md).
//
// A program runs on one goroutine at a time, the loop. An activity that waits keeps its goroutine and another loop
// goroutine goes on; when the wait ends the loop hands over to it. So waits suspend whole call stacks, Go frames included.

package vm

import (
	"runtime"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
)

// The loop back edges and calls between two checkpoints. At the most they take a fraction of a millisecond if they are cheap, so that
// one that takes a hundred times as long all of a sudden does not hold up the host for too long.
const (
	minBudget = 16
	maxBudget = 1 << 14
)

// slice is how long a program runs before it gives control back to the host.
const slice = 8 * time.Millisecond

// item is something runnable: a new activity, or one whose wait is over.
type item struct {
	run    func(t *Thread)
	waiter *Waiter
}

// Waiter is one suspended wait of an activity.
type Waiter struct {
	t      *Thread
	resume chan struct{}
	timed  bool
	// done tells that the wait is over, woken that Wake ended it, never that nothing was left that could.
	done, woken, never bool
	waiting            bool
}

// Post queues f as a new activity: it runs on the program's goroutine when no other code of the program runs, in
// the order of posting. It may be called from any goroutine, does not block, and does nothing after the program was stopped.
func (m *Machine) Post(f func(t *Thread)) { m.post(f, false) }

// PostFront is Post for an activity that comes before all that are queued.
func (m *Machine) PostFront(f func(t *Thread)) { m.post(f, true) }

func (m *Machine) post(f func(t *Thread), front bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.stopping.Load() || m.ended {
		return
	}
	if front && m.head > 0 {
		m.head--
		m.queue[m.head] = item{run: f}
	} else if front {
		m.queue = append([]item{{run: f}}, m.queue...)
	} else {
		if m.head > 1024 && m.head > len(m.queue)/2 { // give the room of what has run back
			n := copy(m.queue, m.queue[m.head:])
			clear(m.queue[n:])
			m.queue, m.head = m.queue[:n], 0
		}
		m.queue = append(m.queue, item{run: f})
	}
	m.startLoop()
}

// startLoop starts the loop unless it runs; m.mu is held.
func (m *Machine) startLoop() {
	switch {
	case m.looping:
		return
	case m.parked:
		m.parked = false
		m.unpark <- struct{}{}
	default:
		go m.loop(true)
	}
	m.looping = true
}

// park keeps the loop's goroutine until startLoop needs it: a new one would have to grow its stack for every event. It returns false if
// there is another loop, or nothing to come.
func (m *Machine) park() bool {
	m.mu.Lock()
	if m.looping || m.parked || m.ended {
		m.mu.Unlock()
		return false
	}
	m.parked = true
	m.mu.Unlock()
	<-m.unpark
	return true
}

// begin begins a time slice after the host had control.
func (m *Machine) begin() {
	m.sliceStart = Clock()
	if m.sliceStart-m.memory.read > readAtLeast {
		m.measureMemory(m.sliceStart)
	}
}

// loop runs what is runnable. fresh tells that the host had control just before.
func (m *Machine) loop(fresh bool) {
	if fresh {
		m.begin()
	}
	for {
		m.mu.Lock()
		if m.head == len(m.queue) {
			m.queue, m.head = m.queue[:0], 0
			m.looping = false
			if m.breakDeadlock() {
				m.mu.Unlock()
				continue
			}
			m.mu.Unlock()
			m.settle()
			if !m.park() {
				return
			}
			m.begin()
			continue
		}
		it := m.queue[m.head]
		m.queue[m.head] = item{}
		m.head++
		m.mu.Unlock()
		m.turn++
		if it.waiter != nil {
			it.waiter.resume <- struct{}{} // its goroutine goes on as the loop
			return
		}
		if m.stopping.Load() {
			continue
		}
		m.activity(it.run)
		m.flush()
		m.breathe()
	}
}

// breathe gives control to the host when the time slice is used up.
func (m *Machine) breathe() {
	now := Clock()
	if now-m.sliceStart < slice {
		return
	}
	m.measureMemory(now)
	m.pause()
}

// Turn returns a number that changes whenever the program begins or goes on with an activity. Only the program's goroutine may call it.
func (m *Machine) Turn() uint64 { return m.turn }

// pause gives control to the host and begins a time slice.
func (m *Machine) pause() {
	m.turn++
	if m.host.Yield != nil {
		m.host.Yield()
	}
	m.sliceStart = Clock()
	m.lastCheck = m.sliceStart
}

// breakDeadlock ends the longest untimed wait if nothing is left that could; m.mu is held.
func (m *Machine) breakDeadlock() bool {
	if len(m.waiters) == 0 || m.holds > 0 {
		return false
	}
	for _, w := range m.waiters {
		if w.timed {
			return false
		}
	}
	w := m.waiters[0]
	w.never = true
	m.finishWait(w)
	m.looping = true
	return true
}

// activity runs one activity on a thread of its own.
func (m *Machine) activity(f func(t *Thread)) {
	t := m.thread()
	ok := false
	defer func() {
		if !ok {
			m.internalError(recover(), goStack())
			return
		}
		t.reset()
		m.mu.Lock()
		m.idleThreads = append(m.idleThreads, t)
		m.mu.Unlock()
	}()
	f(t)
	ok = true
}

// thread returns an unused thread.
func (m *Machine) thread() *Thread {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := len(m.idleThreads); n > 0 {
		t := m.idleThreads[n-1]
		m.idleThreads = m.idleThreads[:n-1]
		return t
	}
	return newThread(m, m.budget)
}

// internalError ends the program after a Go panic: a bug of ours, shown with the Go stack.
func (m *Machine) internalError(cause any, stack []byte) {
	m.abort("internal error: " + panicText(cause) + "\n" + string(stack))
}

// goStack returns the stack of the running goroutine.
func goStack() []byte {
	buf := make([]byte, 64<<10)
	return buf[:runtime.Stack(buf, false)]
}

func panicText(cause any) string {
	switch c := cause.(type) {
	case nil:
		return "the goroutine ended"
	case error:
		return c.Error()
	case string:
		return c
	}
	return "a panic"
}

// checkpoint runs at loop back edges and calls when the thread's budget is used up: steps, stop, and the time slice.
func (t *Thread) checkpoint() error {
	m := t.m
	if m.stepsLeft >= 0 {
		m.stepsLeft -= int64(t.given - t.budget())
		if m.stepsLeft <= 0 {
			m.stepsLeft = 0
			m.abort("The program used up its limit of " + itoa(int(m.limits.Steps)) + " steps.")
			return ErrCancelled
		}
	}
	if m.stopping.Load() {
		return ErrCancelled
	}
	now := Clock()
	since := now - m.lastCheck
	m.lastCheck = now
	switch { // aim at a checkpoint every millisecond
	case since < 500*time.Microsecond && m.budget < maxBudget:
		m.budget *= 2
	case since > 2*time.Millisecond:
		m.budget = max(minBudget, int(int64(m.budget)*int64(time.Millisecond)/int64(since)))
	}
	// Rescheduling makes the dispatch loop be entered anew: a wasm engine replaces its baseline code by optimised code only
	// when a function is entered.
	runtime.Gosched()
	t.given = m.budget
	if m.stepsLeft > 0 && int64(t.given) > m.stepsLeft {
		t.given = int(m.stepsLeft)
	}
	t.setBudget(t.given)
	t.setLimit()
	if now-m.sliceStart >= slice {
		m.show()
		m.measureMemory(now)
		m.pause()
		if m.stopping.Load() {
			return ErrCancelled
		}
	}
	return nil
}

// Sleep suspends the activity; other activities and events run meanwhile. Not positive: it returns at once.
func (t *Thread) Sleep(d time.Duration) error {
	if d <= 0 {
		return nil
	}
	_, err := t.NewWaiter().Wait(d)
	return err
}

// NewWaiter prepares a wait of this activity.
func (t *Thread) NewWaiter() *Waiter { return &Waiter{t: t, resume: make(chan struct{})} }

// Wait suspends the activity until Wake is called or, unless timeout is negative, the timeout has passed. woken tells which.
// It returns ErrCancelled when the program is stopped, ErrNeverWoken when nothing is left that could wake it.
func (w *Waiter) Wait(timeout time.Duration) (woken bool, err error) {
	t := w.t
	m := t.m
	if f := t.suspended; f != nil {
		t.suspended = nil
		f()
	}
	m.show()
	if timeout >= 0 {
		defer m.At(Later(Clock(), timeout), func() { m.endWait(w, false) }).Cancel()
	}
	m.mu.Lock()
	if w.done {
		m.mu.Unlock()
		return w.woken, nil
	}
	if m.stopping.Load() {
		m.mu.Unlock()
		return false, ErrCancelled
	}
	w.waiting = true
	m.waiters = append(m.waiters, w)
	w.timed = timeout >= 0
	go m.loop(false)
	m.mu.Unlock()
	<-w.resume
	switch {
	case m.stopping.Load():
		return false, ErrCancelled
	case w.never:
		return false, ErrNeverWoken
	}
	return w.woken, nil
}

// Wake makes the waiting activity runnable; it continues after the running one ends or blocks. It reports whether the activity
// was waiting or about to wait (false: it had timed out or was woken before).
func (w *Waiter) Wake() bool { return w.t.m.endWait(w, true) }

func (m *Machine) endWait(w *Waiter, woken bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w.done {
		return false
	}
	w.woken = woken
	m.finishWait(w)
	if w.waiting {
		m.startLoop()
	}
	return true
}

// finishWait queues the end of a wait; m.mu is held.
func (m *Machine) finishWait(w *Waiter) {
	w.done = true
	if !w.waiting {
		return
	}
	for i, x := range m.waiters {
		if x == w {
			m.waiters = append(m.waiters[:i], m.waiters[i+1:]...)
			break
		}
	}
	m.queue = append(m.queue, item{waiter: w})
}

// ErrNeverWoken is returned by Waiter.Wait when no event, timer or other activity is left in the program.
var ErrNeverWoken error = Reported("nothing is left that could end the wait")

// Hold keeps the program from being done until Release was called as often: one per socket not closed or timer armed.
// Any goroutine may call it.
func (m *Machine) Hold() {
	m.mu.Lock()
	m.holds++
	m.mu.Unlock()
}

// Release undoes one Hold. Any goroutine may call it.
func (m *Machine) Release() {
	m.mu.Lock()
	m.holds--
	if m.holds == 0 && !m.looping && !m.ended {
		m.startLoop() // to settle, or to end waits that nothing can end any more
	}
	m.mu.Unlock()
}

// settle tells whether the program is idle or done once nothing is runnable.
func (m *Machine) settle() {
	m.mu.Lock()
	if m.looping || m.head < len(m.queue) || m.ended {
		m.mu.Unlock()
		return
	}
	over := len(m.waiters) == 0 && (m.stopping.Load() || m.mainEnded && m.holds == 0)
	if !over {
		if m.mainEnded && m.state == Running {
			m.state = Idle
			m.mu.Unlock()
			m.notify(Idle)
			return
		}
		m.mu.Unlock()
		return
	}
	m.ended = true
	if m.state != Stopped {
		m.state = Done
	}
	state := m.state
	hooks := m.stopHooks
	m.stopHooks = nil
	m.mu.Unlock()
	for _, h := range hooks {
		if h.f != nil {
			h.f()
		}
	}
	for _, t := range m.idleThreads {
		t.stack.clear()
	}
	m.flush()
	m.closeAccount()
	m.notify(state)
	if m.onEnd != nil {
		m.onEnd(m.Code())
	}
	close(m.over)
}

func (m *Machine) notify(s State) {
	if m.host.Events != nil {
		m.host.Events(s)
	}
}

func (m *Machine) flush() {
	if m.host.Flush != nil {
		m.host.Flush()
	}
}

// show lets a console that buffers write what it has.
func (m *Machine) show() {
	if m.host.Pause != nil {
		m.host.Pause()
	}
}

// stopHook is one function registered with OnStop.
type stopHook struct{ f func() }

// OnStop registers f to be called once when the program is stopped or done, on the goroutine that ends it; the returned function
// unregisters it.
func (m *Machine) OnStop(f func()) (cancel func()) {
	h := &stopHook{f}
	m.mu.Lock()
	m.stopHooks = append(m.stopHooks, h)
	m.mu.Unlock()
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		for i, x := range m.stopHooks {
			if x == h {
				m.stopHooks = append(m.stopHooks[:i], m.stopHooks[i+1:]...)
				return
			}
		}
	}
}

// Stop ends the program: running code stops at its next loop back edge or call, waits end, nothing posted runs any more.
// Any goroutine may call it; it returns at once.
func (m *Machine) Stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ended || m.stopping.Load() {
		return
	}
	m.state = Stopped
	m.cancel(-1)
}

// cancel ends what the program does, with a code; m.mu is held.
func (m *Machine) cancel(code int) {
	m.stopping.Store(true)
	m.code, m.codeSet = code, true
	for len(m.waiters) > 0 {
		m.finishWait(m.waiters[0])
	}
	m.startLoop()
}

// State returns the program's state. Any goroutine may call it.
func (m *Machine) State() State {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state
}

// Code returns the program's code so far. Any goroutine may call it.
func (m *Machine) Code() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.code
}

// Over is closed when the program is done or stopped.
func (m *Machine) Over() <-chan struct{} { return m.over }

// ReportException prints an exception as the runner does for one that nobody caught: an error line.
func (m *Machine) ReportException(e *value.Exception) {
	m.console().Line(LevelError, value.Text(value.OfException(e)))
}

// Report prints any error that code called from Go may return: an exception, or a fatal error. A cancellation is silent.
func (m *Machine) Report(err error) {
	switch e := err.(type) {
	case nil, cancelled:
	case *value.Exception:
		m.ReportException(e)
	case fatalError:
		m.console().Line(LevelError, string(e)+"\n")
	default:
		m.console().Line(LevelError, err.Error())
	}
}
