// This file defines the tests of pack: the memory stays what it was, and a packed program still runs.

package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// section returns a data section with the segments as they are.
func section(segments ...segment) []byte {
	out := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		out = append(out, 0, 0x41)
		out = appendSigned(out, s.addr)
		out = append(out, 0x0b)
		out = binary.AppendUvarint(out, uint64(len(s.data)))
		out = append(out, s.data...)
	}
	return out
}

func TestMergedSegments(t *testing.T) {
	in := section(
		segment{100_000, []byte("last")},
		segment{64, []byte("first")},
		segment{64 + 5 + mergeGap, []byte("near")},
		segment{64 + 5 + mergeGap + 4 + mergeGap + 1, []byte("far")},
	)
	memory, segments, err := readData(in)
	if err != nil {
		t.Fatal(err)
	}
	again, merged, err := readData(writeData(memory, segments))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(memory, again) {
		t.Error("the memory changed")
	}
	if len(merged) != 3 || merged[0].addr != 64 || merged[1].addr != 64+5+mergeGap+4+mergeGap+1 || merged[2].addr != 100_000 {
		t.Errorf("%d segments %v, want 3", len(merged), merged)
	}
	if _, _, err := readData(in[:len(in)-1]); err == nil {
		t.Error("a section that is cut short was read")
	}
}

func TestSignedNumbers(t *testing.T) {
	for _, want := range []int{0, 1, 63, 64, -1, -64, -65, 1 << 20, 1<<31 - 1, -1 << 31} {
		r := &wasmReader{data: appendSigned(nil, want)}
		if got := r.signed(); got != want || r.err != nil || r.at != len(r.data) {
			t.Errorf("%d came back as %d", want, got)
		}
	}
}

// program uses what the tables that stay are for: growing stacks, collections, panics through wrappers and inlined calls.
const program = `package main

import "strings"

type closer interface{ close() }
type resource struct{ name string; log *[]string }

func (r resource) close() {
	if e := recover(); e != nil { *r.log = append(*r.log, r.name+" saw "+e.(string)) }
}

func risky(log *[]string) {
	var c closer = resource{"wrapped", log}
	defer c.close()
	defer func() { inner() }()
	panic("trouble")
}

func inner() { if recover() != nil { println("recovered too early") } }

func deep(n int, s []string) int {
	if n == 0 { return len(s) }
	return deep(n-1, append(s[:len(s):len(s)], strings.Repeat("x", n%7))) + 1
}

func main() {
	var log []string
	for i := 0; i < 100; i++ { risky(&log) }
	done := make(chan int)
	for i := 0; i < 20; i++ { go func() { done <- deep(400, nil) }() }
	sum := 0
	for i := 0; i < 20; i++ { sum += <-done }
	println(len(log), log[99], sum)
	var m map[string]int
	m["x"]++
}
`

func TestPackedProgramRuns(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil || testing.Short() {
		t.Skip("needs node and some seconds")
	}
	dir := t.TempDir()
	wasm := filepath.Join(dir, "p.wasm")
	source := filepath.Join(dir, "p.go")
	if err := os.WriteFile(source, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", wasm, source)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	module, err := os.ReadFile(wasm)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack(module, runtime.Version())
	if err != nil {
		t.Fatal(err)
	}
	if plain, small := len(brotlied(module, true)), len(brotlied(packed, true)); small >= plain {
		t.Errorf("packed %d bytes, not packed %d", small, plain)
	}
	if err := os.WriteFile(wasm, packed, 0o644); err != nil {
		t.Fatal(err)
	}
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command(node, filepath.Join(goroot, "lib", "wasm", "wasm_exec_node.js"), wasm).CombinedOutput()
	for _, want := range []string{"100 wrapped saw trouble 16000\n", "panic: assignment to entry in nil map", "main.main()"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("no %q in the output:\n%.2000s", want, out)
		}
	}
	if bytes.Contains(out, []byte("too early")) {
		t.Error("recover worked in a function that the deferred one called")
	}
}
