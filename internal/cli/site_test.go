// This file tests the commands for pages.

package cli

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// runtimeIn makes the current folder look like a checkout with a built site.
func runtimeIn(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{
		"aussom.js", "aussom.d.ts", "aussom-scripts.js", "aussom-scripts.d.ts", "aussom-engine.js", "aussom-loader.js",
		"aussom-sockets.js", "worker.js", "wasm_exec.js", "main.wasm",
	} {
		files["web/dist/"+name] = "content of " + name
	}
	inFolder(t, files)
}

func TestNew(t *testing.T) {
	runtimeIn(t)
	out, errs, code := invoke("new", "first")
	if code != 0 || errs != "" || !strings.Contains(out, filepath.Join("first", "main.aus")) || !strings.Contains(out, "aussom serve first") {
		t.Fatalf("code %d, output %q, errors %q", code, out, errs)
	}
	for name, want := range map[string]string{
		"index.html": `src="aussom/aussom-scripts.js"`, "main.aus": "include websocket;", "README.md": "aussom serve .",
	} {
		data, err := os.ReadFile(filepath.Join("first", name))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: %v, %q", name, err, data)
		}
	}
	if entries, err := os.ReadDir(filepath.Join("first", "aussom")); err != nil || len(entries) < 10 {
		t.Errorf("the runtime has %d files (%v)", len(entries), err)
	}
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	if out, _, code := invoke("new", "empty"); code != 0 {
		t.Errorf("an empty folder is refused: %s", out)
	}
}

func TestNewRefuses(t *testing.T) {
	runtimeIn(t)
	if err := os.WriteFile("taken", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"new", 2, "Expecting the folder"},
		{"new a b", 2, "Expecting the folder"},
		{"new --x", 2, "Expecting the folder"},
		{"new web", 1, "web: the folder is not empty"},
		{"new taken", 1, "taken: "},
		{"serve a b", 2, "Expecting the folder"},
		{"serve --port", 2, "Expecting the folder"},
		{"serve web", 1, "web: there is no site: no index.html"},
	} {
		if out, _, code := invoke(strings.Fields(c.args)...); code != c.code || !strings.HasPrefix(out, "[error] ") || !strings.Contains(out, c.want) {
			t.Errorf("%s: code %d, output %q", c.args, code, out)
		}
	}
}

func TestScriptsCalledNewAndServe(t *testing.T) {
	inFolder(t, map[string]string{"new": hello, "serve": hello})
	for _, name := range []string{"new", "serve"} {
		if out, _, code := invoke(name, "x"); code != 44 || out != "x\n" {
			t.Errorf("%s: code %d, output %q", name, code, out)
		}
	}
}

func TestServe(t *testing.T) {
	inFolder(t, map[string]string{"index.html": "the page"})
	reader, writer := io.Pipe()
	interrupt := make(chan os.Signal, 1)
	ended := make(chan int, 1)
	go func() {
		ended <- Run([]string{"serve", "--addr", "127.0.0.1:0"}, Env{Stdout: writer, Stderr: io.Discard, Interrupt: interrupt})
	}()
	line := make([]byte, 200)
	n, err := reader.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(line[:n]), "Serving . at ")
	url, _, _ := strings.Cut(rest, " ")
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || !bytes.Equal(body, []byte("the page")) || response.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("answer %q, headers %v, %v", body, response.Header, err)
	}
	interrupt <- os.Interrupt
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("code %d", code)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not end")
	}
}
