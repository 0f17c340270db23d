// This file defines the tests of the compression and the budget.

package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestCompression(t *testing.T) {
	data := []byte(strings.Repeat("some text to compress ", 1000))
	for _, fast := range []bool{true, false} {
		got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(brotlied(data, fast))))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("brotli, fast %v: %d bytes come back, error %v", fast, len(got), err)
		}
		r, err := gzip.NewReader(bytes.NewReader(gzipped(data, fast)))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Errorf("gzip, fast %v: %d bytes come back, error %v", fast, len(got), err)
		}
	}
}

func TestCheckBudget(t *testing.T) {
	over := []size{{path: "other", brotli: 2 * budget}, {path: "main.wasm", brotli: budget + 1}}
	if checkBudget(over, false) == nil {
		t.Error("a release over the budget passed")
	}
	if err := checkBudget(over, true); err != nil {
		t.Errorf("fast: %v", err)
	}
	if err := checkBudget([]size{{path: "main.wasm", brotli: budget}}, false); err != nil {
		t.Errorf("at the budget: %v", err)
	}
}
