// Package slim makes a linked Go js/wasm module smaller, and a good deal faster, without changing what it computes.
//
// What the Go linker writes is simple rather than small. Slim rewrites this:
//
//   - Jumps inside a function go through a table at its start. They become branches to their target and loops; the
//     table keeps only the places at which a call resumes, and the few to which there is no other way.
//   - A switch, which the compiler makes a binary search, becomes a table.
//   - A call that never returns is the end of a function: nothing is left of what would come after it.
//   - Places in a function ("PC_B") are numbered anew, in steps of one, so that all tables look alike.
//   - The runtime's tables about functions lose what only stack traces use: source lines and inlined calls. Traces
//     then show function names alone.
//   - The initial memory is cut into few segments instead of tens of thousands.
//
// Code that does not look as expected stays as it is, and so do the modules of other Go releases except for the
// segments.
//
//	slim.go         Slim, and the sections of a module
//	leb.go          the numbers of the binary format
//	instruction.go  the instructions
//	image.go        the data section as the image of the initial memory
//	tables.go       the runtime's tables about functions
//	values.go       the tables that map places in a function to values
//	parse.go        a function body as blocks
//	function.go     the rewriting of one function
//	flow.go         the flow of control between blocks
//	switch.go       comparisons as tables
//	write.go        blocks as a function body
package slim

// This file defines Slim, and reading and writing the sections of a WebAssembly module.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// goRelease is the Go release whose code and tables this package knows.
const goRelease = "go1.26"

// magic starts every module: four letters and the version of the format.
var magic = []byte("\x00asm\x01\x00\x00\x00")

// ids of sections
const (
	sectionImport = 2
	sectionCode   = 10
	sectionData   = 11
)

var errModule = errors.New("slim: not a WebAssembly module as the Go linker writes it")

// section is one part of a module.
type section struct {
	id   byte
	body []byte
}

// Slim returns a smaller module that does the same. goVersion names the toolchain that linked it, as go env GOVERSION
// prints it. It fails if one of the functions called hot does not exist, or keeps its jumps through the table at its start, which would run, but
// slowly. One block may stay there: that of a loop in which calls resume.
func Slim(module []byte, goVersion string, hot ...string) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	var data, code *section
	imports := 0
	for i := range sections {
		switch s := &sections[i]; s.id {
		case sectionImport:
			imports = int((&reader{data: s.body}).uvarint()) // the Go linker imports nothing but functions
		case sectionCode:
			code = s
		case sectionData:
			data = s
		}
	}
	if data == nil || code == nil {
		return nil, errModule
	}
	memory, err := readImage(data.body)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(goVersion+".", goRelease+".") {
		if code.body, err = slimFunctions(code.body, memory, imports, hot); err != nil {
			return nil, err
		}
	}
	data.body = writeImage(memory)
	return writeSections(sections), nil
}

func readSections(module []byte) ([]section, error) {
	if !bytes.HasPrefix(module, magic) {
		return nil, errModule
	}
	var sections []section
	r := reader{data: module[len(magic):]}
	for len(r.data) > 0 {
		id := r.byte()
		sections = append(sections, section{id, r.take(r.uvarint())})
	}
	if r.failed {
		return nil, errModule
	}
	return sections, nil
}

func writeSections(sections []section) []byte {
	module := bytes.Clone(magic)
	for _, s := range sections {
		module = append(module, s.id)
		module = binary.AppendUvarint(module, uint64(len(s.body)))
		module = append(module, s.body...)
	}
	return module
}

// slimFunctions returns a smaller code section and changes the tables about functions in memory accordingly.
func slimFunctions(code, memory []byte, imports int, hot []string) ([]byte, error) {
	t, err := readTables(memory)
	if err != nil {
		return nil, err
	}
	r := reader{data: code}
	count := int(r.uvarint())
	if count != len(t.functions) {
		return nil, errTables
	}
	out := binary.AppendUvarint(nil, uint64(count))
	calls := endings{t.named(imports, "runtime.sigpanic"), t.named(imports, neverReturn...)}
	detours := make([]int, imports+count)
	for i := range count {
		body := r.take(r.uvarint())
		body, detours[imports+i] = t.functions[i].slim(body, calls)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	if r.failed {
		return nil, errModule
	}
	for _, name := range hot {
		found := t.named(imports, name)
		if len(found) == 0 {
			return nil, fmt.Errorf("slim: there is no function %s", name)
		}
		for _, i := range found {
			if d := detours[i]; d == asLinked || d > 1 {
				return nil, fmt.Errorf("slim: %s keeps jumps through the table at its start, which makes it slow", name)
			}
		}
	}
	return out, t.write()
}
