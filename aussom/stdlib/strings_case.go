// This file defines case mapping of texts: the full, language-neutral one of toUpper and toLower, and the
// folding of single units (spec 03a, 8).

package stdlib

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// specialUpper lists the characters whose upper case is more than one character, each followed by it.
const specialUpper = "" +
	" ßSS ŉʼN ǰJ\u030c ΐΙ\u0308\u0301 ΰΥ\u0308\u0301 ևԵՒ ẖH\u0331 ẗT\u0308 ẘW\u030a ẙY\u030a ẚAʾ ὐΥ\u0313 ὒΥ\u0313\u0300 ὔΥ\u0313\u0301 ὖΥ\u0313\u0342 ᾀἈΙ ᾁἉΙ ᾂἊΙ ᾃἋΙ ᾄἌΙ ᾅἍΙ ᾆἎΙ ᾇἏΙ " +
	"ᾈἈΙ ᾉἉΙ ᾊἊΙ ᾋἋΙ ᾌἌΙ ᾍἍΙ ᾎἎΙ ᾏἏΙ ᾐἨΙ ᾑἩΙ ᾒἪΙ ᾓἫΙ ᾔἬΙ ᾕἭΙ ᾖἮΙ ᾗἯΙ ᾘἨΙ ᾙἩΙ ᾚἪΙ ᾛἫΙ ᾜἬΙ ᾝἭΙ ᾞἮΙ ᾟἯΙ " +
	"ᾠὨΙ ᾡὩΙ ᾢὪΙ ᾣὫΙ ᾤὬΙ ᾥὭΙ ᾦὮΙ ᾧὯΙ ᾨὨΙ ᾩὩΙ ᾪὪΙ ᾫὫΙ ᾬὬΙ ᾭὭΙ ᾮὮΙ ᾯὯΙ ᾲᾺΙ ᾳΑΙ ᾴΆΙ ᾶΑ\u0342 ᾷΑ\u0342Ι ᾼΑΙ ῂῊΙ ῃΗΙ " +
	"ῄΉΙ ῆΗ\u0342 ῇΗ\u0342Ι ῌΗΙ ῒΙ\u0308\u0300 ΐΙ\u0308\u0301 ῖΙ\u0342 ῗΙ\u0308\u0342 ῢΥ\u0308\u0300 ΰΥ\u0308\u0301 ῤΡ\u0313 ῦΥ\u0342 ῧΥ\u0308\u0342 ῲῺΙ ῳΩΙ ῴΏΙ ῶΩ\u0342 ῷΩ\u0342Ι ῼΩΙ ﬀFF ﬁFI ﬂFL " +
	"ﬃFFI ﬄFFL ﬅST ﬆST ﬓՄՆ ﬔՄԵ ﬕՄԻ ﬖՎՆ ﬗՄԽ "

// upperText maps a part of s, which is WTF-8, to upper case.
func upperText(_ *vm.Thread, s string, from, to int) (string, error) {
	return mapRunes(s[from:to], func(out []byte, r rune, _ int) []byte {
		if r >= 0xDF && r <= 0x587 || r >= 0x1E96 && r <= 0x1FFC || r >= 0xFB00 && r <= 0xFB17 {
			if i := strings.Index(specialUpper, " "+string(r)); i >= 0 {
				full, _, _ := strings.Cut(specialUpper[i+1+utf8.RuneLen(r):], " ")
				return append(out, full...)
			}
		}
		return utf8.AppendRune(out, unicode.ToUpper(r))
	}), nil
}

const (
	capitalSigma = 0x03A3
	finalSigma   = 0x03C2
	dottedI      = 0x0130
)

// lowerText maps a part of s, which is WTF-8, to lower case. What stands around the part counts.
func lowerText(t *vm.Thread, s string, from, to int) (string, error) {
	w := worker{thread: t}
	var err error
	out := mapRunes(s[from:to], func(out []byte, r rune, at int) []byte {
		switch {
		case r == dottedI:
			return append(out, "i\u0307"...)
		case r == capitalSigma && err == nil:
			var final bool
			if final, err = finalAt(&w, s, from+at); final {
				return utf8.AppendRune(out, finalSigma)
			}
		}
		return utf8.AppendRune(out, unicode.ToLower(r))
	})
	return out, err
}

// finalAt reports whether the capital sigma at a place of s ends a word.
func finalAt(w *worker, s string, at int) (bool, error) {
	before, err := casedBefore(w, s[:at])
	if !before || err != nil {
		return false, err
	}
	after, err := casedAfter(w, s[at+2:])
	return !after, err
}

// mapRunes calls f for each character of s with the offset of it; unpaired surrogates stay as they are.
func mapRunes(s string, f func(out []byte, r rune, at int) []byte) string {
	out := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			out = append(out, s[i])
		} else {
			out = f(out, r, i)
		}
		i += n
	}
	return string(out)
}

func casedBefore(w *worker, s string) (bool, error) {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if !caseIgnorable(r) {
			return cased(r), nil
		}
		s = s[:len(s)-n]
		if err := w.did(n); err != nil {
			return false, err
		}
	}
	return false, nil
}

func casedAfter(w *worker, s string) (bool, error) {
	for _, r := range s {
		if !caseIgnorable(r) {
			return cased(r), nil
		}
		if err := w.did(1); err != nil {
			return false, err
		}
	}
	return false, nil
}

func cased(r rune) bool {
	return unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Lowercase, unicode.Other_Uppercase)
}

// caseIgnorable reports whether r stands within a word without being a letter that has case.
func caseIgnorable(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) ||
		strings.ContainsRune("'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A", r)
}

// foldUnit maps a unit to upper and then to lower case.
func foldUnit(u uint16) uint16 {
	if u < 0x80 {
		if u >= 'A' && u <= 'Z' {
			u += 'a' - 'A'
		}
		return u
	}
	folded := unicode.ToLower(unicode.ToUpper(rune(u)))
	if folded > 0xFFFF {
		return u
	}
	return uint16(folded)
}

// compareShort is compareFolded for texts that are short.
func compareShort(a, b *value.String) int {
	if a.IsASCII() && b.IsASCII() {
		s, t := a.Go(), b.Go()
		for i := 0; i < len(s) && i < len(t); i++ {
			if d := int(foldUnit(uint16(s[i]))) - int(foldUnit(uint16(t[i]))); d != 0 {
				return d
			}
		}
		return len(s) - len(t)
	}
	s, t := a.UTF16(), b.UTF16()
	for i := 0; i < len(s) && i < len(t); i++ {
		if d := int(foldUnit(s[i])) - int(foldUnit(t[i])); d != 0 {
			return d
		}
	}
	return len(s) - len(t)
}
