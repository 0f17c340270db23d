// This file defines the native run of the conformance programs.

// Package conformance_test runs the programs of this folder's sub-folders and compares their output with the recorded one.
package conformance_test

import (
	"os"
	"testing"
	"time"

	"github.com/aussom/aussom-web/internal/conformance"
	"github.com/aussom/aussom-web/internal/conformance/native"
)

// timeLimit is what one program may take.
const timeLimit = 10 * time.Second

// TestMain puts the process into UTC, which the recorded output was made in.
func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}

func TestConformance(t *testing.T) {
	known, err := conformance.LoadKnown("known_failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"core", "types", "modules"} {
		native.Test(t, folder, known, timeLimit)
	}
}
