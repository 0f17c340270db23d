// This file defines the stand-ins for parts of the standard library that main.wasm is built with.

package main

import (
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
)

// godebugSource is a package internal/godebug without $GODEBUG, which does not exist in a browser.
//
//go:embed godebug.txt
var godebugSource []byte

// standIns writes the stand-ins to dir and returns the overlay file for go build that puts them into place. A Go
// release without a file keeps what it has.
func standIns(dir string) (overlay string, err error) {
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		return "", err
	}
	replaced := filepath.Join(goroot, "src", "internal", "godebug", "godebug.go")
	files := map[string]string{}
	if _, err := os.Stat(replaced); err == nil {
		files[replaced] = filepath.Join(dir, "godebug.go")
		if err := os.WriteFile(files[replaced], godebugSource, 0o644); err != nil {
			return "", err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": files})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o644)
}
