// This file defines writing blocks as a function body. Compare parse.go.
//
//	(loop $entry (block $n ... (block $0
//	  (br_table ... (local.get $PC_B)))
//	  ...first block...
//	  (br $4)                                          to a block that comes later
//	  (loop $2 ...third block... (br $2))              to one that all ways to here went through
//	  (local.set $PC_B (i32.const 2)) (br $entry)      to any other
//	)
//	...last block...
//	) unreachable
//
// What is not needed is left out. Every block is written behind the one that dominates it, with all that it dominates itself
// (N. Ramsey, "Beyond Relooper"): so a loop that no call resumes inside needs no table.

package slim

import (
	"encoding/binary"
	"slices"
)

// local variables of a body
const (
	localPlace   = 0 // PC_B, the parameter
	localSP      = 1 // the stack pointer
	localAddress = 2 // the address of the function, from which those of its places are made
)

// returnUnwinding leaves the function if the number on the stack is not zero. Unlike a branch it is the same everywhere.
var returnUnwinding = []byte{opIf, noResult, opI32Const, 1, opReturn, opEnd}

// writer is the state of writing a body.
type writer struct {
	*graph
	numbers []int // the places of the entries
	labels  []label
	loop    bool // there are jumps through the table
	missing int  // a block to which a jump is needed through the table, although it is no entry; none if there is none
	detour  int  // a block that a switch cannot reach without; none if there is none
	out     []byte
}

// label is an open block or loop.
type label struct {
	block int // the block to which it leads, root for $entry
	loop  bool
}

// writeBody returns the code of a body for function number n; numbers are the places of the entries. If a jump is only
// possible to a block that is no entry, it returns that block; if a switch needs a detour to a block, that one.
func writeBody(g *graph, locals []byte, numbers []int, n int) (code []byte, missing, detour int) {
	w := writer{graph: g, numbers: numbers}
	w.body()
	if w.missing == none && w.loop {
		w.body() // now with $entry
	}
	if w.missing != none || w.detour != none {
		return nil, w.missing, w.detour
	}
	var out []byte
	out = append(out, locals...)
	out = append(out, opGlobalGet, 0, opLocalSet, localSP)
	if slices.ContainsFunc(g.order, func(k int) bool {
		return slices.ContainsFunc(g.nodes[k].pieces, func(p piece) bool { return p.kind == returnTo })
	}) {
		out = append(out, opI64Const)
		out = append(appendSvarint(out, int64(firstFunction+n)<<16), opLocalSet, localAddress)
	}
	out = append(out, w.out...)
	return append(out, opUnreachable, opEnd), none, none
}

// body writes everything but the start and the end.
func (w *writer) body() {
	w.out, w.labels, w.missing, w.detour = nil, nil, none, none
	loop := w.loop
	if loop {
		w.open(label{root, true})
	}
	all := w.children[len(w.nodes)]
	if len(all) == 1 && !loop {
		w.subtree(all[0])
		return
	}
	for i := len(all) - 1; i >= 0; i-- {
		w.open(label{block: all[i]})
	}
	w.table()
	for _, k := range all {
		w.close()
		w.subtree(k)
	}
	if loop {
		w.close()
	}
}

func (w *writer) open(l label) {
	w.labels = append(w.labels, l)
	if l.loop {
		w.out = append(w.out, opLoop, noResult)
	} else {
		w.out = append(w.out, opBlock, noResult)
	}
}

func (w *writer) close() {
	w.labels = w.labels[:len(w.labels)-1]
	w.out = append(w.out, opEnd)
}

// table writes the table of the entries.
func (w *writer) table() {
	var labels []int
	for k, entry := range w.entries {
		if entry {
			labels = append(labels, w.depth(k))
		}
	}
	w.out = append(w.out, opLocalGet, localPlace, opBrTable)
	w.out = binary.AppendUvarint(w.out, uint64(len(labels)-1)) // and one for all other places
	for _, l := range labels {
		w.out = binary.AppendUvarint(w.out, uint64(l))
	}
}

// subtree writes a block and those that it dominates.
func (w *writer) subtree(k int) {
	if w.headers[k] {
		w.open(label{k, true})
	}
	inner := w.children[k]
	for i := len(inner) - 1; i >= 0; i-- {
		if i > 0 || w.needsLabel(k, inner[0]) {
			w.open(label{block: inner[i]})
		}
	}
	w.block(k, w.following[k])
	for i, c := range inner {
		if i > 0 || w.needsLabel(k, c) {
			w.close()
		}
		w.subtree(c)
	}
	if w.headers[k] {
		w.close()
	}
}

// needsLabel reports whether a block that is written right after the one that dominates it is reached from there by a jump.
func (w *writer) needsLabel(from, to int) bool {
	n := w.nodes[from]
	last := len(n.pieces) - 1
	for i, p := range n.pieces {
		switch {
		case p.kind == table && slices.Contains(p.targets, to):
			return true
		case !p.jumps() || p.target != to:
		case i < last || p.depth > 0:
			return true
		case p.kind == jumpIf && !slices.Contains(w.children[from], n.next): // see block
			return true
		}
	}
	return false
}

// depth returns the number of open blocks inside of the one that leads to a block; none if there is none.
func (w *writer) depth(block int) int {
	for i := len(w.labels) - 1; i >= 0; i-- {
		if w.labels[i].block == block {
			return len(w.labels) - 1 - i
		}
	}
	return none
}

// block writes the pieces of a block. next is the block that is written after it.
func (w *writer) block(k, next int) {
	n := w.nodes[k]
	for i, p := range n.pieces {
		switch p.kind {
		case plain:
			w.out = append(w.out, p.code...)
		case unwind:
			w.out = append(w.out, returnUnwinding...)
		case returnTo:
			w.returnPlace(p.target)
		case jump:
			if i < len(n.pieces)-1 || p.depth > 0 || p.target != next {
				w.jump(p.target, p.depth)
			}
		case jumpIf:
			if i == len(n.pieces)-1 && p.target == next && p.depth == 0 && n.next != none && w.depth(n.next) != none {
				w.out = append(w.out, opI32Eqz, opBrIf) // the other way round
				w.out = binary.AppendUvarint(w.out, uint64(w.depth(n.next)))
				return
			}
			if depth := w.depth(p.target); depth != none {
				w.out = append(w.out, opBrIf)
				w.out = binary.AppendUvarint(w.out, uint64(depth+p.depth))
				continue
			}
			w.out = append(w.out, opIf, noResult)
			w.jump(p.target, p.depth+1)
			w.out = append(w.out, opEnd)
		case table:
			w.branches(p.targets)
		}
	}
	if n.next != none && n.next != next {
		w.jump(n.next, 0)
	}
}

// branches writes the table of a switch.
func (w *writer) branches(targets []int) {
	w.out = append(w.out, opBrTable)
	w.out = binary.AppendUvarint(w.out, uint64(len(targets)-1))
	for _, t := range targets {
		depth := w.depth(t)
		if depth == none {
			w.detour, depth = t, 0
		}
		w.out = binary.AppendUvarint(w.out, uint64(depth))
	}
}

// returnPlace writes the address of a place.
func (w *writer) returnPlace(place int) {
	if place == 0 {
		w.out = append(w.out, opLocalGet, localAddress)
		return
	}
	w.out = append(w.out, opI64Const)
	w.out = append(appendSvarint(w.out, int64(place)), opLocalGet, localAddress, opI64Or)
}

// jump writes an unconditional jump inside of as many if instructions.
func (w *writer) jump(target, ifs int) {
	depth := w.depth(target)
	if depth == none {
		if !w.entries[target] {
			w.missing = target
			return
		}
		w.loop = true
		depth = len(w.labels) - 1
		w.out = append(w.out, opI32Const)
		w.out = append(appendSvarint(w.out, int64(w.numbers[target])), opLocalSet, localPlace)
	}
	w.out = append(w.out, opBr)
	w.out = binary.AppendUvarint(w.out, uint64(depth+ifs))
}
