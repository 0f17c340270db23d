//go:build js && wasm

// This file defines how running programs give control back to the browser, and take turns.

package jsbridge

// waiting is a program that waits for a turn to begin or to go on.
type waiting struct {
	p    *program
	goOn func()
}

// yield parks the calling goroutine, which runs p, until the browser has had control. It is vm.Host.Yield.
func (b *Bridge) yield(p *program) {
	turn := make(chan struct{})
	b.waiting = append(b.waiting, waiting{p, func() { close(turn) }})
	jsWake()
	<-turn
}

// next makes one program runnable in the coming turn: one that is to stop, else the one that has waited longest. With several busy
// programs a turn thus has one slice, and the page does not wait for their sum. It reports whether more are waiting.
func (b *Bridge) next() bool {
	if len(b.waiting) == 0 {
		return false
	}
	chosen := 0
	for i := range b.waiting {
		if b.waiting[i].p.stopping {
			chosen = i
			break
		}
	}
	b.waiting[chosen].goOn()
	last := len(b.waiting) - 1
	copy(b.waiting[chosen:], b.waiting[chosen+1:])
	b.waiting[last] = waiting{}
	b.waiting = b.waiting[:last]
	return last > 0
}
