// This file defines the stamp by which aussom.js notices that main.wasm and wasm_exec.js are not from the same build.

package module

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// sectionName is the custom section of main.wasm that holds the stamp; aussom-loader.js reads it.
const sectionName = "aussom.build"

var wasmMagic = []byte("\x00asm\x01\x00\x00\x00")

// tools is what a Go toolchain gives to the pair.
type tools struct {
	version string
	support []byte // its wasm_exec.js
}

func toolchain() (tools, error) {
	goroot, err := output("env", "GOROOT")
	if err != nil {
		return tools{}, err
	}
	version, err := output("env", "GOVERSION")
	if err != nil {
		return tools{}, err
	}
	support, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	return tools{version, support}, err
}

func (t tools) stamp() string { return stampOf(t.version, t.support) }

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
