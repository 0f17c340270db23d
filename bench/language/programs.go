// This file defines the programs and the page in which they run.

package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/scripts/serve/server"
)

// pageLimit is the longest that one page may live.
const pageLimit = 30 * time.Minute

// program is one program with a twin.
type program struct {
	name string
	out  string // the line it prints
}

// folder is bench, which the page reaches as /e2e/.
func folder() string { return filepath.Join(harness.Root(), "bench") }

// findPrograms returns the programs whose names match only, by name.
func findPrograms(only *regexp.Regexp) ([]program, error) {
	paths, err := filepath.Glob(filepath.Join(folder(), "*.aus"))
	if err != nil {
		return nil, err
	}
	var programs []program
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".aus")
		if !only.MatchString(name) {
			continue
		}
		out, err := os.ReadFile(strings.TrimSuffix(path, ".aus") + ".out")
		if err != nil {
			return nil, err
		}
		programs = append(programs, program{name, strings.TrimSpace(string(out))})
	}
	if len(programs) == 0 {
		return nil, errors.New("there is no such program")
	}
	return programs, nil
}

// extraPath is where the second folder of serve is offered.
const extraPath = "/extra/"

// serve starts a server with the site in dist and the programs; extra is a second folder to offer, or "".
func serve(dist, extra string) *httptest.Server {
	site := harness.Handler(dist, folder(), &fault.Server{})
	if extra != "" {
		mux := http.NewServeMux()
		mux.Handle("/", site)
		mux.Handle(extraPath, http.StripPrefix(extraPath, server.Files(extra)))
		site = mux
	}
	return httptest.NewServer(isolated(site))
}

// isolated makes pages cross-origin isolated, for a clock of 5 instead of 100 microseconds.
func isolated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		h.ServeHTTP(w, r)
	})
}

// inPage calls f with the page of the measurements, in a new browser.
func inPage(address, query string, f func(page *harness.Tab) error) error {
	browser, err := harness.Launch()
	if err != nil {
		return err
	}
	defer browser.Close()
	page, err := browser.Tab(pageLimit)
	if err != nil {
		return err
	}
	defer page.Close()
	err = page.Navigate(address + "/e2e/language/page/" + query)
	if err == nil {
		err = page.Poll("window.ready", time.Minute)
	}
	if err == nil {
		err = f(page)
	}
	for _, problem := range page.Problems() {
		err = errors.Join(err, fmt.Errorf("in the page: %s", problem))
	}
	return err
}
