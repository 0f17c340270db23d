// This file defines the tests that keep the packages' arrows pointing down.

// Package archtest holds the rules about who may import whom, as tests over the import clauses of the module:
//
//	e2e / scripts / cmd  >  wasm  >  jsbridge  >  websocket  >  aussom  >  aussom/stdlib  >  aussom/vm  >  aussom/compile  >
//	aussom/value, aussom/syntax
//
// A package imports only what stands right of it. And as tests over comments: what the maps of packages and files say is there
// (map_test.go).
package archtest

import (
	"errors"
	"go/build"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/aussom/aussom-web"

// layers from the lowest to the highest. A folder belongs to the longest prefix; folders that are in no layer are above all of them.
var layers = [][]string{
	{"aussom/value", "aussom/syntax"},
	{"aussom/compile"},
	{"aussom/vm"},
	{"aussom/stdlib"},
	{"aussom"},
	{"websocket"},
	{"jsbridge"},
	{"wasm"},
}

// forbidden are the packages that make main.wasm large; nothing below it imports them.
var forbidden = []string{"fmt", "encoding/json", "net/http", "regexp", "text/template", "html/template", "reflect", "os"}

// bridges are the packages that reach into JavaScript through objects and may panic there. jsbridge does without them: its
// imports pass numbers and addresses.
var bridges = []string{"syscall/js", "github.com/hack-pad/safejs"}

// source is one package as it is built for one platform.
type source struct {
	folder   string // slash-separated, relative to the module
	platform string
	imports  []string // of the package itself, not of its tests
	tests    []string
}

// sources returns all packages of the module for both platforms.
func sources(t *testing.T) []source {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	native, js := build.Default, build.Default
	native.CgoEnabled, js.CgoEnabled = false, false
	js.GOOS, js.GOARCH = "js", "wasm"
	var all []source
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || name == "dist") {
			return filepath.SkipDir
		}
		folder, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, context := range []build.Context{native, js} {
			p, err := context.ImportDir(path, 0)
			if noGo := (*build.NoGoError)(nil); errors.As(err, &noGo) {
				continue
			} else if err != nil {
				return err
			}
			all = append(all, source{filepath.ToSlash(folder), context.GOOS, p.Imports, append(p.TestImports, p.XTestImports...)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// layer returns the number of a folder's layer, and which entry of the layer it belongs to.
func layer(folder string) (rank int, entry string) {
	rank = len(layers)
	for i, entries := range layers {
		for _, e := range entries {
			if (folder == e || strings.HasPrefix(folder, e+"/")) && len(e) > len(entry) {
				rank, entry = i, e
			}
		}
	}
	return rank, entry
}

// within returns the folder of an import of this module.
func within(path string) (folder string, ok bool) { return strings.CutPrefix(path, module+"/") }

func TestLayers(t *testing.T) {
	found := map[int]bool{}
	for _, s := range sources(t) {
		rank, entry := layer(s.folder)
		found[rank] = true
		for _, path := range s.imports {
			folder, ok := within(path)
			if !ok {
				continue
			}
			below, other := layer(folder)
			if below > rank || below == rank && other != entry {
				t.Errorf("%s (%s) imports %s, which is not below it", s.folder, s.platform, folder)
			}
			if rank < len(layers) && below == len(layers) {
				t.Errorf("%s (%s) imports %s, which is in no layer", s.folder, s.platform, folder)
			}
		}
	}
	for i := range layers {
		if !found[i] {
			t.Errorf("no package in layer %v: the rule checks nothing", layers[i])
		}
	}
}

func TestBrowserTestsDoNotImportTheInterpreter(t *testing.T) {
	for _, s := range sources(t) {
		if s.folder != "e2e" && !strings.HasPrefix(s.folder, "e2e/") {
			continue
		}
		for _, path := range append(s.imports, s.tests...) {
			if folder, ok := within(path); ok {
				if rank, _ := layer(folder); rank < len(layers) {
					t.Errorf("%s imports %s", s.folder, folder)
				}
			}
		}
	}
}

func TestWasmStaysSmall(t *testing.T) {
	for _, s := range sources(t) {
		if rank, _ := layer(s.folder); rank == len(layers) || s.platform != "js" {
			continue
		}
		for _, path := range s.imports {
			if slices.Contains(forbidden, path) {
				t.Errorf("%s imports %s", s.folder, path)
			}
		}
	}
}

func TestNothingReachesJavaScriptThroughObjects(t *testing.T) {
	for _, s := range sources(t) {
		for _, path := range append(s.imports, s.tests...) {
			for _, bridge := range bridges {
				if path == bridge || strings.HasPrefix(path, bridge+"/") {
					t.Errorf("%s imports %s", s.folder, path)
				}
			}
		}
	}
}
