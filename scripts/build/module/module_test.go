// This file defines the tests of the module's build and of its stamp.

package module

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
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

// TestBuild builds the module as it is delivered: with the edits of Go's runtime, slimmed, the dispatch loop of the interpreter one loop.
func TestBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	file := filepath.Join(t.TempDir(), "main.wasm")
	if err := Build(filepath.Join("..", "..", ".."), file, Options{Version: "9.8.7"}); err != nil {
		t.Fatal(err)
	}
	module, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"runtime.pauseSweep", "9.8.7", sectionName} {
		if !bytes.Contains(module, []byte(part)) {
			t.Errorf("the module has no %s", part)
		}
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

// The edits of Go's runtime have their places in the Go release that builds main.wasm.
func TestRuntimeEdits(t *testing.T) {
	goroot, err := output("env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := editedRuntime(filepath.Join(goroot, "src", "runtime")); !ok {
		t.Error("runtimeEdits must follow the Go release")
	}
}
