// This file defines the test that calls every method of every class with nasty values.

package stdlibtest

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/internal/apidoc"
	"github.com/aussom/aussom-web/websocket"
)

// What one call may take.
const (
	callTime   = 10 * time.Second
	callMemory = 64 << 20 // bytes allocated, garbage included
)

// How many combinations of arguments one method is called with at most, for each receiver: with all permissions and with those
// that programs have by default.
const (
	combinations    = 120
	fewCombinations = 20
	regexSteps      = 200_000 // as the security property: patterns that backtrack without end are not what is tested here
)

func (silent) Line(vm.Level, string) {}
func (silent) Print(string)          {}

func (deaf) Supported() bool { return true }

func (deaf) Dial(url string, _ []string, l websocket.Listener) (websocket.Conn, error) {
	if url == openURL {
		l.Opened("")
	}
	return deafConn{url}, nil
}

func (deafConn) SendText(string) error     { return nil }
func (deafConn) SendBinary([]byte) error   { return nil }
func (deafConn) Close(int, string) error   { return nil }
func (deafConn) BufferedAmount() int       { return 0 }
func (deafConn) BinaryType() string        { return "arraybuffer" }
func (deafConn) SetBinaryType(kind string) {}
func (deafConn) Release()                  {}

// fitting returns the values that a parameter of a type is called with: those that fit it, and a few that do not.
func fitting(typ string, method string, all []nasty) []nasty {
	var list []nasty
	wrong := 0
	for _, n := range all {
		v := n.make()
		if waiting[method] && (v.K == value.KInt && v.AsInt() > 3 || v.K == value.KDouble) {
			continue
		}
		kind := v.TypeName()
		if v.K == value.KObject {
			kind = "object"
		}
		fits := typ == "" || kind == typ || typ == "double" && kind == "int" || v.IsNull()
		if !fits {
			if wrong++; wrong > 2 {
				continue
			}
		}
		list = append(list, n)
	}
	return list
}

// callers returns a script class whose methods call the methods of a class on their first argument, as programs do: through
// call sites that see receivers of all kinds.
func callers(c *vm.Class) string {
	var b strings.Builder
	b.WriteString("class Callers {\n")
	for i, f := range c.Funcs() {
		var params, args []string
		for j := range parameters(f) {
			params = append(params, fmt.Sprintf(", a%d", j))
			args = append(args, fmt.Sprintf("a%d", j))
		}
		fmt.Fprintf(&b, "public f%d(r%s) { return r.%s(%s); }\n", i, strings.Join(params, ""), f.Name, strings.Join(args, ", "))
	}
	b.WriteString("}\n")
	return b.String()
}

// parameters returns the number of arguments that a function is called with.
func parameters(f *vm.Func) int {
	n := len(f.Decl.Params)
	if f.Decl.Variadic {
		n += 2
	}
	return n
}

// call is one call of a method.
type call struct {
	t        *testing.T
	th       *vm.Thread
	class    string
	method   string
	receiver nasty
	args     []nasty
	// caller is the object of class Callers, through whose method by the call is made; null to make it from Go.
	caller value.Value
	by     string
	// errors are the ids that the documentation of the method names (@e). Nil: not checked.
	errors map[string]bool
}

func (c *call) String() string {
	var names []string
	for _, a := range c.args {
		names = append(names, a.name)
	}
	return c.receiver.name + " of " + c.class + ": " + c.method + "(" + strings.Join(names, ", ") + ")"
}

// allocated returns the bytes that the process has allocated so far.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// foreign are words that show that a message comes from the Go run-time system.
var foreign = []string{"runtime error", "nil pointer", "interface conversion", "goroutine", "slice bounds", "makeslice", "strconv.", "reflect:", "%!"}

// run makes the call, checks what it gives and reports whether that was fine.
func (c *call) run() (fine bool) {
	args := make([]value.Value, len(c.args))
	for i, a := range c.args {
		args[i] = a.make()
	}
	recv := c.receiver.make()
	defer func() {
		if r := recover(); r != nil {
			c.t.Errorf("%v: panic: %v\n%s", c, r, debug.Stack())
		}
	}()
	start, before := time.Now(), allocated()
	var v value.Value
	var err error
	if c.caller.IsNull() {
		v, err = c.th.CallMethod(recv, c.method, args...)
	} else {
		v, err = c.th.CallMethod(c.caller, c.by, append([]value.Value{recv}, args...)...)
	}
	took, bytes := time.Since(start), allocated()-before
	problem := ""
	switch {
	case took > callTime:
		problem = "took " + took.String()
	case bytes > callMemory:
		problem = fmt.Sprintf("allocated %d MB", bytes>>20)
	case err != nil:
		if problem = errorProblem(err); problem == "" {
			problem = c.undocumented(err, args)
		}
	case v.K == value.Undef:
		problem = "no result"
	default:
		value.TextLimit(v, 1000) // must not panic
	}
	if problem != "" {
		c.t.Errorf("%v: %s", c, problem)
	}
	return problem == ""
}

// errorProblem says what is wrong with the error of a call, "" if nothing is.
func errorProblem(err error) string {
	e, ok := err.(*value.Exception)
	if !ok && strings.HasPrefix(err.Error(), "Attempting to compare objects of type") {
		return "" // spec 02, 12.2: a switch over callbacks or exceptions ends the program
	}
	if !ok {
		return fmt.Sprintf("not an exception: %T %v", err, err)
	}
	text := e.Block()
	for _, word := range foreign {
		if strings.Contains(text, word) {
			return fmt.Sprintf("foreign words in %q", text)
		}
	}
	if e.Type == "" || e.Text == "" && e.ID != "" {
		return fmt.Sprintf("incomplete exception %q", text)
	}
	return ""
}

// everywhere are the ids that need no documentation, since any method may raise them.
var everywhere = map[string]bool{"FUNCT_NOT_FOUND": true, "LIMIT_EXCEEDED": true, "STATIC_INSTANTIATION": true}

// undocumented says that the documentation does not name an exception, "" if it does or need not.
func (c *call) undocumented(err error, args []value.Value) string {
	e, ok := err.(*value.Exception)
	if !ok || c.errors == nil || c.errors[e.ID] || everywhere[e.ID] {
		return ""
	}
	if e.ID == "EXTERN_INVOCATION_TARGET_EXCEPTION" && slices.ContainsFunc(args, value.Value.IsNull) {
		return "" // null where a value is needed
	}
	return fmt.Sprintf("the documentation does not name the exception %q %s", e.ID, e.Text)
}

// documentedErrors returns the ids that the documentation of a function names, nil if it has none.
func documentedErrors(f *vm.Func) map[string]bool {
	if !apidoc.Documented(f.Decl) {
		return nil
	}
	ids := map[string]bool{}
	for _, e := range apidoc.Split(f.Decl.Doc).Errors {
		ids[strings.Trim(e.Name, `"`)] = true
	}
	return ids
}

// operators are bodies of functions of x and y.
var operators = []string{
	"return x + y;", "return x - y;", "return x * y;", "return x / y;", "return x ~/ y;", "return x % y;", "return x & y;", "return x | y;",
	"return x == y;", "return x != y;", "return x < y;", "return x >= y;", "return x && y;", "return x || y;", "return x instanceof y;",
	"x @= y; return #x;", "x += y; return x;", "x++; return x;", "x--; return x;", "return x := y;", "return [!x, #y];", "return ?x.a;", "return x[y];",
	"x[y] = 1; return 1;", "x.a = y; return x.a;", "return x.b;", "return {\"a\" + x: y};", "throw x;", "n = 0; for (z : x) { n++; if (n > 9) { break; } } return n;",
	"switch (x) { case y: { return 1; } default: { return 2; } }", "return x.call(y);", "return x.size(y);", "return x.a(y);", "return new Script() := x;",
}

// operandPairs is how many pairs of values each operator is evaluated with.
const operandPairs = 500

// TestNastyOperands evaluates every operator with pairs of nasty values.
func TestNastyOperands(t *testing.T) {
	inMachine(t, true, func(th *vm.Thread) {
		all := pool(th, newProgram(th))
		var b strings.Builder
		b.WriteString("class Operators {\n")
		for i, body := range operators {
			fmt.Fprintf(&b, "public f%d(x, y) { %s }\n", i, body)
		}
		if err := th.Load("operators.aus", b.String()+"}\n"); err != nil {
			panic(err)
		}
		object := fixed("an object", instance(th, "Operators"))
		random := rand.New(rand.NewPCG(3, 4))
		for i := range operators {
			failed := false
			choices([][]nasty{all, all}, operandPairs, random, func(args []nasty) bool {
				one := call{t: t, th: th, class: operators[i], method: fmt.Sprintf("f%d", i), receiver: object, args: args}
				failed = !one.run()
				return !failed
			})
		}
	})
}

// choices calls f with combinations of the values for each parameter: all if they are few, else some.
func choices(values [][]nasty, most int, random *rand.Rand, f func([]nasty) bool) {
	total := 1
	for _, v := range values {
		total = min(total*len(v), 1<<40)
	}
	args := make([]nasty, len(values))
	for n := range min(total, most) {
		rest := n
		for i, v := range values {
			if total <= most {
				args[i], rest = v[rest%len(v)], rest/len(v)
			} else {
				args[i] = v[random.IntN(len(v))]
			}
		}
		if !f(args) {
			return
		}
	}
}

func TestNastyValues(t *testing.T) {
	for _, permit := range []bool{false, true} {
		t.Run(fmt.Sprintf("permit=%v", permit), func(t *testing.T) {
			most := fewCombinations
			if permit {
				most = combinations
			}
			var classes []string
			inMachine(t, permit, func(th *vm.Thread) { classes = newProgram(th) })
			library, err := apidoc.Modules()
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range library {
				for _, c := range m.Classes {
					if !c.Enum && !slices.Contains(classes, c.Name) {
						t.Errorf("class %s of module %s is not tested", c.Name, m.Name)
					}
				}
			}
			for _, class := range classes {
				t.Run(class, func(t *testing.T) {
					inMachine(t, permit, func(th *vm.Thread) { nastyClass(t, th, class, most) })
				})
			}
		})
	}
}

// nastyClass calls all methods of a class.
func nastyClass(t *testing.T, th *vm.Thread, class string, most int) {
	classes := newProgram(th)
	all := pool(th, classes)
	random := rand.New(rand.NewPCG(1, 2))
	calls := 0
	c := th.Machine().ClassInfo(class)
	if err := th.Load("callers.aus", callers(c)); err != nil {
		panic(err)
	}
	caller := instance(th, "Callers")
	_, refusal := th.New(class)
	forbidden := refusal != nil && strings.Contains(refusal.Error(), "Security exception") // then there are no objects but those made by force
	for i, f := range c.Funcs() {
		var values [][]nasty
		for _, p := range f.Decl.Params {
			values = append(values, fitting(p.Type, f.Name, all))
		}
		for len(values) < parameters(f) {
			values = append(values, all)
		}
		errors := documentedErrors(f)
		if forbidden {
			errors = nil
		}
		failed := false
		for _, r := range receivers(th, class, all) {
			choices(values, most, random, func(args []nasty) bool {
				calls++
				one := call{t: t, th: th, class: class, method: f.Name, receiver: r, args: args, errors: errors}
				if calls%2 == 0 {
					one.caller, one.by = caller, fmt.Sprintf("f%d", i)
				}
				failed = failed || !one.run()
				return !failed
			})
		}
	}
	if calls == 0 {
		t.Errorf("%s: nothing was called", class)
	}
}
