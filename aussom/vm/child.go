// This file defines child machines, which a program uses to run test classes apart from its own, and StartWith, which runs
// Go code in the place of main.

package vm

import "time"

// NewChild makes a machine with classes of its own; host, modules, limits and security properties are those of m. It is stopped when m ends.
// Use it through Thread.RunIn only.
func (m *Machine) NewChild(prelude Module) *Machine {
	host := m.host
	host.Events = nil
	limits := m.limits
	if m.stepsLeft >= 0 {
		limits.Steps = max(1, m.stepsLeft)
	}
	child := New(Config{Host: host, Prelude: prelude, Modules: m.modules, Sources: m.sources, Limits: limits, Diagnostic: m.diagnostic})
	child.properties = m.properties
	child.readDepth()
	m.OnStop(child.Stop)
	return child
}

// stopPoll is how often a program that waits for a child looks whether it was stopped itself.
const stopPoll = 20 * time.Millisecond

// RunIn runs f as an activity of a child while the thread's program stands still, and returns when the activity has ended. It returns
// ErrCancelled when either was stopped.
func (t *Thread) RunIn(child *Machine, f func(ct *Thread)) error {
	m := t.m
	if m.stepsLeft >= 0 {
		child.stepsLeft = max(1, min(child.stepsLeft, m.stepsLeft))
	}
	done := make(chan struct{})
	child.Post(func(ct *Thread) {
		defer close(done)
		f(ct)
	})
	tick := make(chan struct{}, 1)
	poll := time.AfterFunc(stopPoll, func() { tick <- struct{}{} })
	defer poll.Stop()
	for {
		select {
		case <-done:
			if m.stepsLeft >= 0 {
				m.stepsLeft = min(m.stepsLeft, child.stepsLeft)
			}
			if m.stopping.Load() {
				return ErrCancelled
			}
			return nil
		case <-child.Over():
			return ErrCancelled
		case <-tick:
			poll.Reset(stopPoll)
			if m.stopping.Load() {
				child.Stop()
			}
		}
	}
}

// StartWith queues f in the place of main: what it returns is the program's code. ended is called when it has returned. Sockets, timers
// and activities that are left then do not keep the program alive.
func (m *Machine) StartWith(f func(t *Thread) int, ended func(code int)) {
	m.Post(func(t *Thread) {
		m.endMain(f(t), ended)
		m.mu.Lock()
		busy := m.holds > 0 || len(m.waiters) > 0
		m.mu.Unlock()
		if busy {
			m.Stop()
		}
	})
}
