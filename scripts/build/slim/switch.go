// This file defines how the comparisons of a switch become one table.

package slim

import (
	"maps"
	"slices"
)

// tableCases is the least number of different places to go for which a switch gets a table.
const tableCases = 8

// tableSize is the greatest number of entries in the table of a switch.
const tableSize = 1024

// place is a piece of a block.
type place struct{ block, piece int }

// switches replaces the comparisons of each switch on a number of 8 or 16 bits, which the compiler makes a binary search, by
// a table.
func (g *graph) switches() {
	for k := range g.nodes {
		for i := 1; i < len(g.nodes[k].pieces); i++ {
			p := g.nodes[k].pieces
			loaded := p[i-1].is(opI64Load8U) || p[i-1].is(opI64Load16U)
			if loaded && p[i].depth == 0 && (p[i].is(opLocalTee) || p[i].is(opLocalSet)) {
				g.replaceSwitch(place{k, i})
			}
		}
	}
}

// is reports whether a piece is an instruction of that opcode.
func (p piece) is(op byte) bool { return p.kind == plain && p.code[0] == op }

// operand returns the immediate of an instruction.
func (p piece) operand() int64 {
	r := reader{data: p.code[1:]}
	if p.code[0] == opI64Const {
		return r.svarint()
	}
	return int64(r.uvarint())
}

// replaceSwitch replaces the comparisons that begin at a place, where the number is stored in a variable, if they are a switch.
func (g *graph) replaceSwitch(start place) {
	store := g.nodes[start.block].pieces[start.piece]
	variable := store.operand()
	first := start
	if store.is(opLocalSet) {
		first.piece++
	}
	most := int64(-1)
	leaves := map[place]bool{}
	var targets []place
	for n := int64(0); n <= most+1 || n == 0; n++ {
		leaf, greatest := g.decide(first, variable, n)
		if leaf == first || greatest > tableSize {
			return
		}
		most = max(most, greatest)
		leaves[leaf] = true
		targets = append(targets, leaf)
	}
	if len(leaves) < tableCases {
		return
	}
	blocks := map[place]int{}
	for _, leaf := range slices.SortedFunc(maps.Keys(leaves), func(a, b place) int { return b.piece - a.piece }) {
		blocks[leaf] = g.split(leaf)
	}
	t := piece{kind: table}
	for _, leaf := range targets {
		t.targets = append(t.targets, blocks[leaf])
	}
	n := &g.nodes[start.block]
	n.pieces = append(n.pieces[:start.piece:start.piece],
		piece{code: append([]byte{opLocalTee}, store.code[1:]...)}, piece{code: []byte{opI32WrapI64}}, t)
	n.next = none
}

// decide follows the comparisons of a variable from a place on, for the case that it is n. It returns where they end, and the greatest
// number that they compare with.
func (g *graph) decide(at place, variable, n int64) (leaf place, greatest int64) {
	greatest = -1
	for first := at; ; {
		t, ok := g.testAt(at, variable, at == first)
		if !ok {
			if to := g.forward(at); to != at && at != first {
				at = to
				continue
			}
			return at, greatest
		}
		greatest = max(greatest, t.number)
		if t.holds(n) {
			at = place{t.target, 0}
			continue
		}
		at.piece += t.length
		if at.piece == len(g.nodes[at.block].pieces) {
			at = place{g.nodes[at.block].next, 0}
		}
	}
}

// forward returns the block to which a jump at a place leads, if it comes later.
func (g *graph) forward(at place) place {
	if at.block != none {
		if pieces := g.nodes[at.block].pieces; at.piece < len(pieces) {
			if p := pieces[at.piece]; p.kind == jump && p.depth == 0 && p.target > at.block {
				return place{p.target, 0}
			}
		}
	}
	return at
}

// test is a comparison of a variable with a number, and the jump that follows.
type test struct {
	op      byte
	number  int64
	negated bool
	target  int
	length  int // in pieces
}

func (t test) holds(n int64) bool {
	var is bool
	switch t.op {
	case opI64Eq:
		is = n == t.number
	case opI64Ne:
		is = n != t.number
	case opI64LtU:
		is = n < t.number
	case opI64GtU:
		is = n > t.number
	case opI64LeU:
		is = n <= t.number
	default:
		is = n >= t.number
	}
	return is != t.negated
}

// testAt returns the test at a place, if there is one. stored tells that the variable may be stored there.
func (g *graph) testAt(at place, variable int64, stored bool) (t test, ok bool) {
	if at.block == none {
		return t, false
	}
	pieces := g.nodes[at.block].pieces[at.piece:]
	rest := pieces
	next := func(op byte) bool {
		if len(rest) == 0 || !rest[0].is(op) || rest[0].depth > 0 {
			return false
		}
		rest = rest[1:]
		return true
	}
	if !(next(opLocalGet) || stored && next(opLocalTee)) || pieces[0].operand() != variable || len(rest) == 0 {
		return t, false
	}
	if next(opI64Eqz) {
		t.op = opI64Eq
	} else {
		if !next(opI64Const) || len(rest) == 0 || rest[0].kind != plain {
			return t, false
		}
		t.number = pieces[1].operand()
		switch t.op = rest[0].code[0]; t.op {
		case opI64Eq, opI64Ne, opI64LtU, opI64GtU, opI64LeU, opI64GeU:
			rest = rest[1:]
		default:
			return t, false
		}
	}
	for next(opI32Eqz) {
		t.negated = !t.negated
	}
	if t.number < 0 || len(rest) == 0 || rest[0].kind != jumpIf || rest[0].depth > 0 {
		return t, false
	}
	t.target = rest[0].target
	t.length = len(pieces) - len(rest) + 1
	return t, true
}

// split makes the pieces of a block from a place on a block of their own.
func (g *graph) split(at place) int {
	n := &g.nodes[at.block]
	if at.piece == 0 {
		return at.block
	}
	k := len(g.nodes)
	rest := node{n.pieces[at.piece:], n.next}
	n.pieces, n.next = n.pieces[:at.piece:at.piece], k
	g.nodes = append(g.nodes, rest)
	g.entries = append(g.entries, false)
	return k
}

// detour makes the tables of switches lead to a block by way of a new one that jumps there.
func (g *graph) detour(to int) {
	k := len(g.nodes)
	for i := range g.nodes {
		for _, p := range g.nodes[i].pieces {
			for j, t := range p.targets {
				if t == to {
					p.targets[j] = k
				}
			}
		}
	}
	g.nodes = append(g.nodes, node{[]piece{{kind: jump, target: to}}, none})
	g.entries = append(g.entries, false)
}
