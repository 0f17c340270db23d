// This file defines the operators beyond the dispatch loop's fast paths (spec 02, 5).

package vm

import (
	"math"

	"github.com/aussom/aussom-web/aussom/compile"
	"github.com/aussom/aussom-web/aussom/value"
)

// operator describes one overloadable operator.
type operator struct {
	glyph       string
	left, right string // methods on the left operand, and on the right one with the left as argument
	eval        string // name in error texts
}

var operators = [compile.NumOps]operator{
	compile.OpAdd:      {"+", "__opAdd__", "__opRightAdd__", "evalPlus"},
	compile.OpSub:      {"-", "__opSub__", "__opRightSub__", "evalMinus"},
	compile.OpMul:      {"*", "__opMul__", "__opRightMul__", "evalMult"},
	compile.OpDiv:      {"/", "__opDiv__", "__opRightDiv__", "evalDiv"},
	compile.OpFloorDiv: {"~/", "__opFloorDiv__", "__opRightFloorDiv__", "evalFloorDiv"},
	compile.OpMod:      {"%", "__opMod__", "__opRightMod__", "evalModulus"},
	compile.OpAnd:      {"&", "__opAnd__", "__opRightAnd__", "evalBitAnd"},
	compile.OpOr:       {"|", "__opOr__", "__opRightOr__", "evalBitOr"},
	compile.OpEq:       {"==", "__opEq__", "__opEq__", ""},
	compile.OpNotEq:    {"!=", "__opNotEq__", "__opNotEq__", ""},
	compile.OpLt:       {"<", "__opLt__", "__opGt__", "evalLessThan(): Less than comparison"},
	compile.OpGt:       {">", "__opGt__", "__opLt__", "evalGreaterThan(): Greater than comparison"},
	compile.OpLtEq:     {"<=", "__opLtEq__", "__opGtEq__", "evalLessThanEquals(): Less than equals comparison"},
	compile.OpGtEq:     {">=", "__opGtEq__", "__opLtEq__", "evalGreaterThanEquals(): Greater than equals comparison"},
	compile.OpInsert:   {"@=", "__opInsert__", "", "evalInsert"},
	compile.OpNot:      {"!", "__opNot__", "", ""},
	compile.OpCount:    {"#", "__opCount__", "", "evalCount"},
}

// plainOp maps the instructions with an immediate operand and the fused comparisons to the operator they stand for.
func plainOp(in *compile.Instr) (op compile.Op, immediate, fused bool) {
	switch {
	case in.Op >= compile.OpLoopEqInt && in.Op <= compile.OpLoopGtEqInt:
		return in.Op - compile.OpLoopEqInt + compile.OpEq, true, true
	case in.Op >= compile.OpLoopEq && in.Op <= compile.OpLoopGtEq:
		return in.Op - compile.OpLoopEq + compile.OpEq, false, true
	}
	switch in.Op {
	case compile.OpAddInt:
		return compile.OpAdd, true, false
	case compile.OpSubInt:
		return compile.OpSub, true, false
	case compile.OpMulInt:
		return compile.OpMul, true, false
	case compile.OpDivInt:
		return compile.OpDiv, true, false
	case compile.OpAddDouble, compile.OpDoubleAdd:
		return compile.OpAdd, true, false
	case compile.OpSubDouble, compile.OpDoubleSub:
		return compile.OpSub, true, false
	case compile.OpMulDouble, compile.OpDoubleMul:
		return compile.OpMul, true, false
	case compile.OpDivDouble, compile.OpDoubleDiv:
		return compile.OpDiv, true, false
	case compile.OpIfNot:
		return compile.OpNot, false, true
	case compile.OpModInt:
		return compile.OpMod, true, false
	}
	switch {
	case in.Op >= compile.OpEqInt && in.Op <= compile.OpGtEqInt:
		return in.Op - compile.OpEqInt + compile.OpEq, true, false
	case in.Op >= compile.OpIfEq && in.Op <= compile.OpIfGtEq:
		return in.Op - compile.OpIfEq + compile.OpEq, false, true
	case in.Op >= compile.OpIfEqInt && in.Op <= compile.OpIfGtEqInt:
		return in.Op - compile.OpIfEqInt + compile.OpEq, true, true
	}
	return in.Op, false, false
}

// binary evaluates an operator with two operands. It completes the instruction or pushes the frame of an overload.
func (t *Thread) binary(in *compile.Instr) error {
	f := t.top()
	op, immediate, fused := plainOp(in)
	b := *reg(f.base, in.B)
	var c value.Value
	switch {
	case in.Op >= compile.OpDoubleAdd && in.Op <= compile.OpDoubleDiv:
		b, c = value.Double(*in.Double()), b
	case in.Op >= compile.OpAddDouble && in.Op <= compile.OpDivDouble:
		c = value.Double(*in.Double())
	case immediate && fused:
		c = value.Int(int64(in.E))
	case immediate:
		c = value.Int(int64(in.D))
	default:
		c = *reg(f.base, in.C)
	}
	switch op {
	case compile.OpSetBlock:
		return t.setBlock(in)
	case compile.OpInstanceOf:
		v, err := t.instanceOf(b, c)
		if err != nil {
			return err
		}
		t.complete(f, in.A, v)
		return nil
	}
	if b.K == value.KObject || c.K == value.KObject {
		if done, err := t.overload(op, b, c, in.A); done || err != nil {
			return err
		}
	}
	v, err := t.operate(op, b.Plain(), c.Plain())
	if err != nil {
		return err
	}
	switch loop := in.Op >= compile.OpLoopEqInt && in.Op <= compile.OpLoopGtEq; {
	case !fused:
		t.complete(f, in.A, v)
	case loop && v.Bits == 0:
		f.pc += 3 // over the test and the back edge
	case loop, v.Bits != 0:
		f.pc += 2 // over the test, to the back edge of a loop
	default:
		f.pc = in.D
	}
	return nil
}

// complete stores an instruction's result and goes on to the next.
func (t *Thread) complete(f *frame, a uint16, v value.Value) {
	*reg(f.base, a) = v
	f.pc++
}

// operate applies an operator to operands that are no overloading objects.
func (t *Thread) operate(op compile.Op, b, c value.Value) (value.Value, error) {
	switch op {
	case compile.OpEq:
		return value.Bool(value.Equal(b, c)), nil
	case compile.OpNotEq:
		return value.Bool(!value.Equal(b, c)), nil
	case compile.OpLt, compile.OpGt, compile.OpLtEq, compile.OpGtEq:
		return t.compare(op, b, c)
	case compile.OpAnd, compile.OpOr:
		return t.bitwise(op, b, c)
	case compile.OpInsert:
		if b.K != value.KList {
			return value.Null, t.exception(value.ExRuntime, "INSERT_NOT_POSSIBLE", "astExpression.evalInsert(): Left side of insert expression not a list."+hint(op, b))
		}
		l := b.List()
		if err := t.m.GrowList(l, 1); err != nil {
			return value.Null, t.limitError(err)
		}
		l.Items = append(l.Items, c)
		return b, nil
	}
	if !b.IsNumber() || !c.IsNumber() {
		if op == compile.OpAdd {
			return t.join(b, c)
		}
		side, bad := "Left", b
		if b.IsNumber() {
			side, bad = "Right", c
		}
		return value.Null, t.exception(value.ExRuntime, "INVALID_EXPRESSION", "astExpression."+operators[op].eval+"(): "+side+
			" side of expression isn't a number, found type '"+bad.Tag()+"'."+hint(op, b, c))
	}
	return t.arithmetic(op, b, c)
}

// arithmetic applies + - * / ~/ % to two numbers (spec 02, 5.1).
func (t *Thread) arithmetic(op compile.Op, b, c value.Value) (value.Value, error) {
	x, xd, xf := b.Num()
	y, yd, yf := c.Num()
	double := xf || yf
	if op == compile.OpDiv || op == compile.OpFloorDiv || op == compile.OpMod {
		zero := yf && yd == 0 || !yf && y == 0 && (c.K == value.KInt || !double && op != compile.OpDiv)
		if zero {
			return value.Null, t.exception(value.ExRuntime, "DIV_BY_0", "astExpression."+operators[op].eval+"(): Division by 0 exception.")
		}
	}
	switch op {
	case compile.OpAdd:
		if double {
			return value.Double(xd + yd), nil
		}
		return value.Int(x + y), nil
	case compile.OpSub:
		if double {
			return value.Double(xd - yd), nil
		}
		return value.Int(x - y), nil
	case compile.OpMul:
		if double {
			return value.Double(xd * yd), nil
		}
		return value.Int(x * y), nil
	case compile.OpDiv:
		return value.Double(xd / yd), nil
	case compile.OpFloorDiv:
		if double {
			return value.Double(math.Floor(xd / yd)), nil
		}
		q := x / y
		if r := x % y; r != 0 && (r < 0) != (y < 0) {
			q--
		}
		return value.Int(q), nil
	}
	if double {
		return value.Double(math.Mod(xd, yd)), nil
	}
	return value.Int(x % y), nil
}

// compare applies < > <= >= (spec 02, 5.2).
func (t *Thread) compare(op compile.Op, b, c value.Value) (value.Value, error) {
	var less, greater bool
	switch {
	case b.IsNumber() && c.IsNumber():
		x, xd, xf := b.Num()
		y, yd, yf := c.Num()
		if xf || yf {
			less, greater = xd < yd, xd > yd
			if xd != xd || yd != yd {
				return value.False, nil
			}
		} else {
			less, greater = x < y, x > y
		}
	case b.K == value.KString && c.K == value.KString:
		n := value.Compare(b.GoString(), c.GoString())
		less, greater = n < 0, n > 0
	default:
		return value.Null, t.exception(value.ExRuntime, "INVALID_COMPARISON", "astExpression."+operators[op].eval+" of non-number, found types '"+
			b.Tag()+"' and '"+c.Tag()+"'."+hint(op, b, c))
	}
	switch op {
	case compile.OpLt:
		return value.Bool(less), nil
	case compile.OpGt:
		return value.Bool(greater), nil
	case compile.OpLtEq:
		return value.Bool(!greater), nil
	}
	return value.Bool(!less), nil
}

// bitwise applies & and | (spec 02, 5.1).
func (t *Thread) bitwise(op compile.Op, b, c value.Value) (value.Value, error) {
	whole := func(v value.Value) bool { return v.K == value.KInt || v.K == value.KBool }
	if !whole(b) || !whole(c) {
		name := "evalBitAnd(): Bitwise and (&)"
		if op == compile.OpOr {
			name = "evalBitOr(): Bitwise or (|)"
		}
		return value.Null, t.exception(value.ExRuntime, "INVALID_EXPRESSION", "astExpression."+name+" requires int operands, found '"+
			b.Tag()+"' and '"+c.Tag()+"'."+hint(op, b, c))
	}
	if op == compile.OpAnd {
		return value.Int(b.AsInt() & c.AsInt()), nil
	}
	return value.Int(b.AsInt() | c.AsInt()), nil
}

// hint tells how to overload an operator whose operand is an object (spec 02, 11.5).
func hint(op compile.Op, operands ...value.Value) string {
	for _, v := range operands {
		if v.K == value.KObject {
			o := operators[op]
			return " Define " + o.left + " in the class to overload the '" + o.glyph + "' operator."
		}
	}
	return ""
}

// concat joins two strings within the program's limit.
func (t *Thread) concat(a, b *value.String) (*value.String, error) {
	if n := len(a.Go()) + len(b.Go()); n > 1<<16 {
		if err := t.m.CheckString(n); err != nil {
			return nil, t.limitError(err)
		}
	}
	return value.Concat(a, b), nil
}

// join concatenates the text forms of two values (spec 02, 5.1).
func (t *Thread) join(b, c value.Value) (value.Value, error) {
	if b.K == value.KString && c.K == value.KString {
		s, err := t.concat(b.Str(), c.Str())
		if err != nil {
			return value.Null, err
		}
		return value.OfString(s), nil
	}
	if s := value.ConcatScalar(b, c); s != nil {
		if err := t.m.CheckString(len(s.Go())); err != nil {
			return value.Null, t.limitError(err)
		}
		return value.OfString(s), nil
	}
	x, err := t.textOf(b)
	if err != nil {
		return value.Null, err
	}
	y, err := t.textOf(c)
	if err != nil {
		return value.Null, err
	}
	s, err := t.concat(x, y)
	if err != nil {
		return value.Null, err
	}
	return value.OfString(s), nil
}

// textOf returns the text form of v as a string object.
func (t *Thread) textOf(v value.Value) (*value.String, error) {
	switch v.K {
	case value.KString:
		return v.Str(), nil
	case value.KInt, value.KNull, value.KBool, value.KDouble:
		return value.FromASCII(value.Text(v)).Str(), nil
	}
	s, err := value.TextWork(v, t.m.limits.String, t)
	if err == value.ErrTooLong {
		err = t.limitError(t.m.CheckString(t.m.limits.String + 1))
	}
	if err != nil {
		return nil, err
	}
	return value.NewString(s), nil
}

// instanceOf evaluates x instanceof s (spec 02, 5.5).
func (t *Thread) instanceOf(x, s value.Value) (value.Value, error) {
	if s.K != value.KString {
		return value.Null, t.exception(value.ExRuntime, "UNEXPECTED_TYPE_FOUND", "astExpression.evalInstanceOf(): Left side of expression is not an instance of AussomObject.")
	}
	name := s.GoString()
	switch x.K {
	case value.KObject:
		return value.Bool(x.Object().Class.IsA(name)), nil
	case value.KNull:
		return value.Bool(name == "null" || name == "cnull"), nil
	}
	return value.Bool(name == x.ClassName()), nil
}

// unary evaluates ! (spec 02, 5.3) and # (5.5).
func (t *Thread) unary(in *compile.Instr) error {
	f := t.top()
	b := *reg(f.base, in.B)
	op := in.Op
	if op == compile.OpIfNot { // the next instruction tests the result
		op = compile.OpNot
	}
	if b.K == value.KObject {
		o := operators[op]
		if c := (*Class)(b.Object().Class.Link); c.overloads && c.groups[o.left] != nil {
			return t.callOperator(c, o.left, o.glyph, b, in.A, actStore)
		}
	}
	var v value.Value
	switch {
	case op == compile.OpNot:
		v = value.Bool(!value.Truth(b))
	case b.K == value.KList:
		v = value.Int(int64(len(b.List().Items)))
	case b.K == value.KMap:
		v = value.Int(int64(b.Map().Len()))
	case b.K == value.KString:
		v = value.Int(int64(b.Str().Len()))
	default:
		return t.exception(value.ExRuntime, "ASSIGN_NOT_POSSIBLE", "astExpression.evalCount(): Count operator (#) cannot be used for data type '"+b.Tag()+"'."+hint(compile.OpCount, b))
	}
	t.complete(f, in.A, v)
	return nil
}
