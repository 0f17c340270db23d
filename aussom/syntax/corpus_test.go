// This file tests the parser with all conformance and benchmark programs, and fuzzes it with them.

package syntax

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// program is one Aussom file of the repository.
type program struct{ path, src string }

// programs returns all conformance and benchmark programs.
func programs(t testing.TB) []program {
	t.Helper()
	var list []program
	for _, pattern := range []string{"../../conformance/*/*.aus", "../../bench/*.aus"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no programs (%v)", pattern, err)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, program{path, string(src)})
		}
	}
	return list
}

// loadErrors returns the lines of a recorded output that tell of errors in the text of the file.
func loadErrors(t *testing.T, path string) []string {
	t.Helper()
	out, err := os.ReadFile(strings.TrimSuffix(path, ".aus") + ".out")
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(out)) {
		text, isError := strings.CutPrefix(line, "[error] ")
		if !isError {
			continue
		}
		for _, part := range []string{"PARSE_ERROR", "Illegal character", "Duplicate method overload"} {
			if strings.Contains(text, part) {
				list = append(list, strings.TrimSuffix(text, "\n"))
				break
			}
		}
	}
	return list
}

// TestPrograms checks that each program has exactly the load errors of its recorded output. Programs
// that print errors of other texts (by lang.eval and the like) have no file of that name in them.
func TestPrograms(t *testing.T) {
	broken := 0
	for _, prog := range programs(t) {
		file := filepath.Base(prog.path)
		var got []string
		p := NewParser(file, prog.src, func(e *Error) { got = append(got, strings.TrimSuffix(e.Text, "\n")) })
		for p.Next() != nil {
		}
		var want []string
		for _, text := range loadErrors(t, prog.path) {
			if !strings.Contains(text, ".aus") || strings.Contains(text, file) {
				want = append(want, text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", file, got, want)
		}
		if len(want) > 0 {
			broken++
		}
		if p.Failed() != (len(want) > 0) || p.Failed() != (len(Check(file, prog.src)) > 0) {
			t.Errorf("%s: Failed %v, Check %v", file, p.Failed(), Check(file, prog.src))
		}
		checkPositions(t, prog.src, Check(file, prog.src))
	}
	if broken < 15 {
		t.Errorf("only %d programs with errors", broken)
	}
}

// checkPositions checks that each error lies in the text and can be rendered.
func checkPositions(t *testing.T, src string, errs []*Error) {
	t.Helper()
	lines := strings.Split(src, "\n")
	for _, e := range errs {
		if e.Pos.Line < 1 || int(e.Pos.Line) > len(lines) {
			t.Fatalf("%q: error in line %d: %v", src, e.Pos.Line, e)
		}
		if e.Pos.Col < 1 || int(e.Pos.Col) > unitsOf(lines[e.Pos.Line-1])+1 {
			t.Fatalf("%q: error in column %d of line %d: %v", src, e.Pos.Col, e.Pos.Line, e)
		}
		if e.Width < 1 || e.Message == "" || !strings.Contains(e.Format(src), "^") {
			t.Fatalf("%q: error %+v", src, e)
		}
		if strings.HasSuffix(e.Text, "\n") != (e.Kind != LexicalError) || e.Text == "" {
			t.Fatalf("%q: text %q", src, e.Text)
		}
	}
}

// unitsOf counts the UTF-16 units of a line as the scanner does.
func unitsOf(line string) int {
	s := scanner{src: line, line: 1}
	s.advance(len(line))
	return int(s.at(s.off).Col) - 1
}

// seed adds all programs, and pieces around their line ends, to a fuzz corpus.
func seed(f *testing.F) {
	for _, prog := range programs(f) {
		f.Add(prog.src)
		if n := len(prog.src); n > 200 {
			f.Add(prog.src[:n/2])
		}
	}
	messages, err := os.ReadFile("testdata/messages.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range strings.Split(string(messages), "\n=====\n") {
		src, _, _ := strings.Cut(c, "\n-->")
		f.Add(src)
	}
	f.Add("x = \"\\ud83d\\ude00\t\n\xff\" ~/ '''\"\"\"\\\"\\\"\\\"\"\"\" /** \xed\xa0\x80 */ 12e5x 1.5e-3")
}

// FuzzScan checks that tokens follow each other without overlap, and end.
func FuzzScan(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src string) {
		s := scanner{src: src, line: 1, illegal: func(illegalChar) {}}
		last, pos := 0, Pos{1, 0}
		for n := 0; ; n++ {
			var tok token
			s.next(&tok)
			if tok.start < last || tok.end > len(src) || n > len(src) {
				t.Fatalf("token %d at %d-%d after %d", n, tok.start, tok.end, last)
			}
			if tok.pos.Line < pos.Line || tok.pos.Line == pos.Line && tok.pos.Col <= pos.Col {
				t.Fatalf("token %d at %v after %v", n, tok.pos, pos)
			}
			if tok.kind == tEOF {
				if s.off != len(src) {
					t.Fatal("end before the end")
				}
				return
			}
			last, pos = tok.end, tok.pos
		}
	})
}

// FuzzParse checks that parsing ends, that its trees can be walked, and that errors lie in the text.
func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src string) {
		for _, script := range []bool{false, true} {
			var errs []*Error
			p := NewParser("f", src, func(e *Error) { errs = append(errs, e) })
			p.Script = script
			for it := p.Next(); it != nil; it = p.Next() {
				Inspect(it, func(n Node) bool { return n.First().Line > 0 })
			}
			if p.Failed() != (len(errs) > 0) {
				t.Fatal("Failed", p.Failed(), errs)
			}
			checkPositions(t, src, errs)
		}
	})
}

// FuzzCheck checks that Check finds all that a Parser does.
func FuzzCheck(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, src string) {
		all := Check("f", src)
		checkPositions(t, src, all)
		found := map[string]bool{}
		for _, e := range all {
			found[e.Error()] = true
		}
		n := 0
		p := NewParser("f", src, func(e *Error) {
			n++
			if !found[e.Error()] {
				t.Fatalf("Check misses %v in %v", e, all)
			}
		})
		for p.Next() != nil {
		}
		if (n > 0) != (len(all) > 0) {
			t.Fatalf("the parser finds %d errors, Check %d", n, len(all))
		}
	})
}
