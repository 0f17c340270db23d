// This file defines the tests of the comparison and of the list of known failures.

package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestDifference(t *testing.T) {
	for _, test := range []struct {
		want, got string
		same      bool
	}{
		{"", "", true},
		{"a\n", "a\n", true},
		{"a\n", "a", false},
		{"a", "a\n", false},
		{"a\nb\n", "a\nc\n", false},
		{"[x.aus:<L>] y\n", "[x.aus:12] y\n", true},
		{"[x.aus:<L>] y\n", "[x.aus:] y\n", false},
		{"[x.aus:<L>] y\n", "[x.aus:1a] y\n", false},
		{"took <time>.\n", "took 0.038s.\n", true},
		{"took <time>.\n", "took 12ms.\n", true},
		{"took <time>.\n", "took long.\n", false},
		{"<L> a.c", "1 abc", false},
		{"<L>", "<L>", true},
	} {
		if got := Difference(test.want, test.got); (got == "") != test.same {
			t.Errorf("Difference(%q, %q) = %q", test.want, test.got, got)
		}
	}
}

func TestOutput(t *testing.T) {
	got := Output([]Line{{"log", "a"}, {"print", "b"}, {"error", "c\nd"}, {"warn", ""}, {"info", "i"}, {"trace", "t"}, {"debug", "d"}})
	if want := "a\nb\n[error] c\nd\n[warning] \n[info] i\n[trace] t\n[debug] d\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMatches(t *testing.T) {
	for _, test := range []struct {
		want  string
		lines []Line
		same  bool
	}{
		{"a b\n", []Line{{"print", "a "}, {"log", "b"}}, true},
		{"a \n", []Line{{"print", "a "}, {"log", ""}}, true},
		{"a\nb\n", []Line{{"print", "a"}, {"log", "b"}}, true},
		{"a\nb\n", []Line{{"log", "a\nb"}}, true},
		{"x\ny z\n", []Line{{"log", "x"}, {"print", "y "}, {"log", "z"}}, true},
		{"x\ny 12\n[error] e\n", []Line{{"print", "x\ny 12"}, {"error", "e"}}, true},
		{"a:<L> [error] e\n", []Line{{"print", "a:7 "}, {"error", "e"}}, true},
		{"a b\n", []Line{{"log", "a "}, {"log", "b"}}, false},
		{"a\n", []Line{{"print", "a"}, {"log", "b"}}, false},
	} {
		if got := Matches(test.want, test.lines); got != test.same {
			t.Errorf("Matches(%q, %q) = %v", test.want, test.lines, got)
		}
	}
}

// verdict records what Judge says.
type verdict struct{ text string }

func (v *verdict) Helper() {}
func (v *verdict) Errorf(format string, args ...any) {
	v.text = "error: " + fmt.Sprintf(format, args...)
}
func (v *verdict) Skipf(format string, args ...any) { v.text = "skip: " + fmt.Sprintf(format, args...) }

func TestJudge(t *testing.T) {
	c := Case{Folder: "core", File: "x.aus", Want: "out\n", Exit: 44}
	listed := Known{"core/x": "not yet"}
	for _, test := range []struct {
		known  Known
		output string
		code   int
		want   string
	}{
		{nil, "out\n", 300, ""},
		{nil, "out\n", 0, "error: core/x: exit status 0, want 44"},
		{nil, "out", 44, "error: core/x: line 2: the output ends, want \"\""},
		{listed, "bad\n", 44, "skip: known failure: not yet"},
		{listed, "out\n", 44, "error: core/x passes, but is listed as a known failure (not yet): take it off the list"},
	} {
		var v verdict
		test.known.Judge(&v, c, test.output, test.code)
		if v.text != test.want {
			t.Errorf("output %q, code %d: %q, want %q", test.output, test.code, v.text, test.want)
		}
	}
}

func TestScanAndLoadKnown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "core")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"a.aus": "A", "a.out": "oa", "b.test.aus": "B", "b.test.out": "ob", "b.test.exit": "1\n",
		"known": "# comment\n\ncore/a  a reason of words\n", "bad": "core/a\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cases, err := Scan(dir)
	if err != nil || len(cases) != 2 {
		t.Fatalf("%v, error %v", cases, err)
	}
	if want := (Case{"core", "a.aus", "A", "oa", 0, false}); cases[0] != want || cases[0].Name() != "core/a" {
		t.Errorf("got %+v", cases[0])
	}
	if want := (Case{"core", "b.test.aus", "B", "ob", 1, true}); cases[1] != want {
		t.Errorf("got %+v", cases[1])
	}
	known, err := LoadKnown(filepath.Join(dir, "known"))
	if err != nil || len(known) != 1 || known["core/a"] != "a reason of words" {
		t.Errorf("known %v, error %v", known, err)
	}
	if _, err := LoadKnown(filepath.Join(dir, "bad")); err == nil {
		t.Error("a line without a reason was accepted")
	}
	if known, err := LoadKnown(filepath.Join(dir, "missing")); err != nil || len(known) != 0 {
		t.Errorf("missing list: %v, %v", known, err)
	}
	if _, err := Scan(t.TempDir()); err == nil {
		t.Error("an empty folder is no error")
	}
}
