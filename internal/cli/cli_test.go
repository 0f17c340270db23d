// This file tests the command line: options, exit codes, includes, interruption, results of tests as XML.

package cli

import (
	"bytes"
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// inFolder makes a new folder with files the current one.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// invoke runs the command line.
func invoke(args ...string) (out, errs string, code int) {
	var o, e bytes.Buffer
	code = Run(args, Env{Stdout: &o, Stderr: &e, Version: "v1"})
	return o.String(), e.String(), code
}

const (
	hello    = "class m { public main(args) { c.log(args.join('|')); return 300; } }\n"
	oneTest  = "class k { @Test(name = 'n<') public t() { } @Test public f() { throw 'a\\u0001<b>'; } @Test(skip='true') public s() { } }\n"
	hasError = "class m {\n\tpublic main() { c.log(1 }\n}\n"
)

func TestExitCodes(t *testing.T) {
	inFolder(t, map[string]string{
		"hello.aus": hello, "err.aus": hasError, "t.aus": oneTest, "ok.aus": "class k { @Test public t() { } }",
		"throws.aus": "class m { public main() { throw 'x'; } }",
		"minus.aus":  "class m { public main() { return -1; } }",
		"dir/x":      "",
	})
	const usage = "\n\n" + "Aussom Version v1\n"
	for _, c := range []struct {
		args string
		code int
		out  string // a prefix
	}{
		{"hello.aus", 44, "\n"},
		{"hello.aus a -t --x", 44, "a|-t|--x\n"},
		{"-- hello.aus --", 44, "--\n"},
		{"--diagnostics never -I dir hello.aus", 44, "\n"},
		{"minus.aus", 255, ""},
		{"throws.aus", 1, "[error] line 1: "},
		{"err.aus", 1, "[error] err.aus [2]: PARSE_ERROR: "},
		{"-t t.aus", 1, "[info] Running tests for file 't.aus'.\n\n"},
		{"--test ok.aus", 0, "[info] Running tests for file 'ok.aus'.\n\n"},
		{"-ta ok.aus", 0, "[info] Running all tests for file 'ok.aus'.\n\n"},
		{"-t -ta ok.aus", 0, "[info] Running tests for file 'ok.aus'.\n\n"},
		{"-h", 0, "Aussom Version v1\n"},
		{"-d -t --help", 0, "Aussom Version v1\n"},
		{"--version", 0, "aussom v1 (Aussom 1.4.2, go"},
		{"", 2, "[error] Expecting aussom script file, but no arguments found." + usage},
		{"-t", 2, "[error] Expecting aussom script file, but no arguments found." + usage},
		{"-d ok.aus x", 2, "[error] Too many arguments provided, expecting just one script file." + usage},
		{"-x ok.aus", 2, "[error] Unrecognized option: -x" + usage},
		{"--tests ok.aus", 2, "[error] Unrecognized option: --tests" + usage},
		{"-I", 2, "[error] Missing argument for option: -I" + usage},
		{"--diagnostics=some ok.aus", 2, "[error] Option --diagnostics is auto, always or never, not 'some'." + usage},
		{"--junit r.xml ok.aus", 2, "[error] Option --junit needs -t or -ta." + usage},
		{"none.aus", 1, "[error] none.aus: there is no such file\n"},
		{"-t none.aus", 1, "[error] none.aus: there is no such file\n"},
		{"-d none.aus", 1, "[error] none.aus: there is no such file\n"},
		{"dir", 1, "[error] dir: is a directory\n"},
		{"-I none ok.aus", 1, "[error] none: there is no such folder\n"},
		{"-I ok.aus ok.aus", 1, "[error] ok.aus: not a folder\n"},
	} {
		out, errs, code := invoke(strings.Fields(c.args)...)
		if code != c.code || !strings.HasPrefix(out, c.out) || errs != "" {
			t.Errorf("%q: exit %d, want %d, output %q, want %q..., errors %q", c.args, code, c.code, out, c.out, errs)
		}
		if c.out == "[error] none.aus: there is no such file\n" && out != c.out {
			t.Errorf("%q: more than one line: %q", c.args, out)
		}
	}
}

func TestIncludes(t *testing.T) {
	inFolder(t, map[string]string{
		"s/main.aus":      "include a;\ninclude sub.b;\ninclude math;\nclass m { public main() { c.log(a.f() + b.f() + math.abs(-1)); } }",
		"s/a.aus":         "static class a { public f() { return 'script'; } }",
		"s/sub/b.aus":     "static class b { public f() { return ' sub '; } }",
		"one/a.aus":       "static class a { public f() { return 'one'; } }",
		"two/a.aus":       "static class a { public f() { return 'two'; } }",
		"two/math.aus":    "class never { }",
		"s/outside.aus":   "include link;\nclass m { public main() { c.log('never'); } }",
		"secret/link.aus": "class link { }",
		"s/names.aus":     "include reflect;\ninclude sub.b;\ninclude a;\nclass m { public main() { c.log(reflect.loadedModules().join(' ')); } }",
	})
	for _, c := range []struct{ args, out string }{
		{"s/main.aus", "script sub 1\n"},
		{"-I one s/main.aus", "one sub 1\n"},
		{"-I two/ -Ione s/main.aus", "two sub 1\n"},
		{"-I one s/names.aus", "reflect.aus s/sub/b.aus one/a.aus\n"},
	} {
		if out, errs, code := invoke(strings.Fields(c.args)...); out != c.out || errs != "" || code != 0 {
			t.Errorf("%s: exit %d, output %q, want %q, errors %q", c.args, code, out, c.out, errs)
		}
	}
	if err := os.Symlink("../secret/link.aus", "s/link.aus"); err != nil {
		t.Skip(err)
	}
	out, errs, code := invoke("s/outside.aus")
	if out != "[error] Engine.addInclude(): Couldn't find requested include module 'link.aus'.\n\n" || code != 1 || !strings.Contains(errs, "s/link.aus: ") {
		t.Errorf("a link out of the folder: exit %d, output %q, errors %q", code, out, errs)
	}
	if err := os.Symlink("sub/b.aus", "s/b.aus"); err != nil {
		t.Fatal(err)
	}
	f, err := newFinder(nil, "s/main.aus", func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"b.aus": true, "sub/../b.aus": true, "../secret/link.aus": false, "/etc/passwd": false, "sub": false} {
		if _, _, ok := f.Find(path); ok != want {
			t.Errorf("Find(%q) = %v", path, ok)
		}
	}
}

// TestIncludeOfTheScript: a script that includes itself, directly or through a module, is loaded once.
func TestIncludeOfTheScript(t *testing.T) {
	inFolder(t, map[string]string{
		"s/main.aus": "include main;\ninclude a;\ninclude reflect;\nclass m { public main() { c.log(a.f() + reflect.loadedModules().join(' ')); } @Test public t() { } }\n" +
			"static class once { public once() { c.log('once'); } }",
		"s/a.aus":   "include main;\ninclude b;\nstatic class a { public f() { return b.f(); } }",
		"s/b.aus":   "include a;\nstatic class b { public f() { return 'b '; } }",
		"inc/x.aus": "",
	})
	if err := os.Symlink("../s/main.aus", "inc/main.aus"); err != nil {
		t.Log(err)
	}
	for _, args := range []string{"s/main.aus", "./s/main.aus", "-I s s/main.aus", "-I inc -I ./s s/../s/main.aus"} {
		out, errs, code := invoke(strings.Fields(args)...)
		if !strings.HasPrefix(out, "once\nb ") || strings.Count(out, ".aus") != 3 || code != 0 || strings.Contains(errs, "panic") {
			t.Errorf("%s: exit %d, output %q, errors %q", args, code, out, errs)
		}
	}
	if out, _, code := invoke("-t", "-I", "./s", "s/main.aus"); !strings.Contains(out, "PASSED: 1 ") || code != 0 {
		t.Errorf("tests: exit %d, output %q", code, out)
	}
}

func TestDiagnostics(t *testing.T) {
	inFolder(t, map[string]string{"err.aus": hasError})
	plain, _, _ := invoke("err.aus")
	const want = "err.aus:2:26: expected `)`"
	for _, c := range []struct {
		when     string
		terminal bool
		shown    bool
	}{{"auto", false, false}, {"auto", true, true}, {"always", false, true}, {"never", true, false}} {
		for _, mode := range []string{"", "-t", "-d"} {
			var out, errs bytes.Buffer
			args := []string{"--diagnostics=" + c.when, "err.aus"}
			if mode != "" {
				args = append([]string{mode}, args...)
			}
			code := Run(args, Env{Stdout: &out, Stderr: &errs, StderrTerminal: c.terminal})
			if code != 1 || c.shown != strings.HasPrefix(errs.String(), want) || c.shown != strings.Contains(errs.String(), "^") {
				t.Errorf("%v: exit %d, errors %q", args, code, errs.String())
			}
			if mode == "" && out.String() != plain {
				t.Errorf("%v: output %q, want %q", args, out.String(), plain)
			}
		}
	}
}

// The output has the first error only, standard error all of them.
func TestDiagnosticsOfSeveralErrors(t *testing.T) {
	inFolder(t, map[string]string{"many.aus": "class m {\n\tpublic f() { x = ; }\n\tpublic g( { }\n}\nclass n {\n\tint q;\n}\n"})
	var out, errs bytes.Buffer
	code := Run([]string{"--diagnostics=always", "many.aus"}, Env{Stdout: &out, Stderr: &errs})
	if code != 1 || strings.Count(out.String(), "PARSE_ERROR") != 1 {
		t.Errorf("exit %d, output %q", code, out.String())
	}
	for _, want := range []string{"many.aus:2:19: ", "many.aus:3:12: ", "many.aus:6:6: "} {
		if strings.Count(errs.String(), want) != 1 {
			t.Errorf("%q is not once in:\n%s", want, errs.String())
		}
	}
	if n := strings.Count(errs.String(), "many.aus:"); n != 3 {
		t.Errorf("%d errors in:\n%s", n, errs.String())
	}
}

func TestConsole(t *testing.T) {
	inFolder(t, map[string]string{"c.aus": "class m { public main() { c.err('e'); c.warn('w'); c.log('l'); c.print('\\uD800|é'); c.println('😀'); } }"})
	for _, c := range []struct {
		terminal bool
		want     string
	}{
		{false, "[error] e\n[warning] w\nl\n?|é😀\n"},
		{true, "\x1b[31m[error]\x1b[0m e\n\x1b[33m[warning]\x1b[0m w\nl\n?|é😀\n"},
	} {
		var out bytes.Buffer
		Run([]string{"c.aus"}, Env{Stdout: &out, Stderr: &out, StdoutTerminal: c.terminal})
		if out.String() != c.want {
			t.Errorf("got %q, want %q", out.String(), c.want)
		}
	}
}

// full is a writer without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestOutputThatCannotBeWritten(t *testing.T) {
	inFolder(t, map[string]string{"hello.aus": hello})
	var errs bytes.Buffer
	if code := Run([]string{"hello.aus"}, Env{Stdout: full{}, Stderr: &errs}); code != 1 || errs.String() != "aussom: cannot write the output: no room\n" {
		t.Errorf("exit %d, errors %q", code, errs.String())
	}
}

// TestInterrupt stops a loop and a sleep. What was written before the sleep has arrived by then.
func TestInterrupt(t *testing.T) {
	inFolder(t, map[string]string{
		"loop.aus":  "class m { public main() { c.log('begin'); while (true) { i = 1; } } }",
		"sleep.aus": "include sys; class m { public main() { c.log('begin'); sys.sleep(60000); c.log('never'); } }",
		"test.aus":  "include sys; class m { @Test public t() { c.log('begin'); sys.sleep(60000); } }",
	})
	for _, args := range []string{"loop.aus", "sleep.aus", "-t test.aus"} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		interrupt, code := make(chan os.Signal, 1), make(chan int, 1)
		go func() {
			code <- Run(strings.Fields(args), Env{Stdout: w, Stderr: w, Interrupt: interrupt})
			w.Close()
		}()
		var seen string
		for buf := make([]byte, 1024); !strings.HasSuffix(seen, "begin\n"); {
			n, err := r.Read(buf)
			if err != nil {
				t.Fatalf("%s: %q, %v", args, seen, err)
			}
			seen += string(buf[:n])
		}
		interrupt <- os.Interrupt
		select {
		case got := <-code:
			if got != 130 {
				t.Errorf("%s: exit %d", args, got)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("%s: not stopped", args)
		}
		r.Close()
	}
}

func TestJUnit(t *testing.T) {
	inFolder(t, map[string]string{"t.aus": oneTest, "err.aus": hasError, "none.aus": "class k { }"})
	for _, c := range []struct{ file, want string }{
		{"t.aus", "3 1 0 1: k[n< f|a?<b> s skipped]"},
		{"err.aus", "1 0 1 0: err.aus[load!err.aus:2:26: expected `)` after the argument, found `}` (the `(` on line 2 is not closed)]"},
		{"none.aus", "1 0 1 0: none.aus[load!Engine.runTest(): No tests found for that script file.]"},
	} {
		if _, _, code := invoke("-t", "--junit", "r.xml", c.file); code != 1 {
			t.Errorf("%s: exit %d", c.file, code)
		}
		text, err := os.ReadFile("r.xml")
		if err != nil {
			t.Fatal(err)
		}
		var run junitRun
		if err := xml.Unmarshal(text, &run); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if got := describe(run); got != c.want {
			t.Errorf("%s: got %s, want %s", c.file, got, c.want)
		}
	}
	if out, _, code := invoke("-t", "--junit", "nodir/r.xml", "t.aus"); code != 1 || !strings.HasSuffix(out, "[error] nodir/r.xml: there is no such file\n") {
		t.Errorf("exit %d, output %q", code, out)
	}
}

// describe tells a run in one line.
func describe(run junitRun) string {
	var b strings.Builder
	for i, n := range []int{run.Tests, run.Failures, run.Errors, run.Skipped} {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(byte('0' + n))
	}
	for _, s := range run.Suites {
		var cases []string
		for _, c := range s.Cases {
			text := strings.TrimPrefix(c.Name, "t: ")
			if c.Failure != nil {
				text += "|" + strings.ReplaceAll(c.Failure.Message, "\uFFFD", "?")
			}
			if c.Error != nil {
				text += "!" + c.Error.Message
			}
			if c.Skipped != nil {
				text += " skipped"
			}
			cases = append(cases, text)
		}
		b.WriteString(": " + s.Name + "[" + strings.Join(cases, " ") + "]")
	}
	return b.String()
}
