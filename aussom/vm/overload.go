// This file defines the overloading of operators (spec 02, 12.1).

package vm

import (
	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// overload tries the operator functions of the operands' classes (spec 02, 12.1): the left one's, else the right one's. done tells that a
// frame was pushed or the result stored.
func (t *Thread) overload(op compile.Op, b, c value.Value, a uint16) (done bool, err error) {
	o := operators[op]
	try := func(v, arg value.Value, name string, act action) (bool, error) {
		if v.K != value.KObject || name == "" {
			return false, nil
		}
		cls := (*Class)(v.Object().Class.Link)
		if !cls.overloads || cls.groups[name] == nil {
			return false, nil
		}
		return true, t.callOperator(cls, name, o.glyph, v, a, act, arg)
	}
	if done, err = try(b, c, o.left, actStore); done || err != nil {
		return done, err
	}
	if done, err = try(c, b, o.right, actStore); done || err != nil {
		return done, err
	}
	if op == compile.OpNotEq {
		if done, err = try(b, c, "__opEq__", actNegate); done || err != nil {
			return done, err
		}
		return try(c, b, "__opEq__", actNegate)
	}
	return false, nil
}

// callOperator calls an operator function; its result goes to register a.
func (t *Thread) callOperator(c *Class, name, glyph string, this value.Value, a uint16, act action, args ...value.Value) error {
	if t.m.intercept != nil {
		if done, err := t.interceptedOperator(name, this, a, act, args); done || err != nil {
			return err
		}
	}
	f := t.top()
	tg := c.resolve(c.groups[name], name, args)
	if tg.fail != nil && !tg.fail.binding {
		text := "Operator '" + glyph + "' on object '" + c.Name + "': " + tg.fail.text
		return t.exceptionAt(value.ExRuntime, tg.fail.id, text, t.line(), operatorCalled(t, glyph, this, name))
	}
	chunk := t.stack.at
	base := t.stack.room(t.free(), len(args)+2, 0)
	*reg(base, 0) = this
	for i, v := range args {
		*reg(base, uint16(i+1)) = v
	}
	if tg.fn.Native != nil || tg.fn.noMethod {
		v, err := t.callNative(tg, reg(base, 0), len(args), viaOperator)
		t.stack.use(chunk)
		if err != nil {
			return err
		}
		t.complete(t.top(), a, v) // f may have moved
		return nil
	}
	err := t.push(tg, base, len(args), f, entered(a, viaOperator, act, 1), nil)
	if err != nil {
		t.stack.use(chunk)
	}
	return err
}

// interceptedOperator lets mocks and spies take the call of an operator function (spec 03a, 11).
func (t *Thread) interceptedOperator(name string, this value.Value, a uint16, act action, args []value.Value) (bool, error) {
	v, done, err := t.m.intercept(t, this, name, args)
	if err != nil {
		return true, t.interceptError(err, name, this, viaOperator)
	}
	if !done {
		return false, nil
	}
	switch {
	case act == actKeep:
		t.top().pc++
		return true, nil
	case act == actNegate && v.Kind() != value.KBool:
		return true, t.notBool(v)
	case act == actNegate:
		v = value.Bool(!v.AsBool())
	}
	t.complete(t.top(), a, v)
	return true, nil
}

// notBool is the error of a != whose __opEq__ gave no bool (spec 02, 12.1).
func (t *Thread) notBool(v value.Value) error {
	return t.exception(value.ExRuntime, "OPERATOR_RETURN_NOT_BOOL", "astExpression.callEqualityOverload(): __opEq__ returned type '"+v.Tag()+
		"'; '!=' needs a bool to negate. Define __opNotEq__ for non-bool equality results.")
}
