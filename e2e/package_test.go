// This file defines the tests of the npm package: its tarball, installed as its users install it.

package e2e

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/scripts/serve/server"
)

// packed makes the tarball of the built site in a new folder and returns its path. Without npm the test is skipped.
func packed(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("npm"); err != nil {
		if os.Getenv("AUSSOM_COMPLETE") != "" {
			t.Fatal("npm is not installed, and nothing may be left out")
		}
		t.Skip("npm is not installed: the package is not tested")
	}
	folder, to := filepath.Join(t.TempDir(), "package"), t.TempDir()
	command(t, harness.Root(), "go", "run", "./scripts/npm", "-from", dist, "-to", folder)
	name := lastLine(command(t, folder, "npm", "pack", "--silent", "--pack-destination", to))
	return filepath.Join(to, name)
}

// command runs a command in a folder and returns what it printed.
func command(t *testing.T, folder, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = folder
	var errors strings.Builder
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, errors.String())
	}
	return string(out)
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// serveFolder serves a site of a folder under the strict policy and returns its address.
func serveFolder(t *testing.T, folder string) string {
	t.Helper()
	s := httptest.NewServer(server.New(folder))
	t.Cleanup(s.Close)
	return s.URL
}

// opened opens a page and returns what it shows when all its programs are done.
func opened(t *testing.T, address string) (out string) {
	t.Helper()
	page := tab(t)
	must(t, page.Navigate(address+"/"))
	must(t, page.Poll("document.getElementById('out').textContent.split('code').length === 3 && document.getElementById('script').firstChild", 20*time.Second))
	must(t, page.Eval("document.getElementById('out').textContent + document.getElementById('script').textContent", &out))
	return out
}

// shown is what both pages show.
const shown = "log echo in the page\ncode 0, 0 handles\nlog echo in a worker\ncode 0, 0 handles\nfrom a script element"

func TestPackageInViteProject(t *testing.T) {
	tarball := packed(t)
	project := t.TempDir()
	must(t, os.CopyFS(project, os.DirFS(filepath.Join("testdata", "vite"))))
	command(t, project, "npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefer-offline")
	command(t, project, "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", "--no-save", tarball)
	command(t, project, "npm", "run", "--silent", "build")
	built := serveFolder(t, filepath.Join(project, "dist"))
	if got := opened(t, built); got != shown {
		t.Errorf("the built page shows\n%s", got)
	}
	if got := opened(t, develop(t, project, built)); got != shown {
		t.Errorf("the page shows in development\n%s", got)
	}
}

// develop starts Vite's development server in a project, with a server that has the echo, and returns its address.
func develop(t *testing.T, project, echo string) string {
	t.Helper()
	vite := exec.Command("node", filepath.Join("node_modules", "vite", "bin", "vite.js"), "--host", "127.0.0.1", "--port", "5300")
	vite.Dir = project
	vite.Env = append(os.Environ(), "AUSSOM_ECHO="+echo, "NO_COLOR=1")
	out, err := vite.StdoutPipe()
	must(t, err)
	must(t, vite.Start())
	t.Cleanup(func() {
		vite.Process.Kill()
		vite.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "Local:"); ok {
			go io.Copy(io.Discard, out)
			return strings.TrimRight(strings.TrimSpace(address), "/")
		}
	}
	t.Fatal("Vite's development server did not start")
	return ""
}

func TestPackageInPlainPage(t *testing.T) {
	tarball := packed(t)
	site := t.TempDir()
	must(t, os.CopyFS(site, os.DirFS(filepath.Join("testdata", "static"))))
	names := unpack(t, tarball, filepath.Join(site, "aussom"))
	for _, want := range []string{"package.json", "README.md", "LICENSE", "aussom.d.ts", "main.wasm", "wasm_exec.js", "worker.js"} {
		if !names[want] {
			t.Errorf("the package has no %s", want)
		}
	}
	for name := range names {
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") || name == "page.js" {
			t.Errorf("the package has %s, which no page needs", name)
		}
	}
	if got := opened(t, serveFolder(t, site)); got != shown {
		t.Errorf("the page shows\n%s", got)
	}
}

// unpack puts the files of an npm tarball into a folder and returns their names.
func unpack(t *testing.T, tarball, folder string) map[string]bool {
	t.Helper()
	must(t, os.MkdirAll(folder, 0o755))
	file, err := os.Open(tarball)
	must(t, err)
	defer file.Close()
	plain, err := gzip.NewReader(file)
	must(t, err)
	names := map[string]bool{}
	for r := tar.NewReader(plain); ; {
		header, err := r.Next()
		if err == io.EOF {
			return names
		}
		must(t, err)
		name := strings.TrimPrefix(header.Name, "package/")
		data, err := io.ReadAll(r)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(folder, filepath.Base(name)), data, 0o644))
		names[name] = true
	}
}
