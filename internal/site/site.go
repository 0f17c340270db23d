// This file defines Create, which writes a starter site.

// Package site is the part of the command line that has to do with pages:
//
//	site.go     Create: a starter site
//	runtime.go  where the runtime's files come from
//	serve.go    Serve: the server for a site under development
//	starter/    the starter site's own files
package site

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed starter
var starter embed.FS

// runtimeFolder is the folder of the site that holds the runtime.
const runtimeFolder = "aussom"

// Create writes a site that runs into the folder dir: a page, a script for it, and the runtime. The folder must be
// new or empty. It returns the names of the files that one is meant to change.
func Create(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, errors.New("the folder is not empty")
	}
	runtime, err := openRuntime()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, runtimeFolder), 0o755); err != nil {
		return nil, err
	}
	own, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(own, "*")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(own, name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o644)
		}
		if err != nil {
			return nil, err
		}
	}
	return names, runtime.write(filepath.Join(dir, runtimeFolder))
}
