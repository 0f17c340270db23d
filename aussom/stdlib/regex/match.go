// This file defines Matcher, the machine that runs a program: one loop, registers, and a stack of choices and of
// register values to be restored when it goes back.

package regex

import "errors"

// ErrBudget is returned when a match takes more work than the budget allows.
var ErrBudget = errors.New("regular expression budget exceeded")

// maxStack bounds the stack, and with it the memory, of a match.
const maxStack = 4 << 20

// backKind is the kind of an entry of the stack.
type backKind int32

const (
	backChoice backKind = iota // go on at pc from pos
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

// Matcher searches one text with one Regexp. It is not safe for concurrent use.
type Matcher struct {
	re     *Regexp
	text   Subject
	length int
	regs   []int32 // 2k and 2k+1: where group k begins and ends, -1 if it took no part
	stack  []back
	budget int64 // work that may be done before refill is asked for more
	rest   int64 // work left beyond that, -1 when the search was given up
	worker Worker
	err    error // why the search was given up: ErrBudget or an error of the worker
	last   int   // where the last match ended
	next   int   // where the next search begins
	whole  bool  // the match must end at the end of the text
}

// Matcher returns a matcher for a text. All its searches together may take budget steps: about one for each
// character looked at.
func (re *Regexp) Matcher(text Subject, budget int64) *Matcher {
	return &Matcher{re: re, text: text, length: text.Len(), regs: make([]int32, re.regs), rest: budget}
}

// pauseSteps is the number of steps, and scanUnits the number of skipped units, of which the worker is told at once.
const (
	pauseSteps = 1 << 14
	scanUnits  = 1 << 18
)

// Worker is told of the steps that searches take, every few thousand. An error of Work ends the search, which returns it.
type Worker interface{ Work(steps int) error }

// Tell lets w be told of the steps.
func (m *Matcher) Tell(w Worker) { m.worker = w }

// refill reports whether the search may go on; it has more budget then.
func (m *Matcher) refill() bool {
	more := min(m.rest, pauseSteps-m.budget) // what was overdrawn counts
	if m.rest < 0 || m.budget+more < 0 || len(m.stack) > maxStack {
		return m.giveUp(ErrBudget)
	}
	m.rest -= more
	m.budget += more
	return m.told(int(more))
}

// told tells the worker of steps and reports whether the search may go on.
func (m *Matcher) told(steps int) bool {
	if m.worker == nil {
		return true
	}
	if err := m.worker.Work(steps); err != nil {
		return m.giveUp(err)
	}
	return true
}

// giveUp ends the search for good. It returns false.
func (m *Matcher) giveUp(err error) bool {
	if m.err == nil {
		m.err = err
	}
	m.budget, m.rest = -1, -1
	return false
}

// Group returns where group k of the last match begins and ends, -1, -1 if it took no part. Group 0 is the whole match.
func (m *Matcher) Group(k int) (start, end int) { return int(m.regs[2*k]), int(m.regs[2*k+1]) }

// Full reports whether the pattern matches the whole text. The error is ErrBudget or one of the worker.
func (m *Matcher) Full() (bool, error) {
	m.whole = true
	defer func() { m.whole = false }()
	return m.matchAt(0)
}

// Find looks for the next match: from the beginning, then from the end of the last match, and one unit further if that was
// empty. The error is ErrBudget or one of the worker.
func (m *Matcher) Find() (bool, error) {
	re := m.re
	for i := m.next; i <= m.length-re.minWidth; i++ {
		if re.atStart && i > 0 {
			break
		}
		if i > m.next && re.pairs && m.text.insidePair(i) {
			continue
		}
		if re.first != nil {
			if i = m.scan(i); i < 0 {
				break
			}
		}
		ok, err := m.matchAt(i)
		if err != nil {
			return false, err
		}
		if ok {
			m.regs[0] = int32(i)
			m.last = int(m.regs[1])
			m.next = m.last
			if m.last == i {
				m.next++
			}
			return true, nil
		}
	}
	m.next = m.length + 1
	return false, m.err
}

// scan returns the first index >= i at which a match can begin, -1 if there is none.
func (m *Matcher) scan(i int) int {
	for i < m.length {
		to := min(i+scanUnits, m.length)
		if at := m.scanTo(i, to); at >= 0 {
			return at
		}
		if i = to; !m.told(scanUnits / 8) {
			break
		}
	}
	return -1
}

// scanTo is scan for the units i..to-1.
func (m *Matcher) scanTo(i, to int) int {
	f := m.re.first
	if m.text.wide == nil {
		for s := m.text.ascii[:to]; i < len(s); i++ {
			if c := s[i]; f.bits[c>>5&3]&(1<<(c&31)) != 0 {
				return i
			}
		}
		return -1
	}
	for w := m.text.wide[:to]; i < len(w); i++ {
		if f.has(w[i]) && !(i > m.next && m.re.pairs && m.text.insidePair(i)) {
			return i
		}
	}
	return -1
}

// matchAt reports whether a match begins at unit i; its end is then in register 1.
func (m *Matcher) matchAt(i int) (bool, error) {
	for k := range m.regs {
		m.regs[k] = -1
	}
	m.stack = m.stack[:0]
	end := m.run(i)
	if end < 0 {
		return false, m.err
	}
	m.regs[0], m.regs[1] = int32(i), int32(end)
	return true, nil
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
	m.push(back{kind: backChoice, pc: in.y, pos: int32(pos)})
	return pc
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
