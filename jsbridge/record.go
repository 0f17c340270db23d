// This file defines the record: a list of key/value texts, each text preceded by its length in bytes as a little-endian
// 32-bit number. aussom-engine.js has the other half.

package jsbridge

// field is one entry of a record. A key may occur several times.
type field struct{ key, value string }

// encodeRecord returns the record's bytes.
func encodeRecord(fields ...field) string {
	var out []byte
	for _, f := range fields {
		for _, text := range [...]string{f.key, f.value} {
			n := len(text)
			out = append(out, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
			out = append(out, text...)
		}
	}
	return string(out)
}

// decodeRecord returns the fields of a record; ok is false if it is cut short.
func decodeRecord(data string) (fields []field, ok bool) {
	for len(data) > 0 {
		var f field
		if f.key, data, ok = cutText(data); !ok {
			return nil, false
		}
		if f.value, data, ok = cutText(data); !ok {
			return nil, false
		}
		fields = append(fields, f)
	}
	return fields, true
}

// cutText splits off the first text.
func cutText(data string) (text, rest string, ok bool) {
	if len(data) < 4 {
		return "", "", false
	}
	n := int(data[0]) | int(data[1])<<8 | int(data[2])<<16 | int(data[3])<<24
	if n < 0 || n > len(data)-4 {
		return "", "", false
	}
	return data[4 : 4+n], data[4+n:], true
}
