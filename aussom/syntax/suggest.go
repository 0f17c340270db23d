// This file defines Nearest, the "did you mean" of error messages.

package syntax

import "strings"

// Nearest returns the candidate that name is probably a misspelling of: equal but for case, or at a
// small edit distance; the first of several equally near ones. It returns "" if none is near, and
// never name itself.
func Nearest(name string, candidates []string) string {
	best, limit := "", max(1, min(3, len(name)/3))
	for _, c := range candidates {
		if c == name || c == "" {
			continue
		}
		if strings.EqualFold(c, name) {
			return c
		}
		if len(name) < 2 || len(c)-len(name) > limit || len(name)-len(c) > limit {
			continue
		}
		if d := editDistance(strings.ToLower(name), strings.ToLower(c), limit); d <= limit {
			best, limit = c, d-1
		}
	}
	return best
}

// editDistance returns the number of bytes to insert, delete, replace or swap with a neighbour to
// get from a to b, or something above limit if it is above limit.
func editDistance(a, b string, limit int) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return least
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
