// This file defines Filter, the choice of tests by tags.

package unittest

import "slices"

// Filter chooses tests. The zero Filter takes all.
type Filter struct {
	// Include, unless empty, takes only tests with one of these tags.
	Include []string
	// Exclude leaves out tests with one of these tags, also those that Include takes.
	Exclude []string
}

// Takes reports whether a test is chosen. Test.Skip is not looked at.
func (f Filter) Takes(t Test) bool {
	return !overlap(t.Tags, f.Exclude) && (len(f.Include) == 0 || overlap(t.Tags, f.Include))
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(tag string) bool { return slices.Contains(b, tag) })
}
