// This file defines worker, with which natives that loop over much data let themselves be interrupted.

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
