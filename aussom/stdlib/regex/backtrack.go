// This file defines the run of a program at one place of the text: one loop, registers, and a stack of choices and of register values
// to be restored when it goes back.

package regex

// maxMemo bounds the bits that tell where repetitions failed.
const maxMemo = 1 << 27

// maxStack bounds the stack, and with it the memory, of a match.
const maxStack = 4 << 20

// backKind is the kind of an entry of the stack.
type backKind int32

const (
	backChoice backKind = iota // go on at pc from pos
	backTried                  // the same, and repetition limit fails from pos
	backReg                    // register pc had the value pos
	backRun                    // a run may end earlier than pos, but not before limit
	backMore                   // a lazy run may take one more at pos, limit times
	backBehind                 // a look-behind may begin earlier than pos, but not before limit
)

// back is an entry of the stack.
type back struct {
	kind  backKind
	pc    int32
	pos   int32
	limit int32
}

func (m *Matcher) push(b back) { m.stack = append(m.stack, b) }

// set changes a register; going back restores it.
func (m *Matcher) set(r int32, v int) {
	m.push(back{kind: backReg, pc: r, pos: m.regs[r]})
	m.regs[r] = int32(v)
}

// run runs the program from unit pos and returns where the match ends, -1 if there is none
// or the budget is used up.
func (m *Matcher) run(pos int) int {
	prog := m.re.prog
	for pc := int32(0); ; {
		in := &prog[pc]
		if m.budget--; (m.budget < 0 || len(m.stack) > maxStack) && !m.refill() {
			return -1
		}
		ok := true
		pc++
		switch in.op {
		case opMatch:
			if !m.whole || pos == m.length {
				return pos
			}
			ok = false
		case opUnit:
			if ok = pos < m.length && int32(m.text.unit(pos)) == in.x; ok {
				pos++
			}
		case opUnits:
			if ok = m.unitsAt(pos, in.units); ok {
				pos += len(in.units)
			}
		case opSet:
			pos, ok = m.one(in.set, pos)
		case opZero:
			ok = m.holds(cond(in.x), pos)
		case opGrapheme:
			if ok = pos < m.length; ok {
				pos = m.grapheme(pos)
			}
		case opBackRef:
			pos, ok = m.backRef(in, pos)
		case opJump:
			pc = in.x
		case opSplit:
			m.push(back{kind: backChoice, pc: in.y, pos: int32(pos)})
			pc = in.x
		case opAgain:
			pc = m.again(in, in.x, pos)
		case opRun, opRunLazy, opRunAtomic:
			pos, ok = m.repeat(in, pc, pos)
		case opLoop, opLoopLazy:
			pc = m.loop(in, pc, pos)
		case opIterate:
			m.set(in.x, int(m.regs[in.x])+1)
			m.set(in.x+1, pos)
		case opBehind:
			pos, ok = m.behind(in, pc)
		case opBehindEnd:
			ok = pos == int(m.regs[in.x+1])
		default:
			pos, ok = m.register(in, pos)
		}
		if !ok {
			if pc, pos = m.back(); pc < 0 {
				return -1
			}
		}
	}
}

// register runs the instructions that only note something.
func (m *Matcher) register(in *inst, pos int) (int, bool) {
	switch in.op {
	case opSave:
		m.set(in.x, pos)
	case opCapture:
		m.set(2*in.x, int(m.regs[in.y]))
		m.set(2*in.x+1, pos)
	case opZeroReg:
		m.set(in.x, 0)
	case opMark:
		height := len(m.stack)
		m.set(in.x, height)
		m.set(in.x+1, pos)
	case opCut:
		m.cut(int(m.regs[in.x]))
	case opCutReset:
		m.cut(int(m.regs[in.x]))
		pos = int(m.regs[in.x+1])
	case opReject:
		m.unwind(int(m.regs[in.x]))
		return pos, false
	}
	return pos, true
}

// back takes the last choice back and returns where to go on, pc -1 if there is none left.
func (m *Matcher) back() (pc int32, pos int) {
	for len(m.stack) > 0 {
		top := len(m.stack) - 1
		b := &m.stack[top]
		switch b.kind {
		case backChoice:
			pc, pos = b.pc, int(b.pos)
			m.stack = m.stack[:top]
			return pc, pos
		case backTried:
			pc, pos = b.pc, int(b.pos)
			m.stack = m.stack[:top]
			m.fails(b.limit, pos)
			return pc, pos
		case backReg:
			m.regs[b.pc] = b.pos
			m.stack = m.stack[:top]
		case backRun, backBehind:
			b.pos--
			if m.text.insidePair(int(b.pos)) && b.pos > b.limit {
				b.pos--
			}
			pc, pos = b.pc, int(b.pos)
			if b.pos <= b.limit {
				m.stack = m.stack[:top]
			}
			return pc, pos
		case backMore:
			pc = b.pc
			next, ok := m.one(m.re.prog[pc-1].set, int(b.pos))
			if b.pos, b.limit = int32(next), b.limit-1; !ok || b.limit == 0 {
				m.stack = m.stack[:top]
			}
			if ok {
				return pc, next
			}
		}
	}
	return -1, 0
}

// cut drops the choices above height, but not the registers to be restored.
func (m *Matcher) cut(height int) {
	kept := m.stack[:height]
	for _, b := range m.stack[height:] {
		if b.kind == backReg {
			kept = append(kept, b)
		}
	}
	m.budget -= int64(len(m.stack) - height)
	m.stack = kept
}

// unwind takes everything above height back.
func (m *Matcher) unwind(height int) {
	for i := len(m.stack) - 1; i >= height; i-- {
		if b := &m.stack[i]; b.kind == backReg {
			m.regs[b.pc] = b.pos
		}
	}
	m.stack = m.stack[:height]
}

// one matches one character of a set.
func (m *Matcher) one(s *set, pos int) (int, bool) {
	if pos >= m.length {
		return pos, false
	}
	r, n := m.text.at(pos)
	return pos + n, s.has(r)
}

func (m *Matcher) unitsAt(pos int, units []uint16) bool {
	if len(units) > m.length-pos {
		return false
	}
	for i, u := range units {
		if m.text.unit(pos+i) != u {
			return false
		}
	}
	return true
}

// repeat runs the instructions that match characters of a set; pc is the address behind.
func (m *Matcher) repeat(in *inst, pc int32, pos int) (int, bool) {
	want := int(in.max)
	if in.op == opRunLazy {
		want = int(in.min)
	}
	start, least := pos, pos
	count := 0
	for count < want {
		next, ok := m.one(in.set, pos)
		if !ok {
			break
		}
		pos = next
		if count++; count == int(in.min) {
			least = pos
		}
		if count%pauseSteps == 0 {
			m.budget -= int64(pos - start)
			if start = pos; m.budget < 0 && !m.refill() {
				return pos, false
			}
		}
	}
	m.budget -= int64(pos - start)
	if count < int(in.min) {
		return pos, false
	}
	switch {
	case in.op == opRun && pos > least:
		m.push(back{kind: backRun, pc: pc, pos: int32(pos), limit: int32(least)})
	case in.op == opRunLazy && in.max > in.min:
		m.push(back{kind: backMore, pc: pc, pos: int32(pos), limit: in.max - in.min})
	}
	return pos, true
}

// loop runs the head of a counted loop, whose body is at pc, and returns where to go on.
func (m *Matcher) loop(in *inst, pc int32, pos int) int32 {
	count := m.regs[in.x]
	switch {
	case count > 0 && pos == int(m.regs[in.x+1]): // the iteration matched nothing
		return in.y
	case count < in.min:
		return pc
	case count >= in.max:
		return in.y
	case in.op == opLoopLazy:
		m.push(back{kind: backChoice, pc: pc, pos: int32(pos)})
		return in.y
	}
	return m.again(in, pc, pos)
}

// again begins one more iteration of a repetition, at address body, or leaves it. It returns where to go on.
func (m *Matcher) again(in *inst, body int32, pos int) int32 {
	kind := backChoice
	if in.memo > 0 {
		if at := m.memo(in.memo, pos); m.failed != nil && m.failed[at>>6]&(1<<(at&63)) != 0 {
			return in.y
		}
		kind = backTried
	}
	m.push(back{kind: kind, pc: in.y, pos: int32(pos), limit: in.memo})
	return body
}

// memo returns the place in failed for repetition k at pos.
func (m *Matcher) memo(k int32, pos int) int { return int(k-1)*(m.length+1) + pos }

// fails notes that repetition k fails from pos, unless that would take too much memory.
func (m *Matcher) fails(k int32, pos int) {
	if m.failed == nil {
		size := int(m.re.memos) * (m.length + 1)
		if size > maxMemo {
			return
		}
		m.failed = make([]uint64, (size+63)/64)
	}
	at := m.memo(k, pos)
	m.failed[at>>6] |= 1 << (at & 63)
}

// behind goes to the nearest place from which the look-behind can match.
func (m *Matcher) behind(in *inst, pc int32) (int, bool) {
	end := int(m.regs[in.x+1])
	from := end - int(in.min)
	limit := max(0, end-int(in.max))
	if m.text.insidePair(from) && from < end {
		from--
	}
	if from < limit {
		return 0, false
	}
	if from > limit {
		m.push(back{kind: backBehind, pc: pc, pos: int32(from), limit: int32(limit)})
	}
	return from, true
}

// backRef matches again what a group matched.
func (m *Matcher) backRef(in *inst, pos int) (int, bool) {
	if int(in.x) >= m.re.groups || m.regs[2*in.x] < 0 {
		return pos, false
	}
	from, to := int(m.regs[2*in.x]), int(m.regs[2*in.x+1])
	if to-from > m.length-pos {
		return pos, false
	}
	m.budget -= int64(to - from)
	f := fold(in.y)
	for from < to {
		a, n := m.text.at(from)
		b, k := m.text.at(pos)
		if n != k || !f.same(a, b) {
			return pos, false
		}
		from += n
		pos += n
	}
	return pos, true
}
