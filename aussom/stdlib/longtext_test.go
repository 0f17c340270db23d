// This file defines the tests of natives that go through long texts in steps.

package stdlib

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// Long texts give what short ones give, wherever the steps begin.
func TestLongTexts(t *testing.T) {
	long := func(part string, n int) string { return strings.Repeat(part, n/len(part)+1) }
	texts := map[string]string{
		"ascii": long("abc ABC ", 200_000),
		"wide":  "x" + long("aé漢😀ßΣ Σ", 200_000),
		"half":  long("ab\xED\xA0\xBD-", 200_000),
		"sigma": "α" + long("'", 150_000) + "Σ" + long("'", 150_000),
		"ends":  long("  ", 100_000) + "é" + long("b", 100_000) + long("\t", 100_000),
	}
	onThread(func(th *vm.Thread) {
		for name, s := range texts {
			same := func(what string, got, want any, err error) {
				t.Helper()
				if got != want || err != nil {
					t.Errorf("%s of %s: not the same (error %v)", what, name, err)
				}
			}
			for method, f := range map[string]func(*vm.Thread, string, int, int) (string, error){"toUpper": upperText, "toLower": lowerText} {
				got, err := mapText(th, s, func(from, to int) (string, error) { return f(th, s, from, to) })
				want, _ := f(th, s, 0, len(s))
				same(method, got, want, err)
			}
			end := strings.ToUpper(s[len(s)-70_000:])
			for _, find := range []string{"A", "b", "😀ß", "q", "Σ", "é", s[:80_000], s[70_000:150_000], s[len(s)-80_000:], end, s, s + "x"} {
				got, err := indexText(th, s, find, 0)
				same("indexText", got, strings.Index(s, find), err)
				got, err = lastIndexText(th, s, find)
				same("lastIndexText", got, strings.LastIndex(s, find), err)
				got, err = countText(th, s, find)
				same("countText", got, strings.Count(s, find), err)
				v, err := replaceText(th, s, find, "<>", strings.Count(s, find))
				same("replaceText", v.GoString(), text(strings.ReplaceAll(s, find, "<>")).GoString(), err)
			}
			trimmed, err := trimText(th, s)
			same("trimText", trimmed, value.TrimBlanks(s), err)
			others := []string{}
			if name == "ascii" { // differences at the edges of steps
				for _, i := range []int{textUnit - 1, textUnit, textUnit + 1, 2 * textUnit} {
					others = append(others, s[:i]+"!"+s[i+1:])
				}
			}
			for _, o := range append(others, s, strings.ToLower(s), s[:100_000], s+"é", "x", s[:len(s)-1]+"z", s[:131_072]+"é"+s[131_072:]) {
				a, b := value.NewString(s), value.NewString(o)
				equal, err := equalTexts(th, s, o)
				same("equalTexts", equal, s == o, err)
				d, err := compareTexts(th, a, b)
				same("compareTexts", d, value.CompareUnits(a, b), err)
				d, err = compareFolded(th, a, b)
				same("compareFolded", d, compareShort(a, b), err)
			}
			measured, plain := value.NewString(s), value.NewString(s)
			err = measured.Measure(1000, th.Work)
			same("Measure", measured.Len(), plain.Len(), err)
			same("Measure", measured.IsASCII(), plain.IsASCII(), err)
		}
	})
}

// Long texts are encoded and decoded as their parts are.
func TestLongEncodings(t *testing.T) {
	part := "aé漢😀\xED\xA0\xBD-"
	s := strings.Repeat(part, 20_000)
	onThread(func(th *vm.Thread) {
		w := &worker{thread: th}
		for _, c := range []charset{asciiCharset, latin1Charset, utf8Charset, utf16beCharset, utf16leCharset} {
			one, _ := c.encode(w, part)
			got, err := c.encode(w, s)
			if want := strings.Repeat(string(one), 20_000); string(got) != want || err != nil {
				t.Errorf("charset %d: encoding differs, error %v", c, err)
			}
			back, _ := c.decode(w, one)
			text, err := c.decode(w, got)
			if text != strings.Repeat(back, 20_000) || err != nil {
				t.Errorf("charset %d: decoding differs, error %v", c, err)
			}
		}
		broken := strings.Repeat("ab\xE6\xBC|\xF0\x9F\x98\x80\x80\x80\x80\x80\x80", 20_000)
		if text, err := decodeUTF8(w, []byte(broken)); text != value.Sanitize(broken) || err != nil {
			t.Errorf("broken UTF-8: decoding differs, error %v", err)
		}
		encoded, err := base64Encode(w, s)
		plain, _ := encodeUTF8(w, s)
		if encoded != base64.StdEncoding.EncodeToString(plain) || err != nil {
			t.Errorf("base64 differs, error %v", err)
		}
		back, err := base64Decode(w, encoded)
		if back != string(plain) || err != nil {
			t.Errorf("base64 back: differs, error %v", err)
		}
		digits, _ := hexText(w, plain)
		bytes, problem, err := hexBytes(w, digits)
		if string(bytes) != string(plain) || problem != "" || err != nil {
			t.Errorf("hex: %s, error %v", problem, err)
		}
	})
}

// Long texts in JSON are written and read as short ones.
func TestLongJSON(t *testing.T) {
	s := strings.Repeat("aé漢😀\"\\/\n\u2028 -", 20_000)
	onThread(func(th *vm.Thread) {
		text, err := value.ToJSONLimit(value.OfList(value.NewList(value.FromString(s), value.FromString("x"+s))), 1<<30, th)
		if want := `["` + value.EscapeJSON(s) + `","x` + value.EscapeJSON(s) + `"]`; text != want || err != nil {
			t.Errorf("written differently, error %v", err)
		}
		for _, text := range []string{text, `["` + strings.Repeat("é", 100_000) + `"]`} {
			back, err := parseArg(th, value.FromString(text))
			if err != nil {
				t.Fatal(err)
			}
			again, _ := value.ToJSONLimit(back, 1<<30, th)
			if again != text {
				t.Error("read differently")
			}
		}
		if _, err := parseArg(th, value.FromString(`["`+s)); err == nil {
			t.Error("a text without an end was read")
		}
	})
}
