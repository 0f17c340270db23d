// This file defines Buffer, the native half of the class Buffer, and the class's binding: construction,
// cursors and copying (spec 03b, 4). The numbers are in buffernumber.go, the texts in buffertext.go.

package stdlib

import (
	"math"
	"strconv"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// defaultBufferSize is the size of a Buffer whose constructor did not run or was given no size.
const defaultBufferSize = 1024

// Buffer is the native half of a script's Buffer object: a block of bytes and two cursors. It belongs to the
// goroutine that runs the program. The zero Buffer has defaultBufferSize bytes, all 0.
type Buffer struct {
	// data is the block; nil stands for defaultBufferSize zeros that nobody has looked at yet.
	data        []byte
	read, write int
}

// Bytes returns the block itself, not a copy.
func (b *Buffer) Bytes() []byte {
	if b.data == nil {
		b.data = make([]byte, defaultBufferSize)
	}
	return b.data
}

// SetBytes replaces the block by data, which the Buffer keeps, and puts both cursors to 0.
func (b *Buffer) SetBytes(data []byte) {
	b.replace(data)
	b.read, b.write = 0, 0
}

// replace replaces the block and leaves the cursors alone.
func (b *Buffer) replace(data []byte) {
	if data == nil {
		data = []byte{}
	}
	b.data = data
}

// Size returns the number of bytes.
func (b *Buffer) Size() int {
	if b.data == nil {
		return defaultBufferSize
	}
	return len(b.data)
}

// AussomText implements value.Texter.
func (b *Buffer) AussomText() string { return "Buffer(" + strconv.Itoa(b.Size()) + ")" }

// AussomJSON implements value.JSONer.
func (b *Buffer) AussomJSON() string { return `"` + value.SafeText(b.Bytes()) + `"` }

// AussomJSONSize implements value.JSONSizer.
func (b *Buffer) AussomJSONSize() int { return value.SafeTextLen(b.Size()) + 2 }

// AussomPack implements value.Packer.
func (b *Buffer) AussomPack() (class, valueJSON string) { return "Buffer", b.AussomJSON() }

// BufferOf returns the Buffer behind v, which may be an object of class Buffer or of a class that extends it.
func BufferOf(v value.Value) (*Buffer, bool) {
	if v.Kind() != value.KObject {
		return nil, false
	}
	b, ok := v.Object().Native.(*Buffer)
	return b, ok
}

// NewBuffer returns a new script object of class Buffer with the block b, which it keeps. Call it on the
// program's goroutine; the caller checks the size with Machine.CheckBuffer.
func NewBuffer(m *vm.Machine, b []byte) value.Value {
	o := m.NewObject(m.Class("Buffer"))
	buf := &Buffer{}
	buf.SetBytes(b)
	o.Native = buf
	return value.OfObject(o)
}

// bufferMethod is a method of the class Buffer; this is the receiving object, for methods that return it.
type bufferMethod func(t *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error)

// native adds to a bufferMethod the look-up of the receiver's Buffer.
func (f bufferMethod) native() vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		b, ok := BufferOf(this)
		if !ok {
			return value.Null, vm.Fault("The object has no bytes.")
		}
		return f(t, b, this, args)
	}
}

// bufferClass is the Go half of the class Buffer.
func bufferClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"Buffer":         bufferMethod(bufferConstruct).native(),
		"size":           bufferMethod(bufferSize).native(),
		"clear":          bufferMethod(bufferClear).native(),
		"writeSeek":      bufferMethod(bufferWriteSeek).native(),
		"readSeek":       bufferMethod(bufferReadSeek).native(),
		"getWriteCursor": bufferMethod(bufferWriteCursor).native(),
		"getReadCursor":  bufferMethod(bufferReadCursor).native(),
		"copyFrom":       bufferMethod(bufferCopyFrom).native(),
		"copyTo":         bufferMethod(bufferCopyTo).native(),
		"addString":      bufferMethod(bufferAddString).native(),
		"getString":      bufferMethod(bufferGetString).native(),
		"getStringAt":    bufferMethod(bufferGetStringAt).native(),
		"setString":      bufferMethod(bufferSetString).native(),
		"setStringAt":    bufferMethod(bufferSetStringAt).native(),
	}
	for _, n := range bufferNumbers {
		methods["add"+n.name] = n.add().native()
		methods["set"+n.name] = n.set().native()
		methods["get"+n.name] = n.get().native()
	}
	for _, d := range bufferDumps {
		methods[d.method] = d.dump().native()
	}
	return vm.NativeClass{New: func() any { return &Buffer{} }, Methods: methods}
}

func bufferConstruct(t *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
	size := args[0].AsInt()
	if size < 0 {
		return value.Null, vm.Reported("Buffer.newBuffer(): Size must not be negative, found " + decimal(size) + ".")
	}
	if size > math.MaxInt32 {
		return value.Null, vm.Reported("Buffer.newBuffer(): Size of " + decimal(size) +
			" is larger than a Java array can address (2147483647).")
	}
	if err := t.Machine().CheckBuffer(int(size)); err != nil {
		return value.Null, err
	}
	b.SetBytes(make([]byte, size))
	return this, nil
}

func bufferSize(_ *vm.Thread, b *Buffer, _ value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(int64(b.Size())), nil
}

func bufferClear(_ *vm.Thread, b *Buffer, this value.Value, _ []value.Value) (value.Value, error) {
	clear(b.Bytes())
	b.read, b.write = 0, 0
	return this, nil
}

func bufferWriteSeek(_ *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
	return this, b.seek("writeSeek", &b.write, args[0].AsInt())
}

func bufferReadSeek(_ *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
	return this, b.seek("readSeek", &b.read, args[0].AsInt())
}

// seek sets a cursor to a place where there is a byte.
func (b *Buffer) seek(method string, cursor *int, index int64) error {
	if err := checkRange(method, index); err != nil {
		return err
	}
	if index < 0 || index >= int64(b.Size()) {
		return vm.Reported("Buffer." + method + "(): Index out of bounds.")
	}
	*cursor = int(index)
	return nil
}

func bufferWriteCursor(_ *vm.Thread, b *Buffer, _ value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(int64(b.write)), nil
}

func bufferReadCursor(_ *vm.Thread, b *Buffer, _ value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(int64(b.read)), nil
}

func bufferCopyFrom(_ *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
	source, ok := BufferOf(args[1])
	if !ok {
		return value.Null, vm.Reported("Buffer.copyFrom(): External object is null or not of type Buffer.")
	}
	c := bufferCopy{method: "copyFrom", dest: b, source: source,
		destIndex: args[0].AsInt(), sourceIndex: orZero(args[2].AsInt()), length: args[3].AsInt()}
	return this, c.run()
}

func bufferCopyTo(_ *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
	dest, ok := BufferOf(args[1])
	if !ok {
		return value.Null, vm.Reported("Buffer.copyTo(): External object is null or not of type Buffer.")
	}
	c := bufferCopy{method: "copyTo", dest: dest, source: b,
		destIndex: orZero(args[2].AsInt()), sourceIndex: args[0].AsInt(), length: args[3].AsInt()}
	return this, c.run()
}

// orZero resolves the default -1 of an optional index.
func orZero(index int64) int64 {
	if index == -1 {
		return 0
	}
	return index
}

// bufferCopy is one call of copyFrom or copyTo. A length of -1 means all that the source has from its index.
type bufferCopy struct {
	method                         string
	dest, source                   *Buffer
	destIndex, sourceIndex, length int64
}

// run checks the bounds, the destination's first, and copies.
func (c *bufferCopy) run() error {
	for _, n := range [...]int64{c.destIndex, c.sourceIndex, c.length} {
		if err := checkRange(c.method, n); err != nil {
			return err
		}
	}
	sourceSize, destSize := int64(c.source.Size()), int64(c.dest.Size())
	length := c.length
	if length == -1 {
		length = sourceSize - max(c.sourceIndex, 0)
	}
	taken := max(length, 0)
	if c.destIndex < 0 || c.destIndex+taken > destSize {
		return vm.Reported("Buffer." + c.method + "(): Destination buffer overflow.")
	}
	if c.sourceIndex < 0 || length < 0 || c.sourceIndex+length > sourceSize {
		return vm.Reported("Buffer." + c.method + "(): Source buffer overflow.")
	}
	copy(c.dest.Bytes()[c.destIndex:], c.source.Bytes()[c.sourceIndex:c.sourceIndex+length])
	return nil
}

// checkRange refuses indexes and lengths that do not fit 32 bits.
func checkRange(method string, n int64) error {
	if n < math.MinInt32 || n > math.MaxInt32 {
		return vm.Thrown("Buffer." + method + "(): Index or size of " + decimal(n) + " is out of range.")
	}
	return nil
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
