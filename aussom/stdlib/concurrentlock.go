// This file defines Semaphore, Latch and Lock of the module concurrent (spec 04e, 6 to 9).

package stdlib

import (
	"strconv"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// semaphore is the native half of Semaphore. Activities wait only while there are no permits.
type semaphore struct {
	permits int64
	line    waitLine
}

func semaphoreClass() vm.NativeClass {
	type h = semaphore
	return concurrentClass(func() *h { return &h{permits: 1} }, map[string]concurrentMethod[h]{
		"newSemaphore": func(_ *vm.Thread, s *h, this value.Value, args []value.Value) (value.Value, error) {
			s.permits = args[0].AsInt()
			return this, nil
		},
		"tryAcquire": func(t *vm.Thread, s *h, _ value.Value, args []value.Value) (value.Value, error) {
			if s.permits > 0 {
				s.permits--
				return value.True, nil
			}
			timeout := args[0].AsInt()
			if timeout <= 0 {
				return value.False, nil
			}
			_, granted, err := s.line.wait(t, value.Null, milliseconds(timeout), "Semaphore.tryAcquire(): interrupted while waiting for a permit.")
			return value.Bool(granted), err
		},
		"release": func(_ *vm.Thread, s *h, this value.Value, _ []value.Value) (value.Value, error) {
			s.permits++
			if s.permits > 0 && s.line.next() != nil {
				s.permits--
			}
			return this, nil
		},
		"availablePermits": func(_ *vm.Thread, s *h, _ value.Value, _ []value.Value) (value.Value, error) {
			return value.Int(s.permits), nil
		},
	})
}

// latch is the native half of Latch.
type latch struct {
	count int64
	line  waitLine
}

func latchClass() vm.NativeClass {
	type h = latch
	return concurrentClass(func() *h { return &h{count: 1} }, map[string]concurrentMethod[h]{
		"newLatch": func(_ *vm.Thread, l *h, this value.Value, args []value.Value) (value.Value, error) {
			if args[0].AsInt() < 0 {
				return value.Null, vm.Fault("count < 0")
			}
			l.count = args[0].AsInt()
			return this, nil
		},
		"countDown": func(_ *vm.Thread, l *h, this value.Value, _ []value.Value) (value.Value, error) {
			if l.count > 0 {
				l.count--
			}
			for l.count == 0 && l.line.next() != nil {
			}
			return this, nil
		},
		"await": func(t *vm.Thread, l *h, _ value.Value, args []value.Value) (value.Value, error) {
			timeout := args[0].AsInt()
			if l.count == 0 || timeout <= 0 {
				return value.Bool(l.count == 0), nil
			}
			_, open, err := l.line.wait(t, value.Null, milliseconds(timeout), "Latch.await(): interrupted while waiting.")
			return value.Bool(open), err
		},
		"getCount": func(_ *vm.Thread, l *h, _ value.Value, _ []value.Value) (value.Value, error) {
			return value.Int(l.count), nil
		},
	})
}

// lock is the native half of Lock.
type lock struct {
	owner *vm.Thread // the activity that holds it, nil if none does
	depth int        // how often the owner has taken it
	line  waitLine
}

// acquire makes the activity the owner, if necessary after waiting.
func (l *lock) acquire(t *vm.Thread, waitMs int64) error {
	if l.owner == nil || l.owner == t {
		l.owner = t
		l.depth++
		return nil
	}
	if waitMs > 0 {
		_, granted, err := l.line.wait(t, value.Null, milliseconds(waitMs), "Lock.withLock(): interrupted while waiting for the lock.")
		if granted || err != nil {
			return err
		}
	}
	return vm.Reported("Lock.withLock(): timed out after " + strconv.FormatInt(waitMs, 10) +
		" ms waiting for the lock. Possible deadlock or a slow critical section.")
}

// release undoes one acquire; the longest waiting activity becomes the owner.
func (l *lock) release() {
	l.depth--
	if l.depth > 0 {
		return
	}
	l.owner = nil
	if w := l.line.next(); w != nil {
		l.owner, l.depth = w.thread, 1
	}
}

func lockClass() vm.NativeClass {
	return concurrentClass(func() *lock { return &lock{} }, map[string]concurrentMethod[lock]{"withLock": withLock})
}

// withLock is withLock(callback Cb, int WaitMs).
func withLock(t *vm.Thread, l *lock, _ value.Value, args []value.Value) (value.Value, error) {
	cb := args[0]
	if cb.IsNull() {
		return value.Null, vm.Reported("Lock.withLock(): expecting a callback as the first argument.")
	}
	if err := l.acquire(t, args[1].AsInt()); err != nil {
		return value.Null, err
	}
	defer l.release()
	return t.Call(cb)
}
