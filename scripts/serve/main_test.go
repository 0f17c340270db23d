// This file defines the tests of the command line.

package main

import (
	"strings"
	"testing"
)

func TestServeSaysWhatToDoWithoutASite(t *testing.T) {
	if err := serve("127.0.0.1:0", t.TempDir()); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("error %v", err)
	}
}
