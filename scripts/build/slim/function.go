// This file defines the rewriting of one function: fewer blocks, numbered in steps of one.

package slim

import "slices"

// slim returns a smaller body of the function and changes its tables accordingly. It returns the code as it is if
// anything about it is unusual. sigpanic are the indices of runtime.sigpanic.
func (f *function) slim(code []byte, sigpanic []uint64) []byte {
	if f.record[fieldFlags]&flagAssembly != 0 {
		return code // other functions may know its places
	}
	b := parseBody(code, f.number)
	if b == nil {
		return code
	}
	r := renumbering{old: f, body: b, sigpanic: sigpanic}
	if !r.findKept() || !r.renumber() {
		return code
	}
	f.sp, f.stackMaps, f.deferReturn = r.sp, r.stackMaps, r.deferReturn
	return writeBody(r.merged(), f.number)
}

// renumbering is the state of numbering the blocks of a function anew. A place then is the number of its block.
type renumbering struct {
	old      *function
	body     *body
	sigpanic []uint64

	kept    []bool // the blocks that something jumps to or resumes
	numbers []int  // new number of each of them

	// the new tables, see function
	sp, stackMaps placeValues
	deferReturn   int
}

// panics reports whether a piece belongs to a call of sigpanic. That never returns, so all that counts about the place
// is the size of the stack frame.
func (r *renumbering) panics(p piece) bool {
	return slices.Contains(r.sigpanic, p.call)
}

// findKept finds the blocks to keep. It fails if a call does not return to the block after it.
func (r *renumbering) findKept() bool {
	r.kept = make([]bool, len(r.body.blocks))
	r.kept[0] = true
	if place := r.old.deferReturn; place != 0 {
		r.kept[r.body.block(place)] = true
	}
	for k, block := range r.body.blocks {
		for _, p := range block {
			switch {
			case p.jumps():
				r.kept[p.target] = true
			case p.kind != returnTo || p.target == 0 || r.panics(p):
			case p.depth > 0 || r.body.block(p.target) != k+1:
				return false
			default:
				r.kept[k+1] = true
			}
		}
	}
	n := 0
	for _, kept := range r.kept {
		r.numbers = append(r.numbers, n)
		if kept {
			n++
		}
	}
	return true
}

// renumber gives the places of calls and of the deferred calls their new numbers, and makes the tables for these. It
// fails if an old table says something that the new one does not.
func (r *renumbering) renumber() bool {
	framed := -1 // distance of the stack pointer once the function has made its frame
	if n := len(r.old.sp); n > 0 {
		framed = r.old.sp[n-1].value
		r.sp = valuesOf([]int{r.old.sp.at(0), framed})
	}
	var maps []int // stack map by place
	for _, block := range r.body.blocks {
		for i := range block {
			p := &block[i]
			switch {
			case p.kind != returnTo || p.target == 0:
				continue
			case r.old.sp.at(p.target) != framed:
				return false
			case r.panics(*p):
				p.target = 1
				continue
			}
			// The runtime looks up a call by the place before the one to which it returns.
			stackMap := r.old.stackMaps.at(p.target - 1)
			p.target = r.numbers[r.body.block(p.target)]
			maps = extended(maps, p.target-1, stackMap)
		}
	}
	r.stackMaps = valuesOf(maps)
	if r.old.deferReturn == 0 {
		return true
	}
	r.deferReturn = r.numbers[r.body.block(r.old.deferReturn)]
	return r.deferReturn != 0 && r.stackMaps.at(r.deferReturn) == r.old.stackMaps.at(r.old.deferReturn)
}

// extended appends the value of a place. Places before it that have none get that of the place before them.
func extended(values []int, place, value int) []int {
	last := -1
	if n := len(values); n > 0 {
		last = values[n-1]
	}
	for len(values) < place {
		values = append(values, last)
	}
	return append(values, value)
}

// merged returns the body with only the kept blocks.
func (r *renumbering) merged() *body {
	b := &body{locals: r.body.locals}
	for k, block := range r.body.blocks {
		for i := range block {
			if p := &block[i]; p.jumps() {
				p.target = r.numbers[p.target]
			}
		}
		if r.kept[k] {
			b.blocks = append(b.blocks, nil)
		}
		last := len(b.blocks) - 1
		b.blocks[last] = append(b.blocks[last], block...)
	}
	return b
}
