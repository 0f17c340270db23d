// This file defines session, one visit of the page by a browser, and visit, which makes one.

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/e2e/harness"
)

// session is one visit: a server of its own, the programs and what became of them.
type session struct {
	host   string
	faults *fault.Server
	list   []job
	byName map[string]job
	ended  chan ending

	mu       sync.Mutex
	open     map[string]bool // programs without a result yet
	right    [kinds]int
	all      [kinds]int
	problems []problem
	end      ending
}

// problem is what is wrong with a program.
type problem struct{ program, what string }

// ending is what the page tells when all programs have run.
type ending struct {
	Agent   string
	Handles int
	Error   string
}

// visit opens the page in a browser and waits until it has run all programs.
func visit(dist, query string, b launcher) (*session, error) {
	s := &session{faults: &fault.Server{}, byName: map[string]job{}, open: map[string]bool{}, ended: make(chan ending, 1)}
	mux := http.NewServeMux()
	mux.Handle("/", harness.Handler(dist, filepath.Join(harness.Root(), "e2e", "testdata"), s.faults))
	mux.HandleFunc("GET /browsers/cases", func(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(s.list) })
	mux.HandleFunc("POST /browsers/result", s.take)
	mux.HandleFunc("POST /browsers/end", s.finish)
	server := httptest.NewServer(mux)
	defer server.Close()
	defer server.CloseClientConnections()
	s.host = server.Listener.Addr().String()
	var err error
	if s.list, err = s.jobs(query != ""); err != nil {
		return nil, err
	}
	s.list = slices.DeleteFunc(s.list, func(j job) bool { return !strings.Contains(j.Name, only) })
	for _, j := range s.list {
		s.byName[j.Name], s.open[j.Name] = j, true
		s.all[j.kind]++
	}
	end, err := b.start(server.URL + "/e2e/browsers.html" + query)
	if err != nil {
		return nil, err
	}
	defer end()
	select {
	case s.end = <-s.ended:
	case <-time.After(visitLimit):
		return nil, fmt.Errorf("not done after %v; %d programs are left", visitLimit, s.left())
	}
	if s.end.Error != "" {
		return nil, fmt.Errorf("in the page: %s", s.end.Error)
	}
	for name := range s.open {
		s.problems = append(s.problems, problem{name, "was not run"})
	}
	if s.end.Handles != 0 {
		s.problems = append(s.problems, problem{"all", fmt.Sprintf("%d handles are left", s.end.Handles)})
	}
	return s, nil
}

// take judges the result of one program.
func (s *session) take(_ http.ResponseWriter, r *http.Request) {
	var got result
	err := json.NewDecoder(r.Body).Decode(&got)
	j, ok := s.byName[got.Name]
	if err != nil || !ok {
		s.note(got.Name, -1, fmt.Sprintf("no result of a program: %v", err))
		return
	}
	s.note(j.Name, j.kind, j.judge(got))
}

// note counts a result.
func (s *session) note(name string, kind int, what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, name)
	if what == "" {
		s.right[kind]++
	} else {
		s.problems = append(s.problems, problem{name, what})
	}
}

// finish takes the page's last message.
func (s *session) finish(_ http.ResponseWriter, r *http.Request) {
	var e ending
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil {
		e.Error = err.Error()
	}
	select {
	case s.ended <- e:
	default: // the page was opened twice
	}
}

// left returns how many programs have no result.
func (s *session) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}

// share returns how many of the programs of a kind did what is recorded: "400 of 400".
func (s *session) share(kind int) string { return fmt.Sprintf("%d of %d", s.right[kind], s.all[kind]) }
