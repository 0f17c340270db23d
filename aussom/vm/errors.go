// This file defines how errors of the machine become exceptions: the catalogue of spec 02, 11.5, lines (11.4), errors of
// natives (spec 03a, 2), fatal errors (12.2), and unwinding to a handler.

package vm

import (
	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// fatalError is a failure that scripts cannot catch; it ends the program (spec 02, 12.2).
type fatalError string

func (e fatalError) Error() string { return string(e) }

// exception makes an exception of the running instruction.
func (t *Thread) exception(typ value.ExceptionType, id, text string) *value.Exception {
	return t.exceptionAt(typ, id, text, t.line(), nil)
}

// exceptionAt makes an exception with a line and an extra innermost trace entry of its own.
func (t *Thread) exceptionAt(typ value.ExceptionType, id, text string, line int, top *entry) *value.Exception {
	return &value.Exception{Line: line, Type: typ, ID: id, Text: text, Details: text, Trace: t.stackTrace(top)}
}

// line returns the line of the innermost script statement that runs: library code reports that of the call into it.
func (t *Thread) line() int {
	for i := t.n - 1; i >= 0; i-- {
		if f := &t.frames[i]; !f.fn.Class.Library {
			return f.line()
		}
	}
	return 0
}

// line returns the line of the instruction that the frame executes.
func (f *frame) line() int { return lineAt(f.proto, f.pc) }

func lineAt(p *compile.Proto, pc int32) int {
	if int(pc) < len(p.Lines) {
		return int(p.Lines[pc])
	}
	return 0
}

// classLine is the line of errors that are about a receiver's class (spec 02, 11.4).
func (t *Thread) classLine(c *Class) int {
	if c.Library {
		return t.line()
	}
	return c.line()
}

// dispatchError is an error of dispatch: it has the line of the receiver's class (spec 02, 7.3 and 11.4).
func (t *Thread) dispatchError(tg *target, recv value.Value, c *Class, name string, how via) error {
	if tg.fail.binding {
		return t.bindingError(tg, recv, how)
	}
	return t.exceptionAt(value.ExRuntime, tg.fail.id, tg.fail.text, t.classLine(c), called(t, recv, name, how))
}

// bindingError is an error of binding: it has the line of the function's name (spec 02, 7.2 and 11.4).
func (t *Thread) bindingError(tg *target, recv value.Value, how via) error {
	line := int(tg.fn.Decl.Pos.Line)
	if tg.fn.Class.Library {
		line = t.line()
	}
	return t.exceptionAt(value.ExRuntime, tg.fail.id, tg.fail.text, line, called(t, recv, tg.fn.Name, how))
}

func (t *Thread) depthError(name string, recv value.Value) error {
	return t.depthErrorVia(name, recv, viaCall)
}

// depthErrorVia refuses a call beyond the depth limit (spec 02, 7.5).
func (t *Thread) depthErrorVia(name string, recv value.Value, how via) error {
	text := "Maximum call depth of " + itoa(t.m.maxDepth) + " exceeded calling '" + name + "'. Infinite recursion perhaps?"
	e := t.exceptionAt(value.ExRuntime, "CALL_DEPTH_EXCEEDED", text, t.classLine(t.classOf(recv)), called(t, recv, name, how))
	e.Details = text + " Raise the security property 'aussom.limit.call.depth' if the recursion is intended."
	return e
}

// undefined is the error of a name that cannot be read (spec 02, 3).
func (t *Thread) undefined(name string) error {
	if c := t.m.classes.get(name); c != nil && c.Decl.Static {
		return t.noOperation()
	}
	return t.exception(value.ExRuntime, "UNDEFINED_NAME", "astObj.evalObjStart(): Undefined name '"+name+"'.")
}

func (t *Thread) noOperation() error {
	return t.exception(value.ExRuntime, "NO_OPERATION", "astObj.evalObjStart(): Static class object found but no child function or property provided.")
}

func (t *Thread) noMember(name string) error {
	return t.exception(value.ExInternal, "NO_MEMBER_FOUND", "astObj.evalObj(): Unmatched object type for '"+name+"'.")
}

func (t *Thread) noMemberAccess(name string) error {
	return t.exception(value.ExRuntime, "NO_ACCESS", "astObj.evalObj(): No access to member '"+name+"'.")
}

func (t *Thread) missingKey(name string) error {
	return t.exception(value.ExRuntime, "MAP_MISSING_KEY", "astObj.evalObj(): Map doesn't have key '"+name+"'.")
}

func (t *Thread) bareCall(name string) error {
	return t.exception(value.ExInternal, "MISSING_OBJECT", "The function call '"+name+"' has no object. Are you forgetting 'this' or the object before before the function call?")
}

func (t *Thread) notAssignable(v value.Value, asString bool) error {
	tag := v.Tag()
	if asString {
		tag = "cString"
	}
	return t.exception(value.ExRuntime, "ASSIGN_NOT_POSSIBLE", "astExpression.assignment(): Left side of assignment expression returned an object of type '"+tag+"' which can't be assigned.")
}

func (t *Thread) unknownClass(name string) error {
	e := t.exception(value.ExInternal, "INSTANTIATION_FAILURE", "Cannot instantiate object of type '"+name+"', class definition not found in engine.")
	e.Details += t.m.includeHint(name)
	return e
}

// instantiationFailure is a new that failed for a reason that is no exception (spec 02, 9.1 and 12.2).
func (t *Thread) instantiationFailure() *value.Exception {
	return t.exception(value.ExInternal, "INSTANTIATION_FAILURE", "Instantiation threw exception.")
}

// linkFailure is a new of a class that cannot be linked (spec 02, 9.1 step 4).
func (t *Thread) linkFailure(err error) error {
	e := t.instantiationFailure()
	trace := e.Trace
	e.Trace = func() string { return err.Error() + "\n" + trace() }
	return e
}

// throw raises the exception of a throw statement (spec 02, 11.1).
func (t *Thread) throw(v value.Value) error {
	s, err := t.textOf(v)
	if err != nil {
		return err
	}
	return t.exception(value.ExRuntime, "", s.Go())
}

// limitError is an exception for a size that the program may not reach.
func (t *Thread) limitError(err error) error {
	return t.exception(value.ExRuntime, "LIMIT_EXCEEDED", err.Error())
}

// condition evaluates the condition of a statement (spec 02, 1.3); loop tells while and for from if.
func condition(v value.Value, loop bool) (bool, error) {
	if v.K == value.KCallback || loop && v.K == value.KException {
		return false, fatalError("Unexpected result from condition of type '" + v.Tag() + "'.")
	}
	truth, _ := value.Condition(v)
	return truth, nil
}

// nativeError makes the exception of an error that a native method returned to script code.
func (t *Thread) nativeError(err error, fn *Func, recv value.Value) error {
	return t.nativeErrorVia(err, fn, recv, viaCall)
}

func (t *Thread) nativeErrorVia(err error, fn *Func, recv value.Value, how via) error {
	return t.nativeErrorNamed(err, fn.Name, recv, how)
}

func (t *Thread) nativeErrorNamed(err error, name string, recv value.Value, how via) error {
	id, text := "EXTERN_RUNTIME", err.Error()
	switch e := err.(type) {
	case *value.Exception:
		if e.Trace == nil && e.Line <= 0 { // made by the native: it knows no position
			e.Line, e.Trace = t.line(), t.stackTrace(called(t, recv, name, how))
			if e.Type == "" {
				e.Type = value.ExRuntime
			}
			return e
		}
		return PassThrough(e)
	case Thrown, Fault:
		id = "EXTERN_INVOCATION_TARGET_EXCEPTION"
		text = "External call, invocation target exception for method '" + name + "', the external method threw an uncaught exception: " + text
	case WithID:
		id = e.ID
	case Reported:
	case fatalError, cancelled:
		return err
	}
	return t.exceptionAt(value.ExRuntime, id, text, t.line(), called(t, recv, name, how))
}

// PassThrough gives an exception that leaves a native function the id EXTERN_RUNTIME if it has none (spec 04, 1.2).
func PassThrough(err error) error {
	if e, ok := err.(*value.Exception); ok && e.ID == "" {
		c := *e
		c.ID = "EXTERN_RUNTIME"
		return &c
	}
	return err
}

// unwind finds the handler of an error in the frames above stop and makes its frame the running one. Without a
// handler the frames are popped and the error returned.
func (t *Thread) unwind(stop int, err error) error {
	for t.n > stop {
		f := t.top()
		if e, ok := err.(*value.Exception); ok {
			if h := f.handler(e); h != nil {
				if h.Kind == compile.Maybe {
					*reg(f.base, h.Reg) = value.Null
				} else {
					*reg(f.base, h.Reg) = value.OfException(e)
				}
				f.pc = h.Target
				return nil
			}
		}
		how := f.how.via()
		t.pop()
		switch how {
		case viaCallback:
			if fatal, ok := err.(fatalError); ok && t.n > 0 {
				t.m.console().Line(LevelError, "\n"+string(fatal)+"\n")
				err = t.exception(value.ExRuntime, "EXTERN_RUNTIME", string(fatal))
			} else {
				err = PassThrough(err)
			}
		case viaNew:
			if fatal, ok := err.(fatalError); ok && t.n > 0 {
				e := t.instantiationFailure()
				e.Trace = func() string { return string(fatal) + "\n" }
				err = e
			}
		}
	}
	return err
}

// handler returns the innermost handler of the frame for e, or nil.
func (f *frame) handler(e *value.Exception) *compile.Handler {
	pc := f.pc
	for i := range f.proto.Handlers {
		h := &f.proto.Handlers[i]
		if pc < h.Start || pc >= h.End {
			continue
		}
		if h.Kind == compile.Maybe {
			switch e.ID {
			case "NO_MEMBER_FOUND", "MAP_MISSING_KEY", "INDEX_NOT_FOUND", "INDEX_OUT_OF_BOUNDS":
			default:
				continue
			}
		}
		return h
	}
	return nil
}
