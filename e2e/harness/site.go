// This file defines Build and Handler: the site under test and the server that offers it.

package harness

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/scripts/serve/server"
)

// Root returns the module's folder.
func Root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(filepath.Dir(filepath.Dir(file)))
}

// Build builds the site the fast way, without the limit on its size, and returns its folder. With the environment variable AUSSOM_DIST set it builds nothing and
// returns that folder.
func Build() (string, error) {
	if dist := os.Getenv("AUSSOM_DIST"); dist != "" {
		_, err := os.Stat(filepath.Join(dist, "main.wasm"))
		return dist, err
	}
	command := exec.Command("go", "run", "./scripts/build")
	command.Dir = Root()
	command.Env = append(os.Environ(), "FAST=1")
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the site: %w\n%s", err, output)
	}
	return filepath.Join(Root(), "web", "dist"), nil
}

// Handler serves the site in dist with its WebSocket end points, the fault server below /fault/ and the files of folder
// pages below /e2e/.
func Handler(dist, pages string, faults *fault.Server) http.Handler {
	mux := server.New(dist)
	mux.Handle("/fault/", faults)
	mux.Handle("/e2e/", http.StripPrefix("/e2e", server.Files(pages)))
	return mux
}
