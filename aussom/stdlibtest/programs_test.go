// This file defines the run of the programs of ../stdlib/testdata.

package stdlibtest

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/aussom/aussom-web/internal/conformance/native"
)

// programs is the folder of the programs. Their outputs are not recorded but derived from the specification, sentence by sentence.
var programs = filepath.Join("..", "stdlib", "testdata")

func TestPrograms(t *testing.T) { native.Test(t, programs, nil, time.Minute) }
