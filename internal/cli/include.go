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
	script  string // the program's file, under this name wherever it is found
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
	f := &finder{script: script, warn: warn}
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
		text, info, err := dir.read(path)
		if err == nil {
			return f.name(dir.prefix+path, info), text, true
		}
		if !errors.Is(err, fs.ErrNotExist) {
			f.warn(dir.prefix + path + ": " + reason(err))
		}
	}
	return "", "", false
}

// name returns the name of a file that was found, which is that of the script if it is the script: a script that is included by itself or by
// its modules, through whatever folder or link, is loaded already.
func (f *finder) name(path string, info os.FileInfo) string {
	if own, err := os.Stat(f.script); err == nil && os.SameFile(own, info) {
		return f.script
	}
	return path
}

// read returns the text of a file in the folder.
func (d folder) read(path string) (string, os.FileInfo, error) {
	root, err := os.OpenRoot(d.path)
	if err != nil {
		return "", nil, err
	}
	defer root.Close()
	info, err := root.Stat(path)
	if err != nil {
		return "", nil, err
	}
	if !info.Mode().IsRegular() {
		return "", nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("not a file")}
	}
	text, err := root.ReadFile(path)
	return string(text), info, err
}
