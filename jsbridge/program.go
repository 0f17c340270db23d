//go:build js && wasm

// This file defines program, one running program as the page sees it.

package jsbridge

import (
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/websocket"
)

// program is one program, started by the page.
type program struct {
	b        *Bridge
	id       int32
	console  *console
	running  *aussom.Program // nil until its goroutine has started it
	stopping bool
	ended    bool
}

// request is what the page asked for.
type request struct {
	source     string
	tests      bool // run the unit tests instead of main
	check      bool // only look for errors
	options    aussom.Options
	base       string   // URL of the page
	restricted bool     // sockets are allowed by patterns only
	allowed    []string // the patterns
	permitted  []string // security properties
	system     stdlib.SysInfo
}

// run starts a program with the options of a record. It returns at once: loading happens in a turn.
func (b *Bridge) run(id int32, record string) {
	p := &program{b: b, id: id}
	p.console = &console{write: func(level vm.Level, text string) { jsLine(id, int32(level), text) }}
	b.programs[id] = p
	b.waiting = append(b.waiting, waiting{p, func() { go p.start(record) }})
}

// start loads the program; the machine runs it on a goroutine of its own.
func (p *program) start(record string) {
	defer p.recovered()
	r := p.decode(record)
	if r.check {
		p.check(r.options.Name, r.source)
		return
	}
	if r.tests {
		p.running = aussom.RunTests(r.source, r.options, func(t aussom.TestResult) {
			jsTests(p.id, int32(t.Passed), int32(t.Failed), int32(t.Skipped), t.Problem)
		})
	} else {
		p.running = aussom.Start(r.source, r.options)
	}
	if p.stopping {
		p.running.Stop()
	}
}

// check tells the page all errors of a source that is not to be run.
func (p *program) check(name, source string) {
	for _, e := range syntax.Check(name, source) {
		jsDiagnostic(p.id, diagnosticRecord(e, source))
	}
	p.end(0)
}

// stop ends the program. It may be called before the program was loaded and after it has ended.
func (p *program) stop() {
	p.stopping = true
	if p.running != nil {
		p.running.Stop()
	}
}

// end tells the page that nothing more comes from the program.
func (p *program) end(code int) {
	if p.ended {
		return
	}
	p.ended = true
	p.console.Flush()
	delete(p.b.programs, p.id)
	jsEnded(p.id, float64(code))
}

// recovered ends the program if loading it panicked: a defect of the loader must not touch other programs.
func (p *program) recovered() {
	if r := recover(); r != nil {
		p.console.Line(vm.LevelError, "internal error: "+panicText(r)+"\n"+stack())
		p.end(1)
	}
}

// decode turns the page's record into options. Fields unknown to this version are ignored.
func (p *program) decode(record string) request {
	r := request{system: stdlib.DefaultSysInfo()}
	fields, ok := decodeRecord(record)
	if !ok {
		panic("the request of the page is damaged")
	}
	o := &r.options
	o.Modules = map[string]string{}
	for _, f := range fields {
		name, argument, _ := strings.Cut(f.key, " ")
		switch name {
		case "source":
			r.source = f.value
		case "tests":
			r.tests = true
		case "check":
			r.check = true
		case "name":
			o.Name = f.value
		case "arg":
			o.Args = append(o.Args, f.value)
		case "module":
			o.Modules[argument] = f.value
		case "limit":
			limit(&o.Limits, argument, number(f.value))
		case "base":
			r.base = f.value
		case "permit":
			r.permitted = append(r.permitted, f.value)
		case "browser":
			r.system.PlatformVendor = f.value
		case "browserVersion":
			r.system.PlatformVersion = f.value
		case "platform":
			r.system.OSName = f.value
		case "policy":
			r.restricted = true
		case "allow":
			r.allowed = append(r.allowed, f.value)
		}
	}
	p.connect(&r)
	return r
}

// connect gives the program its host.
func (p *program) connect(r *request) {
	o := &r.options
	o.Host = vm.Host{
		Console: p.console,
		Yield:   func() { p.b.yield(p) },
		Events:  func(s vm.State) { jsState(p.id, int32(s)) },
		Flush:   p.console.Flush,
		Heap:    p.b.heap,
	}
	o.Native = append(faultModules(), websocket.Module(transport{p.b}, p.socketOptions(r)), websocket.ClientModule())
	o.Properties = map[string]value.Value{ // as the command line's run mode
		"aussomdoc.file.getJson":  value.True,
		"aussomdoc.class.getJson": value.True,
	}
	for _, name := range r.permitted {
		if !stdlib.Permission(name) {
			p.console.Line(vm.LevelError, "policy.permissions: there is no permission '"+name+"'")
			continue
		}
		o.Properties[name] = value.True
	}
	r.system.CurrentPath = r.base
	o.System = func() stdlib.SysInfo { return r.system }
	o.Diagnostic = func(d *syntax.Error, source string) { jsDiagnostic(p.id, diagnosticRecord(d, source)) }
	o.MainEnded = func(code int) {
		p.console.Flush()
		jsMainEnded(p.id, float64(code))
	}
	o.Ended = p.end
}

// socketOptions returns what the request says about sockets. A pattern that is wrong is reported, and then nothing is allowed.
func (p *program) socketOptions(r *request) websocket.Options {
	o := websocket.Options{Base: r.base}
	if !r.restricted {
		return o
	}
	policy, err := websocket.NewPolicy(r.allowed, r.base)
	if err != nil {
		p.console.Line(vm.LevelError, err.Error())
		o.Policy = func(string) error { return err }
		return o
	}
	o.Policy = policy.Check
	return o
}

// limit sets the limit that the page's API gives that name. Unknown ones are ignored.
func limit(l *vm.Limits, name string, n int64) {
	switch name {
	case "callDepth":
		l.CallDepth = int(n)
	case "steps":
		l.Steps = n
	case "source":
		l.Source = int(n)
	case "string":
		l.String = int(n)
	case "list":
		l.List = int(n)
	case "buffer":
		l.Buffer = int(n)
	case "memory":
		l.Memory = n
	}
}

// number reads a decimal number; anything else is 0, the default of every limit.
func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
