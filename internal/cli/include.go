// This file defines finder, which finds the modules of includes in folders.

package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// finder finds modules in folders: those of -I in their order, then that of the script. Nothing outside these
// folders is ever read, not through ".." and not through symbolic links.
type finder struct {
	folders []folder
	warn    func(text string)
}

// folder is one place to look.
type folder struct {
	path   string
	prefix string // what names of modules begin with: "", or the folder and a slash
}

// newFinder returns the finder for a script. A folder of includes that does not exist is an error. warn is told of modules that
// are there but cannot be read.
func newFinder(includes []string, script string, warn func(text string)) (*finder, error) {
	f := &finder{warn: warn}
	for _, path := range includes {
		if info, err := os.Stat(path); err != nil {
			return nil, errors.New(path + ": " + strings.Replace(reason(err), "file", "folder", 1))
		} else if !info.IsDir() {
			return nil, errors.New(path + ": not a folder")
		}
		f.folders = append(f.folders, folder{path, strings.TrimSuffix(path, "/") + "/"})
	}
	dir, _ := filepath.Split(script)
	path := dir
	if path == "" {
		path = "."
	}
	f.folders = append(f.folders, folder{path, dir})
	return f, nil
}

// Find implements vm.Host.Find.
func (f *finder) Find(path string) (file, source string, ok bool) {
	for _, dir := range f.folders {
		text, err := dir.read(path)
		if err == nil {
			return dir.prefix + path, text, true
		}
		if !errors.Is(err, fs.ErrNotExist) {
			f.warn(dir.prefix + path + ": " + reason(err))
		}
	}
	return "", "", false
}

// read returns the text of a file in the folder.
func (d folder) read(path string) (string, error) {
	root, err := os.OpenRoot(d.path)
	if err != nil {
		return "", err
	}
	defer root.Close()
	info, err := root.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", &fs.PathError{Op: "read", Path: path, Err: errors.New("not a file")}
	}
	text, err := root.ReadFile(path)
	return string(text), err
}
