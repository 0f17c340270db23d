// This file defines the rewriting of one function: fewer places, numbered in steps of one.

package slim

import "slices"

// slim returns a smaller body of the function and changes its tables accordingly. It returns the code as it is if
// anything about it is unusual. detours is the number of blocks that jumps still reach through the table, asLinked if it is the code
// as it is.
func (f *function) slim(code []byte, calls endings) (smaller []byte, detours int) {
	if f.record[fieldFlags]&flagAssembly != 0 {
		return code, asLinked // other functions may know its places
	}
	b := parseBody(code, f.number)
	if b == nil {
		return code, asLinked
	}
	r := renumbering{old: f, body: b, calls: calls}
	if !r.findKept() {
		return code, asLinked
	}
	g := graphOf(r.merged(), r.entries, calls)
	g.switches()
	for {
		g.analyse()
		if !r.renumber(g) {
			return code, asLinked
		}
		out, missing, detour := writeBody(g, b.locals, r.places, f.number)
		switch {
		case missing != none:
			g.entries[missing] = true
			detours++
		case detour != none:
			g.detour(detour)
		default:
			f.sp, f.stackMaps, f.deferReturn = r.sp, r.stackMaps, r.deferReturn
			return out, detours
		}
	}
}

// asLinked stands for the number of detours of a function that keeps its code.
const asLinked = -1

// renumbering is the state of numbering the places of a function anew: they are those of the entries, in order.
type renumbering struct {
	old   *function
	body  *body
	calls endings

	kept    []bool // the blocks that something jumps to or resumes
	numbers []int  // number of each of them among these
	entries []bool // those that something resumes
	places  []int  // the place of each of these

	// the new tables, see function
	sp, stackMaps placeValues
	deferReturn   int
}

// endings are the indices of functions that never return. Of a call of sigpanic nothing counts but the size of the stack frame; of
// a call of the others the stack map counts too, for what runs before the frame is left.
type endings struct{ sigpanic, others []uint64 }

// ends reports whether a piece belongs to a call that never returns.
func (e endings) ends(p piece) bool {
	return slices.Contains(e.sigpanic, p.call) || slices.Contains(e.others, p.call)
}

// findKept finds the blocks to keep and the entries among them. It fails if a call does not return to the block after it.
func (r *renumbering) findKept() bool {
	count := len(r.body.blocks)
	r.kept = make([]bool, count)
	resumed := make([]bool, count)
	resumed[0] = true
	if place := r.old.deferReturn; place != 0 {
		resumed[r.body.block(place)] = true
	}
	for k, block := range r.body.blocks {
		for _, p := range block {
			switch {
			case p.jumps():
				r.kept[p.target] = true
			case p.kind != returnTo || p.place == 0 || r.calls.ends(p):
			case p.depth > 0 || r.body.block(p.place) != k+1:
				return false
			default:
				resumed[k+1] = true
			}
		}
	}
	for k := range count {
		r.numbers = append(r.numbers, len(r.entries))
		if r.kept[k] = r.kept[k] || resumed[k]; r.kept[k] {
			r.entries = append(r.entries, resumed[k])
		}
	}
	return true
}

// renumber gives the places of calls and of the deferred calls their new numbers, and makes the tables for these. It
// fails if an old table says something that the new one does not.
func (r *renumbering) renumber(g *graph) bool {
	framed := -1 // distance of the stack pointer once the function has made its frame
	if n := len(r.old.sp); n > 0 {
		framed = r.old.sp[n-1].value
		r.sp = valuesOf([]int{r.old.sp.at(0), framed})
	}
	places := 0
	r.places = make([]int, len(g.entries))
	for k, entry := range g.entries {
		r.places[k] = places
		if entry {
			places++
		}
	}
	var maps []int          // stack map by place; the runtime looks up a call by the place before the one to which it returns
	ending := map[int]int{} // places of calls that do not return, by stack map
	for k := range g.order {
		pieces := g.nodes[g.order[k]].pieces
		for i := range pieces {
			p := &pieces[i]
			switch {
			case p.kind != returnTo || p.place == 0:
				continue
			case r.old.sp.at(p.place) != framed:
				return false
			case slices.Contains(r.calls.sigpanic, p.call):
				p.target = 1
				continue
			}
			stackMap := r.old.stackMaps.at(p.place - 1)
			if r.calls.ends(*p) {
				if ending[stackMap] == 0 {
					ending[stackMap] = max(places, 1)
					places = ending[stackMap] + 1
				}
				p.target = ending[stackMap]
			} else {
				p.target = r.places[r.numbers[r.body.block(p.place)]]
			}
			for len(maps) < p.target {
				maps = append(maps, 0)
			}
			maps[p.target-1] = stackMap + unknownMap
		}
	}
	r.stackMaps = valuesOf(filled(maps))
	if r.old.deferReturn == 0 {
		return true
	}
	r.deferReturn = r.places[r.numbers[r.body.block(r.old.deferReturn)]]
	return r.deferReturn != 0 && r.stackMaps.at(r.deferReturn) == r.old.stackMaps.at(r.old.deferReturn)
}

// unknownMap is added to the numbers of stack maps, which start at -1, to tell those that are known from 0.
const unknownMap = 2

// filled returns the numbers of the stack maps. Places that have none get that of the place before them.
func filled(maps []int) []int {
	last := -1
	for i, m := range maps {
		if m != 0 {
			last = m - unknownMap
		}
		maps[i] = last
	}
	return maps
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
