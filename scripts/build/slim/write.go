// This file defines writing blocks as a function body. Compare parse.go.
//
//	(loop $entry (block $n ... (block $0
//	  (br_table 0 1 ... n (local.get $PC_B)))
//	  ...first block...
//	  (br $4)                                          forward
//	  (local.set $PC_B (i32.const 2)) (br $entry)      backward
//	)
//	...last block...
//	) unreachable
//
// The loop is left out if no jump goes backward, and the table if there is only one block.

package slim

import "encoding/binary"

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
	body    *body
	address int64 // of the function
	loop    bool  // there are jumps backward
	out     []byte
}

// writeBody returns the code of a body for function number n.
func writeBody(b *body, n int) []byte {
	w := writer{body: b, address: int64(firstFunction+n) << 16}
	calls := false
	for k, block := range b.blocks {
		for _, p := range block {
			w.loop = w.loop || p.jumps() && p.target <= k
			calls = calls || p.kind == returnTo
		}
	}
	w.out = append(w.out, b.locals...)
	w.out = append(w.out, opGlobalGet, 0, opLocalSet, localSP)
	if calls {
		w.out = append(w.out, opI64Const)
		w.out = append(appendSvarint(w.out, w.address), opLocalSet, localAddress)
	}
	w.table()
	for k, block := range b.blocks {
		if len(b.blocks) > 1 {
			w.out = append(w.out, opEnd)
		}
		for _, p := range block {
			w.piece(k, p)
		}
	}
	if w.loop {
		w.out = append(w.out, opEnd)
	}
	return append(w.out, opUnreachable, opEnd)
}

// table writes the starts of the loop and of the blocks, and the table.
func (w *writer) table() {
	if w.loop {
		w.out = append(w.out, opLoop, noResult)
	}
	n := len(w.body.blocks)
	if n == 1 {
		return
	}
	for range n {
		w.out = append(w.out, opBlock, noResult)
	}
	w.out = append(w.out, opLocalGet, localPlace, opBrTable)
	w.out = binary.AppendUvarint(w.out, uint64(n-1)) // and one for all other places
	for k := range n {
		w.out = binary.AppendUvarint(w.out, uint64(k))
	}
}

// piece writes a piece of block number k.
func (w *writer) piece(k int, p piece) {
	switch p.kind {
	case plain:
		w.out = append(w.out, p.code...)
	case unwind:
		w.out = append(w.out, returnUnwinding...)
	case returnTo:
		w.returnPlace(p.target)
	case jump:
		w.jump(k, p)
	case jumpIf:
		if p.target > k {
			w.forward(opBrIf, k, p)
			return
		}
		w.out = append(w.out, opIf, noResult)
		p.depth++
		w.jump(k, p)
		w.out = append(w.out, opEnd)
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

// jump writes an unconditional jump from block number k.
func (w *writer) jump(k int, p piece) {
	if p.target > k {
		w.forward(opBr, k, p)
		return
	}
	w.out = append(w.out, opI32Const)
	w.out = append(appendSvarint(w.out, int64(p.target)), opLocalSet, localPlace, opBr)
	w.out = binary.AppendUvarint(w.out, uint64(len(w.body.blocks)-1-k+p.depth))
}

// forward writes a branch from block number k to a later one.
func (w *writer) forward(op byte, k int, p piece) {
	w.out = append(w.out, op)
	w.out = binary.AppendUvarint(w.out, uint64(p.target-k-1+p.depth))
}
