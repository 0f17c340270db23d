// Command build makes web/dist, everything a server needs to serve:
//
//	go run ./scripts/build            release: brotli level 11; fails, with web/dist complete, if main.wasm.br is over its budget
//	FAST=1 go run ./scripts/build     development: brotli level 5, the budget is only reported
//	AUSSOM_LINES=1 go run ./scripts/build
//	                                  to find a fault in Go code: stack traces with lines and inlined functions; no budget
//
// It builds main.wasm, copies the wasm_exec.js of the same Go toolchain, puts the same stamp into both, copies the
// files of web/, bundles what the playground takes from npm, and stores a .br and a .gz next to every file that compresses.
//
//	main.go      the steps
//	module       the package that builds main.wasm and wasm_exec.js
//	slim         the package that makes main.wasm smaller and faster
//	vendor.go    the bundles of npm packages
//	api.go       api.json, for the completions of the playground's editor
//	docs.go      the pages of the documentation
//	compress.go  compression and the size report
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/scripts/build/module"
)

func main() {
	dist, err := build(os.Getenv("FAST") != "")
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
	fmt.Println("built", dist)
}

// build makes web/dist anew and returns its path. An older one stays in place until the new one is complete.
func build(fast bool) (string, error) {
	root, err := output("go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return "", err
	}
	dist := filepath.Join(root, "web", "dist")
	next, err := scratch(root)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(next)
	if err := copyWeb(filepath.Join(root, "web"), next); err != nil {
		return "", err
	}
	if err := compileWasm(root, next); err != nil {
		return "", err
	}
	if err := errors.Join(bundle(root, next), writeAPI(next), fillPage(next), writeDocs(root, next)); err != nil {
		return "", err
	}
	sizes, err := compressAll(next, fast)
	if err != nil {
		return "", err
	}
	report(os.Stdout, sizes)
	if err := errors.Join(os.RemoveAll(dist), os.Rename(next, dist)); err != nil {
		return "", err
	}
	return dist, checkBudget(sizes, fast || withLines())
}

// scratch makes a folder of this build's own, on the file system of web/dist.
func scratch(root string) (string, error) {
	cache := filepath.Join(root, ".cache")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(cache, "dist-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}

// withLines reports whether the module is to keep the lines of its functions.
func withLines() bool { return os.Getenv("AUSSOM_LINES") != "" }

// compileWasm builds main.wasm and writes the wasm_exec.js that belongs to it.
func compileWasm(root, dist string) error {
	options := module.Options{Version: runtimeVersion(root), Lines: withLines()}
	if err := module.Build(root, filepath.Join(dist, "main.wasm"), options); err != nil {
		return err
	}
	script, err := module.Script()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dist, "wasm_exec.js"), script, 0o644)
}

// sizeMark stands in index.html where the size of main.wasm belongs.
const sizeMark = "SIZE-OF-MAIN-WASM"

// fillPage tells the site's page how large main.wasm is: a browser does not say it of a compressed answer.
func fillPage(dist string) error {
	page := filepath.Join(dist, "index.html")
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	wasm, err := os.Stat(filepath.Join(dist, "main.wasm"))
	if err != nil {
		return err
	}
	filled := strings.ReplaceAll(string(text), sizeMark, strconv.FormatInt(wasm.Size(), 10))
	return os.WriteFile(page, []byte(filled), 0o644)
}

// runtimeVersion returns what version.runtime of the page's API says: $VERSION, else the commit, else "dev".
func runtimeVersion(root string) string {
	if v := os.Getenv("VERSION"); v != "" {
		return v
	}
	v, err := output("git", "-C", root, "describe", "--tags", "--always", "--dirty")
	if err != nil || v == "" {
		return "dev"
	}
	return v
}

// copyWeb copies the files of web/, without what is built and what only tests use.
func copyWeb(web, dist string) error {
	return filepath.WalkDir(web, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(web, path)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && (rel == "dist" || rel == "vendor" || rel == "node_modules"):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(dist, rel), 0o755)
		case strings.HasPrefix(d.Name(), "."), strings.HasSuffix(rel, ".go"):
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dist, rel), data, 0o644)
	})
}

// output runs a command and returns what it printed, trimmed.
func output(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
