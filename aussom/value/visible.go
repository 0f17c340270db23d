// This file defines Visible, the text that a console shows.

package value

import "strings"

// Visible returns text as a console shows it: with each unpaired surrogate, three bytes ED A0..BF xx, as "?" (spec 03a, 8).
func Visible(text string) string {
	i := strings.IndexByte(text, 0xED)
	if i < 0 {
		return text
	}
	var out strings.Builder
	for start := 0; ; {
		if i+2 < len(text) && text[i+1] >= 0xA0 {
			out.WriteString(text[start:i])
			out.WriteByte('?')
			start = i + 3
			i = start
		} else {
			i++
		}
		next := strings.IndexByte(text[i:], 0xED)
		if next < 0 {
			out.WriteString(text[start:])
			return out.String()
		}
		i += next
	}
}
