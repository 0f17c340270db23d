// This file defines stack traces (spec 02, 11.2).

package vm

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// entry is one line of a stack trace.
type entry struct {
	file  string
	line  int
	what  string
	class string
	fn    string
	below *entry // the next one of an error that has several of its own, nil otherwise
}

const (
	wasCalled  = "Function called."
	wasDefined = "Defined."
	wasNew     = "Constructor called."
	wasStatic  = "Static class initializer."
)

// called returns the entry of a call that the running instruction makes, nil where no frame is shown: for library code
// and for the constructors of library classes.
func called(t *Thread, recv value.Value, name string, how via) *entry {
	c := t.classOf(recv)
	if how == viaNew || how == viaStatic {
		if c.Library {
			return nil
		}
		e := &entry{c.File, c.line(), wasNew, c.Name, c.Name, nil}
		if how == viaStatic {
			e.below = &entry{c.File, c.line(), wasStatic, c.Name, "<static-init>", nil}
		}
		return e
	}
	if how == viaHost || t.n == 0 {
		return nil
	}
	f := t.top()
	if f.fn.Class.Library {
		return nil
	}
	if how == viaCallback {
		return &entry{f.fn.Class.File, f.line(), wasCalled, "callback", "call", nil}
	}
	if how == viaNative {
		return t.nativeCall(f)
	}
	if how == viaOperator {
		return operatorCalled(t, glyphOf(&f.proto.Code[f.pc]), recv, name)
	}
	return &entry{f.fn.Class.File, f.line(), wasCalled, c.Name, name, nil}
}

func operatorCalled(t *Thread, glyph string, this value.Value, name string) *entry {
	f := t.top()
	if f.fn.Class.Library {
		return nil
	}
	return &entry{f.fn.Class.File, f.line(), "Operator '" + glyph + "' called.", this.ClassName(), name, nil}
}

// nativeCall returns the entry of the native call that frame f executes.
func (t *Thread) nativeCall(f *frame) *entry {
	in := &f.proto.Code[f.pc]
	if in.Op != compile.OpCall {
		return nil
	}
	return &entry{f.fn.Class.File, f.line(), wasCalled, t.classOf(*reg(f.base, in.A)).Name, (*compile.CallSite)(in.Ref()).Name, nil}
}

// stackTrace captures the active frames; the text is made when it is asked for.
func (t *Thread) stackTrace(top *entry) func() string {
	list := make([]entry, 0, 2*t.n+1)
	for ; top != nil; top = top.below {
		list = append(list, *top)
	}
	for i := t.n - 1; i >= 0; i-- {
		f := &t.frames[i]
		c := t.classOf(*reg(f.base, 0))
		if !c.Library && !f.fn.Class.Library {
			list = append(list, entry{c.File, int(f.fn.Decl.Pos.Line), wasDefined, c.Name, f.fn.Name, nil})
		}
		switch f.via {
		case viaNew, viaStatic:
			if !c.Library {
				list = append(list, entry{c.File, c.line(), wasNew, c.Name, c.Name, nil})
			}
			if f.via == viaStatic {
				list = append(list, entry{c.File, c.line(), wasStatic, c.Name, "<static-init>", nil})
			}
			continue
		case viaHost:
			continue
		}
		if i == 0 {
			break
		}
		from := &t.frames[i-1]
		if from.fn.Class.Library {
			continue
		}
		e := entry{from.fn.Class.File, from.line(), wasCalled, c.Name, f.fn.Name, nil}
		switch f.via {
		case viaCallback:
			e.class, e.fn = "callback", "call"
		case viaNative:
			n := t.nativeCall(from)
			if n == nil {
				continue
			}
			e = *n
		case viaOperator:
			e.what = "Operator '" + glyphOf(&from.proto.Code[from.pc]) + "' called."
		}
		list = append(list, e)
	}
	return func() string {
		var b strings.Builder
		for i := range list {
			e := &list[i]
			b.WriteString("\t[" + e.file + ":" + itoa(e.line) + "] " + e.what + " { " + e.class + "." + e.fn + "() }\n")
		}
		return b.String()
	}
}

// glyphOf returns the operator that an instruction evaluates.
func glyphOf(in *compile.Instr) string {
	switch in.Op {
	case compile.OpIndex:
		return "[]"
	case compile.OpSetIndex:
		return "[]="
	case compile.OpSetBlock:
		return ":="
	}
	op, _, _ := plainOp(in)
	return operators[op].glyph
}
