// This file defines the command line of the development server.

// Command serve serves the built site and the WebSocket end points of its examples on this machine.
//
//	go run ./scripts/serve [-addr 127.0.0.1:8080] [-dir web/dist]
//
// If the port is taken, the next free one is used; the address is printed.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/aussom/aussom-web/scripts/serve/server"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address to listen on; the next free port is used if it is taken")
	dir := flag.String("dir", filepath.FromSlash("web/dist"), "folder to serve")
	flag.Parse()
	if err := serve(*addr, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func serve(addr, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return fmt.Errorf("no site in %s: run `make build` first (%w)", dir, err)
	}
	listener, err := server.Listen(addr)
	if err != nil {
		return err
	}
	fmt.Printf("Serving %s at http://%s/\n", dir, listener.Addr())
	s := &http.Server{Handler: server.New(dir), ReadHeaderTimeout: 10 * time.Second}
	return s.Serve(listener)
}
