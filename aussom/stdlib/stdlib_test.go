package stdlib

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestModules checks that each class of each module declares what its Go half has, and that every public method is documented.
func TestModules(t *testing.T) {
	class := regexp.MustCompile(`(?m)^(?:static )?extern class (\w+) : ([\w.]+) \{$`)
	method := regexp.MustCompile(`(?s)(\*/)?\s*(public|private) (extern )?(\w+)\(`)
	for _, m := range append(Modules(), Lang()) {
		heads := class.FindAllStringSubmatchIndex(m.Source, -1)
		if len(heads) != len(m.Classes) {
			t.Errorf("%s: %d extern classes, %d Go halves", m.Name, len(heads), len(m.Classes))
		}
		for i, h := range heads {
			end := len(m.Source)
			if i+1 < len(heads) {
				end = heads[i+1][0]
			}
			name, path := m.Source[h[2]:h[3]], m.Source[h[4]:h[5]]
			if !strings.HasSuffix(m.Source[:h[0]], "*/\n") {
				t.Errorf("%s is not documented", name)
			}
			declared := map[string]bool{}
			for _, d := range method.FindAllStringSubmatch(m.Source[h[1]:end], -1) {
				if d[1] == "" && d[2] == "public" {
					t.Errorf("%s.%s is not documented", name, d[4])
				}
				if d[3] != "" {
					declared[d[4]] = true
				}
			}
			bound := slices.Sorted(maps.Keys(m.Classes[path].Methods))
			if got := slices.Sorted(maps.Keys(declared)); !slices.Equal(got, bound) {
				t.Errorf("%s declares %v, Go has %v", name, got, bound)
			}
		}
	}
}
