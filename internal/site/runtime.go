// This file defines openRuntime: the runtime's files, out of the program itself or of a built site.

package site

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"

	"github.com/aussom/aussom-web/internal/runtimefiles"
	"github.com/aussom/aussom-web/web"
)

// runtime is a source of the runtime's files.
type runtime struct {
	files  fs.FS
	packed bool // the files are there as NAME.br only
}

// openRuntime finds the files: in the program, else in web/dist of the checkout that the current folder or the program is in.
func openRuntime() (runtime, error) {
	if files, ok := web.Runtime(); ok {
		return runtime{files, true}, nil
	}
	folders := []string{"."}
	if path, err := os.Executable(); err == nil {
		folders = append(folders, filepath.Dir(filepath.Dir(path)))
	}
	for _, folder := range folders {
		dist := os.DirFS(filepath.Join(folder, "web", "dist"))
		if _, err := fs.Stat(dist, "main.wasm"); err == nil {
			return runtime{dist, false}, nil
		}
	}
	return runtime{}, errors.New("this aussom was built without the runtime for pages; build it with `make build`, " +
		"or run it in a checkout in which that was done")
}

// write writes all files into a folder. What is in the program is written compressed as well, for servers that send that.
func (r runtime) write(folder string) error {
	suffix := ""
	if r.packed {
		suffix = ".br"
	}
	names, err := runtimefiles.In(r.files, suffix)
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(r.files, name+suffix)
		if err != nil {
			return err
		}
		plain := data
		if r.packed {
			if plain, err = io.ReadAll(brotli.NewReader(bytes.NewReader(data))); err != nil {
				return err
			}
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, plain, 0o644); err != nil {
			return err
		}
		if !r.packed {
			continue
		}
		// Servers leave a compressed file alone that is older than the other.
		if err := os.WriteFile(path+suffix, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
