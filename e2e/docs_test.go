// This file runs the code of the guides that needs a browser: each block of JavaScript as a module, each one of HTML as a page.

package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/internal/docs"
)

// guideBlocks returns the blocks of the guides in a language, by "FILE:LINE". Those with the word "no-run" are left out.
func guideBlocks(t *testing.T, language string) map[string]docs.Block {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(harness.Root(), "docs", "*.md"))
	must(t, err)
	found := map[string]docs.Block{}
	for _, file := range append(files, filepath.Join(harness.Root(), "npm", "README.md"), filepath.Join(harness.Root(), "README.md")) {
		source, err := os.ReadFile(file)
		must(t, err)
		name := strings.ReplaceAll(strings.TrimPrefix(file, harness.Root()+"/"), "/", "-")
		for _, b := range docs.Blocks(source) {
			if b.Language == language && !b.Has("no-run") && filepath.Base(file) != "api.md" {
				found[fmt.Sprintf("%s:%d", name, b.Line)] = b
			}
		}
	}
	if len(found) == 0 {
		t.Fatalf("no blocks in %s", language)
	}
	return found
}

// guideSite is a server with the blocks, NAME below /guide/, and the runtime beside them and below /guide/aussom/. It is example.org.
func guideSite(t *testing.T, blocks map[string]docs.Block, kind string) site {
	t.Helper()
	overrides := map[string]http.HandlerFunc{}
	files, err := filepath.Glob(filepath.Join(dist, "*"))
	must(t, err)
	for _, file := range files {
		serveFile := func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(file, ".js") {
				w.Header().Set("Content-Type", "text/javascript")
			}
			http.ServeFile(w, r, file)
		}
		overrides["/guide/aussom/"+filepath.Base(file)] = serveFile
		overrides["/guide/"+filepath.Base(file)] = serveFile
	}
	for name, b := range blocks {
		text := strings.NewReplacer(`"aussom-web"`, `"./aussom/aussom.js"`, "wss://example.org/echo", "/ws/echo").Replace(b.Text)
		overrides["/guide/"+name] = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws: wss:")
			fmt.Fprint(w, text)
		}
	}
	overrides["/favicon.ico"] = func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }
	return serve(t, overrides)
}

func TestGuidesJavaScript(t *testing.T) {
	blocks := guideBlocks(t, "js")
	s := guideSite(t, blocks, "text/javascript")
	for name, b := range blocks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := tab(t)
			var got string
			must(t, page.Navigate(s.URL+"/e2e/guide.html?/guide/"+name))
			must(t, page.Poll("window.finished", 5*time.Second))
			must(t, page.Eval("window.finished", &got))
			got = strings.ReplaceAll(got, strings.TrimPrefix(s.URL, "http://"), "localhost:8080")
			if want := strings.TrimRight(b.Expected, "\n"); got != want {
				t.Errorf("it logs\n%s\nnot\n%s", got, want)
			}
		})
	}
}

func TestGuidesHTML(t *testing.T) {
	blocks := guideBlocks(t, "html")
	s := guideSite(t, blocks, "text/html")
	for name, b := range blocks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := tab(t)
			must(t, page.Navigate(s.URL+"/guide/"+name))
			must(t, page.Poll(fmt.Sprintf("document.body.innerText.trim() === %q", strings.TrimSpace(b.Expected)), 10*time.Second))
		})
	}
}

// TestDocumentationPages opens every page of the documentation and follows its links to the others.
func TestDocumentationPages(t *testing.T) {
	s := serve(t, nil)
	page := tab(t)
	must(t, page.Navigate(s.URL+"/docs/"))
	var pages []string
	must(t, page.Eval("[...document.querySelectorAll('header nav a')].map((a) => a.href)", &pages))
	if len(pages) < 5 {
		t.Errorf("the menu has %d pages", len(pages))
	}
	for _, address := range pages {
		must(t, page.Navigate(address))
		var missing []string
		must(t, page.Eval(`(async () => {
			const missing = [];
			for (const { href } of document.querySelectorAll("a[href]")) {
				const url = new URL(href);
				if (url.origin !== location.origin || url.hash.startsWith("#1z")) continue;
				const response = await fetch(url);
				const there = new DOMParser().parseFromString(await response.text(), "text/html");
				const id = decodeURIComponent(url.hash.slice(1));
				if (!response.ok || (id && !there.getElementById(id))) missing.push(href);
			}
			if (document.documentElement.scrollWidth > innerWidth) missing.push("the page is wider than the window");
			return missing;
		})()`, &missing))
		for _, link := range missing {
			t.Errorf("%s: %s", address, link)
		}
	}
}

// TestDocumentationIsAccessible lets axe-core look at every page of the documentation.
func TestDocumentationIsAccessible(t *testing.T) {
	s := serve(t, nil)
	for scheme, dark := range map[string]bool{"light": false, "dark": true} {
		t.Run(scheme, func(t *testing.T) {
			t.Parallel()
			page := tab(t)
			must(t, page.PreferDark(dark))
			must(t, page.Navigate(s.URL+"/docs/"))
			var pages []string
			must(t, page.Eval("[location.href, ...[...document.querySelectorAll('header nav a')].map((a) => a.href)]", &pages))
			for _, address := range pages {
				must(t, page.Navigate(address))
				axe(t, page)(address)
				if !dark {
					screenshots(t, page, "docs-"+strings.TrimSuffix(path.Base(address), ".html"))
					must(t, page.PreferDark(dark))
				}
			}
		})
	}
}

// TestGuidesOpenInThePlayground opens the scripts of a guide with their links, and runs one.
func TestGuidesOpenInThePlayground(t *testing.T) {
	s := serve(t, nil)
	guide := tab(t)
	must(t, guide.Navigate(s.URL+"/docs/tour.html"))
	var links []string
	must(t, guide.Eval("[...document.querySelectorAll('a.try')].map((a) => a.href)", &links))
	source, err := os.ReadFile(filepath.Join(harness.Root(), "docs", "tour.md"))
	must(t, err)
	blocks := slices.DeleteFunc(docs.Blocks(source), func(b docs.Block) bool { return b.Language != "aussom" })
	if len(links) != len(blocks) {
		t.Fatalf("%d links, %d blocks", len(links), len(blocks))
	}
	page := openPage(t, s, strings.TrimPrefix(links[0], s.URL+"/"))
	for i, b := range blocks {
		must(t, page.Eval(fmt.Sprintf("location.hash = new URL(%q).hash", links[i]), nil))
		if err := page.Poll(fmt.Sprintf("playground.source === %q", b.Script()), 5*time.Second); err != nil {
			t.Errorf("block at line %d: %v", b.Line, err)
		}
	}
	must(t, page.Eval(fmt.Sprintf("location.hash = new URL(%q).hash", links[0]), nil))
	must(t, page.Poll("playground.source.includes('class Hello')", 5*time.Second))
	runToEnd(t, page, "done")
	if lines := consoleLines(t, page); lines[0] != "log Hello, world!" {
		t.Errorf("console %q", lines)
	}
}
