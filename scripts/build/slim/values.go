// This file defines the tables of the Go runtime that map places in a function to values, such as stack maps.

package slim

import "encoding/binary"

// lastPlace is after every place in a function. Tables made by valuesOf end there, whatever the size of their
// function, so that functions share them.
const lastPlace = 1 << 16

// run is a range of places with the same value, up to the place end.
type run struct {
	end   int
	value int
}

// placeValues are the values of all places of a function, in order.
type placeValues []run

// valuesOf returns the values for the places from 0 on; the last value is that of all further places.
func valuesOf(values []int) placeValues {
	var v placeValues
	for place, value := range values {
		if n := len(v); n == 0 || v[n-1].value != value {
			v = append(v, run{value: value})
		}
		v[len(v)-1].end = place + 1
	}
	if n := len(v); n > 0 {
		v[n-1].end = lastPlace
	}
	return v
}

// at returns the value at a place; -1, as the runtime does, if there is none.
func (v placeValues) at(place int) int {
	for _, r := range v {
		if place < r.end {
			return r.value
		}
	}
	return -1
}

// readValues reads a table: pairs of the differences of values and of places, until a value does not differ.
func readValues(table []byte) (v placeValues, ok bool) {
	r := reader{data: table}
	value, place := -1, 0
	for {
		delta := uint32(r.uvarint())
		if r.failed || delta == 0 && len(v) > 0 {
			return v, !r.failed
		}
		value += int(int32(-(delta & 1) ^ delta>>1))
		place += int(r.uvarint())
		v = append(v, run{place, value})
	}
}

// appendTo appends the table of the values.
func (v placeValues) appendTo(table []byte) []byte {
	value, place := -1, 0
	for _, r := range v {
		delta := int32(r.value - value)
		table = binary.AppendUvarint(table, uint64(uint32(delta<<1^delta>>31)))
		table = binary.AppendUvarint(table, uint64(r.end-place))
		value, place = r.value, r.end
	}
	return append(table, 0)
}
