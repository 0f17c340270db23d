// This file defines the commands for pages: `aussom new DIR` and `aussom serve [DIR]`.

package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/aussom/aussom-web/internal/site"
)

// serveAddress is where a site is served; the next free port is used if this one is taken.
const serveAddress = "127.0.0.1:8080"

// siteCommand does what args say if they are a command for pages. A script file of that name goes first.
func siteCommand(args []string, env Env, out *console) (code int, ok bool) {
	if len(args) == 0 || args[0] != "new" && args[0] != "serve" {
		return 0, false
	}
	if info, err := os.Stat(args[0]); err == nil && info.Mode().IsRegular() {
		return 0, false
	}
	if args[0] == "new" {
		return createSite(args[1:], out), true
	}
	return serveSite(args[1:], env, out), true
}

// createSite is `aussom new DIR`.
func createSite(args []string, out *console) int {
	if len(args) != 1 || strings.HasPrefix(args[0], "-") {
		out.fail("Expecting the folder of the new site: aussom new DIR")
		return exitUsage
	}
	dir := args[0]
	names, err := site.Create(dir)
	if err != nil {
		out.fail(dir + ": " + reason(err))
		return exitFailed
	}
	out.text("Made a site in " + dir + ":\n")
	for _, name := range names {
		out.text("  " + filepath.Join(dir, name) + "\n")
	}
	out.text("Now run\n  aussom serve " + dir + "\n")
	return exitOK
}

// serveSite is `aussom serve [--addr ADDRESS] [DIR]`. It ends when it is interrupted.
func serveSite(args []string, env Env, out *console) int {
	dir, addr := ".", serveAddress
	if len(args) >= 2 && args[0] == "--addr" {
		addr, args = args[1], args[2:]
	}
	if len(args) > 1 || len(args) == 1 && strings.HasPrefix(args[0], "-") {
		out.fail("Expecting the folder of a site: aussom serve [--addr HOST:PORT] [DIR]")
		return exitUsage
	}
	if len(args) == 1 {
		dir = args[0]
	}
	err := site.Serve(dir, addr, func(url string) {
		out.text("Serving " + dir + " at " + url + " (Ctrl+C ends it)\n")
		out.Flush()
	}, env.Interrupt)
	if err != nil {
		out.fail(dir + ": " + reason(err))
		return exitFailed
	}
	return exitOK
}
