// This file defines the instructions of WebAssembly, as far as the Go compiler emits them.

package slim

import "encoding/binary"

// opcodes
const (
	opUnreachable  = 0x00
	opNop          = 0x01
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBr           = 0x0c
	opBrIf         = 0x0d
	opBrTable      = 0x0e
	opReturn       = 0x0f
	opCall         = 0x10
	opCallIndirect = 0x11
	opDrop         = 0x1a
	opSelect       = 0x1b
	opLocalGet     = 0x20
	opLocalSet     = 0x21
	opLocalTee     = 0x22
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opI32Load      = 0x28 // the first of the memory accesses
	opI64Load8U    = 0x31
	opI64Load16U   = 0x33
	opI64Store     = 0x37
	opI64Store32   = 0x3e // the last of them
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opI32Const     = 0x41
	opI64Const     = 0x42
	opF32Const     = 0x43
	opF64Const     = 0x44
	opI32Eqz       = 0x45
	opI64Eqz       = 0x50
	opI64Eq        = 0x51
	opI64Ne        = 0x52
	opI64LtU       = 0x54
	opI64GtU       = 0x56
	opI64LeU       = 0x58
	opI64GeU       = 0x5a
	opI64Or        = 0x84
	opI32WrapI64   = 0xa7
	opI64Extend32  = 0xc4 // the last of those with one byte
	opPrefix       = 0xfc // the first byte of the opcodes below
)

// opcodes after opPrefix; those below have no immediates
const (
	opMemoryCopy = 10
	opMemoryFill = 11
)

// types
const (
	typeI32  = 0x7f
	typeI64  = 0x7e
	noResult = 0x40 // of blocks
)

// instruction is one instruction. value is its immediate: an index, a depth, a constant or the offset of a memory access.
type instruction struct {
	op    byte
	value int64
	code  []byte
}

// readInstruction reads one instruction. It fails for those that the Go compiler does not emit.
func readInstruction(r *reader) instruction {
	start := r.data
	i := instruction{op: r.byte()}
	switch op := i.op; {
	case op == opBlock || op == opLoop || op == opIf || op == opMemorySize || op == opMemoryGrow:
		i.value = int64(r.byte())
	case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet:
		i.value = int64(r.uvarint())
	case op == opBrTable:
		for n := r.uvarint() + 1; n > 0 && !r.failed; n-- {
			r.uvarint()
		}
	case op == opCallIndirect:
		r.take(2)
	case op >= opI32Load && op <= opI64Store32:
		return readAccess(r, i)
	case op == opI32Const || op == opI64Const:
		i.value = r.svarint()
	case op == opF32Const:
		r.take(4)
	case op == opF64Const:
		r.take(8)
	case op == opPrefix:
		readPrefixed(r)
	case op == opElse || op > opCallIndirect && op < opDrop || op > opSelect && op < opLocalGet || op > opI64Extend32:
		r.fail()
	}
	i.code = start[:len(start)-len(r.data)]
	return i
}

// readAccess reads the rest of a memory access. Its alignment is but a hint, which engines for current processors
// ignore; it becomes the same for all.
func readAccess(r *reader, i instruction) instruction {
	r.uvarint()
	i.value = int64(r.uvarint())
	i.code = binary.AppendUvarint([]byte{i.op, 0}, uint64(i.value))
	return i
}

func readPrefixed(r *reader) {
	switch op := r.uvarint(); {
	case op == opMemoryCopy:
		r.take(2)
	case op == opMemoryFill:
		r.take(1)
	case op > opMemoryFill || op > 7 && op < opMemoryCopy:
		r.fail()
	}
}
