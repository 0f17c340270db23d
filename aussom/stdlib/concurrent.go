// This file defines the module concurrent (spec 04e) and how its classes wait.

package stdlib

import (
	_ "embed"
	"math"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

//go:embed aus/concurrent.aus
var concurrentSource string

// concurrentModule is the module concurrent.
func concurrentModule() vm.Module {
	return vm.Module{
		Name:   "concurrent",
		Source: concurrentSource,
		Classes: map[string]vm.NativeClass{
			"com.aussom.stdlib.AAtomicLong":    atomicLongClass(),
			"com.aussom.stdlib.AAtomicBool":    atomicBoolClass(),
			"com.aussom.stdlib.AAtomicRef":     atomicRefClass(),
			"com.aussom.stdlib.ACounter":       counterClass(),
			"com.aussom.stdlib.ABlockingQueue": blockingQueueClass(),
			"com.aussom.stdlib.ASemaphore":     semaphoreClass(),
			"com.aussom.stdlib.ALatch":         latchClass(),
			"com.aussom.stdlib.ALock":          lockClass(),
		},
	}
}

// concurrentMethod is a method of a class whose native half is an H; this is the receiving object, for methods that return it.
type concurrentMethod[H any] func(t *vm.Thread, h *H, this value.Value, args []value.Value) (value.Value, error)

// concurrentClass makes a class of the methods of its native half, which makes one for a new instance.
func concurrentClass[H any](half func() *H, methods map[string]concurrentMethod[H]) vm.NativeClass {
	natives := make(map[string]vm.Native, len(methods))
	for name, f := range methods {
		natives[name] = func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			h, ok := this.Object().Native.(*H)
			if !ok {
				return value.Null, vm.Fault("The object has the native half of another class.")
			}
			return f(t, h, this, args)
		}
	}
	return vm.NativeClass{New: func() any { return half() }, Methods: natives}
}

// milliseconds converts a script's time. What is longer than the clock's range becomes its longest time.
func milliseconds(n int64) time.Duration {
	return time.Duration(min(n, int64(math.MaxInt64/time.Millisecond))) * time.Millisecond
}

// forever is the timeout of a wait without one.
const forever time.Duration = -1

// waiting is one activity in a line. The value is what it waits with, or what it is handed when it is woken.
type waiting struct {
	waiter *vm.Waiter
	thread *vm.Thread
	value  value.Value
}

// waitLine is the line of the activities that wait for the same thing, in the order in which they came.
// It belongs to the goroutine that runs the program.
type waitLine []*waiting

// wait puts the activity at the end of the line until it is served or the time is over. interrupted is the text of the
// exception if nothing is left in the program that could serve it.
func (l *waitLine) wait(t *vm.Thread, v value.Value, timeout time.Duration, interrupted string) (w *waiting, served bool, err error) {
	w = &waiting{waiter: t.NewWaiter(), thread: t, value: v}
	*l = append(*l, w)
	served, err = w.waiter.Wait(timeout)
	if !served {
		l.leave(w)
	}
	if err == vm.ErrNeverWoken {
		err = vm.Reported(interrupted)
	}
	return w, served, err
}

// next takes the longest waiting activity out of the line and wakes it; nil if nobody waits. It goes on after the running
// activity ends or blocks.
func (l *waitLine) next() *waiting {
	for len(*l) > 0 {
		w := (*l)[0]
		(*l)[0] = nil
		*l = (*l)[1:]
		if w.waiter.Wake() {
			return w
		}
	}
	return nil
}

// leave takes out an activity that waits no longer.
func (l *waitLine) leave(w *waiting) {
	for i, x := range *l {
		if x == w {
			*l = append((*l)[:i], (*l)[i+1:]...)
			return
		}
	}
}
