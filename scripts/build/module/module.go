// This file defines Build: one main.wasm as it is delivered, or with a few things different for a test or a measurement.

// Package module builds main.wasm, and the wasm_exec.js that belongs to it.
//
//	module.go    Build
//	standins.go  parts of the standard library that main.wasm does without
//	stamp.go     the stamp in main.wasm and wasm_exec.js
package module

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/aussom/aussom-web/scripts/build/slim"
)

// Options are what may be different from the module that is delivered.
type Options struct {
	Version string            // what version.runtime of the page's API says; default "dev"
	Tags    string            // build tags
	Replace map[string]string // Go files and those that are compiled instead, both with their full paths
	Names   bool              // keeps the names of functions, for profiles
	Lines   bool              // keeps lines and inlined functions for stack traces: nothing is made smaller
}

// compilerFlags leave out the checks of indices in Go's runtime, whose indices do not come from programs: 7 KB less to transfer.
var compilerFlags = []string{"-gcflags=runtime=-B", "-gcflags=internal/...=-B"}

// hotFunctions are those whose speed is that of every program.
var hotFunctions = []string{"github.com/aussom/aussom-web/aussom/vm.(*Thread).run"}

// Build builds main.wasm from the project in root and writes it to a file.
func Build(root, file string, o Options) error {
	scratch, err := os.MkdirTemp("", "aussom-build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	overlay, err := standIns(scratch, o.Replace)
	if err != nil {
		return err
	}
	link := "-ldflags="
	if !o.Names {
		link += "-s -w "
	}
	if o.Version != "" {
		link += "-X main.version=" + o.Version
	}
	args := append([]string{"build", "-trimpath", "-overlay", overlay, "-tags", o.Tags, link}, compilerFlags...)
	cmd := exec.Command("go", append(args, "-o", file, "./wasm")...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("main.wasm: %w\n%s", err, out)
	}
	return finish(file, o)
}

// finish makes a module smaller and faster, and stamps it.
func finish(file string, o Options) error {
	tools, err := toolchain()
	if err != nil {
		return err
	}
	module, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !o.Lines {
		if module, err = slim.Slim(module, tools.version, hotFunctions...); err != nil {
			return err
		}
	}
	if module, err = appendSection(module, sectionName, []byte(tools.stamp())); err != nil {
		return err
	}
	return os.WriteFile(file, module, 0o644)
}

// Script returns the wasm_exec.js for modules of Build.
func Script() ([]byte, error) {
	tools, err := toolchain()
	if err != nil {
		return nil, err
	}
	return stampScript(tools.support, tools.stamp()), nil
}

// output runs the go command and returns what it printed, trimmed.
func output(args ...string) (string, error) {
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		return "", errors.Join(fmt.Errorf("go %v", args), err)
	}
	return string(bytes.TrimSpace(out)), nil
}
