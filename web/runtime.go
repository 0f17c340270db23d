// This file defines Runtime, the runtime's files that are in the program.

// Package web holds the files of the built site that `aussom new` writes, in builds with the tag site. Everything else in this
// folder is the site itself.
//
//	runtime.go   Runtime
//	embedded.go  the files, with the tag site
//	absent.go    no files, without it
package web

import "io/fs"

// Runtime returns the runtime's files, each compressed with brotli and called NAME.br; ok is false if the program was built
// without the tag site.
func Runtime() (files fs.FS, ok bool) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, false
	}
	_, err = fs.Stat(files, "main.wasm.br")
	return files, err == nil
}
