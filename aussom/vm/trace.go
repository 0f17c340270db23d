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
	if in.Op != compile.OpCall && in.Op != compile.OpCallThis {
		return nil
	}
	return &entry{f.fn.Class.File, f.line(), wasCalled, t.classOf(*reg(f.base, in.A)).Name, (*compile.CallSite)(in.Ref()).Name, nil}
}

// traced is what a stack trace keeps of a frame.
type traced struct {
	fn    *Func
	proto *compile.Proto
	class *Class // of this
	inner *Class // of the receiver of the native call that the frame executes
	pc    int32
	via   via
}

// stackTrace captures the active frames, which come after the entries of top; the text is made when it is asked for.
func (t *Thread) stackTrace(top *entry) func() string {
	frames := make([]traced, t.n)
	for i := range frames {
		f := &t.frames[i]
		frames[i] = traced{f.fn, f.proto, t.classOf(*reg(f.base, 0)), nil, f.pc, f.how.via()}
		if f.how.via() == viaNative && i > 0 {
			from := &t.frames[i-1]
			if in := &from.proto.Code[from.pc]; in.Op == compile.OpCall || in.Op == compile.OpCallThis {
				frames[i-1].inner = t.classOf(*reg(from.base, in.A))
			}
		}
	}
	return func() string { return traceText(top, frames) }
}

func traceText(top *entry, frames []traced) string {
	var b strings.Builder
	for ; top != nil; top = top.below {
		top.write(&b)
	}
	for i := len(frames) - 1; i >= 0; i-- {
		f := &frames[i]
		c := f.class
		if !c.Library && !f.fn.Class.Library {
			(&entry{c.File, int(f.fn.Decl.Pos.Line), wasDefined, c.Name, f.fn.Name, nil}).write(&b)
		}
		switch f.via {
		case viaNew, viaStatic:
			if !c.Library {
				(&entry{c.File, c.line(), wasNew, c.Name, c.Name, nil}).write(&b)
			}
			if f.via == viaStatic {
				(&entry{c.File, c.line(), wasStatic, c.Name, "<static-init>", nil}).write(&b)
			}
		case viaHost:
		default:
			if i > 0 {
				frames[i-1].writeCall(&b, f)
			}
		}
	}
	return b.String()
}

// writeCall writes the entry of the call from frame f to frame to, if it shows one.
func (f *traced) writeCall(b *strings.Builder, to *traced) {
	if f.fn.Class.Library {
		return
	}
	e := entry{f.fn.Class.File, lineAt(f.proto, f.pc), wasCalled, to.class.Name, to.fn.Name, nil}
	switch to.via {
	case viaCallback:
		e.class, e.fn = "callback", "call"
	case viaNative:
		if f.inner == nil {
			return
		}
		e.class, e.fn = f.inner.Name, (*compile.CallSite)(f.proto.Code[f.pc].Ref()).Name
	case viaOperator:
		e.what = "Operator '" + glyphOf(&f.proto.Code[f.pc]) + "' called."
	}
	e.write(b)
}

func (e *entry) write(b *strings.Builder) {
	b.WriteString("\t[" + e.file + ":" + itoa(e.line) + "] " + e.what + " { " + e.class + "." + e.fn + "() }\n")
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
