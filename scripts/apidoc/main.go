// Command apidoc makes docs/api.md, the reference of the library's classes, from the documentation comments of the modules' sources:
//
//	go run ./scripts/apidoc          writes the file
//	go run ./scripts/apidoc -check   fails if the file is not what would be written
//
// The site's page docs/api.html is made from it, as from the other files of docs/, by scripts/build.
//
//	main.go      the file and the check
//	markdown.go  what is written of a module, a class and a method
//	prose.go     the text of a documentation comment as Markdown
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	check := flag.Bool("check", false, "only check that the file is up to date")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "apidoc:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	path := filepath.Join(strings.TrimSpace(string(root)), "docs", "api.md")
	text, err := reference()
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(path, text, 0o644)
	}
	found, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(found, text) {
		return errors.New("docs/api.md is not up to date: go run ./scripts/apidoc")
	}
	return nil
}
