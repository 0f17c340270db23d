// This file tests the class Buffer.

package stdlib

import (
	"encoding/hex"
	"math"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

func bufferOf(hexText string) (*Buffer, value.Value) {
	b := &Buffer{}
	bytes, _ := hex.DecodeString(hexText)
	b.SetBytes(bytes)
	return b, objectOf("Buffer", b)
}

func TestBufferNumbers(t *testing.T) {
	class := bufferClass()
	for _, c := range []struct {
		add    string
		args   []any
		bytes  string
		get    string
		result string
	}{
		{"addByte", []any{-129}, "7f00000000000000", "getByte", "127"},
		{"addByte", []any{255}, "ff00000000000000", "getByte", "-1"},
		{"addUByte", []any{511}, "ff00000000000000", "getUByte", "255"},
		{"addShort", []any{-2, "big"}, "fffe000000000000", "getShort", "-2"},
		{"addShort", []any{-2, "LITTLE"}, "fffe000000000000", "getShort", "-2"},
		{"addUShort", []any{-2, "little"}, "feff000000000000", "getUShort", "65534"},
		{"addInt", []any{int64(2147483648), "big"}, "8000000000000000", "getInt", "-2147483648"},
		{"addUInt", []any{305419896, "little"}, "7856341200000000", "getUInt", "305419896"},
		{"addLong", []any{int64(81985529216486895), "little"}, "efcdab8967452301", "getLong", "81985529216486895"},
		{"addFloat", []any{0.1, "big"}, "3dcccccd00000000", "getFloat", "0.10000000149011612"},
		{"addFloat", []any{1, "big"}, "3f80000000000000", "getFloat", "1.0"},
		{"addFloat", []any{1.0e300, "big"}, "7f80000000000000", "getFloat", "Infinity"},
		{"addDouble", []any{-2.5e10, "little"}, "000000e8764817c2", "getDouble", "-2.5E10"},
		{"addDouble", []any{math.NaN(), "big"}, "7ff8000000000001", "getDouble", "NaN"},
	} {
		b, this := bufferOf("0000000000000000")
		if got := invoke(class, c.add, this, c.args...); got != "Buffer(8)" {
			t.Errorf("%s: %s", c.add, got)
		}
		if got := hex.EncodeToString(b.Bytes()); got != c.bytes && c.result != "NaN" {
			t.Errorf("%s%v gives %s, want %s", c.add, c.args, got, c.bytes)
		}
		getArgs := append([]any{-1}, c.args[1:]...)
		if got := invoke(class, c.get, this, getArgs...); got != c.result {
			t.Errorf("%s = %s, want %s", c.get, got, c.result)
		}
		if b.read != b.write || b.read == 0 {
			t.Errorf("%s: cursors at %d and %d", c.get, b.read, b.write)
		}
	}
}

func TestBufferErrors(t *testing.T) {
	class := bufferClass()
	_, other := bufferOf("0102030405")
	long := strings.Repeat("00", 12)
	for _, c := range []struct {
		bytes, method string
		args          []any
		want          string
	}{
		{"", "readSeek", []any{0}, "! R Buffer.readSeek(): Index out of bounds."},
		{"00", "writeSeek", []any{int64(4294967296)}, "! X Buffer.writeSeek(): Index or size of 4294967296 is out of range."},
		{"00", "addShort", []any{1, "big"}, "! X Buffer.setShort(): Index out of bounds."},
		{"00", "getUShort", []any{-1, "big"}, "! X Buffer.getShort(): Index out of bounds."},
		{"00", "getFloat", []any{0, "big"}, "! X Buffer.getInt(): Index out of bounds."},
		{"00", "setByte", []any{-1, 1, "big"}, "! X Buffer.setByte(): Index out of bounds."},
		{"00", "getByte", []any{int64(4294967295)}, "! X Buffer.getByte(): Index or size of 4294967295 is out of range."},
		{"0000", "addShort", []any{1, nil}, "! J The byte order is null."},
		{long, "byteToBinary", []any{12}, "! R Buffer.byteToBinary(): Index out of bounds."},
		{long, "shortToBinary", []any{13, "big"}, "! R Buffer.shortToBinary(): Index out of bounds."},
		{long, "floatToBinary", []any{15, "big"}, "! R Buffer.intToBinary(): Index out of bounds."},
		{long, "intToBinary", []any{9, "big"}, "! J The value at index 9 runs past the end of the buffer."},
		{long, "addString", []any{"1234567890123", "utf_8"}, "! X Buffer.setStringAt(): Index 13/12 out of bounds."},
		{long, "addString", []any{nil, "utf_8"}, "! J The text is null."},
		{long, "addString", []any{"x", "no_pe"}, "! J NO-PE"},
		{long, "setString", []any{"x", "nope"}, "! X Buffer._setString(): Unsupported encoding exception. NOPE"},
		{long, "getString", []any{"no_pe"}, "! X Buffer.getString(): Unsopported encoding exception. (NO-PE)"},
		{long, "setStringAt", []any{-1, "P", "utf_8"}, "! J Index -1 out of bounds."},
		{long, "getStringAt", []any{-1, 0, "utf_8"}, "! R Buffer.getStringAt(): Size must not be negative, found -1."},
		{long, "getStringAt", []any{13, 0, "utf_8"},
			"! R Buffer.getStringAt(): Reading 13 bytes at index 0 runs past the end of a buffer of 12 bytes."},
		{long, "copyFrom", []any{0, nil, -1, -1}, "! R Buffer.copyFrom(): External object is null or not of type Buffer."},
		{"0000", "copyFrom", []any{0, other, -1, -1}, "! R Buffer.copyFrom(): Destination buffer overflow."},
		{long, "copyFrom", []any{0, other, 3, 3}, "! R Buffer.copyFrom(): Source buffer overflow."},
		{long, "copyFrom", []any{0, other, 9, -1}, "! R Buffer.copyFrom(): Source buffer overflow."},
		{long, "copyFrom", []any{0, other, 0, -2}, "! R Buffer.copyFrom(): Source buffer overflow."},
		{long, "copyFrom", []any{-1, other, 0, 1}, "! R Buffer.copyFrom(): Destination buffer overflow."},
		{long, "copyTo", []any{-1, other, 0, 1}, "! R Buffer.copyTo(): Source buffer overflow."},
		{long, "copyTo", []any{0, other, 4, 2}, "! R Buffer.copyTo(): Destination buffer overflow."},
	} {
		b, this := bufferOf(c.bytes)
		if got := invoke(class, c.method, this, c.args...); got != c.want {
			t.Errorf("%s%v: %s, want %s", c.method, c.args, got, c.want)
		}
		if got := hex.EncodeToString(b.Bytes()); got != c.bytes || b.read != 0 || b.write != 0 {
			t.Errorf("%s%v changed the buffer: %s", c.method, c.args, got)
		}
	}
}

func TestBufferCopyAndText(t *testing.T) {
	class := bufferClass()
	b, this := bufferOf("0102030405")
	if got := invoke(class, "copyFrom", this, 1, this, -1, 4); got != "Buffer(5)" {
		t.Error(got)
	}
	if got := hex.EncodeToString(b.Bytes()); got != "0101020304" {
		t.Errorf("overlapping copy gives %s", got)
	}
	dest, destValue := bufferOf("0000")
	invoke(class, "copyTo", this, 3, destValue, -1, -1)
	if got := hex.EncodeToString(dest.Bytes()); got != "0304" {
		t.Errorf("copyTo gives %s", got)
	}
	if got := invoke(class, "shortToBinary", this, 3, "little"); got != "0000010000000011" {
		t.Errorf("shortToBinary gives %s", got)
	}
	if got := invoke(class, "shortToBinary", this, 3, "big"); got != "0000001100000100" {
		t.Errorf("shortToBinary gives %s", got)
	}
	invoke(class, "addString", this, "\u00e9", "iso_8859_1")
	if b.write != 2 || b.Bytes()[0] != 0xE9 {
		t.Errorf("addString: cursor %d, bytes %x", b.write, b.Bytes())
	}
	class.Methods["clear"](nil, this, nil)
	if b.write != 0 || hex.EncodeToString(b.Bytes()) != "0000000000" {
		t.Errorf("clear: cursor %d, bytes %x", b.write, b.Bytes())
	}
}

func TestBufferZeroValue(t *testing.T) {
	b := &Buffer{}
	if b.Size() != 1024 || len(b.Bytes()) != 1024 || b.AussomText() != "Buffer(1024)" {
		t.Errorf("a new Buffer has %d bytes", b.Size())
	}
	b.SetBytes(nil)
	if b.Size() != 0 || len(b.Bytes()) != 0 || b.AussomJSON() != `""` {
		t.Errorf("an empty Buffer has %d bytes", b.Size())
	}
	b.SetBytes([]byte("ab"))
	if class, text := b.AussomPack(); class != "Buffer" || text != `"5957493d"` {
		t.Errorf("pack gives %s %s", class, text)
	}
	if _, ok := BufferOf(value.Null); ok {
		t.Error("null is a Buffer")
	}
}
