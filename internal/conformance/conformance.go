// This file defines Case and Scan, which finds the programs of a folder.

// Package conformance is what the native and the browser run of the conformance programs share.
//
//	conformance.go  Case, Scan: the programs with their recorded output
//	match.go        Difference: the comparison, with the marks <L> and <time>
//	directives.go   Directives: how a program for the browser is to be run
//	known.go        Known: programs that are known to fail, and Verdict, which counts them
//	large.go        LargeSources: programs that nest or repeat to extremes
//	native/         the native run of a program
//	output.go       Output, Matches: a program's lines on a page's console, as the native console writes them
package conformance

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Case is one program and what it must do.
type Case struct {
	Folder   string // "core"
	File     string // bare file name, as it appears in the output: "exc_trace.aus"
	Source   string
	Want     string // the complete output, with marks
	Exit     int    // the exit status, 0-255
	UnitTest bool   // NAME.test.aus: its unit tests are run instead of main
}

// Name identifies the case in reports and in the list of known failures: "core/exc_trace".
func (c Case) Name() string { return c.Folder + "/" + strings.TrimSuffix(c.File, ".aus") }

// Scan returns the programs of one folder, by name. A program without recorded output is an error.
func Scan(dir string) ([]Case, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.aus"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("conformance: no programs in %s", dir)
	}
	var cases []Case
	for _, path := range paths {
		c, err := load(path)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func load(path string) (Case, error) {
	base := strings.TrimSuffix(path, ".aus")
	source, err := os.ReadFile(path)
	if err != nil {
		return Case{}, err
	}
	want, err := os.ReadFile(base + ".out")
	if err != nil {
		return Case{}, err
	}
	exit := 0
	if text, err := os.ReadFile(base + ".exit"); err == nil {
		if exit, err = strconv.Atoi(strings.TrimSpace(string(text))); err != nil {
			return Case{}, fmt.Errorf("%s.exit: %w", base, err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return Case{}, err
	}
	return Case{
		Folder:   filepath.Base(filepath.Dir(path)),
		File:     filepath.Base(path),
		Source:   string(source),
		Want:     string(want),
		Exit:     exit,
		UnitTest: strings.HasSuffix(base, ".test"),
	}, nil
}
