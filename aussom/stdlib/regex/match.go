// This file defines Matcher: the search for matches and its budget.

package regex

import "errors"

// ErrBudget is returned when a match takes more work than the budget allows.
var ErrBudget = errors.New("regular expression budget exceeded")

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
	err    error    // why the search was given up: ErrBudget or an error of the worker
	last   int      // where the last match ended
	next   int      // where the next search begins
	whole  bool     // the match must end at the end of the text
	failed []uint64 // positions from which repetitions fail, a bit each, one repetition after the other; nil before the first
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
	m.whole, m.failed = true, nil
	defer func() { m.whole, m.failed = false, nil }()
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
