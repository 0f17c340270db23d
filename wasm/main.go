//go:build js && wasm

// Command wasm is main.wasm, the runtime that web/aussom.js loads. Everything it does is in package jsbridge. The garbage
// collector's settings come from the environment (GOGC, GOMEMLIMIT) that aussom.js passes: package runtime/debug would bring in fmt and os.
package main

import "github.com/aussom/aussom-web/jsbridge"

// version is the runtime's version, set by scripts/build with -ldflags "-X main.version=...".
var version = "dev"

func main() { jsbridge.Serve(version) }
