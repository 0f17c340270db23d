// This file defines the native run of the programs in testdata.

// Package langtest checks the interpreter against the specification of the core language (spec 01 and 02): the programs in
// testdata are named after the section that they test, and their output was derived from the text of that section. The
// browser tests run them too.
package langtest

import (
	"os"
	"testing"
	"time"

	"github.com/aussom/aussom-web/internal/conformance/native"
)

// timeLimit is what one program may take.
const timeLimit = 30 * time.Second

func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}

func TestPrograms(t *testing.T) { native.Test(t, "testdata", nil, timeLimit) }
