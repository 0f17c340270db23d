// This file defines the tests of JSON and pack text and of the safe text of bytes.

package value

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestToJSONAndPack(t *testing.T) {
	for _, c := range []struct {
		v          Value
		json, pack string
	}{
		{Null, `null`, `{"type":"cnull","value":null}`}, {Value{}, `null`, `{"type":"cnull","value":null}`},
		{True, `true`, `{"type":"bool","value":true}`}, {NewBoolCell(false), `false`, `{"type":"bool","value":false}`},
		{Int(5), `5`, `{"type":"int","value":5}`}, {Double(2.5), `2.5`, `{"type":"double","value":2.5}`},
		{Double(1e8), `1.0E8`, `{"type":"double","value":1.0E8}`}, {nan, `null`, `{"type":"double","value":"NaN"}`},
		{Double(math.Inf(-1)), `null`, `{"type":"double","value":"-Infinity"}`},
		{str("a/b"), `"a\/b"`, `{"type":"string","value":"a\/b"}`}, {list(), `[]`, `{"type":"list","value":[]}`},
		{dict(), `{}`, `{"type":"map","value":{}}`}, {object("E", nil), `{}`, `{"type":"E","members":{}}`},
		{list(Int(1), str("a"), list(Null)), `[1,"a",[null]]`,
			`{"type":"list","value":[{"type":"int","value":1},{"type":"string","value":"a"},{"type":"list","value":[{"type":"cnull","value":null}]}]}`},
		{dict("a\"", Int(1), "b", dict()), `{"a\"":1,"b":{}}`, `{"type":"map","value":{"a\"":{"type":"int","value":1},"b":{"type":"map","value":{}}}}`},
		{object("C", nil, "zeta", Int(1), "alpha", Null), `{"zeta":1,"alpha":null}`,
			`{"type":"C","members":{"zeta":{"type":"int","value":1},"alpha":{"type":"cnull","value":null}}}`},
		{list(object("C", stamp{}, "x", Int(1))), `["stamp"]`, `{"type":"list","value":[{"type":"Stamp","value":"packed"}]}`},
	} {
		if got, err := ToJSON(c.v); got != c.json || err != nil {
			t.Errorf("ToJSON %s %v, want %s", got, err, c.json)
		}
		if got, err := Pack(c.v); got != c.pack || err != nil {
			t.Errorf("Pack %s %v, want %s", got, err, c.pack)
		}
	}
}

func TestToJSONErrors(t *testing.T) {
	l, m, o := cyclic()
	cb, e := OfCallback(&Callback{}), OfException(&Exception{})
	for _, c := range []struct {
		v    Value
		want error
	}{
		{l, ErrCycle}, {m, ErrCycle}, {o, ErrCycle}, {list(l), ErrCycle}, {cb, ErrNotJSON}, {list(cb), ErrNotJSON},
		{dict("k", e), ErrNotJSON}, {object("C", nil, "m", e), ErrNotJSON},
	} {
		for _, f := range []func(Value) (string, error){ToJSON, Pack} {
			if got, err := f(c.v); got != "" || !errors.Is(err, c.want) {
				t.Errorf("%q %v, want %v", got, err, c.want)
			}
		}
	}
	long := list(str(strings.Repeat("x", 1<<20)))
	for range 8 {
		long = list(long, long)
	}
	if _, err := ToJSON(long); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
}

func TestEscapeJSON(t *testing.T) {
	const s = "a\"b\\c/d\ne\tf\rg\bh\fi\u0001j\u007fk\u00e9l\u2028m\u0085n"
	for in, want := range map[string]string{
		s: `a\"b\\c\/d\ne\tf\rg\bh\fi\u0001j\u007Fk` + "é" + `l\u2028m\u0085n`, "": "", "plain é": "plain é", "\u001f\u0000": `\u001F\u0000`,
		"\u20ff\u2100\u1fff\u2000": `\u20FF` + "\u2100\u1fff" + `\u2000`, "\u00a0\u0080\u009f": "\u00a0" + `\u0080\u009F`, "</script>": `<\/script>`,
		"😀": "😀", `{"a": 1}`: `{\"a\": 1}`,
	} {
		if got := EscapeJSON(in); got != want {
			t.Errorf("%q gives %s, want %s", in, got, want)
		}
	}
}

func TestParseJSON(t *testing.T) {
	for in, want := range map[string]string{
		"[1,]": "[1]", "[,1]": "[1]", "[1,,2]": "[1,2]", "[1 2]": "[1,2]", "[,]": "[]", "[truefalse]": "[true,false]",
		`["a""b"]`: `["a","b"]`, "[1-2]": "[1,-2]", "[01]": "[1]", "[-01.50]": "[-1.5]", `{"a":1,}`: `{"a":1}`, `{,"a":1}`: `{"a":1}`,
		`{"a" 1}`: `{"a":1}`, `{"a":::1}`: `{"a":1}`, `{"a":1 "b":2}`: `{"a":1,"b":2}`, "[\"a\nb\tc\"]": `["a\nb\tc"]`,
		`["\x"]`: `["\\x"]`, `["\u12"]`: `["\\u12"]`, " \n\t[ 1 , 2 ]\r\n ": "[1,2]", `{"a":1,"a":2}`: `{"a":2}`,
		`[1e3,1E-2,-0,-0.0,1e400,-1e400]`: "[1000.0,0.01,0,-0.0,null,null]", `["\"\\\/\b\f\n\r\t\u0041\u00e9"]`: `["\"\\\/\b\f\n\r\tAé"]`,
		`["\ud83d\ude00"]`: `["😀"]`, `[9223372036854775807,-9223372036854775808,00000000000000000000001]`: "[9223372036854775807,-9223372036854775808,1]",
		`{"a":{"b":[{},[]]},"c":[null,true,false]}`: `{"a":{"b":[{},[]]},"c":[null,true,false]}`, `["é","\u00e9"]`: `["é","é"]`, `{"":""}`: `{"":""}`,
	} {
		for _, pad := range []int{0, smallJSON} { // parts of the source, and copies
			v, err := ParseJSON(NewString(in + strings.Repeat(" ", pad)))
			if err != nil {
				t.Errorf("%s: %v", in, err)
				continue
			}
			if got, _ := ToJSON(v); got != want {
				t.Errorf("%s gives %s, want %s", in, got, want)
			}
		}
	}
	v, _ := ParseJSON(NewString(`["\ud83d","\ude00","\ude00\ud83d"]`))
	for i, want := range [][]uint16{{0xD83D}, {0xDE00}, {0xDE00, 0xD83D}} {
		if got := v.List().Items[i].Str(); got.Go() != FromUTF16(want).Go() || got.Len() != len(want) {
			t.Errorf("%x, want %x", got.UTF16(), want)
		}
	}
	joined, _ := ParseJSON(Concat(NewString(`["\ud83d`), Concat(FromUTF16([]uint16{0xDE00}), NewString(`"]`))))
	if got := joined.List().Items[0].GoString(); got != "😀" {
		t.Errorf("%q", got)
	}
}

func TestParseJSONErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                "Unexpected token END OF FILE at position 0.",
		"   ":             "Unexpected token END OF FILE at position 3.",
		"[":               "Unexpected token END OF FILE at position 1.",
		`["abc]`:          "Unexpected token END OF FILE at position 6.",
		`["é😀`:            "Unexpected token END OF FILE at position 5.",
		`["a\`:            "Unexpected token END OF FILE at position 4.",
		`{"a":[1}`:        "Unexpected token RIGHT BRACE(}) at position 7.",
		`{"a":}`:          "Unexpected token RIGHT BRACE(}) at position 5.",
		`{"a":,1}`:        "Unexpected token COMMA(,) at position 5.",
		`{"a"]`:           "Unexpected token RIGHT SQUARE(]) at position 4.",
		"[1}":             "Unexpected token RIGHT BRACE(}) at position 2.",
		"]":               "Unexpected token RIGHT SQUARE(]) at position 0.",
		",":               "Unexpected token COMMA(,) at position 0.",
		"[:1]":            "Unexpected token COLON(:) at position 1.",
		"{:}":             "Unexpected token COLON(:) at position 1.",
		"[1][2]":          "Unexpected token LEFT SQUARE([) at position 3.",
		"{}{}":            "Unexpected token LEFT BRACE({) at position 2.",
		"{[":              "Unexpected token LEFT SQUARE([) at position 1.",
		"{1:2}":           "Unexpected token VALUE(1) at position 1.",
		`[] "x"`:          "Unexpected token VALUE(x) at position 3.",
		"{null:2}":        "Unexpected token VALUE(null) at position 1.",
		"[1],":            "Unexpected token COMMA(,) at position 3.",
		"[1.]":            "Unexpected character (.) at position 2.",
		"[.5]":            "Unexpected character (.) at position 1.",
		"[+1]":            "Unexpected character (+) at position 1.",
		"[1e]":            "Unexpected character (e) at position 2.",
		"[1e+]":           "Unexpected character (e) at position 2.",
		"[-]":             "Unexpected character (-) at position 1.",
		"[nul]":           "Unexpected character (n) at position 1.",
		"[1] x":           "Unexpected character (x) at position 4.",
		"{'a':1}":         "Unexpected character (') at position 1.",
		"\ufeff[]":        "Unexpected character (\ufeff) at position 0.",
		"[\"😀é\" \u00a0]": "Unexpected character (\u00a0) at position 7.",
		"5":               "A list or a map is expected, but the text is a single value.",
		`"x"`:             "A list or a map is expected, but the text is a single value.",
		"5 6":             "Unexpected token VALUE(6) at position 2.",

		"[9223372036854775808]": "The number at position 1 does not fit an int.",
	} {
		_, err := ParseJSON(NewString(in))
		var je *JSONError
		if !errors.As(err, &je) || je.Text != want {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
}

func TestJSONDeep(t *testing.T) {
	const n = 100_000
	for _, text := range []string{strings.Repeat("[", n) + strings.Repeat("]", n), strings.Repeat(`{"k":`, n) + "[]" + strings.Repeat("}", n)} {
		v, err := ParseJSON(NewString(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ToJSON(v); got != text || err != nil {
			t.Errorf("does not come back: %v", err)
		}
		if _, err := Pack(v); err != nil {
			t.Error(err)
		}
	}
}

// randomValue returns a value that JSON can hold without loss.
func randomValue(r *rand.Rand, depth int) Value {
	switch k := r.Intn(8); {
	case k == 0:
		return Int(r.Int63() - r.Int63())
	case k == 1:
		return Double(r.NormFloat64() * math.Pow(10, float64(r.Intn(40)-20)))
	case k == 2:
		return OfString(FromUTF16(randomUnits(r, r.Intn(8))))
	case k == 3:
		return Bool(r.Intn(2) == 0)
	case k == 4 || depth == 0:
		return Null
	case k == 5:
		return object("C", nil, "m", randomValue(r, depth-1), "n", randomValue(r, depth-1))
	case k == 6:
		m := NewMap()
		for range r.Intn(5) {
			m.PutStr(FromUTF16(randomUnits(r, r.Intn(4))), randomValue(r, depth-1))
		}
		return OfMap(m)
	}
	l := NewList()
	for range r.Intn(5) {
		l.Items = append(l.Items, randomValue(r, depth-1))
	}
	return OfList(l)
}

func TestJSONRoundTrip(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	for range 3000 {
		v := list(randomValue(r, 4))
		text, err := ToJSON(v)
		if err != nil || !json.Valid([]byte(text)) {
			t.Fatalf("not valid: %s %v", text, err)
		}
		back, err := ParseJSON(NewString(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again, _ := ToJSON(back); again != text {
			t.Fatalf("%s comes back as %s", text, again)
		}
		if packed, err := Pack(v); err != nil || !json.Valid([]byte(packed)) {
			t.Fatalf("not valid: %s %v", packed, err)
		}
	}
}

// What strict JSON accepts, ParseJSON reads as the same; what ParseJSON accepts, it writes as valid JSON.
func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e3,"x\u00e9\n",true,null]}`, `[,1-2"a"]`, `["\ud83d\ude00\x"]`, `{"a"::1}`, "[1.]", "[[{}]]", `["`, "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			s = Sanitize(s)
		}
		v, err := ParseJSON(NewString(s))
		if err != nil {
			var strict any
			d := json.NewDecoder(strings.NewReader(s))
			d.UseNumber()
			if c := strings.TrimLeft(s, " \t\r\n"); json.Valid([]byte(s)) && d.Decode(&strict) == nil && (c[0] == '[' || c[0] == '{') &&
				!strings.Contains(err.Error(), "does not fit an int") {
				t.Errorf("%q is valid, but: %v", s, err)
			}
			return
		}
		text, err := ToJSON(v)
		if err != nil || !json.Valid([]byte(text)) {
			t.Errorf("%q is written as %s, %v", s, text, err)
		}
		back, err := ParseJSON(NewString(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again, _ := ToJSON(back); sortedBytes(again) != sortedBytes(text) {
			t.Errorf("%s comes back as %s", text, again)
		}
	})
}

// sortedBytes makes texts comparable whose maps differ in order, which the table's history decides.
func sortedBytes(s string) string {
	var n [256]int
	for _, c := range []byte(s) {
		n[c]++
	}
	out := make([]byte, 0, len(s))
	for c, k := range n {
		for range k {
			out = append(out, byte(c))
		}
	}
	return string(out)
}

func TestSafeText(t *testing.T) {
	if got := SafeText([]byte("ab")); got != "5957493d" {
		t.Error(got)
	}
	r := rand.New(rand.NewSource(5))
	for n := range 100 {
		b := make([]byte, n)
		r.Read(b)
		if back, err := SafeBytes(SafeText(b)); err != nil || string(back) != string(b) {
			t.Errorf("%x comes back as %x, %v", b, back, err)
		}
	}
	for in, want := range map[string]string{
		"zz": "Illegal hexadecimal character z at index 0", "5é": "Illegal hexadecimal character é at index 1", "595": "Odd number of characters.",
		"2a2a2a2a": "Not a base64 text.", "59": "Not a base64 text.", "3d3d3d": "Not a base64 text.",
	} {
		if b, err := SafeBytes(in); err == nil || err.Error() != want {
			t.Errorf("%s: %x %v, want %s", in, b, err, want)
		}
	}
	if b, err := SafeBytes("595749"); err != nil || string(b) != "ab" {
		t.Errorf("without padding: %q %v", b, err)
	}
}

func BenchmarkJSON(b *testing.B) {
	text := NewString(`{"type":"message","room":"general","user":{"id":1234,"name":"Alice"},"text":"hello there, how are you?","tags":["a","b"],"t":1709210096789}`)
	for range b.N {
		v, err := ParseJSON(text)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := ToJSON(v); err != nil {
			b.Fatal(err)
		}
	}
}
