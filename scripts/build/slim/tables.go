// This file defines the tables of the Go runtime about functions: runtime.pclntab.

package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// tableMagic starts the tables: a number, two zero bytes, the sizes of instructions and of pointers.
var tableMagic = []byte("\xf1\xff\xff\xff\x00\x00\x01\x08")

// offsets in a record of a function, runtime._func
const (
	fieldName      = 4
	fieldDefer     = 12
	fieldSP        = 16
	fieldFile      = 20
	fieldLine      = 24
	fieldNPlaces   = 28
	fieldUnit      = 32
	fieldStartLine = 36
	fieldFlags     = 41 // a byte
	fieldNData     = 43 // a byte
	recordSize     = 44 // the tables by place and the other data follow
)

// flagAssembly marks functions in assembly language, abi.FuncFlagAsm.
const flagAssembly = 4

// placeStackMap is the kind of table by place, among abi's PCDATA_ constants, that not only stack traces and signals use.
const placeStackMap = 1

// traceData are the kinds of data, abi's FUNCDATA_ constants, that only stack traces use: inlined calls and arguments.
// (recover uses inlined calls too, but only for functions that cannot be inlined.)
var traceData = []int{3, 5, 6}

// moduleDataOffset is the offset of the field gofunc in runtime.moduledata.
const moduleDataOffset = 320

// recordAlign is the number of bytes of which the offsets of records are multiples: 2 KB less than the needed 4.
const recordAlign = 16

const noData = 1<<32 - 1

var errTables = errors.New("slim: the tables about functions are not those of " + goRelease)

// tables are the parts of the memory image that describe functions.
type tables struct {
	names     []byte
	units     []byte // offsets in files, by compilation unit
	files     []byte // names of source files
	values    []byte // runtime.pctab: the tables by place
	index     []byte // runtime.functab: for each function its number and the offset of its record; the records
	data      []byte // go:func.*: stack maps and more, up to the end of the image
	functions []*function
}

// function is what the tables say about a function.
type function struct {
	number      int // in the code section
	record      [recordSize]byte
	sp          placeValues // distance of the stack pointer from that of the caller
	stackMaps   placeValues // numbers of the stack map
	data        []uint32    // offsets in tables.data
	deferReturn int         // place at which the function runs its deferred calls after a panic; 0 for none
}

// readTables finds the tables in the image of the memory.
func readTables(memory []byte) (*tables, error) {
	address := bytes.Index(memory, tableMagic)
	if address < 0 || len(memory) < address+72 || bytes.Contains(memory[address+1:], tableMagic) {
		return nil, errTables
	}
	header := memory[address:]
	field := func(i int) int { return int(binary.LittleEndian.Uint64(header[8*i:])) }
	offsets := []int{field(4), field(5), field(6), field(7), field(8), len(header)}
	count := field(1)
	if !slices.IsSorted(offsets) || count <= 0 || count > (offsets[5]-offsets[4])/8 {
		return nil, errTables
	}
	t := &tables{
		names:  header[offsets[0]:offsets[1]],
		units:  header[offsets[1]:offsets[2]],
		files:  header[offsets[2]:offsets[3]],
		values: header[offsets[3]:offsets[4]],
		index:  header[offsets[4]:],
	}
	// runtime.moduledata starts with the addresses of the tables and of the names.
	start := binary.LittleEndian.AppendUint64(nil, uint64(address))
	start = binary.LittleEndian.AppendUint64(start, uint64(address+offsets[0]))
	module := bytes.Index(memory, start)
	if module < 0 || len(memory) < module+moduleDataOffset+8 {
		return nil, errTables
	}
	data := int(binary.LittleEndian.Uint64(memory[module+moduleDataOffset:])) - address
	if data < offsets[4] || data > len(header) {
		return nil, errTables
	}
	t.index, t.data = header[offsets[4]:data], header[data:]
	for i := range count {
		f, err := t.readFunction(i)
		if err != nil {
			return nil, err
		}
		t.functions = append(t.functions, f)
	}
	return t, nil
}

func (t *tables) readFunction(i int) (*function, error) {
	offset := int(number(t.index, 8*i+4))
	if int(number(t.index, 8*i)) != firstFunction+i || offset+recordSize > len(t.index) {
		return nil, errTables
	}
	f := &function{number: i, record: [recordSize]byte(t.index[offset:])}
	f.deferReturn = int(f.field(fieldDefer))
	nplaces, ndata := int(f.field(fieldNPlaces)), int(f.record[fieldNData])
	if nplaces > 16 || offset+recordSize+4*(nplaces+ndata) > len(t.index) {
		return nil, errTables
	}
	rest := t.index[offset+recordSize:]
	var ok bool
	if f.sp, ok = t.table(f.field(fieldSP)); !ok {
		return nil, errTables
	}
	if nplaces > placeStackMap {
		if f.stackMaps, ok = t.table(number(rest, 4*placeStackMap)); !ok {
			return nil, errTables
		}
	}
	for j := range ndata {
		f.data = append(f.data, number(rest, 4*(nplaces+j)))
	}
	return f, nil
}

// table reads the table at an offset, 0 for none.
func (t *tables) table(offset uint32) (placeValues, bool) {
	if offset == 0 {
		return nil, true
	}
	if int(offset) >= len(t.values) {
		return nil, false
	}
	return readValues(t.values[offset:])
}

// neverReturn are functions of the runtime that never return; "*" stands for the end of a name. The compiler knows that and
// puts unrelated code behind their calls.
var neverReturn = []string{
	"runtime.gopanic", "runtime.goPanic*", "runtime.panicdivide", "runtime.panicoverflow", "runtime.panicshift",
	"runtime.panicdottypeE", "runtime.panicdottypeI", "runtime.panicnildottype", "runtime.panicmakeslice*", "runtime.panicrangestate", "runtime.panicunsafe*", "runtime.panicwrap", "runtime.throw",
}

// named returns the indices, as calls have them, of functions: there may be several of a name, one for each calling convention.
func (t *tables) named(imports int, names ...string) []uint64 {
	var found []uint64
	for _, f := range t.functions {
		start := int(f.field(fieldName))
		if start >= len(t.names) {
			continue
		}
		name, _, _ := bytes.Cut(t.names[start:], []byte{0})
		for _, wanted := range names {
			prefix, open := strings.CutSuffix(wanted, "*")
			if string(name) == wanted || open && bytes.HasPrefix(name, []byte(prefix)) {
				found = append(found, uint64(imports+f.number))
			}
		}
	}
	return found
}

// write stores the tables back, without what only stack traces use. All of them keep their address; zeros fill the rest.
func (t *tables) write() error {
	t.clearTraceData()
	clear(t.units)
	clear(t.files)
	values := []byte{0} // offset 0 means no table
	known := make(map[string]uint32)
	place := func(v placeValues) uint32 {
		if len(v) == 0 {
			return 0
		}
		table := string(v.appendTo(nil))
		offset, ok := known[table]
		if !ok {
			offset = uint32(len(values))
			values = append(values, table...)
			known[table] = offset
		}
		return offset
	}
	records := slices.Clone(t.index[:8*len(t.functions)+4])
	for i, f := range t.functions {
		for len(records)%recordAlign != 0 {
			records = append(records, 0)
		}
		binary.LittleEndian.PutUint32(records[8*i+4:], uint32(len(records)))
		records = f.appendRecord(records, place(f.sp), place(f.stackMaps))
	}
	if len(values) > len(t.values) || len(records) > len(t.index) {
		return errTables
	}
	clear(t.values[copy(t.values, values):])
	clear(t.index[copy(t.index, records):])
	return nil
}

// appendRecord appends a function's record with the offsets of its tables.
func (f *function) appendRecord(records []byte, sp, stackMaps uint32) []byte {
	var places []uint32
	if stackMaps != 0 {
		places = []uint32{0, stackMaps}
	}
	data := slices.Clone(f.data)
	for _, kind := range traceData {
		if kind < len(data) {
			data[kind] = noData
		}
	}
	for len(data) > 0 && data[len(data)-1] == noData {
		data = data[:len(data)-1]
	}
	record := f.record
	for _, field := range []int{fieldFile, fieldLine, fieldUnit, fieldStartLine} {
		putNumber(record[:], field, 0)
	}
	putNumber(record[:], fieldDefer, uint32(f.deferReturn))
	putNumber(record[:], fieldSP, sp)
	putNumber(record[:], fieldNPlaces, uint32(len(places)))
	record[fieldNData] = byte(len(data))
	records = append(records, record[:]...)
	for _, v := range append(places, data...) {
		records = binary.LittleEndian.AppendUint32(records, v)
	}
	return records
}

// clearTraceData overwrites the data that only stack traces use. Each ends where the next one that is referred to starts.
func (t *tables) clearTraceData() {
	kept, offsets := make(map[uint32]bool), []uint32{}
	var dropped []uint32
	for _, f := range t.functions {
		for kind, offset := range f.data {
			switch {
			case offset == noData:
				continue
			case slices.Contains(traceData, kind):
				dropped = append(dropped, offset)
			default:
				kept[offset] = true
			}
			offsets = append(offsets, offset)
		}
	}
	slices.Sort(offsets)
	for _, start := range dropped {
		i, _ := slices.BinarySearch(offsets, start+1)
		if !kept[start] && i < len(offsets) && int(offsets[i]) <= len(t.data) {
			clear(t.data[start:offsets[i]])
		}
	}
}

func (f *function) field(offset int) uint32 { return number(f.record[:], offset) }

func number(b []byte, offset int) uint32 { return binary.LittleEndian.Uint32(b[offset:]) }

func putNumber(b []byte, offset int, v uint32) { binary.LittleEndian.PutUint32(b[offset:], v) }
