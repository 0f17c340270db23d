// This file defines the tests of numbers, of the memory image and of the tables by place.

package slim

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

func TestSignedNumbers(t *testing.T) {
	for _, want := range []int64{0, 1, 63, 64, -1, -64, -65, 1 << 20, 1<<31 - 1, -1 << 31, 1<<63 - 1, -1 << 63} {
		r := reader{data: appendSvarint(nil, want)}
		if got := r.svarint(); got != want || r.failed || len(r.data) > 0 {
			t.Errorf("%d came back as %d", want, got)
		}
	}
}

func TestFailedReader(t *testing.T) {
	for name, read := range map[string]func(r *reader){
		"byte":    func(r *reader) { r.take(2) },
		"uvarint": func(r *reader) { r.uvarint() },
		"svarint": func(r *reader) { r.svarint() },
	} {
		r := reader{data: []byte{0x80}}
		if read(&r); !r.failed || r.byte() != 0 || r.uvarint() != 0 {
			t.Errorf("%s: a number that is cut short was read", name)
		}
	}
}

// segments returns a data section with the given segments, addresses and data in turn.
func segments(parts ...any) []byte {
	out := binary.AppendUvarint(nil, uint64(len(parts)/2))
	for i := 0; i < len(parts); i += 2 {
		data := parts[i+1].(string)
		out = append(out, 0, opI32Const)
		out = append(appendSvarint(out, int64(parts[i].(int))), opEnd)
		out = append(binary.AppendUvarint(out, uint64(len(data))), data...)
	}
	return out
}

func TestImage(t *testing.T) {
	in := segments(100_000, "last", 64, "first", 69+minGap-1, "near", 73+2*minGap-1, "far")
	memory, err := readImage(in)
	if err != nil {
		t.Fatal(err)
	}
	near := "first" + string(make([]byte, minGap-1)) + "near"
	if got, want := writeImage(memory), segments(64, near, 73+2*minGap-1, "far", 100_000, "last"); !bytes.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for name, bad := range map[string][]byte{
		"cut short":        in[:len(in)-1],
		"something after":  append(bytes.Clone(in), 0),
		"passive segment":  {1, 1, 0},
		"negative address": segments(-1, "x"),
		"huge address":     segments(maxImage+1, "x"),
	} {
		if _, err := readImage(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPlaceValues(t *testing.T) {
	for _, tt := range []struct {
		values []int
		want   placeValues
	}{
		{nil, nil},
		{[]int{-1}, placeValues{{lastPlace, -1}}},
		{[]int{0, 64, 64}, placeValues{{1, 0}, {lastPlace, 64}}},
		{[]int{-1, -1, 3, 2, 2}, placeValues{{2, -1}, {3, 3}, {lastPlace, 2}}},
	} {
		v := valuesOf(tt.values)
		if !slices.Equal(v, tt.want) {
			t.Errorf("%v: got %v, want %v", tt.values, v, tt.want)
		}
		for place, want := range tt.values {
			if got := v.at(place); got != want {
				t.Errorf("%v: %d at %d", tt.values, got, place)
			}
		}
		if len(v) == 0 {
			continue
		}
		if again, ok := readValues(v.appendTo(nil)); !ok || !slices.Equal(again, v) {
			t.Errorf("%v came back as %v", v, again)
		}
	}
	if _, ok := readValues([]byte{2, 5, 2}); ok {
		t.Error("a table without end was read")
	}
}
