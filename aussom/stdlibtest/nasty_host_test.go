// This file defines where the nasty calls are made: a machine with all modules, a host that answers nothing, and objects of every class.

package stdlibtest

import (
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom/stdlib"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/websocket"
)

// waiting are the methods that may wait for as long as an argument says, so that large numbers are left out.
var waiting = map[string]bool{
	"sleep": true, "poll": true, "offer": true, "tryAcquire": true, "await": true, "withLock": true,
}

// modules are those whose classes are tested besides the prelude's.
var modules = []string{"math", "sys", "util", "concurrent", "timer", "reflect", "aunit", "websocket", "wsclient"}

// silent is a console that forgets everything.
type silent struct{}

// deaf is a network that never answers, but for openURL, where it opens a connection.
type deaf struct{}

const openURL = "ws://open.example/"

type deafConn struct{ url string }

func (c deafConn) URL() string { return c.url }

// nastySource is the program around the calls: the modules, the script class whose methods the callbacks name, and classes
// that extend each class that can be extended.
func nastySource(extendable []string) string {
	var b strings.Builder
	for _, m := range modules {
		b.WriteString("include " + m + ";\n")
	}
	b.WriteString("class Script { public a = 1; public b = null;\n" +
		"public f(x = null) { throw \"thrown\"; }\npublic ok(x = null, y = null) { return 1; }\n}\n")
	for _, c := range extendable {
		b.WriteString("class Sub" + c + " : " + c + " { }\nclass With" + c + " : " + c + " { public m = [1]; }\n")
	}
	return b.String()
}

// inMachine runs f in the place of a program's main, with all permissions if permit is set.
func inMachine(t *testing.T, permit bool, f func(th *vm.Thread)) {
	t.Helper()
	properties := stdlib.DefaultProperties()
	if permit {
		for name, v := range properties {
			if v.Kind() == value.KBool {
				properties[name] = value.True
			}
		}
	}
	properties["aussom.limit.regex.steps"] = value.Int(regexSteps)
	m := vm.New(vm.Config{
		Host: vm.Host{Console: silent{}}, Prelude: stdlib.Lang(), Limits: testLimits, Properties: properties,
		Modules: append(stdlib.Modules(), websocket.Module(deaf{}, websocket.Options{}), websocket.ClientModule()),
	})
	m.StartWith(func(th *vm.Thread) int {
		defer func() { // t.Fatal must not be called on this goroutine
			if r := recover(); r != nil {
				t.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		f(th)
		m.Stop() // its sockets never close
		return 0
	}, nil)
	<-m.Over()
}

// newProgram loads nastySource and returns the classes that are to be tested.
func newProgram(th *vm.Thread) []string {
	m := th.Machine()
	if err := th.Load("first.aus", nastySource(nil)); err != nil {
		panic(err)
	}
	var classes, extendable []string
	for _, name := range m.ClassNames() {
		c := m.ClassInfo(name)
		if !c.Library || c.Decl.Enum {
			continue
		}
		classes = append(classes, name)
		if !c.IsStatic() && name != "object" {
			extendable = append(extendable, name)
		}
	}
	if err := th.Load("nasty.aus", nastySource(extendable)); err != nil {
		panic(err)
	}
	return classes
}

// pool returns all nasty values of a program.
func pool(th *vm.Thread, classes []string) []nasty {
	script, err := th.New("Script")
	if err != nil {
		panic(err)
	}
	all := append(scalars(), structures(script)...)
	for _, name := range classes {
		if th.Machine().ClassInfo(name).IsStatic() {
			continue
		}
		all = append(all, nasty{"new " + name + "()", func() value.Value { return instance(th, name) }})
	}
	return all
}

// instance makes an object of a class without arguments, without its constructor if that refuses.
func instance(th *vm.Thread, class string) value.Value {
	v, err := th.New(class)
	if err != nil {
		return value.OfObject(th.Machine().NewObject(th.Machine().Class(class)))
	}
	return v
}

// receivers returns the values on which methods of a class are called.
func receivers(th *vm.Thread, class string, all []nasty) []nasty {
	c := th.Machine().ClassInfo(class)
	if c.IsStatic() {
		return []nasty{fixed(class, c.Instance)}
	}
	var list []nasty
	for _, n := range all {
		if n.make().ClassName() == class {
			list = append(list, n)
		}
	}
	if class == "object" {
		return list
	}
	if class == "WebSocket" || class == "WsClient" {
		list = append(list, connections(th, class)...)
	}
	for _, sub := range []string{"Sub" + class, "With" + class} {
		list = append(list, nasty{"new " + sub + "()", func() value.Value { return instance(th, sub) }})
	}
	return list
}

// connections returns objects of a class whose connections are open, and being opened.
func connections(th *vm.Thread, class string) []nasty {
	var list []nasty
	for _, url := range []string{openURL, "ws://deaf.example/"} {
		v, err := th.New(class, value.FromString(url))
		if err == nil {
			err = th.Sleep(10 * time.Millisecond) // events arrive meanwhile
		}
		if err != nil {
			panic(err)
		}
		list = append(list, fixed("new "+class+"("+url+")", v))
	}
	if state, err := th.CallMethod(list[0].make(), "getReadyState"); err != nil || state.AsInt() != 1 {
		panic("the connection is not open")
	}
	return list
}
