// This file defines the tests of the stamp and of the compression.

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/aussom/aussom-web/scripts/build/slim"
)

func TestAppendSection(t *testing.T) {
	payload := bytes.Repeat([]byte("x"), 300) // its length takes two bytes
	module, err := appendSection(bytes.Clone(wasmMagic), "name", payload)
	if err != nil {
		t.Fatal(err)
	}
	section := module[len(wasmMagic):]
	if section[0] != 0 {
		t.Fatalf("section id %d, want 0", section[0])
	}
	n, used := binary.Uvarint(section[1:])
	body := section[1+used:]
	if int(n) != len(body) {
		t.Fatalf("section of %d bytes, %d follow", n, len(body))
	}
	if want := append([]byte("\x04name"), payload...); !bytes.Equal(body, want) {
		t.Fatalf("body %q, want %q", body, want)
	}
	if _, err := appendSection([]byte("<!doctype html>"), "name", nil); err == nil {
		t.Error("a web page was taken for a module")
	}
}

// TestHotFunctions checks that the dispatch loop of the interpreter becomes one loop. The build of a release checks it too.
func TestHotFunctions(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	wasm := filepath.Join(t.TempDir(), "main.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", wasm, "./wasm")
	build.Dir = filepath.Join("..", "..")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	module, err := os.ReadFile(wasm)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := slim.Slim(module, runtime.Version(), hotFunctions...); err != nil {
		t.Error(err)
	}
}

func TestStampScript(t *testing.T) {
	stamp := stampOf("go9.9", []byte("a"))
	if other := stampOf("go9.9", []byte("b")); other == stamp {
		t.Errorf("two different files have the stamp %q", stamp)
	}
	got := string(stampScript([]byte("code\n\n"), stamp))
	if want := "code\nglobalThis.Go.aussomBuild = \"" + stamp + "\";\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCompression(t *testing.T) {
	data := []byte(strings.Repeat("some text to compress ", 1000))
	for _, fast := range []bool{true, false} {
		got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(brotlied(data, fast))))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("brotli, fast %v: %d bytes come back, error %v", fast, len(got), err)
		}
		r, err := gzip.NewReader(bytes.NewReader(gzipped(data, fast)))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Errorf("gzip, fast %v: %d bytes come back, error %v", fast, len(got), err)
		}
	}
}

func TestCheckBudget(t *testing.T) {
	over := []size{{path: "other", brotli: 2 * budget}, {path: "main.wasm", brotli: budget + 1}}
	if checkBudget(over, false) == nil {
		t.Error("a release over the budget passed")
	}
	if err := checkBudget(over, true); err != nil {
		t.Errorf("fast: %v", err)
	}
	if err := checkBudget([]size{{path: "main.wasm", brotli: budget}}, false); err != nil {
		t.Errorf("at the budget: %v", err)
	}
}

// The edits of Go's runtime have their places in the Go release that builds main.wasm.
func TestRuntimeEdits(t *testing.T) {
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := editedRuntime(filepath.Join(goroot, "src", "runtime")); !ok {
		t.Error("runtimeEdits must follow the Go release")
	}
}
