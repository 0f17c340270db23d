// This file defines Run, the command line as a function, and Env, what it runs in.

// Package cli is the command line: running a file, its unit tests, its documentation (spec 04, 3).
//
//	cli.go         Run, Env: what is done, exit codes
//	options.go     options: reading the arguments
//	help.go        the help and version texts
//	console.go     console: output with prefixes, buffered, coloured on a terminal
//	program.go     running main and unit tests, interruption
//	include.go     finder: where include finds modules
//	system.go      system: what the module sys tells
//	document.go    writing documentation
//	diagnostics.go errors of a text with the source line
//	junit.go       test results as JUnit XML
//	site.go        aussom new, aussom serve
package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/aussom/aussom-web/websocket/native"
)

// The exit codes that do not come from the program.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 128 + int(syscall.SIGINT)
	exitTerminated  = 128 + int(syscall.SIGTERM)
)

// Env is what the command line runs in.
type Env struct {
	Stdout, Stderr io.Writer
	// StdoutTerminal asks for colours, StderrTerminal for diagnostics.
	StdoutTerminal, StderrTerminal bool
	// Interrupt receives the signals to stop, Ctrl-C and SIGTERM: the first stops the program, the second does not wait for it. May be nil.
	Interrupt <-chan os.Signal
	// Version is shown to the user.
	Version string
}

// Run does what args (without the command's name) say and returns the exit code, 0 to 255.
func Run(args []string, env Env) int {
	out := newConsole(env.Stdout, env.StdoutTerminal)
	code := run(args, env, out)
	if err := out.Close(); err != nil {
		io.WriteString(env.Stderr, "aussom: cannot write the output: "+err.Error()+"\n")
		return exitFailed
	}
	return code & 0xFF
}

func run(args []string, env Env, out *console) int {
	if code, ok := siteCommand(args, env, out); ok {
		return code
	}
	o, err := parseOptions(args)
	if err != nil {
		out.fail(err.Error())
		out.text("\n" + help(env.Version))
		return exitUsage
	}
	switch o.mode {
	case modeHelp:
		out.text(help(env.Version))
		return exitOK
	case modeVersion:
		out.text(version(env.Version))
		return exitOK
	}
	source, err := os.ReadFile(o.file)
	if err != nil {
		out.fail(o.file + ": " + reason(err))
		return exitFailed
	}
	c := &command{options: o, env: env, out: out, source: string(source), sockets: native.New("")}
	if c.find, err = newFinder(o.includes, o.file, c.warn); err != nil {
		out.fail(err.Error())
		return exitFailed
	}
	switch o.mode {
	case modeDoc:
		return c.document()
	case modeTest, modeTestAll:
		return c.test()
	}
	return c.main()
}

// command is one run with a file.
type command struct {
	options
	env    Env
	out    *console
	source string
	find   *finder
	// sockets is the network of the program.
	sockets *native.Transport
}

// warn tells the user something that is no output of the program.
func (c *command) warn(text string) {
	c.out.Flush()
	io.WriteString(c.env.Stderr, "aussom: "+text+"\n")
}

// reason says in a few words why a file cannot be read or written.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		return "no permission"
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}
