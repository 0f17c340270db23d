// This file defines compression of the built files and the report of their sizes.

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// budget is the number of bytes that main.wasm.br may have.
const budget = 750_000

// compressible are the extensions of files that get a .br and a .gz.
var compressible = map[string]bool{
	".wasm": true, ".js": true, ".ts": true, ".html": true, ".css": true, ".aus": true, ".json": true, ".svg": true, ".txt": true, ".md": true,
}

// size is the size of one file in bytes, as it is and compressed; 0 if it was not compressed.
type size struct {
	path              string
	raw, brotli, gzip int
}

// compressAll compresses the files below dir.
func compressAll(dir string, fast bool) ([]size, error) {
	var sizes []size
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s := size{raw: len(data)}
		if s.path, err = filepath.Rel(dir, path); err != nil {
			return err
		}
		if compressible[filepath.Ext(path)] {
			if s.brotli, err = store(path+".br", brotlied(data, fast)); err != nil {
				return err
			}
			if s.gzip, err = store(path+".gz", gzipped(data, fast)); err != nil {
				return err
			}
		}
		sizes = append(sizes, s)
		return nil
	})
	return sizes, err
}

// store writes a file and returns its size.
func store(path string, data []byte) (int, error) {
	return len(data), os.WriteFile(path, data, 0o644)
}

// brotlied compresses with the window size that browsers accept at most.
func brotlied(data []byte, fast bool) []byte {
	o := brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24}
	if fast {
		o.Quality = 5
	}
	var out bytes.Buffer
	w := brotli.NewWriterOptions(&out, o)
	// Writing to a bytes.Buffer does not fail.
	w.Write(data)
	w.Close()
	return out.Bytes()
}

func gzipped(data []byte, fast bool) []byte {
	level := gzip.BestCompression
	if fast {
		level = gzip.DefaultCompression
	}
	var out bytes.Buffer
	// The level is valid, and writing to a bytes.Buffer does not fail.
	w, _ := gzip.NewWriterLevel(&out, level)
	w.Write(data)
	w.Close()
	return out.Bytes()
}

// report prints a table of the sizes.
func report(out io.Writer, sizes []size) {
	fmt.Fprintf(out, "%-32s %10s %10s %10s\n", "file", "bytes", "gzip", "brotli")
	for _, s := range sizes {
		fmt.Fprintf(out, "%-32s %10d %10d %10d\n", s.path, s.raw, s.gzip, s.brotli)
	}
}

// checkBudget returns an error if main.wasm is too large to be released.
func checkBudget(sizes []size, fast bool) error {
	for _, s := range sizes {
		if s.path != "main.wasm" {
			continue
		}
		fmt.Printf("main.wasm.br: %d of %d bytes\n", s.brotli, budget)
		if s.brotli > budget && !fast {
			return fmt.Errorf("main.wasm.br has %d bytes, %d more than it may have", s.brotli, s.brotli-budget)
		}
	}
	return nil
}
