// This file defines the command aussom: its connection to the process. What it does is in package cli.

// Command aussom runs Aussom programs and their unit tests and writes their documentation. See aussom --help.
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/aussom/aussom-web/internal/cli"
)

// version is set by a build with -ldflags "-X main.version=...".
var version string

func main() {
	interrupt := make(chan os.Signal, 2)
	signal.Notify(interrupt, os.Interrupt, syscall.SIGTERM)
	os.Exit(cli.Run(os.Args[1:], cli.Env{
		Stdout:         os.Stdout,
		Stderr:         os.Stderr,
		StdoutTerminal: isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		StderrTerminal: isTerminal(os.Stderr),
		Interrupt:      interrupt,
		Version:        versionOf(version),
	}))
}

// isTerminal reports whether a file is a device such as a terminal.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// versionOf returns the version that the build set, or what Go knows of the build.
func versionOf(set string) string {
	if set != "" {
		return set
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dev"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "dev-" + s.Value[:12]
		}
	}
	return "dev"
}
