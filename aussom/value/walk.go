// This file defines walk, the depth-first visit of a value and all it contains that the text, JSON and pack
// forms are written with. Its stack is on the heap: a program can nest values far deeper than a
// goroutine in the browser can recurse.

package value

import "unsafe"

// Worker is told of the work that a visit has done: n elements, every few thousand. An error of Work ends the visit and is
// returned by it. A nil Worker is told nothing.
type Worker interface{ Work(n int) error }

// workUnit is the number of elements of which a Worker is told at once.
const workUnit = 1 << 12

// workBytes is the same for the bytes of one long text.
const workBytes = 1 << 16

// manyOpen is the number of open values from which on they are found by a Go map.
const manyOpen = 24

// frame is a value whose elements are being visited.
type frame struct {
	v   Value
	i   int    // elements visited
	cur cursor // position in a map
}

// next returns the next element, with its key in a map or object.
func (f *frame) next() (key string, child Value, ok bool) {
	i := f.i
	f.i++
	switch f.v.K {
	case KList:
		if items := f.v.List().Items; i < len(items) {
			return "", items[i], true
		}
	case KMap:
		if f.v.Map().next(&f.cur) {
			return f.cur.e.key, f.cur.e.val, true
		}
	case KObject:
		o := f.v.Object()
		if i < len(o.Class.Order) {
			slot := o.Class.Order[i]
			return o.Class.SlotNames[slot], o.Slots[slot], true
		}
	}
	return "", Value{}, false
}

// walk is the stack of the values that are open, the outermost first.
type walk struct {
	stack  []frame
	worker Worker
	seen   int                         // elements visited since the worker was told
	open   map[unsafe.Pointer]struct{} // the same as a set, nil while they are few
}

// enter opens v, a list, map or object. It reports false if v is open already, i.e. contains itself.
func (w *walk) enter(v Value) bool {
	if w.open != nil {
		if _, ok := w.open[v.P]; ok {
			return false
		}
		w.open[v.P] = struct{}{}
	} else {
		for i := range w.stack {
			if w.stack[i].v.P == v.P {
				return false
			}
		}
		if len(w.stack) >= manyOpen {
			w.open = map[unsafe.Pointer]struct{}{v.P: {}}
			for i := range w.stack {
				w.open[w.stack[i].v.P] = struct{}{}
			}
		}
	}
	w.stack = append(w.stack, frame{v: v})
	return true
}

// visited counts one element.
func (w *walk) visited() error {
	if w.seen++; w.seen < workUnit || w.worker == nil {
		return nil
	}
	n := w.seen
	w.seen = 0
	return w.worker.Work(n)
}

// top returns the innermost open value.
func (w *walk) top() *frame { return &w.stack[len(w.stack)-1] }

// leave closes the innermost open value.
func (w *walk) leave() {
	n := len(w.stack) - 1
	if w.open != nil {
		delete(w.open, w.stack[n].v.P)
	}
	w.stack = w.stack[:n]
}

// members returns the number of elements that a frame of v visits; v is a list, map or object.
func members(v Value) int {
	switch v.K {
	case KList:
		return len(v.List().Items)
	case KMap:
		return v.Map().Len()
	}
	return len(v.Object().Class.Order)
}
