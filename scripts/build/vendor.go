// This file defines bundle, which makes the site's parts that come from npm.

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// bundle puts the editor and the plots, bundled from npm packages by web/vendor/build.mjs, into dist/vendor. The packages are
// installed, in the versions of package-lock.json, if they are not there yet or others are.
func bundle(root, dist string) error {
	folder := filepath.Join(root, "web", "vendor")
	if _, err := exec.LookPath("node"); err != nil {
		return fmt.Errorf("the playground's editor is bundled with Node.js, which is not installed: get version 20 or newer from https://nodejs.org (%w)", err)
	}
	if !installed(folder) {
		fmt.Println("installing the npm packages of web/vendor")
		if err := inFolder(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"); err != nil {
			return fmt.Errorf("the npm packages of web/vendor could not be installed (is npm there, and the network?): %w", err)
		}
	}
	if err := inFolder(folder, "node", "build.mjs", filepath.Join(dist, "vendor")); err != nil {
		return fmt.Errorf("web/vendor/build.mjs: %w", err)
	}
	return nil
}

// installed reports whether the packages are there and not older than the list of their versions.
func installed(folder string) bool {
	done, err := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json"))
	if err != nil {
		return false
	}
	wanted, err := os.Stat(filepath.Join(folder, "package-lock.json"))
	return err == nil && !done.ModTime().Before(wanted.ModTime())
}

// inFolder runs a command in a folder; what it writes to its standard error is shown.
func inFolder(folder, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = folder
	cmd.Stderr = os.Stderr
	return cmd.Run()
}
