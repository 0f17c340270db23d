// This file defines what natives need that work on much data: worker, with which they let themselves be interrupted, and
// zeros, which makes slices within the program's limits.

package stdlib

import "github.com/aussom/aussom-web/aussom/vm"

// workUnit is the number of elements after which a loop lets itself be interrupted.
const workUnit = 1 << 12

// worker counts the work of one call of a native.
type worker struct {
	thread *vm.Thread
	seen   int
}

// did counts n elements. An error ends the native.
func (w *worker) did(n int) error {
	if w.seen += n; w.seen < workUnit {
		return nil
	}
	n, w.seen = w.seen, 0
	return w.thread.Work(n)
}

// zeros returns a slice of n zero values, or an error if the program may not hold it.
func zeros[E any](t *vm.Thread, n int) ([]E, error) {
	s, err := vm.Grow[E](t.Machine(), nil, n)
	if err != nil {
		return nil, err
	}
	return s[:n], nil
}
