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
	capacity int           // not positive: no limit
	ring     []value.Value // the items, with room for more; behind the last place comes the first
	head     int           // the place of the first item
	size     int
	takers   waitLine
	putters  waitLine // with their values
}

func (q *blockingQueue) full() bool { return q.capacity > 0 && q.size >= q.capacity }

// grow makes room for one more item, or returns an error if the program may not hold it.
func (q *blockingQueue) grow(t *vm.Thread) error {
	if q.size < len(q.ring) {
		return nil
	}
	ring, err := vm.Grow(t.Machine(), q.ring, 1)
	if err != nil {
		return err
	}
	// The items from head on go to the end of the new room, where the others follow them as before.
	ring = ring[:cap(ring)]
	head := q.head + len(ring) - q.size
	copy(ring[head:], ring[q.head:q.size])
	clear(ring[q.head:head])
	q.ring, q.head = ring, head%len(ring)
	return nil
}

// append adds an item behind the others. There is room for it.
func (q *blockingQueue) append(v value.Value) {
	q.ring[(q.head+q.size)%len(q.ring)] = v
	q.size++
}

// admit lets those that wait to put in while the queue is not full. The room that it had when it was full is enough for them.
func (q *blockingQueue) admit() {
	for !q.full() && q.size < len(q.ring) {
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
	if err := q.grow(t); err != nil {
		return false, err
	}
	q.append(v)
	return true, nil
}

// take takes the first item, if necessary after waiting for one.
func (q *blockingQueue) take(t *vm.Thread, timeout time.Duration, interrupted string) (value.Value, error) {
	if q.size > 0 {
		v := q.ring[q.head]
		q.ring[q.head] = value.Value{}
		q.head = (q.head + 1) % len(q.ring)
		q.size--
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
			return value.Int(int64(q.size)), nil
		},
		"clear": func(_ *vm.Thread, q *h, this value.Value, _ []value.Value) (value.Value, error) {
			if len(q.putters) == 0 {
				q.ring = nil
			}
			clear(q.ring)
			q.head, q.size = 0, 0
			q.admit()
			return this, nil
		},
	})
}
