// This file defines Browser: finding and starting one.

// Package harness drives the built site in a browser, for the tests of package e2e and the measurements in bench.
//
//	browser.go  Browser: finding and starting one
//	tab.go      Tab: one page, its scripts' results and everything that went wrong in it
//	site.go     Build, Handler: the site and the server that offers it
package harness

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// candidates are the names under which Chromium is installed.
var candidates = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// FindBrowser returns the path of the browser: the environment variable AUSSOM_BROWSER, else the first candidate on the path.
func FindBrowser() (string, error) {
	if path := os.Getenv("AUSSOM_BROWSER"); path != "" {
		return exec.LookPath(path)
	}
	for _, name := range candidates {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no browser found (looked for %v): run scripts/install-browser.sh, install Chromium, or set AUSSOM_BROWSER", candidates)
}

// Browser is one running browser with a profile of its own.
type Browser struct {
	ctx   context.Context
	close []context.CancelFunc
}

// Launch starts a headless browser with an empty profile, in the time zone UTC. Further flags have the form name, value.
func Launch(flags ...chromedp.ExecAllocatorOption) (*Browser, error) {
	path, err := FindBrowser()
	if err != nil {
		return nil, err
	}
	options := append([]chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path),
		chromedp.Env("TZ=UTC"),
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.Headless,
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-background-timer-throttling", true),
		chromedp.Flag("disable-backgrounding-occluded-windows", true),
		chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-features", "Translate,MediaRouter"),
	}, flags...)
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	b := &Browser{ctx: ctx, close: []context.CancelFunc{closeBrowser, closeAllocator}}
	if err := chromedp.Do(ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return b, nil
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() {
	for _, f := range b.close {
		f()
	}
}
