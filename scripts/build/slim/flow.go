// This file defines the flow of control in a function body: which block dominates which, and the order in which they are written.

package slim

import "slices"

// A graph is the flow of control between the blocks of a body. Its root is the table at the start of the function, from which
// the entries are reached: block 0, the blocks that a call resumes, and those to which a jump is only possible through the table.
type graph struct {
	nodes   []node
	entries []bool

	order    []int   // the blocks that can be reached, in reverse postorder
	position []int   // of each block in order, -1 if it cannot be reached
	parent   []int   // the block that immediately dominates each, root for none
	children [][]int // the blocks that each dominates immediately, in order; those of the root come last
	headers  []bool  // the blocks to which a block that they dominate jumps

	following []int // the block that is written after each
}

// node is a block with what follows it.
type node struct {
	pieces []piece
	next   int // the block that comes after the last piece, none if control does not get there
}

const (
	none = -1
	root = -1 // as the parent of a block
)

// graphOf makes the graph of a body whose jumps name its blocks.
func graphOf(b *body, entries []bool, calls endings) *graph {
	g := &graph{entries: entries}
	for k, block := range b.blocks {
		n := node{pieces: block, next: k + 1}
		if k+1 == len(b.blocks) {
			n.next = none
		}
		g.nodes = append(g.nodes, n.cut(calls))
	}
	return g
}

// cut returns the block without what comes after a jump, a return or a trap. After a call that never returns the function returns what
// the call returned, which says that the stack is to be unwound.
func (n node) cut(calls endings) node {
	var ending bool
	for i, p := range n.pieces {
		switch {
		case p.kind == returnTo:
			ending = calls.ends(p)
		case p.kind == unwind && ending:
			call := i - 1
			if i > 2 && n.pieces[i-1].is(opLocalSet) && n.pieces[i-2].is(opGlobalGet) {
				call = i - 3
			}
			if call >= 0 && n.pieces[call].is(opCall) {
				n.pieces[call+1] = piece{code: []byte{opReturn}, depth: p.depth}
				n.pieces = slices.Delete(n.pieces, call+2, i+1)
				return n.cut(calls)
			}
		case p.depth == 0 && (p.kind == jump || p.kind == table || p.is(opReturn) || p.is(opUnreachable)):
			return node{n.pieces[:i+1], none}
		}
	}
	return n
}

// targets calls yield for each block to which control goes from block k.
func (g *graph) targets(k int, yield func(int)) {
	for _, p := range g.nodes[k].pieces {
		switch {
		case p.jumps():
			yield(p.target)
		case p.kind == table:
			for _, t := range p.targets {
				yield(t)
			}
		}
	}
	if next := g.nodes[k].next; next != none {
		yield(next)
	}
}

// analyse computes what the graph says of its blocks.
func (g *graph) analyse() {
	g.sort()
	g.dominate()
	n := len(g.nodes)
	g.children = make([][]int, n+1)
	g.headers = make([]bool, n)
	for _, k := range g.order {
		at := g.parent[k]
		if at == root {
			at = n
		}
		g.children[at] = append(g.children[at], k)
		g.targets(k, func(t int) {
			if g.dominates(t, k) {
				g.headers[t] = true
			}
		})
	}
	g.follow()
}

// follow computes the order of writing: each block comes before those that it dominates.
func (g *graph) follow() {
	n := len(g.nodes)
	g.following = slices.Repeat([]int{none}, n)
	last := none
	pending := []int{n}
	for len(pending) > 0 {
		k := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if k < n {
			if last != none {
				g.following[last] = k
			}
			last = k
		}
		for _, c := range slices.Backward(g.children[k]) {
			pending = append(pending, c)
		}
	}
}

// sort computes the reverse postorder. Of several blocks that may come next it takes the one that the compiler put first.
func (g *graph) sort() {
	type visit struct {
		block int
		rest  []int
	}
	n := len(g.nodes)
	seen := make([]bool, n)
	var stack []visit
	enter := func(k int) {
		if seen[k] {
			return
		}
		seen[k] = true
		v := visit{block: k}
		g.targets(k, func(t int) { v.rest = append(v.rest, t) })
		slices.Sort(v.rest)
		stack = append(stack, v)
	}
	var post []int
	for k := range n { // from block 0 first, as if no call ever had to be resumed
		if g.entries[k] {
			enter(k)
		}
		for len(stack) > 0 {
			v := &stack[len(stack)-1]
			if len(v.rest) == 0 {
				post = append(post, v.block)
				stack = stack[:len(stack)-1]
				continue
			}
			t := v.rest[len(v.rest)-1]
			v.rest = v.rest[:len(v.rest)-1]
			enter(t)
		}
	}
	slices.Reverse(post)
	g.order = post
	g.position = slices.Repeat([]int{-1}, n)
	for i, k := range post {
		g.position[k] = i
	}
}

// dominate computes the immediate dominators, by the algorithm of Cooper, Harvey and Kennedy.
func (g *graph) dominate() {
	before := make([][]int, len(g.nodes))
	for _, k := range g.order {
		g.targets(k, func(t int) { before[t] = append(before[t], k) })
	}
	const unknown = -2
	g.parent = slices.Repeat([]int{unknown}, len(g.nodes))
	for changed := true; changed; {
		changed = false
		for _, k := range g.order {
			parent := unknown
			if g.entries[k] {
				parent = root
			}
			for _, b := range before[k] {
				switch {
				case g.parent[b] == unknown:
				case parent == unknown:
					parent = b
				default:
					parent = g.common(parent, b)
				}
			}
			if parent != g.parent[k] {
				g.parent[k], changed = parent, true
			}
		}
	}
}

// common returns the nearest block that dominates both.
func (g *graph) common(a, b int) int {
	for a != b {
		if a == root || b == root {
			return root
		}
		if g.position[a] > g.position[b] {
			a = g.parent[a]
		} else {
			b = g.parent[b]
		}
	}
	return a
}

// dominates reports whether all ways to block k go through block d.
func (g *graph) dominates(d, k int) bool {
	for ; k != root && g.position[k] >= g.position[d]; k = g.parent[k] {
		if k == d {
			return true
		}
	}
	return false
}
