// This file defines reading a function body, as the Go compiler writes it, as blocks.
//
// A body starts with a table that goes to one of its blocks by PC_B, the parameter of every function: 0 to enter it,
// another place to resume it after a call returned, or the target of a jump inside of it:
//
//	(block $unwind (loop $entry (block $n ... (block $0
//	  (br_table ... (local.get $PC_B)))
//	  ...first block...
//	  (local.set $PC_B (i32.const target)) (br $entry)
//	)
//	...last block...
//	) unreachable) (i32.const 1)

package slim

import "encoding/binary"

// firstFunction is the number of the first function in addresses of code: such an address is the number of a function
// and 16 bits of PC_B.
const firstFunction = 0x1000

// pieceKind says what a piece of a block does.
type pieceKind byte

const (
	plain    pieceKind = iota // an instruction that stays as it is
	jump                      // a jump to block target
	jumpIf                    // the same if the number on the stack is not zero
	unwind                    // leaving the function, to unwind the stack, if the number on the stack is not zero
	returnTo                  // the constant that says where to resume after the call that follows, place in target
	table                     // a jump to one of targets, by the number on the stack; the last is that for all further numbers
)

// piece is a part of a block.
type piece struct {
	kind    pieceKind
	code    []byte // of a plain piece
	target  int
	targets []int
	place   int    // of returnTo: the old place
	call    uint64 // of returnTo: index of the function that is called, 0 if it is not known
	depth   int    // number of if instructions around
}

// jumps reports whether the piece is a jump to a block.
func (p piece) jumps() bool { return p.kind == jump || p.kind == jumpIf }

// body is a function body. Its local variables are PC_B, the stack pointer, one that the compiler does not know, and
// those of the compiler.
type body struct {
	locals []byte // the declaration of the local variables
	blocks [][]piece
	places []int // number of the block of each place; the last is that of all further places
}

// block returns the number of the block that a place resumes.
func (b *body) block(place int) int {
	return b.places[min(place, len(b.places)-1)]
}

// parser is the state of reading a body.
type parser struct {
	body
	function int           // its number
	code     []instruction // what is left
	labels   int           // number of blocks
	loop     bool          // there is a block $entry
	unwinds  bool          // there is a block $unwind
}

// parseBody reads the body of function number n. It returns nil if the body is not as expected.
func parseBody(code []byte, n int) *body {
	p := parser{function: n}
	r := reader{data: code}
	p.readLocals(&r)
	for len(r.data) > 0 {
		p.code = append(p.code, readInstruction(&r))
	}
	if r.failed || !p.readStart() || !p.readTable() {
		return nil
	}
	for range p.labels {
		block, ok := p.readBlock()
		if !ok {
			return nil
		}
		p.blocks = append(p.blocks, block)
	}
	return &p.body
}

// readLocals reads the declaration of the local variables and adds one after the first, which is the stack pointer.
func (p *parser) readLocals(r *reader) {
	groups := r.uvarint()
	if groups == 0 || groups > uint64(len(r.data)) || r.uvarint() != 1 || r.byte() != typeI32 {
		r.fail()
		return
	}
	added := uint64(1)
	var rest []byte
	count := uint64(2) // of groups
	for i := uint64(1); i < groups; i++ {
		n, typ := r.uvarint(), r.byte()
		if i == 1 && typ == typeI64 {
			added += n
			continue
		}
		rest = append(binary.AppendUvarint(rest, n), typ)
		count++
	}
	p.locals = append(binary.AppendUvarint(nil, count), 1, typeI32)
	p.locals = append(binary.AppendUvarint(p.locals, added), typeI64)
	p.locals = append(p.locals, rest...)
}

// relocated returns an instruction for the local variables as readLocals declares them.
func relocated(i instruction) []byte {
	if i.op >= opLocalGet && i.op <= opLocalTee && i.value > localSP {
		return binary.AppendUvarint([]byte{i.op}, uint64(i.value)+1)
	}
	return i.code
}

// is reports whether the next instructions are the given ones, by opcode and immediate.
func (p *parser) is(want ...instruction) bool {
	if len(want) > len(p.code) {
		return false
	}
	for i, w := range want {
		if p.code[i].op != w.op || p.code[i].value != w.value {
			return false
		}
	}
	return true
}

// skip passes over the next instructions if they are the given ones.
func (p *parser) skip(want ...instruction) bool {
	ok := p.is(want...)
	if ok {
		p.code = p.code[len(want):]
	}
	return ok
}

// readStart reads what is before the table.
func (p *parser) readStart() bool {
	if !p.skip(instruction{op: opGlobalGet}, instruction{op: opLocalSet, value: localSP}) {
		return false
	}
	openBlocks := func() (n int) {
		for p.skip(instruction{op: opBlock, value: noResult}) {
			n++
		}
		return n
	}
	blocks := openBlocks()
	if p.skip(instruction{op: opLoop, value: noResult}) {
		p.loop = true
		if blocks > 1 {
			return false
		}
		p.unwinds = blocks == 1
		blocks = openBlocks()
	}
	p.labels = blocks
	return blocks > 0 && p.skip(instruction{op: opLocalGet, value: localPlace})
}

// readTable reads the table of the blocks.
func (p *parser) readTable() bool {
	if len(p.code) == 0 || p.code[0].op != opBrTable {
		return false
	}
	table := reader{data: p.code[0].code[1:]}
	for n := table.uvarint() + 1; n > 0; n-- {
		p.places = append(p.places, int(table.uvarint()))
	}
	p.code = p.code[1:]
	// The last entry is the number of the last block.
	labels := p.places[len(p.places)-1] + 1
	if !p.loop && p.labels == labels+1 {
		p.labels, p.unwinds = labels, true
	}
	return p.labels == labels && p.skip(instruction{op: opEnd})
}

// readBlock reads the next block and its end.
func (p *parser) readBlock() ([]piece, bool) {
	open := p.labels - 1 - len(p.blocks) // blocks around that end later
	depth := 0
	var block []piece
	for len(p.code) > 0 {
		if depth == 0 && (open > 0 && p.skip(instruction{op: opEnd}) || open == 0 && p.readEnd()) {
			return block, true
		}
		next, n := p.piece(depth, open)
		if n == 0 {
			return nil, false
		}
		switch p.code[0].op {
		case opIf:
			if n == 1 {
				depth++
			}
		case opEnd:
			if depth--; depth < 0 {
				return nil, false
			}
		}
		next.depth = depth
		if next.kind != plain || next.code != nil {
			block = append(block, next)
		}
		p.code = p.code[n:]
	}
	return nil, false
}

// piece returns the piece that the next instructions are, and their number; 0 if they are not as expected.
func (p *parser) piece(depth, open int) (piece, int) {
	i := p.code[0]
	switch {
	case i.op == opBlock || i.op == opLoop || i.op == opBrTable:
		return piece{}, 0
	case i.op == opIf && len(p.code) > 4 && p.jumpAt(1, depth+1+open) && p.code[4].op == opEnd:
		return piece{kind: jumpIf, target: p.block(int(p.code[1].value))}, 5
	case p.jumpAt(0, depth+open):
		return piece{kind: jump, target: p.block(int(i.value))}, 3
	case i.op == opBrIf && p.unwinds && int(i.value) == p.unwindDepth(depth+open):
		return piece{kind: unwind}, 1
	case i.op == opBr || i.op == opBrIf:
		return piece{}, 0
	case p.returnPlace():
		return piece{kind: returnTo, place: int(i.value & 0xffff), call: p.called()}, 1
	}
	if i.op == opNop {
		return piece{}, 1
	}
	return piece{code: relocated(i)}, 1
}

// jumpAt reports whether the instructions from number at on are a jump by PC_B. depth is the number of blocks inside
// of $entry.
func (p *parser) jumpAt(at, depth int) bool {
	if !p.loop || len(p.code) < at+3 {
		return false
	}
	c := p.code[at:]
	return c[0].op == opI32Const && c[1].op == opLocalSet && c[1].value == localPlace && c[2].op == opBr && int(c[2].value) == depth
}

// unwindDepth returns the number of blocks inside of $unwind if there are depth inside of $entry.
func (p *parser) unwindDepth(depth int) int {
	if p.loop {
		return depth + 1
	}
	return depth
}

// returnPlace reports whether the next instruction is the constant that a call stores as the place to return to.
func (p *parser) returnPlace() bool {
	c := p.code
	return len(c) > 2 && c[0].op == opI64Const && c[0].value>>16 == int64(firstFunction+p.function) &&
		c[1].op == opI64Store && c[1].value == 0 && (c[2].op == opI32Const || c[2].op == opI64Const || c[2].op == opCall)
}

// called returns the index of the function that the call after the return place calls, 0 if it is not known.
func (p *parser) called() uint64 {
	for _, i := range p.code[2:min(4, len(p.code))] { // the argument PC_B may come first
		if i.op == opCall {
			return uint64(i.value)
		}
	}
	return 0
}

// readEnd reads the end of the body.
func (p *parser) readEnd() bool {
	var want []instruction
	if p.loop {
		want = append(want, instruction{op: opEnd})
	}
	want = append(want, instruction{op: opUnreachable})
	if p.unwinds {
		want = append(want, instruction{op: opEnd}, instruction{op: opI32Const, value: 1})
	}
	want = append(want, instruction{op: opEnd})
	return len(p.code) == len(want) && p.skip(want...)
}
