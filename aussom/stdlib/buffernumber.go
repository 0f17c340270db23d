// This file defines the numbers in a Buffer: adding, setting, getting and showing them bit by bit
// (spec 03b, 4.2 to 4.4 and 4.6).

package stdlib

import (
	"math"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// bufferNumber is one way to keep a number in a Buffer: the methods addNAME, setNAME and getNAME.
type bufferNumber struct {
	name  string
	width int // bytes
	// boundsName is the name that an out-of-bounds error of getNAME gives.
	boundsName string
	// ordered tells whether addNAME and getNAME have a byte order parameter.
	ordered bool
	toBits  func(v value.Value) uint64    // the low width bytes count
	toValue func(bits uint64) value.Value // bits has width bytes
}

var bufferNumbers = [...]bufferNumber{
	{"Byte", 1, "getByte", false, intBits, func(b uint64) value.Value { return value.Int(int64(int8(b))) }},
	{"UByte", 1, "getUByte", false, intBits, unsigned},
	{"Short", 2, "getShort", true, intBits, func(b uint64) value.Value { return value.Int(int64(int16(b))) }},
	{"UShort", 2, "getShort", true, intBits, unsigned},
	{"Int", 4, "getInt", true, intBits, func(b uint64) value.Value { return value.Int(int64(int32(b))) }},
	{"UInt", 4, "getUInt", true, intBits, unsigned},
	{"Long", 8, "getLong", true, intBits, unsigned},
	{"Float", 4, "getInt", true, floatBits, func(b uint64) value.Value {
		return value.Double(float64(math.Float32frombits(uint32(b))))
	}},
	{"Double", 8, "getDouble", true, doubleBits, func(b uint64) value.Value {
		return value.Double(math.Float64frombits(b))
	}},
}

func intBits(v value.Value) uint64 { return uint64(v.AsInt()) }

func unsigned(bits uint64) value.Value { return value.Int(int64(bits)) }

func floatBits(v value.Value) uint64 {
	_, d, _ := v.Num()
	return uint64(math.Float32bits(float32(d)))
}

func doubleBits(v value.Value) uint64 {
	_, d, _ := v.Num()
	return math.Float64bits(d)
}

// add is addNAME(VALUE, string ByteOrder).
func (n bufferNumber) add() bufferMethod {
	return func(_ *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
		little, err := littleEndian(args, 1)
		if err == nil {
			err = n.store(b, b.write, n.toBits(args[0]), little)
		}
		if err == nil {
			b.write += n.width
		}
		return this, err
	}
}

// set is setNAME(int Index, VALUE, string ByteOrder).
func (n bufferNumber) set() bufferMethod {
	method := "set" + n.name
	return func(_ *vm.Thread, b *Buffer, this value.Value, args []value.Value) (value.Value, error) {
		index := args[0].AsInt()
		if err := checkRange(method, index); err != nil {
			return value.Null, err
		}
		little, err := littleEndian(args, 2)
		if err != nil {
			return value.Null, err
		}
		return this, n.store(b, int(index), n.toBits(args[1]), little)
	}
}

// get is getNAME(int Index, string ByteOrder). A negative index means the read cursor.
func (n bufferNumber) get() bufferMethod {
	method := "get" + n.name
	return func(_ *vm.Thread, b *Buffer, _ value.Value, args []value.Value) (value.Value, error) {
		index := args[0].AsInt()
		if err := checkRange(method, index); err != nil {
			return value.Null, err
		}
		little, err := littleEndian(args, 1)
		if err != nil {
			return value.Null, err
		}
		at := int(index)
		if at < 0 {
			at = b.read
		}
		if at > b.Size()-n.width {
			return value.Null, vm.Thrown("Buffer." + n.boundsName + "(): Index out of bounds.")
		}
		if index < 0 {
			b.read += n.width
		}
		return n.toValue(loadBits(b.Bytes()[at:at+n.width], little)), nil
	}
}

// store writes bits at index, or nothing if they do not fit.
func (n bufferNumber) store(b *Buffer, index int, bits uint64, little bool) error {
	if index < 0 || index > b.Size()-n.width {
		return vm.Thrown("Buffer.set" + n.name + "(): Index out of bounds.")
	}
	storeBits(b.Bytes()[index:index+n.width], bits, little)
	return nil
}

// storeBits writes the low bytes of bits that fit block.
func storeBits(block []byte, bits uint64, little bool) {
	for i := range block {
		if little {
			block[i] = byte(bits)
		} else {
			block[len(block)-1-i] = byte(bits)
		}
		bits >>= 8
	}
}

func loadBits(block []byte, little bool) uint64 {
	var bits uint64
	for i := range block {
		if little {
			bits = bits<<8 | uint64(block[len(block)-1-i])
		} else {
			bits = bits<<8 | uint64(block[i])
		}
	}
	return bits
}

// littleEndian reads the byte order argument at place i, if the method has one: exactly "little" is little-endian,
// every other text big-endian.
func littleEndian(args []value.Value, i int) (bool, error) {
	if i >= len(args) {
		return false, nil
	}
	if args[i].IsNull() {
		return false, vm.Fault("The byte order is null.")
	}
	return args[i].GoString() == "little", nil
}

// bufferDump is one of the methods that show bytes as binary digits.
type bufferDump struct {
	method     string
	width      int
	boundsName string // the name that an out-of-bounds error gives
}

var bufferDumps = [...]bufferDump{
	{"byteToBinary", 1, "byteToBinary"},
	{"shortToBinary", 2, "shortToBinary"},
	{"intToBinary", 4, "intToBinary"},
	{"floatToBinary", 4, "intToBinary"},
	{"longToBinary", 8, "longToBinary"},
	{"doubleToBinary", 8, "doubleToBinary"},
}

// dump is the method itself: (int Index, string ByteOrder).
func (d bufferDump) dump() bufferMethod {
	return func(_ *vm.Thread, b *Buffer, _ value.Value, args []value.Value) (value.Value, error) {
		index := args[0].AsInt()
		if err := checkRange(d.method, index); err != nil {
			return value.Null, err
		}
		little, err := littleEndian(args, 1)
		if err != nil {
			return value.Null, err
		}
		size := int64(b.Size())
		if index < 0 || index >= size+int64(d.width)-1 {
			return value.Null, vm.Reported("Buffer." + d.boundsName + "(): Index out of bounds.")
		}
		if index+int64(d.width) > size {
			return value.Null, vm.Fault("The value at index " + decimal(index) + " runs past the end of the buffer.")
		}
		return value.FromASCII(binaryText(b.Bytes()[index:index+int64(d.width)], little)), nil
	}
}

// binaryText shows each byte as eight binary digits, the bytes in memory order or reversed.
func binaryText(block []byte, reversed bool) string {
	bits := loadBits(block, reversed)
	text := make([]byte, 8*len(block))
	for i := range text {
		text[len(text)-1-i] = '0' + byte(bits>>i&1)
	}
	return string(text)
}
