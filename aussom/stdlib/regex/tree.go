// This file defines the syntax tree of a pattern, and what can be told from it: widths, and the characters a match
// can begin with.

package regex

// kind is the kind of a node.
type kind uint8

const (
	nEmpty    kind = iota
	nChar          // the character r
	nSet           // one character of set
	nCat           // subs one after the other
	nAlt           // the first of subs that leads to a match
	nRepeat        // subs[0] min to max times
	nGroup         // subs[0], captured as group n
	nLook          // subs[0] must match from here (behind: up to here), or must not (negative)
	nAtomic        // subs[0], without ever going back into it
	nBackRef       // what group n matched
	nZero          // the condition cond
	nGrapheme      // a grapheme cluster
)

// mode tells how a repetition chooses its count.
type mode uint8

const (
	greedy mode = iota
	lazy
	possessive
)

const unlimited = 1<<31 - 1 // max of a repetition without limit; widths are capped here too

// node is a node of the tree.
type node struct {
	kind     kind
	mode     mode
	negative bool // nLook
	behind   bool // nLook
	folding  fold // nBackRef
	cond     cond // nZero
	r        rune
	n        int // group number
	min, max int // nRepeat
	set      *set
	subs     []*node
}

func empty() *node            { return &node{kind: nEmpty} }
func zero(c cond) *node       { return &node{kind: nZero, cond: c} }
func setNode(s *set) *node    { return &node{kind: nSet, set: s} }
func charNode(r rune) *node   { return &node{kind: nChar, r: r} }
func cat(subs ...*node) *node { return &node{kind: nCat, subs: subs} }

// single reports whether n matches exactly one character, so that repeating it needs no loop.
func (n *node) single() bool { return n.kind == nChar || n.kind == nSet }

// width returns how many units n matches at least and at most.
func (n *node) width() (lo, hi int) {
	switch n.kind {
	case nChar:
		if n.r >= 0x10000 {
			return 2, 2
		}
		return 1, 1
	case nSet:
		return 1, 2
	case nBackRef:
		return 0, unlimited
	case nGrapheme:
		return 1, unlimited
	case nGroup, nAtomic:
		return n.subs[0].width()
	case nRepeat:
		lo, hi = n.subs[0].width()
		return times(lo, n.min), times(hi, n.max)
	case nCat:
		for _, s := range n.subs {
			l, h := s.width()
			lo, hi = plus(lo, l), plus(hi, h)
		}
	case nAlt:
		lo = unlimited
		for _, s := range n.subs {
			l, h := s.width()
			lo, hi = min(lo, l), max(hi, h)
		}
	}
	return lo, hi
}

func plus(a, b int) int {
	if a >= unlimited-b {
		return unlimited
	}
	return a + b
}

func times(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if a > unlimited/b {
		return unlimited
	}
	return a * b
}

// first is a set of first units: ASCII characters one by one, all others together.
type first struct {
	bits [4]uint32
	wide bool
}

func (f *first) add(g *first) {
	for i := range f.bits {
		f.bits[i] |= g.bits[i]
	}
	f.wide = f.wide || g.wide
}

func (f *first) has(u uint16) bool {
	if u >= 0x80 {
		return f.wide
	}
	return f.bits[u>>5]&(1<<(u&31)) != 0
}

func (f *first) all() {
	*f = first{bits: [4]uint32{^uint32(0), ^uint32(0), ^uint32(0), ^uint32(0)}, wide: true}
}

// starts adds to f what a match of n can begin with. It returns whether n can also match nothing.
func (n *node) starts(f *first) (nothing bool) {
	switch n.kind {
	case nChar:
		if n.r < 0x80 {
			f.bits[n.r>>5] |= 1 << (n.r & 31)
		} else {
			f.wide = true
		}
		return false
	case nSet:
		f.add(&first{bits: n.set.bits, wide: true})
		return false
	case nGrapheme:
		f.all()
		return false
	case nBackRef:
		f.all()
		return true
	case nGroup, nAtomic:
		return n.subs[0].starts(f)
	case nRepeat:
		return n.max == 0 || n.subs[0].starts(f) || n.min == 0
	case nCat:
		for _, s := range n.subs {
			if !s.starts(f) {
				return false
			}
		}
		return true
	case nAlt:
		for _, s := range n.subs {
			if s.starts(f) {
				nothing = true
			}
		}
		return nothing
	}
	return true // nEmpty, nZero, nLook
}

// fixedStart reports whether n can match at the beginning of the text only.
func (n *node) fixedStart() bool {
	switch n.kind {
	case nZero:
		return n.cond == atBegin
	case nCat:
		return len(n.subs) > 0 && n.subs[0].fixedStart()
	case nGroup, nAtomic:
		return n.subs[0].fixedStart()
	case nAlt:
		for _, s := range n.subs {
			if !s.fixedStart() {
				return false
			}
		}
		return true
	}
	return false
}

// hasPairs reports whether n holds something that looks at whole characters rather than units.
func (n *node) hasPairs() bool {
	if n.kind == nSet || n.kind == nGrapheme || n.kind == nChar && n.r >= 0x10000 {
		return true
	}
	for _, s := range n.subs {
		if s.hasPairs() {
			return true
		}
	}
	return false
}

// looksBack reports whether n can depend on what was matched before: on groups or on the last match.
func (n *node) looksBack() bool {
	if n.kind == nBackRef || n.kind == nZero && n.cond == atLastMatch {
		return true
	}
	for _, s := range n.subs {
		if s.looksBack() {
			return true
		}
	}
	return false
}
