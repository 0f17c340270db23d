// This file defines pack, which rewrites main.wasm's data so that it compresses better: about 15 % of what is transferred.

package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// dataSection is the id of the section that holds the initial memory.
const dataSection = 11

// mergeGap is the number of zero bytes up to which two segments become one. Go's linker leaves out every short run of zeros and
// so makes some 60,000 segments, whose headers compress worse than the zeros do.
const mergeGap = 32

// segment is a part of the initial memory.
type segment struct {
	addr int
	data []byte
}

// pack merges the data segments of a module and, for a Go version whose tables it knows, removes those that only
// stack traces with line numbers need.
func pack(module []byte, goVersion string) ([]byte, error) {
	if !bytes.HasPrefix(module, wasmMagic) {
		return nil, errors.New("main.wasm is not a WebAssembly module")
	}
	r := &wasmReader{data: module, at: len(wasmMagic)}
	out := slices.Clone(wasmMagic)
	for r.at < len(module) && r.err == nil {
		start := r.at
		id := r.byte()
		body := r.bytes(r.unsigned())
		if id != dataSection {
			out = append(out, module[start:r.at]...)
			continue
		}
		memory, segments, err := readData(body)
		if err != nil {
			return nil, err
		}
		if err := stripTables(memory, goVersion); err != nil {
			return nil, err
		}
		out = append(out, dataSection)
		packed := writeData(memory, segments)
		out = binary.AppendUvarint(out, uint64(len(packed)))
		out = append(out, packed...)
	}
	return out, r.err
}

// readData returns the initial memory that a data section describes, and its segments.
func readData(section []byte) (memory []byte, segments []segment, err error) {
	r := &wasmReader{data: section}
	for n := r.unsigned(); n > 0 && r.err == nil; n-- {
		if r.byte() != 0 || r.byte() != 0x41 { // an active segment of memory 0, i32.const
			return nil, nil, errors.New("a data segment of an unknown kind")
		}
		addr := r.signed()
		if r.byte() != 0x0b { // end
			return nil, nil, errors.New("a data segment with an unknown address")
		}
		segments = append(segments, segment{addr, r.bytes(r.unsigned())})
	}
	if r.err != nil {
		return nil, nil, r.err
	}
	slices.SortFunc(segments, func(a, b segment) int { return a.addr - b.addr })
	for _, s := range segments {
		if s.addr < len(memory) {
			return nil, nil, errors.New("data segments overlap")
		}
		memory = append(memory, make([]byte, s.addr-len(memory))...)
		memory = append(memory, s.data...)
	}
	return memory, segments, nil
}

// writeData returns a data section with the contents of memory where segments are, neighbours merged.
func writeData(memory []byte, segments []segment) []byte {
	var merged [][2]int // first address, address after the last
	for _, s := range segments {
		end := s.addr + len(s.data)
		if n := len(merged); n > 0 && s.addr-merged[n-1][1] <= mergeGap {
			merged[n-1][1] = end
		} else {
			merged = append(merged, [2]int{s.addr, end})
		}
	}
	out := binary.AppendUvarint(nil, uint64(len(merged)))
	for _, m := range merged {
		out = append(out, 0, 0x41)
		out = appendSigned(out, m[0])
		out = append(out, 0x0b)
		out = binary.AppendUvarint(out, uint64(m[1]-m[0]))
		out = append(out, memory[m[0]:m[1]]...)
	}
	return out
}

// wasmReader reads the numbers and vectors of the binary format. After an error everything is zero.
type wasmReader struct {
	data []byte
	at   int
	err  error
}

func (r *wasmReader) byte() byte {
	b := r.bytes(1)
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func (r *wasmReader) bytes(n int) []byte {
	if r.err == nil && (n < 0 || n > len(r.data)-r.at) {
		r.err = fmt.Errorf("the module is cut short at byte %d", r.at)
	}
	if r.err != nil {
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

func (r *wasmReader) unsigned() int {
	v, n := binary.Uvarint(r.data[min(r.at, len(r.data)):])
	if n <= 0 {
		r.bytes(len(r.data) + 1)
		return 0
	}
	r.at += n
	return int(v)
}

func (r *wasmReader) signed() int {
	v, shift := 0, 0
	for {
		b := r.byte()
		v |= int(b&0x7f) << shift
		shift += 7
		if b&0x80 == 0 || shift > 63 {
			if b&0x40 != 0 && shift < 64 {
				v |= -1 << shift
			}
			return v
		}
	}
}

func appendSigned(out []byte, v int) []byte {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if v == 0 && b&0x40 == 0 || v == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}
