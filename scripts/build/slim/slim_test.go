// This file defines the tests of Slim: a slimmed program is smaller and still runs.

package slim

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// link builds testdata/program for js/wasm and returns the module.
func link(t *testing.T) []byte {
	t.Helper()
	wasm := filepath.Join(t.TempDir(), "program.wasm")
	build := exec.Command("go", "build", "-trimpath", "-o", wasm, "./testdata/program")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	module, err := os.ReadFile(wasm)
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// execute runs a module in Node.js and returns what it prints.
func execute(t *testing.T, module []byte) []byte {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node")
	}
	wasm := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(wasm, module, 0o644); err != nil {
		t.Fatal(err)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	support := filepath.Join(string(bytes.TrimSpace(goroot)), "lib", "wasm", "wasm_exec_node.js")
	out, _ := exec.Command(node, support, wasm).CombinedOutput() // the program ends with a panic
	return out
}

func TestProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	module := link(t)
	small, err := Slim(module, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	want, _, ok := bytes.Cut(execute(t, module), []byte("goroutine "))
	got, trace, _ := bytes.Cut(execute(t, small), []byte("goroutine "))
	if !ok || !bytes.Contains(want, []byte("end of the program")) {
		t.Fatalf("the program failed:\n%s", want)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !bytes.Contains(trace, []byte("main.main()")) {
		t.Errorf("no main.main() in the stack trace\n%s", trace)
	}
	// Slimming must not silently give up: all but a few functions in assembly language get new code.
	before, after := bodies(t, module), bodies(t, small)
	same := 0
	for i := range before {
		if bytes.Equal(before[i], after[i]) {
			same++
		}
	}
	if same > len(before)/10 {
		t.Errorf("%d of %d functions stayed as they were", same, len(before))
	}
}

// bodies returns the bodies of all functions of a module.
func bodies(t *testing.T, module []byte) (all [][]byte) {
	t.Helper()
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if s.id == sectionCode {
			r := reader{data: s.body}
			for n := r.uvarint(); n > 0; n-- {
				all = append(all, r.take(r.uvarint()))
			}
		}
	}
	return all
}

// TestHot checks that Slim refuses a module in which a function that must be fast is not.
func TestHot(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	module := link(t)
	for name, ok := range map[string]bool{"main.deep": true, "runtime.memmove": false, "main.renamed": false} {
		if _, err := Slim(bytes.Clone(module), runtime.Version(), name); (err == nil) != ok {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestOtherRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	module := link(t)
	small, err := Slim(module, "go1.99.1")
	if err != nil {
		t.Fatal(err)
	}
	if len(bodies(t, small)) != len(bodies(t, module)) {
		t.Fatal("the number of functions changed")
	}
	for i, body := range bodies(t, small) {
		if !bytes.Equal(body, bodies(t, module)[i]) {
			t.Fatalf("the code of function %d changed", i)
		}
	}
}

func TestBadModules(t *testing.T) {
	data := writeSections([]section{{sectionCode, []byte{0}}, {sectionData, []byte{0}}})
	for name, module := range map[string][]byte{
		"web page":       []byte("<!doctype html>"),
		"empty module":   magic,
		"cut short":      data[:len(data)-1],
		"no tables":      data,
		"unknown memory": writeSections([]section{{sectionCode, []byte{0}}, {sectionData, []byte{1, 2, 0}}}),
	} {
		if _, err := Slim(module, goRelease); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
