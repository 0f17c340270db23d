//go:build js && wasm

// This file defines how running programs give control back to the browser, and take turns.

package jsbridge

// parked is a program that waits for its turn to go on.
type parked struct {
	p    *program
	turn chan struct{}
}

// yield parks the calling goroutine, which runs p, until the browser has had control. It is vm.Host.Yield.
func (b *Bridge) yield(p *program) {
	turn := make(chan struct{})
	b.parked = append(b.parked, parked{p, turn})
	jsWake()
	<-turn
}

// next makes one program runnable in the coming turn: the first of those to start, else one that is parked, so with several busy
// programs a turn has one slice and the page does not wait for their sum. It reports whether more are waiting.
func (b *Bridge) next() bool {
	if len(b.starting) > 0 {
		start := b.starting[0]
		b.starting[0] = nil
		b.starting = b.starting[1:]
		go start()
	} else if len(b.parked) > 0 {
		b.unpark()
	}
	return len(b.starting)+len(b.parked) > 0
}

// unpark lets one parked program go on, a stopping one before all others, else the one that waits longest.
func (b *Bridge) unpark() {
	next := 0
	for i := range b.parked {
		if b.parked[i].p.stopping {
			next = i
			break
		}
	}
	close(b.parked[next].turn)
	last := len(b.parked) - 1
	copy(b.parked[next:], b.parked[next+1:])
	b.parked[last] = parked{}
	b.parked = b.parked[:last]
}
