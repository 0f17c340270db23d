//go:build !js

// This file defines the native run of the programs that the browser tests run: the same sources, the same output.

package websocket_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/e2e/fault"
	"github.com/aussom/aussom-web/internal/conformance"
	"github.com/aussom/aussom-web/scripts/serve/server"
	"github.com/aussom/aussom-web/websocket"
	"github.com/aussom/aussom-web/websocket/native"
)

// page is where the browser tests have the page, which relative URLs resolve against.
const page = "/e2e/harness.html"

// transcript is a console that keeps everything as the native one writes it.
type transcript struct {
	mu sync.Mutex
	b  strings.Builder
}

func (c *transcript) Line(level vm.Level, text string) { c.Print(level.Prefix() + text + "\n") }

func (c *transcript) Print(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.b.WriteString(text)
}

func (c *transcript) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.b.String()
}

func TestPrograms(t *testing.T) {
	folder := filepath.Join("..", "e2e", "programs")
	cases, err := conformance.Scan(filepath.Join(folder, "websocket"))
	if err != nil {
		t.Fatal(err)
	}
	more, err := conformance.Scan(filepath.Join(folder, "eventloop"))
	if err != nil {
		t.Fatal(err)
	}
	cases = append(cases, more...)
	probe, err := os.ReadFile(filepath.Join(folder, "websocket", "modules", "probe.aus"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		d, err := conformance.ParseDirectives(c.Source)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(c.Name(), func(t *testing.T) {
			t.Parallel()
			runProgram(t, c, d, map[string]string{"probe": string(probe)})
		})
	}
}

// patience is how long a program may take.
var patience atomic.Int64

func init() { patience.Store(int64(20 * time.Second)) }

func runProgram(t *testing.T, c conformance.Case, d conformance.Directives, modules map[string]string) {
	faults := &fault.Server{}
	mux := server.New(t.TempDir())
	mux.Handle("/fault/", faults)
	s := httptest.NewServer(mux)
	defer s.Close()
	tr := native.New(s.URL + page)
	console := &transcript{}
	p := aussom.Start(c.Source, aussom.Options{
		Name: c.File, Limits: limits(d), Args: []string{"ws" + strings.TrimPrefix(s.URL, "http")}, Modules: modules, Host: vm.Host{Console: console},
		Native: []vm.Module{websocket.Module(tr, restrictions(t, d, s.URL+page)), websocket.ClientModule()},
	})
	select {
	case <-p.Machine().Over():
	case <-time.After(time.Duration(patience.Load())):
		patience.Store(int64(time.Second)) // the others will not end either
		p.Stop()
		t.Error("not done in time")
	}
	select {
	case <-p.Machine().Over():
	case <-time.After(5 * time.Second):
		t.Fatalf("it does not stop either; so far:\n%s", console.text())
	}
	code := p.Wait()
	tr.Drain(10 * time.Second)
	got := strings.ReplaceAll(console.text(), s.Listener.Addr().String(), "HOST")
	if diff := conformance.Difference(c.Want, got); diff != "" || code != c.Exit {
		t.Errorf("code %d, want %d; %s", code, c.Exit, diff)
	}
	for id, want := range d.Seen {
		if got, ended := faults.Seen(id, 10*time.Second); !ended || !slices.Equal(got, want) {
			t.Errorf("the server saw of %s: %q, want %q, ended: %v", id, got, want, ended)
		}
	}
}

// limits turns the limits of a page's run into those of a program.
func limits(d conformance.Directives) (l vm.Limits) {
	if given, ok := d.Options["limits"].(map[string]any); ok {
		if steps, ok := given["steps"].(float64); ok {
			l.Steps = int64(steps)
		}
	}
	return l
}

// restrictions turns the policy of a page's run into options of the module.
func restrictions(t *testing.T, d conformance.Directives, base string) websocket.Options {
	t.Helper()
	o := websocket.Options{Base: base}
	policy, ok := d.Options["policy"].(map[string]any)
	if !ok {
		return o
	}
	var patterns []string
	if list, ok := policy["webSocket"].([]any); ok {
		for _, p := range list {
			patterns = append(patterns, p.(string))
		}
	}
	checked, err := websocket.NewPolicy(patterns, base)
	if err != nil {
		t.Fatal(err)
	}
	o.Policy = checked.Check
	return o
}
