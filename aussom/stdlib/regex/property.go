// This file defines what \p{...} can name: the ASCII classes, general categories, scripts, blocks and
// binary properties.

package regex

import (
	"strconv"
	"strings"
	"unicode"
)

// lookUp returns the test for what stands in the braces of \p{...}, or what is wrong with it.
func (p *parser) lookUp(name string) (test func(rune) bool, description string) {
	if key, val, ok := strings.Cut(name, "="); ok {
		key = strings.ToLower(key)
		switch key {
		case "sc", "script":
			test = script(val)
		case "blk", "block":
			test = block(val)
		case "gc", "general_category":
			test = p.category(val)
		}
		return test, "Unknown Unicode property {name=<" + key + ">, value=<" + val + ">}"
	}
	switch short := name[min(2, len(name)):]; {
	case strings.HasPrefix(name, "In"):
		test = block(short)
	case strings.HasPrefix(name, "Is"):
		if test = p.binary(short); test == nil {
			test = p.category(short)
		}
		if test == nil {
			test = script(short)
		}
	default:
		test = p.category(name)
	}
	return test, "Unknown character property name {" + name + "}"
}

// posix returns the test of a class that POSIX names too, nil if there is none of that name.
func posix(name string, byUnicode bool) func(rune) bool {
	if byUnicode {
		if test := binaryProperty(name); test != nil {
			return test
		}
	}
	var test func(rune) bool
	switch name {
	case "Lower":
		return func(r rune) bool { return r >= 'a' && r <= 'z' }
	case "Upper":
		return func(r rune) bool { return r >= 'A' && r <= 'Z' }
	case "ASCII":
		return func(r rune) bool { return r < 0x80 }
	case "Alpha":
		test = asciiLetter
	case "Digit":
		return asciiDigit
	case "Alnum":
		test = func(r rune) bool { return asciiLetter(r) || asciiDigit(r) }
	case "Punct":
		test = func(r rune) bool { return r > ' ' && r < 0x7F && !asciiLetter(r) && !asciiDigit(r) }
	case "Graph":
		test = func(r rune) bool { return r > ' ' && r < 0x7F }
	case "Print":
		test = func(r rune) bool { return r >= ' ' && r < 0x7F }
	case "Blank":
		return func(r rune) bool { return r == ' ' || r == '\t' }
	case "Cntrl":
		test = func(r rune) bool { return r < ' ' || r == 0x7F }
	case "XDigit":
		test = func(r rune) bool { _, ok := hexDigit(r); return ok }
	case "Space":
		return asciiSpace
	default:
		return nil
	}
	return func(r rune) bool { return r < 0x80 && test(r) }
}

// category returns the test of a general category or an ASCII class; with (?i) the case of letters does not matter.
func (p *parser) category(name string) func(rune) bool {
	if p.has(fCase) {
		switch name {
		case "Lower", "Upper":
			return either(posix("Lower", p.has(fClasses)), posix("Upper", p.has(fClasses)))
		case "Lu", "Ll", "Lt":
			name = "LC"
		}
	}
	if test := posix(name, p.has(fClasses)); test != nil {
		return test
	}
	switch name {
	case "LC":
		return tables(unicode.Lu, unicode.Ll, unicode.Lt)
	case "LD":
		return letterOrDigit
	case "L1":
		return func(r rune) bool { return r <= 0xFF }
	case "all":
		return func(rune) bool { return true }
	case "Cn":
		return not(assigned)
	case "C":
		return func(r rune) bool { return unicode.Is(unicode.C, r) || !assigned(r) }
	}
	if t := categoryTable(name); t != nil {
		return tables(t)
	}
	if rest, ok := strings.CutPrefix(name, "java"); ok {
		return p.method(rest)
	}
	return nil
}

// method returns the test of one of the old names that begin with "java".
func (p *parser) method(name string) func(rune) bool {
	if p.has(fCase) && (name == "LowerCase" || name == "UpperCase" || name == "TitleCase") {
		return either(tables(unicode.Lt), either(binaryProperty("LOWERCASE"), binaryProperty("UPPERCASE")))
	}
	switch name {
	case "LowerCase":
		return binaryProperty("LOWERCASE")
	case "UpperCase":
		return binaryProperty("UPPERCASE")
	case "TitleCase":
		return tables(unicode.Lt)
	case "Alphabetic":
		return alphabetic
	case "Ideographic":
		return tables(unicode.Ideographic)
	case "Digit":
		return tables(unicode.Nd)
	case "Letter":
		return tables(unicode.L)
	case "LetterOrDigit":
		return letterOrDigit
	case "Defined":
		return assigned
	case "SpaceChar":
		return tables(unicode.Z)
	case "ISOControl":
		return tables(unicode.Cc)
	case "Whitespace":
		return func(r rune) bool {
			return r >= '\t' && r <= '\r' || r >= 0x1C && r <= 0x1F ||
				unicode.Is(unicode.Z, r) && r != 0xA0 && r != 0x2007 && r != 0x202F
		}
	}
	return nil
}

// binary returns the test of a binary property; with (?i) the case of letters does not matter.
func (p *parser) binary(name string) func(rune) bool {
	name = strings.ToUpper(name)
	if p.has(fCase) && (name == "LOWERCASE" || name == "UPPERCASE" || name == "TITLECASE") {
		return p.method("LowerCase")
	}
	return binaryProperty(name)
}

// binaryProperty returns the test of a binary property. The names of the POSIX classes stand for what
// they mean with the flag U.
func binaryProperty(name string) func(rune) bool {
	switch name {
	case "ALPHABETIC", "Alpha":
		return alphabetic
	case "LETTER":
		return tables(unicode.L)
	case "IDEOGRAPHIC":
		return tables(unicode.Ideographic)
	case "LOWERCASE", "Lower":
		return tables(unicode.Ll, unicode.Other_Lowercase)
	case "UPPERCASE", "Upper":
		return tables(unicode.Lu, unicode.Other_Uppercase)
	case "TITLECASE":
		return tables(unicode.Lt)
	case "WHITE_SPACE", "WHITESPACE", "Space":
		return tables(unicode.White_Space)
	case "CONTROL", "Cntrl":
		return tables(unicode.Cc)
	case "PUNCTUATION", "Punct":
		return tables(unicode.P)
	case "HEX_DIGIT", "HEXDIGIT", "XDigit":
		return tables(unicode.Nd, unicode.Hex_Digit)
	case "ASSIGNED":
		return assigned
	case "NONCHARACTER_CODE_POINT", "NONCHARACTERCODEPOINT":
		return tables(unicode.Noncharacter_Code_Point)
	case "DIGIT", "Digit":
		return tables(unicode.Nd)
	case "ALNUM", "Alnum":
		return func(r rune) bool { return alphabetic(r) || unicode.IsDigit(r) }
	case "BLANK", "Blank":
		return blank
	case "GRAPH", "Graph":
		return graph
	case "PRINT", "Print":
		return func(r rune) bool { return (graph(r) || blank(r)) && !unicode.Is(unicode.Cc, r) }
	case "WORD":
		return unicodeWord
	case "JOIN_CONTROL", "JOINCONTROL":
		return tables(unicode.Join_Control)
	}
	return nil
}

func tables(t ...*unicode.RangeTable) func(rune) bool {
	return func(r rune) bool { return unicode.In(r, t...) }
}

func blank(r rune) bool { return r == '\t' || unicode.Is(unicode.Zs, r) }

func graph(r rune) bool { return assigned(r) && !unicode.In(r, unicode.Z, unicode.Cc, unicode.Cs) }

func assigned(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z,
		unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs)
}

// scriptCodes maps the four-letter codes of the scripts most used.
const scriptCodes = "Arab:Arabic Armn:Armenian Beng:Bengali Cyrl:Cyrillic Deva:Devanagari Geor:Georgian Grek:Greek Guru:Gurmukhi " +
	"Hang:Hangul Hani:Han Hebr:Hebrew Hira:Hiragana Kana:Katakana Khmr:Khmer Latn:Latin Mong:Mongolian Taml:Tamil Thaa:Thaana Thai:Thai " +
	"Tibt:Tibetan Zinh:Inherited Zyyy:Common "

// script returns the test of a script, by its name or code, nil if there is none of that name.
func script(name string) func(rune) bool {
	if len(name) == 4 {
		code := strings.ToUpper(name[:1]) + strings.ToLower(name[1:]) + ":"
		if _, rest, ok := strings.Cut(scriptCodes, code); ok {
			name, _, _ = strings.Cut(rest, " ")
		}
	}
	if t := scriptTable(name); t != nil {
		return tables(t)
	}
	return nil
}

// block returns the test of a block, nil if there is none of that name.
func block(name string) func(rune) bool {
	name = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), " ", ""), "_", "")
	switch name {
	case "greek":
		name = "greekandcoptic"
	case "combiningmarksforsymbols":
		name = "combiningdiacriticalmarksforsymbols"
	}
	before, _, ok := strings.Cut(blockTable, " "+name+";")
	if !ok {
		return nil
	}
	lo, hi, _ := strings.Cut(before[strings.LastIndexByte(before, ';')+1:], "-")
	from, _ := strconv.ParseUint(lo, 16, 32)
	to, _ := strconv.ParseUint(hi, 16, 32)
	return func(r rune) bool { return r >= rune(from) && r <= rune(to) }
}
