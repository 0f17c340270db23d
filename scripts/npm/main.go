// This file defines the command that makes the npm package out of the built site.

// Command npm puts the files of the npm package into npm/dist:
//
//	go run ./scripts/npm [-from web/dist] [-to npm/dist]
//
// `npm pack ./npm/dist` makes the tarball of it. The folder holds what a page needs and nothing else: the ES modules with their
// types, worker.js, main.wasm and the wasm_exec.js of the same build, package.json, README.md and LICENSE.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/aussom/aussom-web/internal/runtimefiles"
)

func main() {
	from := flag.String("from", filepath.FromSlash("web/dist"), "folder of the built site")
	to := flag.String("to", filepath.FromSlash("npm/dist"), "folder to make")
	flag.Parse()
	if err := assemble(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "npm:", err)
		os.Exit(1)
	}
	fmt.Println("made", *to)
}

// assemble makes the folder to anew. It is called in the module's folder.
func assemble(from, to string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	files := map[string]string{"README.md": "npm/README.md", "LICENSE": "LICENSE"}
	names, err := runtimefiles.In(os.DirFS(from), "")
	if err != nil {
		return err
	}
	for _, name := range names {
		files[name] = filepath.Join(from, name)
	}
	for name, source := range files {
		data, err := os.ReadFile(filepath.FromSlash(source))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			return err
		}
	}
	manifest, err := os.ReadFile(filepath.FromSlash("npm/package.json"))
	if err != nil {
		return err
	}
	manifest = bytes.Replace(manifest, []byte(`"0.0.0"`), []byte(`"`+packageVersion()+`"`), 1)
	return os.WriteFile(filepath.Join(to, "package.json"), manifest, 0o644)
}

// release is a tag that npm accepts as a version.
var release = regexp.MustCompile(`^v?(\d+\.\d+\.\d+)$`)

// packageVersion returns $VERSION, or the tag of the commit, as npm writes versions; "0.0.0" for what is no release.
func packageVersion() string {
	version := os.Getenv("VERSION")
	if version == "" {
		out, err := exec.Command("git", "describe", "--tags", "--exact-match").Output()
		if err != nil {
			return "0.0.0"
		}
		version = strings.TrimSpace(string(out))
	}
	if m := release.FindStringSubmatch(version); m != nil {
		return m[1]
	}
	return "0.0.0"
}
