package regex

import (
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

const plenty = 10_000_000

func subject(s string) Subject {
	if u := utf16.Encode([]rune(s)); len(u) != len(s) {
		return UTF16(u)
	}
	return ASCII(s)
}

// describe tells all matches with their groups, and whether the whole text matches, or the error.
func describe(pattern, text string) string {
	re, err := Compile(pattern)
	if err != nil {
		e := err.(*SyntaxError)
		return "ERR " + e.Description + " @" + strconv.Itoa(e.Index)
	}
	var b strings.Builder
	m := re.Matcher(subject(text), plenty)
	for {
		ok, err := m.Find()
		if err != nil {
			return err.Error()
		}
		if !ok {
			break
		}
		b.WriteString("[")
		for k := range re.Groups() {
			start, end := m.Group(k)
			b.WriteString(strconv.Itoa(start) + "-" + strconv.Itoa(end) + " ")
		}
		b.WriteString("]")
	}
	full, err := re.Matcher(subject(text), plenty).Full()
	if err != nil {
		return err.Error()
	}
	return b.String() + " full=" + strconv.FormatBool(full)
}

// TestRecorded compares with results recorded from the reference: pattern, text, matches.
func TestRecorded(t *testing.T) {
	data, err := os.ReadFile("testdata/recorded.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) < 300 {
		t.Fatalf("only %d cases", len(lines))
	}
	for _, line := range lines {
		field := strings.Split(line, "\t")
		var pattern, text string
		if json.Unmarshal([]byte(field[0]), &pattern) != nil || json.Unmarshal([]byte(field[1]), &text) != nil {
			t.Fatal(line)
		}
		if got := describe(pattern, text); got != field[2] {
			t.Errorf("%s on %s\n got %s\nwant %s", field[0], field[1], got, field[2])
		}
	}
}

// matches returns the texts of all matches, each in angle brackets.
func matches(t *testing.T, pattern, text string) string {
	t.Helper()
	re, err := Compile(pattern)
	if err != nil {
		return "! " + err.Error()
	}
	units := utf16.Encode([]rune(text))
	m := re.Matcher(subject(text), plenty)
	out := ""
	for {
		ok, err := m.Find()
		if err != nil {
			return "! " + err.Error()
		}
		if !ok {
			return out
		}
		start, end := m.Group(0)
		out += "<" + string(utf16.Decode(units[start:end])) + ">"
	}
}

func TestMatches(t *testing.T) {
	for _, c := range [][3]string{
		{`(?<=a*)b`, "aab", "<b>"},
		{`(?<=x(?:a|b)+)[bc]`, "xabc", "<b><c>"},
		{`(?<=(?:ab)*x)c`, "ababxc", "<c>"}, // the reference refuses it
		{`(?<=😀)a`, "😀a a", "<a>"},
		{`(?<!😀)a`, "😀a a", "<a>"},
		{`(?<=[^😀])a`, "😀a", ""},
		{`(?:a|ab){2}+c`, "abac", ""},
		{`(?>a|ab)c`, "abc", ""},
		{`(?:(a)|b)*?c\1`, "abca", "<abca>"},
		{`(a){0}b\1`, "b", ""},
		{`\R`, "\r\n\n\r", "<\r\n><\n><\r>"},
		{`\R\n`, "\r\n", "<\r\n>"},
		{`\X`, "e\u0301a🇩🇪🇫🇷", "<e\u0301><a><🇩🇪><🇫🇷>"},
		{`a\b{g}.`, "ab", "<ab>"},
		{`\p{InGreek}+`, "xαβ", "<αβ>"},
		{`\p{In Latin-1_Supplement}`, "é", "<é>"},
		{`\p{IsHan}\p{IsHani}`, "漢字", "<漢字>"},
		{`\p{script=Cyrillic}+\p{gc=Lu}`, "жЖ", "<жЖ>"},
		{`(?i)\p{Lower}+`, "aBc9", "<aBc>"},
		{`(?i)\p{Lu}+`, "aBé9", "<aBé>"},
		{`(?U)\p{Punct}+`, "a,$", "<,>"},
		{`\p{Cn}`, "\u0378", "<\u0378>"},
		{`\p{LC}+\p{L1}`, "aBc1", "<aBc1>"},
		{`[[a]b&&[b]]`, "abc", "<b>"},
		{`[^a&&b]`, "ab", "<a><b>"},
		{`(?iu)[k]|ſ`, "\u212aS", "<\u212a><S>"},
		{`a\Q1*\E+`, "a1**", "<a1**>"},
		{`\b.`, "a\u0301b ñ", "<a>< ><ñ>"},
		{`()+`, "a", "<><>"},
		{`a{2}{3}`, "aaaaaa", "<aa><aa><aa>"},
	} {
		if got := matches(t, c[0], c[1]); got != c[2] {
			t.Errorf("%s on %q: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// TestErrors holds the table of spec 04b, 3 and some more.
func TestErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		`(`:              "Unclosed group near index 1\n(",
		`(?=`:            "Unclosed group near index 3\n(?=",
		`)`:              "Unmatched closing ')'\n)",
		`a)`:             "Unmatched closing ')' near index 0\na)\n^",
		`[`:              "Unclosed character class near index 0\n[\n^",
		`[a-`:            "Illegal character range near index 3\n[a-",
		`[z-a]`:          "Illegal character range near index 3\n[z-a]\n   ^",
		`a**`:            "Dangling meta character '*' near index 2\na**\n  ^",
		`{`:              "Illegal repetition near index 1\n{",
		`a{,3}`:          "Illegal repetition near index 2\na{,3}\n  ^",
		`a{1`:            "Unclosed counted closure near index 3\na{1",
		`a{2,1}`:         "Illegal repetition range near index 5\na{2,1}\n     ^",
		`a{99999999999}`: "Illegal repetition range near index 11\na{99999999999}\n           ^",
		`\`:              "Unexpected internal error near index 1\n\\",
		`\y`:             "Illegal/unsupported escape sequence near index 1\n\\y\n ^",
		`[\b]`:           "Illegal/unsupported escape sequence near index 2\n[\\b]\n  ^",
		`\x4`:            "Illegal hexadecimal escape sequence near index 3\n\\x4",
		`\u12`:           "Illegal Unicode escape sequence near index 4\n\\u12",
		`\p{Foo}`:        "Unknown character property name {Foo} near index 6\n\\p{Foo}\n      ^",
		`\p{`:            "Unclosed character family near index 3\n\\p{",
		`(?P<n>a)`:       "Unknown inline modifier near index 2\n(?P<n>a)\n  ^",
		`(?`:             "Unknown inline modifier near index 2\n(?",
		`(?<n`:           "named capturing group is missing trailing '>' near index 4\n(?<n",
		`(?<1>a)`:        "capturing group name does not start with a Latin letter near index 3\n(?<1>a)\n   ^",
		`(?<n>a)(?<n>b)`: "Named capturing group <n> is already defined near index 11\n(?<n>a)(?<n>b)\n           ^",
		`\k<x>`:          "named capturing group <x> does not exist near index 4\n\\k<x>\n    ^",
		`\08`:            "Illegal octal escape sequence near index 2\n\\08\n  ^",
		"\t[":            "Unclosed character class near index 1\n\t[\n\t^",
	} {
		_, err := Compile(pattern)
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %q", pattern, err, want)
		}
	}
}

func TestExpand(t *testing.T) {
	for _, c := range [][4]string{
		{`(a)(?<n>b)?`, "a", "$1$2${n}$0$11x\\$\\\\\\n", "aaa1x$\\n"},
		{`a`, "a", "$", "! Illegal group reference: group index is missing"},
		{`a`, "a", "$x", "! Illegal group reference"},
		{`a`, "a", "$9", "! No group 9"},
		{`a`, "a", "${n}", "! No group with name {n}"},
		{`a`, "a", "${n", "! named capturing group is missing trailing '}'"},
		{`a`, "a", "${", "! named capturing group has 0 length name"},
		{`a`, "a", "${1}", "! capturing group name {1} starts with digit character"},
		{`a`, "a", "\\", "! character to be escaped is missing"},
	} {
		re, err := Compile(c[0])
		if err != nil {
			t.Fatal(err)
		}
		m := re.Matcher(ASCII(c[1]), plenty)
		if ok, err := m.Find(); !ok || err != nil {
			t.Fatal(c, err)
		}
		units, err := m.Expand(nil, utf16.Encode([]rune(c[2])))
		got := string(utf16.Decode(units))
		if err != nil {
			got = "! " + err.Error()
		}
		if got != c[3] {
			t.Errorf("%s -> %s: got %q, want %q", c[0], c[2], got, c[3])
		}
	}
}

// TestBudget checks that runaway patterns end, and that work that is linear in the text does not.
func TestBudget(t *testing.T) {
	long := strings.Repeat("a", 100_000)
	for _, c := range []struct {
		pattern, text string
		want          error
	}{
		{`(a+)+\1b`, strings.Repeat("a", 40), ErrBudget},
		{`(a|a)*x\1`, strings.Repeat("a", 60), ErrBudget},
		{`(a|a)*x`, long[:2000], nil}, // nested repetitions remember where they failed
		{`((a+)+)+x`, long[:100], nil},
		{`(a*)*x`, long[:500], nil},
		{`(?=(a|aa)+x)a`, long[:2000], nil},
		{`(?:){2000000000}`, "", nil},
		{`(?:a|b)*c`, long[:1000], nil},
		{`(?:(a)|b)*`, long, nil},
		{`.*x`, long[:2000], nil},
	} {
		re, err := Compile(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := re.Matcher(ASCII(c.text), plenty).Find(); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.pattern, err, c.want)
		}
	}
}

func TestNesting(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("(", n) + "a" + strings.Repeat(")", n) }
	if got := describe(deep(200), "a"); !strings.HasSuffix(got, "full=true") {
		t.Error(got)
	}
	for _, pattern := range []string{deep(100_000), strings.Repeat("[", 100_000), strings.Repeat("(?=", 100_000)} {
		if _, err := Compile(pattern); err == nil {
			t.Errorf("%.20s... compiles", pattern)
		}
	}
}

// teller counts the steps that it is told of, and ends the search after most of them.
type teller struct{ steps, most int }

var errEnough = errors.New("enough")

func (w *teller) Work(steps int) error {
	if w.steps += steps; w.steps > w.most {
		return errEnough
	}
	return nil
}

func TestWorker(t *testing.T) {
	long := strings.Repeat("ab", 1<<20)
	for _, c := range []struct{ pattern, text string }{
		{"(a+)+\\1b", strings.Repeat("a", 40)}, // goes back and forth
		{".*(?=c)", long},                      // one long run
		{"c", long},                            // nothing can begin a match
		{"[ab]", long},                         // many matches
	} {
		re, err := Compile(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, most := range []int{0, 100_000} {
			w := &teller{most: most}
			m := re.Matcher(subject(c.text), plenty)
			m.Tell(w)
			ok, err := true, error(nil)
			for ok && err == nil {
				ok, err = m.Find()
			}
			if err != errEnough || w.steps > most+2*pauseSteps+scanUnits {
				t.Errorf("%s: %v after %d steps, not %d", c.pattern, err, w.steps, most)
			}
			if _, err := m.Find(); err == nil {
				t.Errorf("%s: the search goes on", c.pattern)
			}
		}
	}
}
