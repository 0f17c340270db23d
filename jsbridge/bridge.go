//go:build js && wasm

// This file defines Bridge, the state of one runtime, and Serve.

package jsbridge

import (
	"runtime"

	"github.com/aussom/aussom-web/aussom/vm"
)

// LanguageVersion is the version of the language that the runtime implements.
const LanguageVersion = "1.4.2"

// heapLimit is how many bytes all programs together may hold: half of what a wasm memory can have, since the other half is needed for
// garbage, and while something large is copied to be enlarged.
const heapLimit = 2 << 30

// Bridge is the Go end of one runtime.
type Bridge struct {
	programs map[int32]*program // by the number that aussom.js gave
	sockets  map[int32]*conn    // by the number that Dial gave
	dialed   int32              // the number given last
	inbox    inbox
	heap     *vm.Heap  // counts what the programs hold
	waiting  []waiting // programs that wait for a turn, the one that waits longest first
}

// served is the module's one bridge: exports are functions of the module, not methods, and find it here. It is set before
// the first export can be called and never changes.
var served *Bridge

// Serve announces the runtime to aussom.js and never returns. version is the runtime's own version.
func Serve(version string) {
	defer guard()
	served = &Bridge{
		programs: map[int32]*program{},
		sockets:  map[int32]*conn{},
		heap:     vm.NewHeap(heapLimit),
	}
	jsReady(encodeRecord(
		field{"runtime", version},
		field{"aussom", LanguageVersion},
		field{"go", runtime.Version()},
	))
	select {}
}
