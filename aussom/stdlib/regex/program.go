// This file defines the program of a pattern and the compiler from the syntax tree to it.

package regex

// opcode is what an instruction does. An instruction that does not say otherwise goes on with the next one.
type opcode uint8

const (
	opMatch     opcode = iota // the match ends here
	opUnit                    // the unit x
	opUnits                   // the units
	opSet                     // a character of set
	opZero                    // condition x
	opGrapheme                // a grapheme cluster
	opBackRef                 // what group x matched, folded as y says
	opJump                    // go to x
	opSplit                   // go to x; going back, to y
	opAgain                   // opSplit of a repetition: to y at once where going to x is known to fail
	opRun                     // min to max characters of set, as many as possible; going back, one less
	opRunLazy                 // min to max characters of set, as few as possible; going back, one more
	opRunAtomic               // min to max characters of set, as many as there are
	opSave                    // register x = position
	opCapture                 // group x = from register y to position
	opZeroReg                 // register x = 0
	opLoop                    // head of a counted loop: register x counts, register x+1 holds where the iteration began; exit to y
	opLoopLazy                // the same, preferring to exit
	opIterate                 // count one more iteration of the loop of register x
	opMark                    // register x = height of the stack, register x+1 = position
	opCut                     // drop the choices made since opMark x
	opCutReset                // opCut, then position = register x+1
	opReject                  // undo everything since opMark x, then go back
	opBehind                  // position = register x+1 minus min to max units, nearest first
	opBehindEnd               // position must be register x+1
)

// inst is an instruction.
type inst struct {
	op       opcode
	x, y     int32
	min, max int32
	memo     int32 // of a repetition: its number from 1 if it remembers where it failed, else 0
	set      *set
	units    []uint16
}

// assembler compiles a tree.
type assembler struct {
	prog  []inst
	regs  int
	memos int32 // repetitions that remember
	bound int   // above 0 where what follows depends on more than the position: in counted loops and look-behinds
}

// assemble compiles the tree of p.
func assemble(root *node, p *parser) *Regexp {
	a := &assembler{regs: 2 * p.groups}
	if root.looksBack() {
		a.bound++
	}
	a.node(root)
	a.emit(inst{op: opMatch})
	re := &Regexp{prog: a.prog, groups: p.groups, regs: a.regs, memos: a.memos, names: p.names, atStart: root.fixedStart(), pairs: root.hasPairs()}
	re.minWidth, _ = root.width()
	if f := (first{}); !root.starts(&f) {
		re.first = &f
	}
	return re
}

// emit adds an instruction and returns its address.
func (a *assembler) emit(in inst) int32 {
	a.prog = append(a.prog, in)
	return int32(len(a.prog) - 1)
}

func (a *assembler) here() int32 { return int32(len(a.prog)) }

// reserve returns the first of n new registers.
func (a *assembler) reserve(n int) int32 {
	a.regs += n
	return int32(a.regs - n)
}

func (a *assembler) node(n *node) {
	switch n.kind {
	case nChar:
		a.literal([]uint16(nil), n.r)
	case nSet:
		a.emit(inst{op: opSet, set: n.set})
	case nCat:
		a.sequence(n.subs)
	case nAlt:
		a.alternatives(n.subs)
	case nRepeat:
		a.repeat(n)
	case nGroup:
		r := a.reserve(1)
		a.emit(inst{op: opSave, x: r})
		a.node(n.subs[0])
		a.emit(inst{op: opCapture, x: int32(n.n), y: r})
	case nLook:
		a.look(n)
	case nAtomic:
		a.atomic(n.subs[0])
	case nBackRef:
		a.emit(inst{op: opBackRef, x: int32(n.n), y: int32(n.folding)})
	case nZero:
		a.emit(inst{op: opZero, x: int32(n.cond)})
	case nGrapheme:
		a.emit(inst{op: opGrapheme})
	}
}

// literal emits the units followed by the character r.
func (a *assembler) literal(units []uint16, r rune) {
	if units = appendUnits(units, r); len(units) == 1 {
		a.emit(inst{op: opUnit, x: int32(units[0])})
		return
	}
	a.emit(inst{op: opUnits, units: units})
}

func appendUnits(units []uint16, r rune) []uint16 {
	if r >= 0x10000 {
		r -= 0x10000
		return append(units, uint16(0xD800+r>>10), uint16(0xDC00+r&0x3FF))
	}
	return append(units, uint16(r))
}

// sequence emits nodes one after the other, characters in a row as one instruction.
func (a *assembler) sequence(subs []*node) {
	for i := 0; i < len(subs); i++ {
		var units []uint16
		for i+1 < len(subs) && subs[i].kind == nChar && subs[i+1].kind == nChar {
			units = appendUnits(units, subs[i].r)
			i++
		}
		if units != nil {
			a.literal(units, subs[i].r)
			continue
		}
		a.node(subs[i])
	}
}

func (a *assembler) alternatives(subs []*node) {
	var jumps []int32
	for i, s := range subs {
		if i == len(subs)-1 {
			a.node(s)
			break
		}
		split := a.emit(inst{op: opSplit, x: a.here() + 1})
		a.node(s)
		jumps = append(jumps, a.emit(inst{op: opJump}))
		a.prog[split].y = a.here()
	}
	for _, j := range jumps {
		a.prog[j].x = a.here()
	}
}

// split emits a choice that prefers the next instruction, or the other one if the mode is lazy.
// The other one is set by settle.
func (a *assembler) split(m mode) int32 {
	s := a.emit(inst{op: opSplit, x: a.here() + 1, y: a.here() + 1})
	if m == lazy {
		a.prog[s].x = -1
	} else {
		a.prog[s].y = -1
	}
	return s
}

// settle lets the other branch of split s go to address to.
func (a *assembler) settle(s, to int32) {
	if a.prog[s].x < 0 {
		a.prog[s].x = to
	} else {
		a.prog[s].y = to
	}
}

func (a *assembler) repeat(n *node) {
	body := n.subs[0]
	switch {
	case n.max == 0:
	case body.single():
		a.run(n)
	case n.mode == possessive:
		a.atomic(&node{kind: nRepeat, min: n.min, max: n.max, subs: []*node{{kind: nAtomic, subs: n.subs}}})
	case n.max == 1 && n.min == 1:
		a.node(body)
	case n.max == 1:
		s := a.split(n.mode)
		a.node(body)
		a.settle(s, a.here())
	default:
		lo, _ := body.width()
		switch {
		case lo == 0 || n.max != unlimited || n.min > 1:
			a.loop(n)
		case n.min == 0:
			s := a.split(n.mode)
			a.remember(s, n)
			a.node(body)
			a.emit(inst{op: opJump, x: s})
			a.settle(s, a.here())
		default:
			top := a.here()
			a.node(body)
			if n.mode == lazy {
				a.emit(inst{op: opSplit, x: a.here() + 1, y: top})
			} else {
				a.remember(a.emit(inst{op: opSplit, x: top, y: a.here() + 1}), n)
			}
		}
	}
}

// remember lets the repetition n, whose choice is the instruction at address at, remember from where one more iteration
// fails. That keeps nested repetitions such as (a+)+ from trying the same over and over. What is tried may depend on nothing but
// the position.
func (a *assembler) remember(at int32, n *node) {
	if n.mode != greedy || n.max != unlimited || a.bound > 0 {
		return
	}
	a.memos++
	in := &a.prog[at]
	in.memo = a.memos
	if in.op == opSplit {
		in.op = opAgain
	}
}

// run emits the repetition of a single character or set.
func (a *assembler) run(n *node) {
	body := n.subs[0]
	in := inst{op: opRun, min: int32(n.min), max: int32(n.max), set: body.set}
	if body.kind == nChar {
		in.set = newSet(foldNone.single(body.r))
	}
	switch n.mode {
	case lazy:
		in.op = opRunLazy
	case possessive:
		in.op = opRunAtomic
	}
	a.emit(in)
}

// loop emits a counted loop. An iteration that matches nothing ends it.
func (a *assembler) loop(n *node) {
	r := a.reserve(2)
	a.emit(inst{op: opZeroReg, x: r})
	op := opLoop
	if n.mode == lazy {
		op = opLoopLazy
	}
	top := a.emit(inst{op: op, x: r, min: int32(n.min), max: int32(n.max)})
	a.remember(top, n)
	a.emit(inst{op: opIterate, x: r})
	a.bound++
	a.node(n.subs[0])
	a.bound--
	a.emit(inst{op: opJump, x: top})
	a.prog[top].y = a.here()
}

func (a *assembler) atomic(body *node) {
	r := a.reserve(2)
	a.emit(inst{op: opMark, x: r})
	a.node(body)
	a.emit(inst{op: opCut, x: r})
}

func (a *assembler) look(n *node) {
	r := a.reserve(2)
	a.emit(inst{op: opMark, x: r})
	split := int32(-1)
	if n.negative {
		split = a.split(greedy)
	}
	if n.behind {
		lo, hi := n.subs[0].width()
		a.emit(inst{op: opBehind, x: r, min: int32(lo), max: int32(hi)})
		a.bound++
	}
	a.node(n.subs[0])
	if n.behind {
		a.emit(inst{op: opBehindEnd, x: r})
		a.bound--
	}
	if !n.negative {
		a.emit(inst{op: opCutReset, x: r})
		return
	}
	a.emit(inst{op: opReject, x: r})
	a.settle(split, a.here())
}
