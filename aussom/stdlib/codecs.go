// This file defines the static classes base64 and hex of the module util (spec 04a, 3.1 and 3.2).

package stdlib

import (
	stdbase64 "encoding/base64"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// base64Class is the Go half of the class base64.
func base64Class() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"encode":       textCodec(base64Encode),
		"decode":       textCodec(base64Decode),
		"encodeSafe":   textCodec(base64EncodeSafe),
		"decodeSafe":   textCodec(base64DecodeSafe),
		"encodeBinary": base64EncodeBinary,
		"decodeBinary": base64DecodeBinary,
	}}
}

// hexClass is the Go half of the class hex.
func hexClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"encode": hexEncode,
		"decode": hexDecode,
	}}
}

// textCodec makes a method of a function from text to text. f may grow the text by a factor of 4 at most.
func textCodec(f func(w *worker, text string) (string, error)) vm.Native {
	return func(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
		text, err := textArg(args[0])
		if err == nil {
			err = t.Machine().CheckString(len(text))
		}
		if err != nil {
			return value.Null, err
		}
		out, err := f(&worker{thread: t}, text)
		if err == nil {
			err = t.Machine().CheckString(len(out))
		}
		if err != nil {
			return value.Null, err
		}
		return value.FromString(out), nil
	}
}

func textArg(v value.Value) (string, error) {
	if v.IsNull() {
		return "", vm.Fault("The text is null.")
	}
	return v.GoString(), nil
}

func base64Encode(w *worker, text string) (string, error) {
	b, err := encodeUTF8(w, text)
	if err != nil {
		return "", err
	}
	return base64Text(w, b)
}

// codecUnit is the number of bytes that are encoded at once: whole groups of three.
const codecUnit = 3 << 14

func base64Text(w *worker, b []byte) (string, error) {
	var out strings.Builder
	out.Grow(stdbase64.StdEncoding.EncodedLen(len(b)))
	for len(b) > 0 {
		n := min(codecUnit, len(b))
		out.WriteString(stdbase64.StdEncoding.EncodeToString(b[:n]))
		if err := w.did(n); err != nil {
			return "", err
		}
		b = b[n:]
	}
	return out.String(), nil
}

func base64Decode(w *worker, text string) (string, error) {
	b, err := base64Bytes(w, text)
	if err != nil {
		return "", err
	}
	return utf8Charset.decode(w, b)
}

func base64EncodeSafe(w *worker, text string) (string, error) {
	inner, err := base64Encode(w, text)
	if err != nil {
		return "", err
	}
	return hexText(w, []byte(inner))
}

// base64DecodeSafe undoes encodeSafe; what is not base64 behind the hexadecimal digits is skipped.
func base64DecodeSafe(w *worker, text string) (string, error) {
	inner, problem, err := hexBytes(w, text)
	if err != nil {
		return "", err
	}
	if problem != "" {
		return "", vm.Reported("base64.decodeSafe(): " + problem)
	}
	return base64Decode(w, string(inner))
}

// base64Bytes decodes base64 in either alphabet. Other characters are skipped, "=" ends the data, and what is left
// of an incomplete group gives the whole bytes it holds.
func base64Bytes(w *worker, text string) ([]byte, error) {
	out := make([]byte, 0, len(text)/4*3+3)
	var group uint32
	var bits uint
	for i := 0; i < len(text) && text[i] != '='; i++ {
		if err := w.did(1); err != nil {
			return nil, err
		}
		digit := base64Digits[text[i]]
		if digit == noDigit {
			continue
		}
		group = group<<6 | uint32(digit)
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(group>>bits))
		}
	}
	return out, nil
}

// noDigit marks the characters that are not in an alphabet.
const noDigit = 0xFF

// base64Digits holds the value of each character of both base64 alphabets.
var base64Digits = func() (digits [256]uint8) {
	for i := range digits {
		digits[i] = noDigit
	}
	for _, alphabet := range []string{"+/", "-_"} {
		for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + alphabet) {
			digits[c] = uint8(i)
		}
	}
	return digits
}()

func base64EncodeBinary(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	b, ok := BufferOf(args[0])
	if !ok {
		return value.Null, vm.Reported("base64.encodeBinary(): Argument is null or not of type Buffer.")
	}
	if err := t.Machine().CheckString(stdbase64.StdEncoding.EncodedLen(b.Size())); err != nil {
		return value.Null, err
	}
	text, err := base64Text(&worker{thread: t}, b.Bytes())
	return value.FromASCII(text), err
}

func base64DecodeBinary(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	text, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	b, err := base64Bytes(&worker{thread: t}, text)
	if err != nil {
		return value.Null, err
	}
	if err := t.Machine().CheckBuffer(len(b)); err != nil {
		return value.Null, err
	}
	return NewBuffer(t.Machine(), b), nil
}

func hexEncode(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	b, ok := BufferOf(args[0])
	if !ok {
		return value.Null, vm.Reported("hex.encode(): External object is null or not of type Buffer.")
	}
	if err := t.Machine().CheckString(2 * b.Size()); err != nil {
		return value.Null, err
	}
	text, err := hexText(&worker{thread: t}, b.Bytes())
	return value.FromASCII(text), err
}

func hexDecode(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	text, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	b, problem, err := hexBytes(&worker{thread: t}, text)
	if err != nil {
		return value.Null, err
	}
	if problem != "" {
		return value.Null, vm.Reported("hex.decode(): Class 'Buffer'.")
	}
	if err := t.Machine().CheckBuffer(len(b)); err != nil {
		return value.Null, err
	}
	return NewBuffer(t.Machine(), b), nil
}

// hexText encodes bytes as lower-case hexadecimal digits.
func hexText(w *worker, b []byte) (string, error) {
	const digits = "0123456789abcdef"
	var text strings.Builder
	text.Grow(2 * len(b))
	for _, c := range b {
		text.WriteByte(digits[c>>4])
		text.WriteByte(digits[c&15])
		if err := w.did(1); err != nil {
			return "", err
		}
	}
	return text.String(), nil
}

// hexBytes decodes hexadecimal digits of either case. problem says what is wrong with the text, "" if nothing is.
func hexBytes(w *worker, text string) (b []byte, problem string, err error) {
	if value.UTF16Len(text)%2 != 0 {
		return nil, "Odd number of characters.", nil
	}
	b = make([]byte, 0, len(text)/2)
	high := -1
	for i, r := range text {
		digit := hexDigit(r)
		if digit < 0 {
			// All before it are digits, so that i counts units as well as bytes.
			return nil, "Illegal hexadecimal character " + string(r) + " at index " + strconv.Itoa(i), nil
		}
		if high < 0 {
			high = digit
		} else {
			b, high = append(b, byte(high<<4|digit)), -1
		}
		if err := w.did(1); err != nil {
			return nil, "", err
		}
	}
	return b, "", nil
}

func hexDigit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'a' && r <= 'f':
		return int(r-'a') + 10
	case r >= 'A' && r <= 'F':
		return int(r-'A') + 10
	}
	return -1
}
