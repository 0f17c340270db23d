// This file defines BlockingQueue of the module concurrent (spec 04e, 5 and 9).

package stdlib

import (
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// blockingQueue is the native half of BlockingQueue. Activities wait to take only while it is empty, and to put only
// while it is full.
type blockingQueue struct {
	capacity int // not positive: no limit
	items    []value.Value
	head     int // the first item in items
	takers   waitLine
	putters  waitLine // with their values
}

func (q *blockingQueue) size() int { return len(q.items) - q.head }

func (q *blockingQueue) full() bool { return q.capacity > 0 && q.size() >= q.capacity }

// append adds an item behind the others.
func (q *blockingQueue) append(v value.Value) {
	if q.head > 0 && len(q.items) == cap(q.items) && q.head >= len(q.items)/2 {
		n := copy(q.items, q.items[q.head:])
		clear(q.items[n:])
		q.items, q.head = q.items[:n], 0
	}
	q.items = append(q.items, v)
}

// admit lets those that wait to put in while there is room.
func (q *blockingQueue) admit() {
	for !q.full() {
		w := q.putters.next()
		if w == nil {
			return
		}
		q.append(w.value)
	}
}

// put hands v to the activity that waits longest for it or appends it, if necessary after waiting for room.
func (q *blockingQueue) put(t *vm.Thread, v value.Value, timeout time.Duration, interrupted string) (ok bool, err error) {
	if w := q.takers.next(); w != nil {
		w.value = v
		return true, nil
	}
	if q.full() {
		if timeout == 0 {
			return false, nil
		}
		_, ok, err = q.putters.wait(t, v, timeout, interrupted)
		return ok, err
	}
	if err := t.Machine().CheckList(q.size() + 1); err != nil {
		return false, err
	}
	q.append(v)
	return true, nil
}

// take takes the first item, if necessary after waiting for one.
func (q *blockingQueue) take(t *vm.Thread, timeout time.Duration, interrupted string) (value.Value, error) {
	if q.size() > 0 {
		v := q.items[q.head]
		q.items[q.head] = value.Value{}
		if q.head++; q.head == len(q.items) {
			q.items, q.head = q.items[:0], 0
		}
		q.admit()
		return v, nil
	}
	if timeout == 0 {
		return value.Null, nil
	}
	w, served, err := q.takers.wait(t, value.Null, timeout, interrupted)
	if !served {
		return value.Null, err
	}
	return w.value, nil
}

func blockingQueueClass() vm.NativeClass {
	type h = blockingQueue
	return concurrentClass(func() *h { return &h{} }, map[string]concurrentMethod[h]{
		"newBlockingQueue": func(_ *vm.Thread, q *h, this value.Value, args []value.Value) (value.Value, error) {
			q.capacity = int(int32(args[0].AsInt()))
			return this, nil
		},
		"offer": func(t *vm.Thread, q *h, _ value.Value, args []value.Value) (value.Value, error) {
			if args[0].IsNull() {
				return value.Null, vm.Reported("BlockingQueue.offer(): null values cannot be queued.")
			}
			ok, err := q.put(t, args[0], milliseconds(max(args[1].AsInt(), 0)), "BlockingQueue.offer(): interrupted while waiting for space.")
			return value.Bool(ok), err
		},
		"put": func(t *vm.Thread, q *h, this value.Value, args []value.Value) (value.Value, error) {
			if args[0].IsNull() {
				return value.Null, vm.Reported("BlockingQueue.put(): null values cannot be queued.")
			}
			_, err := q.put(t, args[0], forever, "BlockingQueue.put(): interrupted while waiting for space.")
			return this, err
		},
		"poll": func(t *vm.Thread, q *h, _ value.Value, args []value.Value) (value.Value, error) {
			return q.take(t, milliseconds(max(args[0].AsInt(), 0)), "BlockingQueue.poll(): interrupted while waiting for a value.")
		},
		"take": func(t *vm.Thread, q *h, _ value.Value, _ []value.Value) (value.Value, error) {
			return q.take(t, forever, "BlockingQueue.take(): interrupted while waiting for a value.")
		},
		"size": func(_ *vm.Thread, q *h, _ value.Value, _ []value.Value) (value.Value, error) {
			return value.Int(int64(q.size())), nil
		},
		"clear": func(_ *vm.Thread, q *h, this value.Value, _ []value.Value) (value.Value, error) {
			q.items, q.head = nil, 0
			q.admit()
			return this, nil
		},
	})
}
