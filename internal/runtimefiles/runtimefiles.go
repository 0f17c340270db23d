// This file defines Patterns and In, which say which files are the runtime.

// Package runtimefiles says which files of the built site a page needs to run Aussom. The npm package and the starter site of
// `aussom new` consist of them.
package runtimefiles

import (
	"fmt"
	"io/fs"
)

// Patterns match the names of the files, all of one folder of the built site. They work side by side under any address.
// web/embedded.go has the same patterns.
var Patterns = []string{"aussom*.js", "aussom*.d.ts", "worker.js", "wasm_exec.js", "main.wasm"}

// In returns the names of the files in a folder, with suffix at their end (".br" for the compressed ones). The names are without it. It
// is an error if a pattern matches nothing: then the folder is no built site.
func In(folder fs.FS, suffix string) ([]string, error) {
	var names []string
	for _, pattern := range Patterns {
		found, err := fs.Glob(folder, pattern+suffix)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("no %s among the files of the site: is it built? (make build)", pattern+suffix)
		}
		for _, name := range found {
			names = append(names, name[:len(name)-len(suffix)])
		}
	}
	return names, nil
}
