// This file defines the writing of JSON and pack text (spec 03b, 3.1, 3.2 and 3.4).

package value

import (
	"errors"
	"math"
	"strconv"
	"unsafe"
)

// The errors of ToJSON and Pack.
var (
	// ErrNotJSON says that there is a callback or an exception in the value.
	ErrNotJSON = errors.New("A callback or an exception has no JSON form.")
	// ErrCycle says that the value contains itself. The method's name belongs before the text.
	ErrCycle = errors.New("The value contains itself.")
	// ErrTooLong says that the text would have more bytes than it may.
	ErrTooLong = errors.New("The text of the value is too long.")
)

// ToJSON returns the JSON text of v, or ErrNotJSON, ErrCycle or, for more than MaxText bytes, ErrTooLong.
func ToJSON(v Value) (string, error) { return ToJSONLimit(v, MaxText, nil) }

// ToJSONLimit is ToJSON with another limit than MaxText. A text that is refused costs time and memory in the order of
// max only. worker is told of the work.
func ToJSONLimit(v Value, max int, worker Worker) (string, error) {
	return writeJSON(v, false, max, worker)
}

// Pack returns the text from which json.unpack makes v again, or ErrNotJSON, ErrCycle or, for more than MaxText bytes, ErrTooLong.
func Pack(v Value) (string, error) { return PackLimit(v, MaxText, nil) }

// PackLimit is Pack with another limit than MaxText. worker is told of the work.
func PackLimit(v Value, max int, worker Worker) (string, error) {
	return writeJSON(v, true, max, worker)
}

// EscapeJSON returns s escaped for a JSON string, without quotes.
func EscapeJSON(s string) string {
	if plainPrefix(s) == len(s) {
		return s
	}
	return string(appendEscaped(make([]byte, 0, len(s)+len(s)/8+8), s))
}

func writeJSON(v Value, pack bool, max int, worker Worker) (string, error) {
	w := jsonWriter{pack: pack, max: max, dst: make([]byte, 0, 128)}
	w.stack = make([]frame, 0, 2)
	w.worker = worker
	if err := w.run(v); err != nil {
		return "", err
	}
	if len(w.dst) < cap(w.dst)/2 {
		return string(w.dst), nil
	}
	return unsafe.String(unsafe.SliceData(w.dst), len(w.dst)), nil // nobody writes to it any more
}

// jsonWriter writes JSON or pack text to dst.
type jsonWriter struct {
	walk
	dst  []byte
	max  int // bytes that dst may have
	pack bool
	err  error // of the worker, in the middle of a long text
}

func (w *jsonWriter) run(v Value) error {
	err := w.put(v)
	for err == nil && w.err == nil && len(w.stack) > 0 && len(w.dst) <= w.max {
		f := w.top()
		first := f.i == 0
		key, child, ok := f.next()
		if !ok {
			w.dst = append(w.dst, closing(f.v.K))
			if w.pack {
				w.dst = append(w.dst, '}')
			}
			w.leave()
			continue
		}
		if !first {
			w.dst = append(w.dst, ',')
		}
		if f.v.K != KList {
			w.string(key)
			w.dst = append(w.dst, ':')
		}
		if err = w.put(child); err == nil {
			err = w.visited()
		}
	}
	if err == nil {
		err = w.err
	}
	if err == nil && len(w.dst) > w.max {
		err = ErrTooLong
	}
	return err
}

// put writes v, or the beginning of v if it is a list, map or object.
func (w *jsonWriter) put(v Value) error {
	switch v.Kind() {
	case KList, KMap:
		w.begin(v.TypeName(), "value")
		return w.open(v)
	case KObject:
		return w.object(v)
	case KCallback, KException:
		return ErrNotJSON
	case Undef, KNull:
		w.begin("cnull", "value")
		w.dst = append(w.dst, "null"...)
	case KBool:
		w.begin("bool", "value")
		w.dst = strconv.AppendBool(w.dst, v.AsBool())
	case KInt:
		w.begin("int", "value")
		w.dst = strconv.AppendInt(w.dst, v.AsInt(), 10)
	case KDouble:
		w.begin("double", "value")
		w.double(v.AsDouble())
	case KString:
		w.begin("string", "value")
		w.string(v.GoString())
	}
	w.end()
	return nil
}

// begin writes what pack text has before the value.
func (w *jsonWriter) begin(class, member string) {
	if !w.pack {
		return
	}
	w.dst = append(w.dst, `{"type":"`...)
	w.dst = appendEscaped(w.dst, class)
	w.dst = append(w.dst, `","`...)
	w.dst = append(w.dst, member...)
	w.dst = append(w.dst, `":`...)
}

// end writes what pack text has behind the value.
func (w *jsonWriter) end() {
	if w.pack {
		w.dst = append(w.dst, '}')
	}
}

// open begins a list, map or object. run closes it.
func (w *jsonWriter) open(v Value) error {
	if !w.enter(v) {
		return ErrCycle
	}
	w.dst = append(w.dst, closing(v.K)-2)
	return nil
}

func (w *jsonWriter) object(v Value) error {
	o := v.Object()
	if s, ok := o.Native.(JSONSizer); ok && s.AussomJSONSize() > w.max-len(w.dst) {
		return ErrTooLong
	}
	if w.pack {
		if p, ok := o.Native.(Packer); ok {
			class, text := p.AussomPack()
			w.begin(class, "value")
			w.dst = append(w.dst, text...)
			w.end()
			return nil
		}
	} else if j, ok := o.Native.(JSONer); ok {
		w.dst = append(w.dst, j.AussomJSON()...)
		return nil
	}
	w.begin(o.Class.Name, "members")
	return w.open(v)
}

func (w *jsonWriter) double(d float64) {
	switch {
	case d-d == 0:
		w.dst = AppendDouble(w.dst, d)
	case w.pack:
		w.dst = append(w.dst, '"')
		w.dst = AppendDouble(w.dst, d)
		w.dst = append(w.dst, '"')
	default:
		w.dst = append(w.dst, "null"...)
	}
}

func (w *jsonWriter) string(s string) {
	w.dst = append(w.dst, '"')
	for len(s) > workBytes && w.worker != nil && w.err == nil {
		n := workBytes
		for s[n]&0xC0 == 0x80 { // not within a character
			n--
		}
		w.dst = appendEscaped(w.dst, s[:n])
		w.err = w.worker.Work(n)
		s = s[n:]
	}
	w.dst = appendEscaped(w.dst, s)
	w.dst = append(w.dst, '"')
}

// special marks the bytes that are escaped, or begin a character that may be.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	for _, c := range []byte{'"', '\\', '/', 0x7F, 0xC2, 0xE2} {
		t[c] = true
	}
	return t
}()

// plainPrefix returns the number of bytes that s begins with and that need no look.
func plainPrefix(s string) int {
	for i := 0; i < len(s); i++ {
		if special[s[i]] {
			return i
		}
	}
	return len(s)
}

// appendEscaped appends s with the escapes of spec 03b, 3.1. Unpaired surrogates stay as they are.
func appendEscaped(dst []byte, s string) []byte {
	for {
		n := plainPrefix(s)
		dst = append(dst, s[:n]...)
		if n == len(s) {
			return dst
		}
		s = s[n:]
		n = 1
		switch c := s[0]; c {
		case '"', '\\', '/':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			var r rune
			r, n = decode(s)
			if r < 0x20 || r >= 0x7F && r <= 0x9F || r >= 0x2000 && r <= 0x20FF {
				dst = appendUnicodeEscape(dst, r)
			} else {
				dst = append(dst, s[:n]...)
			}
		}
		s = s[n:]
	}
}

func appendUnicodeEscape(dst []byte, r rune) []byte {
	const upper = "0123456789ABCDEF"
	return append(dst, '\\', 'u', upper[r>>12&15], upper[r>>8&15], upper[r>>4&15], upper[r&15])
}

// PackedDouble returns the double that the string s in the pack text of a double stands for: NaN and the infinities.
func PackedDouble(s string) (float64, bool) {
	switch s {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	return 0, false
}
