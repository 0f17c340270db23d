// This file defines Proto, a compiled function, and its tables.

package compile

import (
	"unsafe"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// Proto is a compiled function. The machine writes its inline caches into the sites; a Proto belongs to one machine.
type Proto struct {
	Decl *syntax.Function
	Code []Instr
	// Lines holds the source line of each instruction, for errors and traces (spec 02, 11.4).
	Lines  []int32
	Consts []value.Value
	// Names holds the local variables' names by register; Names[0] is "this".
	Names []string
	// NumParams counts the parameters, the rest list included.
	NumParams int
	// NumRegs counts all registers.
	NumRegs  int
	Members  []MemberSite
	Calls    []CallSite
	Statics  []StaticSite
	Handlers []Handler
	// Captures lists the registers of the names that a closure copies when it is invoked (spec 02, 8.2).
	Captures []int
	// CapturedFrom is the function whose locals were copied last, and CapturedRegs their registers in it, 0 for none: the machine's cache.
	CapturedFrom *Proto
	CapturedRegs []uint16
}

// link puts the addresses of sites and constants into the instructions that use them, which spares the dispatch loop the way over
// the tables. Code is no memory in which the garbage collector looks for pointers, and what they point to does not move.
func (p *Proto) link() {
	for i := range p.Code {
		in := &p.Code[i]
		if !linked[in.Op] {
			continue
		}
		var to unsafe.Pointer
		switch in.Op {
		case OpCall, OpCallThis, OpNew, OpKnown:
			to = unsafe.Pointer(&p.Calls[in.D])
		case OpLoadConst:
			to = unsafe.Pointer(&p.Consts[in.D])
		case OpStatic:
			to = unsafe.Pointer(&p.Statics[in.D])
		default:
			to = unsafe.Pointer(&p.Members[in.D])
		}
		*(*uint64)(unsafe.Pointer(&in.D)) = uint64(uintptr(to))
	}
}

// Reg returns the register of a local variable, 0 if the function has none of that name.
func (p *Proto) Reg(name string) int {
	for i := 1; i < len(p.Names); i++ {
		if p.Names[i] == name {
			return i
		}
	}
	return 0
}

// MemberSite is one place in the code that reads or writes a member, with the machine's inline cache.
type MemberSite struct {
	// Cache holds the last look-ups, the latest first.
	Cache [4]MemberCache
	Name  string
	Key   *value.String // the name as a map key
}

// MemberCache is one cached look-up: the member of an instance of Class is Offset bytes behind its first one.
type MemberCache struct {
	Class  *value.Class
	Offset uintptr
	Public bool
}

// CallSite is one call, with the machine's inline caches.
type CallSite struct {
	// Cache holds the machine's last resolutions, the latest first.
	Cache [4]CallCache
	Name  string
	NArgs int
	// This tells that the receiver is this: no access check is needed.
	This bool
	// Copies is the machine's cache for new: which locals fill which members (spec 02, 9.1).
	Copies unsafe.Pointer
}

// CallCache is one cached dispatch: a call on an instance of Class (nil for the class of a built-in Kind) with the argument kinds Sig goes to Target.
type CallCache struct {
	Class  *value.Class
	Sig    uint64
	Target unsafe.Pointer
}

// StaticSite is one use of a static class by name.
type StaticSite struct {
	Name string
	// Gen and Instance are the machine's cache.
	Gen      uint64
	Instance value.Value
}

// HandlerKind tells what catches an exception.
type HandlerKind uint8

// The kinds of handlers.
const (
	// Catch stores the exception in Reg and goes to Target.
	Catch HandlerKind = iota
	// Maybe is the "?" operator: missing members, keys and indexes give null in Reg (spec 02, 5.5).
	Maybe
)

// Handler catches exceptions raised by instructions Start <= pc < End. Inner handlers come first.
type Handler struct {
	Start, End, Target int32
	Reg                uint16
	Kind               HandlerKind
}
