// This file defines stripTables, which removes the line number tables of Go's stack traces from the initial memory.

package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// knownGo is the Go version whose tables stripTables knows: runtime/symtab.go, runtime/runtime2.go (type _func) and
// internal/abi/symtab.go of that version. Other versions are left as they are.
const knownGo = "go1.26"

// pclnHeader begins the tables: the magic number, two zero bytes, the instruction size and the pointer size.
var pclnHeader = []byte("\xf1\xff\xff\xff\x00\x00\x01\x08")

// Offsets in a _func.
const (
	funcPCSP      = 16
	funcPCFile    = 20
	funcPCLn      = 24
	funcNPCData   = 28
	funcCU        = 32
	funcStartLine = 36
	funcNFuncData = 43
	funcSize      = 44 // the offsets of the pcdata tables follow, then those of the funcdata
)

// What stack traces alone use: the points at which a signal may interrupt (wasm has no signals), inlined calls, and the values of
// arguments. recover looks at inlined calls, too, but a function that calls recover is never inlined.
var (
	traceFields   = []int{funcPCFile, funcPCLn, funcCU, funcStartLine}
	tracePCData   = []int{0, 2, 3} // PCDATA_UnsafePoint, PCDATA_InlTreeIndex, PCDATA_ArgLiveIndex
	traceFuncData = []int{3, 5, 6} // FUNCDATA_InlTree, FUNCDATA_ArgInfo, FUNCDATA_ArgLiveInfo
)

// pclntab is the tables in the initial memory.
type pclntab struct {
	memory  []byte // from the header on
	funcs   int    // number of functions
	pctab   int    // offset of the tables that map addresses to values
	functab int    // offset of the function table, which follows them
}

// stripTables takes out what only line numbers in stack traces need; a trace then names the functions that were not inlined, without lines. The
// bytes become zeros, which cost next to nothing when compressed.
func stripTables(memory []byte, goVersion string) error {
	if !strings.HasPrefix(goVersion+".", knownGo+".") {
		return nil
	}
	t, err := findTables(memory)
	if err != nil {
		return err
	}
	used := make(map[uint32]bool) // offsets in pctab
	for i := range t.funcs {
		f := t.memory[t.functab+int(u32(t.memory, t.functab+8*i+4)):]
		n, m := int(u32(f, funcNPCData)), int(f[funcNFuncData])
		for _, at := range traceFields {
			put32(f, at, 0)
		}
		for _, k := range tracePCData {
			if k < n {
				put32(f, funcSize+4*k, 0)
			}
		}
		for _, k := range traceFuncData {
			if k < m {
				put32(f, funcSize+4*n+4*k, ^uint32(0))
			}
		}
		used[u32(f, funcPCSP)] = true
		for k := range n {
			used[u32(f, funcSize+4*k)] = true
		}
	}
	t.clearUnused(used)
	return nil
}

// findTables finds the one place in memory that looks like the tables.
func findTables(memory []byte) (*pclntab, error) {
	var found *pclntab
	for at := 0; ; at++ {
		i := bytes.Index(memory[at:], pclnHeader)
		if i < 0 {
			break
		}
		at += i
		h := memory[at:]
		if len(h) < 72 {
			break
		}
		field := func(k int) int { return int(binary.LittleEndian.Uint64(h[8+8*k:])) }
		t := &pclntab{memory: h, funcs: field(0), pctab: field(6), functab: field(7)}
		if t.funcs <= 0 || t.pctab < 72 || t.functab <= t.pctab || t.funcs > len(h)/8 || t.functab > len(h)-8*t.funcs {
			continue
		}
		if found != nil {
			return nil, errors.New("main.wasm: two places look like the function tables")
		}
		found = t
	}
	if found == nil {
		return nil, fmt.Errorf("main.wasm: no function tables of %s found", knownGo)
	}
	return found, nil
}

// clearUnused zeroes the tables that no used offset points to. The first byte, which stands for "no table", is zero already.
func (t *pclntab) clearUnused(used map[uint32]bool) {
	tab := t.memory[t.pctab:t.functab]
	keep := make([]bool, len(tab))
	for offset := range used {
		if offset == 0 {
			continue
		}
		for i := int(offset); i < tableEnd(tab, int(offset)); i++ {
			keep[i] = true
		}
	}
	for i := range tab {
		if !keep[i] {
			tab[i] = 0
		}
	}
}

// tableEnd returns the offset after the table at offset: pairs of a value delta and an address delta, ended by a
// value delta of 0 that is not the first.
func tableEnd(tab []byte, offset int) int {
	for first := true; ; first = false {
		delta, n := binary.Uvarint(tab[offset:])
		offset += n
		if delta == 0 && !first {
			return offset
		}
		_, n = binary.Uvarint(tab[offset:])
		offset += n
	}
}

func u32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }

func put32(b []byte, at int, v uint32) { binary.LittleEndian.PutUint32(b[at:], v) }
