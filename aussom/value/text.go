// This file defines the text form of values (spec 02, 1.1 and 11.3; 03a, 3).

package value

import "strconv"

// MaxText is the number of bytes beyond which the text, JSON and pack forms of a value are refused. A few
// lists that contain each other several times have forms larger than any memory.
const MaxText = 1 << 27

// Text returns the text form of v. A text beyond MaxText bytes is cut off; use TextLimit to learn of it.
func Text(v Value) string {
	switch v.K {
	case KString:
		return v.GoString()
	case KInt:
		return strconv.FormatInt(v.AsInt(), 10)
	}
	return string(AppendText(nil, v))
}

// AppendText appends the text form of v to dst. See Text for very long ones.
func AppendText(dst []byte, v Value) []byte {
	start := len(dst)
	w := textWriter{dst: dst, max: start + MaxText}
	if w.run(v) != nil {
		n := w.max
		for n > start && w.dst[n]&0xC0 == 0x80 {
			n--
		}
		w.dst = append(w.dst[:n], "..."...)
	}
	return w.dst
}

// TextLimit returns the text form of v and true, or "" and false if it has more than max bytes. A text
// that is refused costs time and memory in the order of max only.
func TextLimit(v Value, max int) (string, bool) {
	text, err := TextWork(v, max, nil)
	return text, err == nil
}

// TextWork is TextLimit with a worker, which is told of the work. The error is ErrTooLong or one of the worker.
func TextWork(v Value, max int, worker Worker) (string, error) {
	if v.K == KString {
		s := v.GoString()
		if len(s) > max {
			return "", ErrTooLong
		}
		return s, nil
	}
	w := textWriter{max: max}
	w.worker = worker
	if err := w.run(v); err != nil {
		return "", err
	}
	return string(w.dst), nil
}

// textWriter writes a text form to dst, up to a length of max.
type textWriter struct {
	walk
	dst []byte
	max int
}

// run writes v. The error is ErrTooLong or one of the worker.
func (w *textWriter) run(v Value) error {
	v = shown(v)
	if v.K == KString {
		w.dst = append(w.dst, v.GoString()...)
	} else {
		w.put(v)
	}
	for len(w.stack) > 0 && len(w.dst) <= w.max {
		f := w.top()
		first := f.i == 0
		key, child, ok := f.next()
		kind := f.v.K
		if !ok {
			w.leave()
			w.newLine()
			w.dst = append(w.dst, closing(kind))
			continue
		}
		if !first {
			w.dst = append(w.dst, ',')
		}
		w.newLine()
		if kind != KList {
			quote := byte('"')
			if kind == KObject {
				quote = '\''
			}
			w.dst = append(w.dst, quote)
			w.dst = append(w.dst, key...)
			w.dst = append(w.dst, quote, ':', ' ')
		}
		w.put(child)
		if err := w.visited(); err != nil {
			return err
		}
	}
	if len(w.dst) > w.max {
		return ErrTooLong
	}
	return nil
}

// newLine ends a line and indents the next one by the number of open values.
func (w *textWriter) newLine() {
	w.dst = append(w.dst, '\n')
	for range w.stack {
		w.dst = append(w.dst, '\t')
	}
}

func closing(k Kind) byte {
	if k == KList {
		return ']'
	}
	return '}'
}

// shown returns the value whose form stands for v: the built-in value behind an object without members of a class that extends a
// built-in type, and v itself for all else.
func shown(v Value) Value {
	if v.K == KObject && len(v.Object().Class.Order) == 0 {
		if in, ok := v.Object().Inner(); ok {
			return in
		}
	}
	return v
}

// put writes v as it stands inside other values, or the beginning of v if it has elements.
func (w *textWriter) put(v Value) {
	v = shown(v)
	switch v.Kind() {
	case Undef, KNull:
		w.dst = append(w.dst, "null"...)
	case KBool:
		w.dst = strconv.AppendBool(w.dst, v.AsBool())
	case KInt:
		w.dst = strconv.AppendInt(w.dst, v.AsInt(), 10)
	case KDouble:
		w.dst = AppendDouble(w.dst, v.AsDouble())
	case KString:
		w.dst = append(w.dst, '"')
		w.dst = append(w.dst, v.GoString()...)
		w.dst = append(w.dst, '"')
	case KCallback:
		w.dst = v.Callback().appendText(w.dst)
	case KException:
		w.dst = append(w.dst, v.Exception().Block()...)
	default:
		w.putContainer(v)
	}
}

// putContainer writes what has elements; one that contains itself is cut there (spec 02, 1.1).
func (w *textWriter) putContainer(v Value) {
	switch {
	case members(v) > 0:
		if !w.enter(v) {
			w.dst = append(w.dst, "<cycle>"...)
			return
		}
		w.dst = append(w.dst, closing(v.K)-2) // '[' and '{' are two before ']' and '}'
	case v.K == KList:
		w.dst = append(w.dst, "[]"...)
	default:
		if v.K == KObject {
			if t, ok := v.Object().Native.(Texter); ok {
				w.dst = append(w.dst, t.AussomText()...)
				return
			}
		}
		w.dst = append(w.dst, "{}"...)
	}
}

// appendText appends "callback CLASS@HEX::NAME".
func (c *Callback) appendText(dst []byte) []byte {
	dst = append(dst, "callback "...)
	if c.This.IsNull() {
		dst = append(dst, "null"...)
	} else {
		id := &c.id
		if c.This.K == KObject {
			id = &c.This.Object().id
		}
		dst = append(dst, c.This.ClassName()...)
		dst = append(dst, '@')
		dst = strconv.AppendUint(dst, uint64(identity(id)), 16)
	}
	dst = append(dst, "::"...)
	return append(dst, c.Name...)
}

// Block returns the text form of e: several lines, the last one ended too (spec 02, 11.3).
func (e *Exception) Block() string {
	return "line " + strconv.Itoa(e.Line) + ": [cException] " + string(e.Type) + " Exception\n\tid: " + e.ID +
		"\n\ttext: " + e.Text + "\n\tdetails: " + e.Details + "\n\tstackTrace: " + e.StackTrace() + "\n"
}
