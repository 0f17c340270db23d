// This file defines the tests of the static files.

package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// site makes a folder with the given files and returns a server for it.
func site(t *testing.T, files map[string]string) *httptest.Server {
	t.Helper()
	dir, built := t.TempDir(), time.Now()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, built, built); err != nil {
			t.Fatal(err)
		}
	}
	s := httptest.NewServer(New(dir))
	t.Cleanup(s.Close)
	return s
}

// get requests a path with headers given as name, value, name, value.
func get(t *testing.T, s *httptest.Server, method, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

var testSite = map[string]string{
	"index.html": "<p>home", "sub/index.html": "<p>sub", "main.wasm": "wasm", "main.wasm.br": "BR", "main.wasm.gz": "GZ",
	"a.js": "js", "a.css": "css", "a.d.ts": "ts", "examples/e.aus": "aus", "a.bin": "bin", "only.js": "o", "only.js.gz": "OGZ",
}

func TestFiles(t *testing.T) {
	s := site(t, testSite)
	for _, test := range []struct {
		path, accept           string
		status                 int
		kind, encoding, body   string
		wantPolicy, wantVaried bool
	}{
		{path: "/", status: 200, kind: "text/html; charset=utf-8", body: "<p>home", wantPolicy: true},
		{path: "/index.html", status: 200, kind: "text/html; charset=utf-8", body: "<p>home", wantPolicy: true},
		{path: "/sub/", status: 200, kind: "text/html; charset=utf-8", body: "<p>sub", wantPolicy: true},
		{path: "/sub", status: 404},
		{path: "/missing.js", status: 404},
		{path: "/../server.go", status: 307},
		{path: "/..%2fserver.go", status: 404},
		{path: "/a.js", status: 200, kind: "text/javascript; charset=utf-8", body: "js"},
		{path: "/a.css", status: 200, kind: "text/css; charset=utf-8", body: "css"},
		{path: "/a.d.ts", status: 200, kind: "text/plain; charset=utf-8", body: "ts"},
		{path: "/examples/e.aus", status: 200, kind: "text/plain; charset=utf-8", body: "aus"},
		{path: "/a.bin", status: 200, kind: "application/octet-stream", body: "bin"},
		{path: "/main.wasm", status: 200, kind: "application/wasm", body: "wasm", wantVaried: true},
		{path: "/main.wasm", accept: "gzip, deflate, br, zstd", status: 200, kind: "application/wasm", encoding: "br", body: "BR", wantVaried: true},
		{path: "/main.wasm", accept: "gzip", status: 200, kind: "application/wasm", encoding: "gzip", body: "GZ", wantVaried: true},
		{path: "/main.wasm", accept: "br;q=0, gzip;q=0.5", status: 200, kind: "application/wasm", encoding: "gzip", body: "GZ", wantVaried: true},
		{path: "/main.wasm", accept: "*", status: 200, kind: "application/wasm", encoding: "br", body: "BR", wantVaried: true},
		{path: "/main.wasm", accept: "*;q=0", status: 200, kind: "application/wasm", body: "wasm", wantVaried: true},
		{path: "/only.js", accept: "br", status: 200, kind: "text/javascript; charset=utf-8", body: "o", wantVaried: true},
	} {
		t.Run(test.path+" "+test.accept, func(t *testing.T) {
			headers := []string{}
			if test.accept != "" {
				headers = append(headers, "Accept-Encoding", test.accept)
			}
			response, body := get(t, s, "GET", test.path, headers...)
			if response.StatusCode != test.status {
				t.Fatalf("status %d, want %d", response.StatusCode, test.status)
			}
			if test.status != 200 {
				return
			}
			header := response.Header
			if body != test.body || header.Get("Content-Type") != test.kind || header.Get("Content-Encoding") != test.encoding {
				t.Errorf("body %q, type %q, encoding %q", body, header.Get("Content-Type"), header.Get("Content-Encoding"))
			}
			if response.ContentLength != int64(len(test.body)) {
				t.Errorf("Content-Length %d, want %d", response.ContentLength, len(test.body))
			}
			if got := header.Get("Content-Security-Policy"); (got == ContentSecurityPolicy) != test.wantPolicy {
				t.Errorf("policy %q", got)
			}
			if got := header.Get("Vary"); (got == "Accept-Encoding") != test.wantVaried {
				t.Errorf("Vary %q", got)
			}
			if header.Get("Cache-Control") != "no-cache" || header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("Cache-Control %q, X-Content-Type-Options %q", header.Get("Cache-Control"), header.Get("X-Content-Type-Options"))
			}
		})
	}
}

func TestFilesValidators(t *testing.T) {
	s := site(t, testSite)
	plain, _ := get(t, s, "GET", "/main.wasm")
	packed, _ := get(t, s, "GET", "/main.wasm", "Accept-Encoding", "br")
	if plain.Header.Get("ETag") == "" || plain.Header.Get("ETag") == packed.Header.Get("ETag") {
		t.Errorf("tags %q and %q must exist and differ", plain.Header.Get("ETag"), packed.Header.Get("ETag"))
	}
	again, body := get(t, s, "GET", "/main.wasm", "Accept-Encoding", "br", "If-None-Match", packed.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("status %d, body %q for an unchanged file", again.StatusCode, body)
	}
	head, body := get(t, s, "HEAD", "/main.wasm", "Accept-Encoding", "br")
	if head.StatusCode != 200 || body != "" || head.ContentLength != 2 {
		t.Errorf("HEAD: status %d, body %q, length %d", head.StatusCode, body, head.ContentLength)
	}
	post, _ := get(t, s, "POST", "/main.wasm")
	if post.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", post.StatusCode)
	}
}

func TestFilesIgnoreStaleVariants(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.js", "a.js.br"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "a.js.br"), old, old); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(New(dir))
	defer s.Close()
	if _, body := get(t, s, "GET", "/a.js", "Accept-Encoding", "br"); body != "a.js" {
		t.Errorf("sent %q, of an earlier build", body)
	}
}
