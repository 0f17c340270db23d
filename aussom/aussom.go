// This file defines Start, Run, Options and Program: what an embedder uses.

package aussom

import (
	"context"

	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// Options say how a program runs. The zero value is usable: a program without Host.Console prints nowhere. Programs may share one Options value if its functions and
// its console may be called by several goroutines; maps and slices in it must not change while a program runs.
type Options struct {
	Name       string                               // file name in errors and traces; default "main.aus"
	Args       []string                             // what main(args) receives
	Modules    map[string]string                    // module name ("a.b") -> Aussom source, for include
	Native     []vm.Module                          // further modules with Go halves, e.g. websocket.Module(transport)
	Host       vm.Host                              // console, yield, file lookup
	Limits     vm.Limits                            // sizes, steps, depth
	Properties map[string]value.Value               // security properties that differ from the defaults
	System     func() stdlib.SysInfo                // what the module sys tells, if the properties permit it; default: stdlib.DefaultSysInfo
	Diagnostic func(d *syntax.Error, source string) // load errors with position and hint, besides the console line; may be nil
	MainEnded  func(code int)                       // called once, on the program's goroutine, when main has ended
	Ended      func(code int)                       // called once when nothing is left to do or the program was stopped
}

// Program is one running program. Its methods may be called by any goroutine.
type Program struct{ m *vm.Machine }

// newMachine makes the machine of a program.
func newMachine(o Options) *vm.Machine {
	properties := stdlib.DefaultProperties()
	for k, v := range o.Properties {
		properties[k] = v
	}
	modules := stdlib.Modules()
	if o.System != nil {
		for i := range modules {
			if modules[i].Name == "sys" {
				modules[i] = stdlib.SysModule(o.System)
			}
		}
	}
	if o.Host.Console == nil {
		o.Host.Console = noConsole{}
	}
	return vm.New(vm.Config{
		Host:       o.Host,
		Prelude:    stdlib.Lang(),
		Modules:    append(modules, o.Native...),
		Sources:    o.Modules,
		Limits:     o.Limits,
		Properties: properties,
		Diagnostic: o.Diagnostic,
		Ended:      o.Ended,
	})
}

// noConsole is the console of a program that has none.
type noConsole struct{}

func (noConsole) Line(vm.Level, string) {}
func (noConsole) Print(string)          {}

func (o *Options) name() string {
	if o.Name == "" {
		return "main.aus"
	}
	return o.Name
}

// Start loads source and starts it on a goroutine of its own; it returns at once.
func Start(source string, o Options) *Program {
	m := newMachine(o)
	m.Start(o.name(), source, o.Args, o.MainEnded)
	return &Program{m}
}

// Run runs a program to its end and returns its code. If ctx ends first, the program is stopped, the code is -1 and the error is that
// of context.Cause. Not for use on js/wasm inside a js.Func or export.
func Run(ctx context.Context, source string, o Options) (code int, err error) {
	p := Start(source, o)
	stop := context.AfterFunc(ctx, p.Stop)
	defer stop()
	code = p.Wait()
	if p.State() == vm.Stopped && ctx.Err() != nil {
		return code, context.Cause(ctx)
	}
	return code, nil
}

// State returns the program's state.
func (p *Program) State() vm.State { return p.m.State() }

// Stop ends the program: its code stops at the next loop back edge or call, nothing is delivered any more. It returns at
// once; Options.Ended tells when it took effect (with code -1).
func (p *Program) Stop() { p.m.Stop() }

// Wait blocks until the program is done or stopped and returns its code. Not for use on js/wasm inside a js.Func or export.
func (p *Program) Wait() int {
	<-p.m.Over()
	return p.m.Code()
}

// Machine gives access to the program's machine, for modules and tests. Most of its methods are for the program's goroutine only.
func (p *Program) Machine() *vm.Machine { return p.m }
