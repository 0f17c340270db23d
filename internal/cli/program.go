// This file defines how the command runs a program's main and its unit tests.

package cli

import (
	"syscall"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/websocket"
)

// drainTimeout is how long the process waits for the closing handshakes of sockets that a program left open.
const drainTimeout = 2 * time.Second

// program returns the options with which the file runs.
func (c *command) program() aussom.Options {
	properties := map[string]value.Value{
		"aussomdoc.class.getJson": value.True,
		"aussomdoc.file.getJson":  value.True,
	}
	for _, name := range c.permissions {
		properties[name] = value.True
	}
	return aussom.Options{
		Name:       c.file,
		Args:       c.args,
		Host:       vm.Host{Console: c.out, Flush: c.out.Flush, Pause: c.out.Flush, Find: c.find.Find},
		Properties: properties,
		System:     system,
		Native:     []vm.Module{websocket.Module(c.sockets, websocket.Options{}), websocket.ClientModule()},
		Diagnostic: c.diagnostic(),
	}
}

// main runs the program and returns its code.
func (c *command) main() int {
	code, _ := c.wait(aussom.Start(c.source, c.program()))
	return code
}

// test runs unit tests.
func (c *command) test() int {
	start, first := aussom.RunTests, "Running tests for file '"
	if c.mode == modeTestAll {
		start, first = aussom.RunAllTests, "Running all tests for file '"
	}
	c.out.Line(vm.LevelInfo, first+c.file+"'.")
	result := aussom.TestResult{Problem: "The run ended early."}
	code, interrupted := c.wait(start(c.source, c.program(), func(r aussom.TestResult) { result = r }))
	if interrupted {
		return code
	}
	if c.junit != "" {
		if err := writeJUnit(c.junit, c.file, &result); err != nil {
			c.out.fail(c.junit + ": " + reason(err))
			return exitFailed
		}
	}
	if !result.Ok() {
		return exitFailed
	}
	return code
}

// wait returns the code of a program that was started. A request to stop stops it and gives the code of that.
func (c *command) wait(p *aussom.Program) (code int, interrupted bool) {
	over := p.Machine().Over()
	select {
	case <-over:
		c.sockets.Drain(drainTimeout)
		return p.Wait(), false
	case s := <-c.env.Interrupt:
		p.Stop()
		if code = exitInterrupted; s == syscall.SIGTERM {
			code = exitTerminated
		}
	}
	select {
	case <-over:
		c.sockets.Drain(drainTimeout)
	case <-c.env.Interrupt: // it does not react: leave it behind
	}
	return code, true
}
