// This file runs the code of the guides that needs no browser: Aussom, Go, shell. What needs one is in e2e/docs_test.go.

// Package docs_test runs every block of code in the guides of this folder and in the READMEs, and compares what it prints with the block "text" that follows.
//
//	aussom        runs and prints that; without a class it is the body of main
//	aussom fails  the same, with exit code 1
//	aussom test   its unit tests run
//	go            a whole program, checked by go vet, and run if a "text" follows
//	sh            runs in an empty folder, with the command aussom on the path
//	sh no-run     is checked for syntax, and that the Makefile has the targets it makes
//	sh clone      runs in a copy of the project that has a script.aus and a tests.aus, too
//	js, html      see e2e/docs_test.go
package docs_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/internal/docs"
	"github.com/aussom/aussom-web/scripts/serve/server"
	"github.com/aussom/aussom-web/websocket"
	"github.com/aussom/aussom-web/websocket/native"
)

// guides returns the blocks of all guides by file. api.md is made from the library's documentation and has tests of its own.
func guides(t *testing.T) map[string][]docs.Block {
	t.Helper()
	files, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string][]docs.Block{}
	for _, file := range append(files, "../npm/README.md", "../README.md") {
		if file == "api.md" {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		blocks[file] = docs.Blocks(source)
	}
	if len(blocks) < 6 {
		t.Fatalf("only %d guides", len(blocks))
	}
	return blocks
}

// each calls f for every block in a language; there must be some.
func each(t *testing.T, language string, f func(t *testing.T, b docs.Block)) {
	t.Helper()
	n := 0
	for file, blocks := range guides(t) {
		for _, b := range blocks {
			if b.Language == language {
				n++
				t.Run(fmt.Sprintf("%s:%d", file, b.Line), func(t *testing.T) { f(t, b) })
			}
		}
	}
	if n == 0 {
		t.Errorf("no blocks in %s", language)
	}
}

func TestEveryBlockIsRun(t *testing.T) {
	run := map[string]bool{"aussom": true, "go": true, "sh": true, "js": true, "html": true}
	for file, blocks := range guides(t) {
		for _, b := range blocks {
			if !run[b.Language] && !(b.Language == "text" && b.Has("figure")) {
				t.Errorf("%s:%d: no test runs a block in %q", file, b.Line, b.Language)
			}
		}
	}
}

// screen is a console that keeps what a native one would show.
type screen struct{ strings.Builder }

func (s *screen) Line(level vm.Level, text string) { s.WriteString(level.Prefix() + text + "\n") }
func (s *screen) Print(text string)                { s.WriteString(text) }

// elapsed is what differs from run to run in the report of unit tests.
var elapsed = regexp.MustCompile(`Elapsed: [0-9.E-]+s`)

func TestAussom(t *testing.T) {
	s := httptest.NewServer(server.New(t.TempDir()))
	defer s.Close()
	each(t, "aussom", func(t *testing.T, b docs.Block) {
		out := &screen{}
		sockets := native.New(s.URL)
		o := aussom.Options{
			Name:   "main.aus",
			Host:   vm.Host{Console: out},
			Native: []vm.Module{websocket.Module(sockets, websocket.Options{Base: s.URL}), websocket.ClientModule()},
		}
		var p *aussom.Program
		if b.Has("test") {
			p = aussom.RunTests(b.Text, o, nil)
		} else {
			p = aussom.Start(b.Program(), o)
		}
		select {
		case <-p.Machine().Over():
		case <-time.After(20 * time.Second):
			p.Stop()
			t.Error("it does not end")
		}
		code := p.Wait()
		sockets.Drain(time.Second)
		got := strings.ReplaceAll(out.String(), strings.TrimPrefix(s.URL, "http://"), "localhost:8080")
		got = elapsed.ReplaceAllString(got, "Elapsed: 0.001s")
		if trim(got) != trim(b.Expected) {
			t.Errorf("it prints\n%s\nnot\n%s", got, b.Expected)
		}
		if (code == 1) != b.Has("fails") {
			t.Errorf("code %d", code)
		}
	})
}

// trim removes what an editor may remove from a Markdown file: empty lines at the end.
func trim(text string) string { return strings.TrimRight(text, "\n") }

func TestGo(t *testing.T) {
	cache, err := filepath.Abs("../.cache")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	each(t, "go", func(t *testing.T, b docs.Block) {
		dir, err := os.MkdirTemp(cache, "docs-") // in the module, for its dependencies
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(b.Text), 0o644); err != nil {
			t.Fatal(err)
		}
		execute(t, dir, "go", "vet", "main.go")
		if b.HasExpected {
			if got := execute(t, dir, "go", "run", "main.go"); trim(got) != trim(b.Expected) {
				t.Errorf("it prints\n%s", got)
			}
		}
	})
}

// execute runs a command and returns what it printed.
func execute(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// makeTarget is a line that makes something.
var makeTarget = regexp.MustCompile(`(?m)^make ([a-z0-9]+)`)

func TestShell(t *testing.T) {
	bin := t.TempDir()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	execute(t, root, "go", "build", "-o", filepath.Join(bin, "aussom"), "./cmd/aussom")
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	each(t, "sh", func(t *testing.T, b docs.Block) {
		if b.Has("no-run") {
			execute(t, t.TempDir(), "bash", "-n", "-c", b.Text)
			for _, m := range makeTarget.FindAllStringSubmatch(b.Text, -1) {
				execute(t, root, "make", "-n", m[1])
			}
			return
		}
		dir := t.TempDir()
		if b.Has("clone") {
			clone(t, root, dir)
			execute(t, dir, "bash", "-e", "-c", b.Text) // what it prints differs from run to run
			return
		}
		if got := execute(t, dir, "bash", "-e", "-c", b.Text); trim(got) != trim(b.Expected) {
			t.Errorf("it prints\n%s", got)
		}
	})
}

// clone copies the project, and adds two scripts.
func clone(t *testing.T, root, dir string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("not a clone")
	}
	execute(t, root, "bash", "-e", "-o", "pipefail", "-c", `git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$0"`, dir)
	for name, text := range map[string]string{
		"script.aus": `class Script { public main(args) { if (#args != 2) { throw "arguments"; } } }`,
		"tests.aus":  `class Tests { @Test public one() { } }`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
