// This file defines UnitSearch, the search for a sequence of UTF-16 units in linear time, for texts that may stand inside of
// surrogate pairs (Knuth, Morris and Pratt).

package value

import "slices"

// UnitSearch finds one sequence of units, which must not be empty, in others.
type UnitSearch struct {
	needle []uint16
	// border holds for each length of a beginning of needle the length of the longest shorter beginning that it ends with.
	border []int32
}

// NewUnitSearch prepares the search for needle.
func NewUnitSearch(needle []uint16) UnitSearch {
	border := make([]int32, len(needle)+1)
	border[0] = -1
	k := int32(-1)
	for i, u := range needle {
		for k >= 0 && needle[k] != u {
			k = border[k]
		}
		k++
		border[i+1] = k
	}
	return UnitSearch{needle, border}
}

// Index returns the first index >= from at which the needle stands in s, or -1.
func (p UnitSearch) Index(s []uint16, from int) int {
	k := int32(0)
	for i := from; i < len(s); i++ {
		for k >= 0 && p.needle[k] != s[i] {
			k = p.border[k]
		}
		if k++; int(k) == len(p.needle) {
			return i + 1 - len(p.needle)
		}
	}
	return -1
}

func indexUnits(s, needle []uint16, from int) int { return NewUnitSearch(needle).Index(s, from) }

// lastIndexUnits returns the last index <= from at which needle stands in s, or -1. It turns s and needle around.
func lastIndexUnits(s, needle []uint16, from int) int {
	s = slices.Clone(s[:min(from+len(needle), len(s))])
	needle = slices.Clone(needle)
	slices.Reverse(s)
	slices.Reverse(needle)
	i := indexUnits(s, needle, 0)
	if i < 0 {
		return -1
	}
	return len(s) - i - len(needle)
}
