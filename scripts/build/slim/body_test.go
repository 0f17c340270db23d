// This file defines the tests of rewriting the body of a function.

package slim

import (
	"bytes"
	"slices"
	"testing"
)

// code joins instructions; numbers are bytes, slices are inserted.
func code(parts ...any) []byte {
	var out []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			out = append(out, byte(p))
		case []byte:
			out = append(out, p...)
		}
	}
	return out
}

// The parts of bodies of function number 0.
var (
	locals    = code(2, 1, typeI32, 2, typeI64)
	entry     = code(opGlobalGet, 0, opLocalSet, localSP)
	block     = code(opBlock, noResult)
	condition = code(opLocalGet, 2, 0xa7) // of a variable of the compiler's
	storeSP   = code(opLocalGet, localSP)
)

// dispatch returns a table.
func dispatch(labels ...int) []byte {
	out := code(opLocalGet, localPlace, opBrTable, len(labels)-1)
	for _, l := range labels {
		out = append(out, byte(l))
	}
	return append(out, opEnd)
}

// calling returns a call that returns to a place, as the compiler writes it: depth blocks are left to unwind.
func calling(function, place, depth int) []byte {
	address := appendSvarint(nil, firstFunction<<16|int64(place))
	return code(storeSP, opI64Const, address, opI64Store, 3, 0, opI32Const, 0, opCall, function, opBrIf, depth)
}

// called returns the same as this package writes it.
func called(function, place int) []byte {
	return code(storeSP, opI64Const, place, opLocalGet, localAddress, opI64Or, opI64Store, 0, 0, opI32Const, 0, opCall, function, returnUnwinding)
}

// ending returns a call, in the same way, of a function that never returns.
func ending(function, place int) []byte {
	return code(storeSP, opI64Const, place, opLocalGet, localAddress, opI64Or, opI64Store, 0, 0, opI32Const, 0, opCall, function, opReturn)
}

// jumpTo returns a jump as the compiler writes it.
func jumpTo(place, depth int) []byte {
	return code(opI32Const, place, opLocalSet, localPlace, opBr, depth)
}

// comparisons returns a body with a switch of n cases, as the compiler writes it but with one comparison after the other.
func comparisons(n int) []byte {
	labels := make([]int, n+2)
	for i := range labels {
		labels[i] = i
	}
	out := code(locals, entry, opLoop, noResult, bytes.Repeat(block, n+2), dispatch(labels...), condition, opI64Load16U, 1, 0, opLocalSet, 2)
	for i := range n {
		out = code(out, opLocalGet, 2, opI64Const, i, opI64Eq, opIf, noResult, jumpTo(i+1, n+2), opEnd)
	}
	out = code(out, jumpTo(n+1, n+1), opEnd)
	for i := range n {
		out = code(out, condition, opDrop, jumpTo(n+1, n-i), opEnd)
	}
	return code(out, condition, opDrop, opEnd, opUnreachable, opEnd)
}

// tabled returns the same as this package writes it.
func tabled(n int) []byte {
	out := code(newLocals, entry, bytes.Repeat(block, n+1), shifted, opI64Load16U, 0, 0, opLocalTee, 3, opI32WrapI64, opBrTable, n)
	for i := range n + 1 {
		out = append(out, byte(i))
	}
	for i := range n {
		out = code(out, opEnd, shifted, opDrop)
		if i < n-1 {
			out = code(out, opBr, n-1-i)
		}
	}
	return code(out, opEnd, shifted, opDrop, opUnreachable, opEnd)
}

var (
	newLocals = code(2, 1, typeI32, 3, typeI64)
	shifted   = code(opLocalGet, 3, 0xa7)
	address   = code(opI64Const, appendSvarint(nil, firstFunction<<16), opLocalSet, localAddress)
)

func TestBodies(t *testing.T) {
	for _, tt := range []struct {
		name      string
		function  function
		in, want  []byte
		stackMaps placeValues
	}{{
		name: "blocks that nothing goes to",
		in: code(locals, entry, block, block, block, dispatch(0, 1, 1, 2),
			condition, opDrop, opEnd, condition, opDrop, opEnd, opUnreachable, opEnd),
		want: code(newLocals, entry, shifted, opDrop, shifted, opDrop, opUnreachable, opEnd),
	}, {
		name: "loop",
		in: code(locals, entry, opLoop, noResult, block, block, block, block, dispatch(0, 1, 2, 3),
			condition, opIf, noResult, jumpTo(2, 4), opEnd, opEnd,
			condition, opIf, noResult, jumpTo(1, 3), opEnd, jumpTo(3, 2), opEnd,
			jumpTo(1, 1), opEnd, opEnd, opUnreachable, opEnd),
		// The third block is empty and leads to the second, which is the loop.
		want: code(newLocals, entry, block, shifted, opI32Eqz, opBrIf, 0, opEnd,
			opLoop, noResult, shifted, opBrIf, 0, opEnd, opUnreachable, opEnd),
	}, {
		name: "loop that a call resumes inside",
		in: code(locals, entry, block, opLoop, noResult, block, block, block, dispatch(0, 1, 2), opEnd,
			calling(5, 2, 2), opEnd, jumpTo(1, 0), opEnd, opUnreachable, opEnd, opI32Const, 1, opEnd),
		want: code(newLocals, entry, address, opLoop, noResult, block, block, block, dispatch(0, 1, 2), opEnd,
			called(5, 2), opEnd, jumpTo(1, 0), opEnd, opUnreachable, opEnd),
		stackMaps: placeValues{{lastPlace, -1}},
	}, {
		name: "jump out of nested conditions",
		in: code(locals, entry, opLoop, noResult, block, block, block, dispatch(0, 1, 2),
			condition, opIf, noResult, condition, opDrop, jumpTo(2, 3), opEnd, opEnd, opEnd, opEnd, opUnreachable, opEnd),
		want: code(newLocals, entry, block,
			shifted, opIf, noResult, shifted, opDrop, opBr, 1, opEnd, opEnd, opUnreachable, opEnd),
	}, {
		name:     "calls",
		function: function{stackMaps: placeValues{{1, -1}, {3, 0}, {6, 7}}, sp: placeValues{{1, 0}, {6, 32}}},
		in: code(locals, entry, block, block, block, block, dispatch(0, 1, 1, 2, 2),
			calling(5, 2, 2), opEnd, calling(6, 4, 1), opEnd, opUnreachable, opEnd, opI32Const, 1, opEnd),
		want: code(newLocals, entry, address, block, block, block, dispatch(0, 1, 2),
			called(5, 1), opEnd, called(6, 2), opEnd, opUnreachable, opEnd),
		stackMaps: placeValues{{1, 0}, {lastPlace, 7}},
	}, {
		name:     "fault",
		function: function{sp: placeValues{{1, 0}, {6, 32}}},
		in: code(locals, entry, block, block, block, dispatch(0, 1, 1, 1), condition, opIf, noResult, calling(9, 3, 2), opEnd, opEnd,
			opUnreachable, opEnd, opI32Const, 1, opEnd),
		want: code(newLocals, entry, address, shifted, opIf, noResult, ending(9, 1), opEnd, opUnreachable, opEnd),
	}, {
		name:     "call that never returns",
		function: function{stackMaps: placeValues{{1, 5}}, sp: placeValues{{1, 0}, {6, 32}}},
		in: code(locals, entry, block, block, block, dispatch(0, 1), calling(8, 1, 1), opEnd, condition, opDrop,
			opUnreachable, opEnd, opI32Const, 1, opEnd),
		want:      code(newLocals, entry, address, ending(8, 1), opUnreachable, opEnd),
		stackMaps: placeValues{{lastPlace, 5}},
	}, {
		name: "switch",
		in:   comparisons(tableCases),
		want: tabled(tableCases),
	}, {
		name: "too small a switch",
		in:   comparisons(tableCases - 2),
		want: nil,
	}} {
		f := tt.function
		got, _ := f.slim(tt.in, endings{sigpanic: []uint64{9}, others: []uint64{8}})
		if tt.want == nil {
			if bytes.Contains(got, []byte{opBrTable}) {
				t.Errorf("%s: got %x, with a table", tt.name, got)
			}
			continue
		}
		if !bytes.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %x\nwant %x", tt.name, got, tt.want)
		}
		if !slices.Equal(f.stackMaps, tt.stackMaps) {
			t.Errorf("%s: stack maps %v, want %v", tt.name, f.stackMaps, tt.stackMaps)
		}
	}
}

// TestUnusualBodies has bodies that are to stay as they are.
func TestUnusualBodies(t *testing.T) {
	usual := code(locals, entry, block, block, dispatch(0, 1), condition, opDrop, opEnd, opUnreachable, opEnd)
	if got, _ := (&function{}).slim(usual, endings{}); bytes.Equal(got, usual) {
		t.Fatal("the usual body stayed as it is")
	}
	assembly := function{}
	assembly.record[fieldFlags] = flagAssembly
	for name, tt := range map[string]struct {
		f    function
		body []byte
	}{
		"assembly language": {assembly, usual},
		"cut short":         {function{}, usual[:len(usual)-1]},
		"something after":   {function{}, append(bytes.Clone(usual), opEnd)},
		"no table":          {function{}, code(locals, entry, condition, opDrop, opUnreachable, opEnd)},
		"no locals":         {function{}, code(0, entry, opUnreachable, opEnd)},
		"blocks inside": {function{}, code(locals, entry, block, block, dispatch(0, 1),
			block, opEnd, opEnd, opUnreachable, opEnd)},
		"branch": {function{}, code(locals, entry, block, block, dispatch(0, 1),
			opBr, 0, opEnd, opUnreachable, opEnd)},
		"unknown instruction": {function{}, code(locals, entry, block, block, dispatch(0, 1),
			0x06, noResult, opEnd, opUnreachable, opEnd)},
		"call that returns elsewhere": {function{}, code(locals, entry, block, block, block, block, dispatch(0, 1, 2),
			calling(5, 2, 2), opEnd, opEnd, opUnreachable, opEnd, opI32Const, 1, opEnd)},
		"changing frame": {function{sp: placeValues{{1, 0}, {2, 32}, {3, 40}}},
			code(locals, entry, block, block, block, dispatch(0, 1), calling(5, 1, 1), opEnd, opUnreachable, opEnd, opI32Const, 1, opEnd)},
	} {
		if got, _ := tt.f.slim(tt.body, endings{}); !bytes.Equal(got, tt.body) {
			t.Errorf("%s: became %x", name, got)
		}
	}
}
