// This file defines the stamp by which aussom.js notices that main.wasm and wasm_exec.js are not from the same build.

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aussom/aussom-web/scripts/build/slim"
)

// sectionName is the custom section of main.wasm that holds the stamp; aussom-loader.js reads it.
const sectionName = "aussom.build"

var wasmMagic = []byte("\x00asm\x01\x00\x00\x00")

// withLines reports whether the module is to keep the lines of its functions.
func withLines() bool { return os.Getenv("AUSSOM_LINES") != "" }

// finish makes the module smaller, copies wasm_exec.js from the Go toolchain, and puts the same stamp into both.
func finish(wasm, script string) error {
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		return err
	}
	version, err := output("go", "env", "GOVERSION")
	if err != nil {
		return err
	}
	support, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	stamp := stampOf(version, support)
	module, err := os.ReadFile(wasm)
	if err != nil {
		return err
	}
	if !withLines() {
		if module, err = slim.Slim(module, version, hotFunctions...); err != nil {
			return err
		}
	}
	if module, err = appendSection(module, sectionName, []byte(stamp)); err != nil {
		return err
	}
	return errors.Join(os.WriteFile(wasm, module, 0o644), os.WriteFile(script, stampScript(support, stamp), 0o644))
}

// hotFunctions are those whose speed is that of every program.
var hotFunctions = []string{"github.com/aussom/aussom-web/aussom/vm.(*Thread).run"}

// stampOf names a toolchain and its wasm_exec.js.
func stampOf(version string, support []byte) string {
	sum := sha256.Sum256(support)
	return version + " " + hex.EncodeToString(sum[:8])
}

// stampScript adds the stamp to wasm_exec.js as a property of its class.
func stampScript(support []byte, stamp string) []byte {
	return fmt.Appendf(bytes.TrimRight(bytes.Clone(support), "\n"), "\nglobalThis.Go.aussomBuild = %q;\n", stamp)
}

// appendSection adds a custom section to a WebAssembly module.
func appendSection(module []byte, name string, data []byte) ([]byte, error) {
	if !bytes.HasPrefix(module, wasmMagic) {
		return nil, errors.New("main.wasm is not a WebAssembly module")
	}
	body := binary.AppendUvarint(nil, uint64(len(name)))
	body = append(body, name...)
	body = append(body, data...)
	module = append(module, 0) // the id of custom sections
	module = binary.AppendUvarint(module, uint64(len(body)))
	return append(module, body...), nil
}
