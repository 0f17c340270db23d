// This file defines the test of `aussom new` and `aussom serve`: the site that they make and serve runs.

package e2e

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
)

func TestStarterSite(t *testing.T) {
	if want := filepath.Join(harness.Root(), "web", "dist"); dist != want {
		if _, err := os.Stat(filepath.Join(want, "main.wasm.br")); err != nil {
			t.Skip("AUSSOM_DIST names another site, and web/dist, which the command holds, is not built")
		}
	}
	bin := filepath.Join(t.TempDir(), "aussom")
	command(t, harness.Root(), "go", "build", "-tags", "site", "-o", bin, "./cmd/aussom")
	folder := t.TempDir() // no checkout: the runtime comes out of the program
	command(t, folder, bin, "new", "mysite")
	page := tab(t)
	must(t, page.Navigate(served(t, bin, filepath.Join(folder, "mysite"))))
	must(t, page.Poll("document.getElementById('console').childElementCount === 3", 20*time.Second))
	var lines []string
	must(t, page.Eval("[...document.getElementById('console').children].map((line) => line.textContent)", &lines))
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "connecting to ws://127.0.0.1:") || lines[1] != "the server says: Hello!" ||
		lines[2] != "closed with code 1000" {
		t.Errorf("the page shows %q", lines)
	}
}

// served starts `aussom serve` and returns the address that it prints.
func served(t *testing.T, bin, folder string) string {
	t.Helper()
	serve := exec.Command(bin, "serve", "--addr", "127.0.0.1:0", folder)
	out, err := serve.StdoutPipe()
	must(t, err)
	must(t, serve.Start())
	t.Cleanup(func() {
		must(t, serve.Process.Signal(os.Interrupt))
		if err := serve.Wait(); err != nil {
			t.Errorf("aussom serve ended with %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	must(t, err)
	go io.Copy(io.Discard, out)
	_, rest, _ := strings.Cut(line, " at ")
	url, _, _ := strings.Cut(rest, " ")
	return url
}
