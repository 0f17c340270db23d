// This file defines Difference, the comparison of an output with the recorded one.

package conformance

import (
	"fmt"
	"regexp"
	"strings"
)

// marks stand for what may differ from run to run.
var marks = strings.NewReplacer(
	regexp.QuoteMeta("<L>"), `[0-9]+`,
	regexp.QuoteMeta("<time>"), `[0-9]+(\.[0-9]+)?(E-?[0-9]+)? ?(ns|us|µs|ms|s|m)`,
)

// Difference says in a few lines where got differs from want, in which <L> stands for any line number and <time> for any
// duration. It is "" if they agree byte for byte apart from the marks.
func Difference(want, got string) string {
	wanted, found := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wanted), len(found)) {
		switch {
		case i >= len(found):
			return fmt.Sprintf("line %d: the output ends, want %q", i+1, wanted[i])
		case i >= len(wanted):
			return fmt.Sprintf("line %d: got %q after the wanted end", i+1, found[i])
		case !lineMatches(wanted[i], found[i]):
			return fmt.Sprintf("line %d:\n\tgot  %q\n\twant %q", i+1, found[i], wanted[i])
		}
	}
	return ""
}

// lineMatches compares one line. Only lines with a mark need a pattern.
func lineMatches(want, got string) bool {
	if want == got {
		return true
	}
	if !strings.Contains(want, "<L>") && !strings.Contains(want, "<time>") {
		return false
	}
	matched, err := regexp.MatchString("^(?s:"+marks.Replace(regexp.QuoteMeta(want))+")$", got)
	return err == nil && matched
}
