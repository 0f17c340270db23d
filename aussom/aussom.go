// This file defines Start, Options and Program: what an embedder uses.

package aussom

import (
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// Options say how a program runs. The zero value of each field but Host.Console is usable.
type Options struct {
	Name       string                               // file name in errors and traces; default "main.aus"
	Args       []string                             // what main(args) receives
	Modules    map[string]string                    // module name ("a.b") -> Aussom source, for include
	Native     []vm.Module                          // further modules with Go halves, e.g. websocket.Module(transport)
	Host       vm.Host                              // console, yield, file lookup
	Limits     vm.Limits                            // sizes, steps, depth
	Properties map[string]value.Value               // security properties that differ from the defaults
	Diagnostic func(d *syntax.Error, source string) // load errors with position and hint, besides the console line; may be nil
	MainEnded  func(code int)                       // called once, on the program's goroutine, when main has ended
	Ended      func(code int)                       // called once when nothing is left to do or the program was stopped
}

// Program is one running program.
type Program struct{ m *vm.Machine }

// Start loads source and starts it on a goroutine of its own; it returns at once.
func Start(source string, o Options) *Program { panic("todo") }

// State returns the program's state. Any goroutine may call it.
func (p *Program) State() vm.State { panic("todo") }

// Stop ends the program: its code stops at the next loop back edge or call, nothing is delivered any more. Any goroutine may call it;
// it returns at once, Options.Ended tells when it took effect (with code -1).
func (p *Program) Stop() { panic("todo") }

// Wait blocks until the program is done or stopped and returns its code. Not for use on js/wasm inside a js.Func or export.
func (p *Program) Wait() int { panic("todo") }

// Machine gives access to the program's machine, for modules and tests.
func (p *Program) Machine() *vm.Machine { return p.m }

// TestResult is what RunTests returns.
type TestResult struct{ Passed, Failed, Skipped, Total int }

// RunTests runs the unit tests of the classes that source defines, with the text report on the console.
func RunTests(source string, o Options, done func(TestResult)) *Program { panic("todo") }
