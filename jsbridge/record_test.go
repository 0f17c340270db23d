// This file defines the tests of the record.

package jsbridge

import (
	"slices"
	"strings"
	"testing"
)

func TestRecord(t *testing.T) {
	tests := [][]field{
		nil,
		{{"", ""}},
		{{"source", "class é {}\n\x00"}, {"arg", ""}, {"arg", "b"}},
		{{"module a.b", strings.Repeat("x", 70_000)}},
	}
	for _, want := range tests {
		got, ok := decodeRecord(encodeRecord(want...))
		if !ok || !slices.Equal(got, want) {
			t.Errorf("%.100q came back as %.100q, ok %v", want, got, ok)
		}
	}
}

func TestRecordCutShort(t *testing.T) {
	record := encodeRecord(field{"key", "value"}, field{"k", "v"})
	whole := len(encodeRecord(field{"key", "value"}))
	for n := 1; n < len(record); n++ {
		if n == whole {
			continue
		}
		if fields, ok := decodeRecord(record[:n]); ok {
			t.Errorf("the first %d of %d bytes were taken for the record %q", n, len(record), fields)
		}
	}
	if _, ok := decodeRecord("\xff\xff\xff\xff"); ok {
		t.Error("a length that does not fit was accepted")
	}
}
