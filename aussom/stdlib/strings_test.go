package stdlib

import (
	"strings"
	"testing"
	"unicode"
)

func TestString(t *testing.T) {
	u := "a😀b"
	runNatives(t, stringClass(), []nativeCase{
		{"length", u, nil, "4"},
		{"charAt", u, []any{3}, "b"},
		{"charAt", u, []any{4294967296}, "! X Index 4294967296 out of bounds."},
		{"substr", u, []any{1, 3}, "😀"},
		{"substr", u, []any{3, nil}, "b"},
		{"substr", "abc", []any{2, 1}, "! J begin 2, end 1, length 3"},
		{"substr", "abc", []any{4, nil}, "! J begin 4, end 3, length 3"},
		{"indexOfStart", "abc", []any{"a", 4294967296}, "-1"},
		{"indexOfStart", "abc", []any{"", 100}, "3"},
		{"indexOfStart", "abc", []any{"b", -4294967296}, "1"},
		{"lastIndexOfStart", "abc", []any{"c", 4294967296}, "2"},
		{"lastIndexOfStart", "abc", []any{"", -1}, "-1"},
		{"lastIndexOf", u, []any{"b"}, "3"},
		{"startsWith", u, []any{"a\xED\xA0\xBD"}, "true"},
		{"endsWith", u, []any{"\xED\xB8\x80b"}, "true"},
		{"endsWith", "b", []any{"ab"}, "false"},
		{"contains", u, []any{"\xED\xB8\x80"}, "true"},
		{"contains", u, []any{nil}, "! J An argument is null."},
		{"equalsICase", "Straße", []any{"STRASSE"}, "false"},
		{"equalsICase", "Éa", []any{"éA"}, "true"},
		{"compare", "Hello", []any{"hello"}, "-32"},
		{"compare", "", []any{"abc"}, "-3"},
		{"compareICase", "Z", []any{"a"}, "25"},
		{"compareICase", "[", []any{"a"}, "-6"},
		{"isBlank", " \t\x00", nil, "true"},
		{"isBlank", "\u00a0", nil, "false"},
		{"trim", "\x00 a\u2003\x1f", nil, "a\u2003"},
		{"parseInt", "1A", []any{16}, "26"},
		{"parseDouble", "x", nil, "! R Double.parse(): Double parse exception."},
		{"parseBool", "True", nil, "true"},
	})
}

func TestCaseMapping(t *testing.T) {
	for _, c := range []struct{ in, upper, lower string }{
		{"Straße", "STRASSE", "straße"},
		{"ﬁﬃ", "FIFFI", "ﬁﬃ"},
		{"\u0130", "\u0130", "i\u0307"},
		{"ΟΔΟΣ", "ΟΔΟΣ", "οδος"},
		{"Σ ΑΣ. ΑΣΑ Α\u0301Σ", "Σ ΑΣ. ΑΣΑ Α\u0301Σ", "σ ας. ασα α\u0301ς"},
		{"ǆ", "Ǆ", "ǆ"},
		{"\u1f80\u1f88\u1fb3\u1fb7", "\u1f08\u0399\u1f08\u0399\u0391\u0399\u0391\u0342\u0399", "\u1f80\u1f80\u1fb3\u1fb7"},
		{"\u0390\u03b0\u0149\u01f0\u0587", "\u0399\u0308\u0301\u03a5\u0308\u0301\u02bcN" + "J\u030c" + "\u0535\u0552", "\u0390\u03b0\u0149\u01f0\u0587"},
		{"a\xED\xA0\xBDb", "A\xED\xA0\xBDB", "a\xED\xA0\xBDb"},
		{"漢😀", "漢😀", "漢😀"},
	} {
		if got, _ := upperText(nil, c.in, 0, len(c.in)); got != c.upper {
			t.Errorf("upper of %+q: got %+q, want %+q", c.in, got, c.upper)
		}
		if got, _ := lowerText(nil, c.in, 0, len(c.in)); got != c.lower {
			t.Errorf("lower of %+q: got %+q, want %+q", c.in, got, c.lower)
		}
	}
}

// TestSpecialUpper checks the form of the table, and that every entry is reached.
func TestSpecialUpper(t *testing.T) {
	entries := strings.Fields(specialUpper)
	if len(entries) != 102 {
		t.Errorf("%d entries", len(entries))
	}
	for _, e := range entries {
		r := []rune(e)
		if got, _ := upperText(nil, string(r[0]), 0, len(string(r[0]))); got != string(r[1:]) || len(r) < 3 {
			t.Errorf("%+q: got %+q", e, got)
		}
		for _, u := range r[1:] {
			if unicode.IsLower(u) {
				t.Errorf("%+q holds a lower-case letter", e)
			}
		}
	}
}
