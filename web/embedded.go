//go:build site

// This file defines dist for builds with the tag site: the runtime's files as scripts/build compressed them.

package web

import "embed"

//go:embed dist/aussom*.js.br dist/aussom*.d.ts.br dist/worker.js.br dist/wasm_exec.js.br dist/main.wasm.br
var dist embed.FS
