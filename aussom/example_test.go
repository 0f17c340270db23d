// This file defines the examples of the package's documentation: running a program, a native class, limits and Stop.

package aussom_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// printer is a console that writes to standard output.
type printer struct{}

func (printer) Line(level vm.Level, text string) { fmt.Println(level.Prefix() + text) }
func (printer) Print(text string)                { fmt.Print(text) }

// Start runs a program on a goroutine of its own; Wait returns its code.
func ExampleStart() {
	program := aussom.Start(`
class Hello {
	public main(args) {
		for (name : args) { c.log("Hello, " + name + "!"); }
		c.warn("nobody else is here");
		return #args;
	}
}
`, aussom.Options{
		Name: "hello.aus",
		Args: []string{"Ada", "Grace"},
		Host: vm.Host{Console: printer{}},
	})
	fmt.Println("code", program.Wait())
	// Output:
	// Hello, Ada!
	// Hello, Grace!
	// [warning] nobody else is here
	// code 2
}

// A native class: the Aussom half declares its methods and documents them, the Go half is a function for each. A library for
// scripts is a Module of such classes.
func ExampleStart_nativeClass() {
	// stat is the Go half of one Stat object.
	type stat struct {
		n         int
		sum, sum2 float64
	}
	half := func(this value.Value) *stat { return this.Object().Native.(*stat) }

	statistics := vm.Module{
		Name: "statistics",
		Source: `
/** Collects numbers. */
extern class Stat : example.Stat {
	/** Takes one more number. @r this object */
	public extern add(double X);
	/** Returns the mean of the numbers so far. */
	public extern mean();
	/** Returns their standard deviation. */
	public extern deviation();
	/** A method of an extern class may be written in Aussom. */
	public addAll(list L) { for (x : L) { this.add(x); } return this; }
}`,
		Classes: map[string]vm.NativeClass{"example.Stat": {
			New: func() any { return &stat{} },
			Methods: map[string]vm.Native{
				"add": func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
					s, x := half(this), args[0].AsDouble()
					s.n, s.sum, s.sum2 = s.n+1, s.sum+x, s.sum2+x*x
					return this, nil
				},
				"mean": func(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
					s := half(this)
					if s.n == 0 {
						return value.Null, vm.Reported("Stat.mean(): There are no numbers.") // an exception in the script
					}
					return value.Double(s.sum / float64(s.n)), nil
				},
				"deviation": func(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
					s := half(this)
					mean := s.sum / float64(s.n)
					return value.Double(math.Sqrt(s.sum2/float64(s.n) - mean*mean)), nil
				},
			},
		}},
	}

	aussom.Start(`
include statistics;

class Main {
	public main() {
		s = new Stat();
		try { s.mean(); } catch (e) { c.log(e.getText()); }
		s.add(2).addAll([4, 4, 4, 5, 5, 7, 9]);
		c.log("mean " + s.mean() + ", deviation " + s.deviation());
	}
}
`, aussom.Options{
		Native: []vm.Module{statistics},
		Host:   vm.Host{Console: printer{}},
	}).Wait()
	// Output:
	// Stat.mean(): There are no numbers.
	// mean 5.0, deviation 2.0
}

// A program that uses more than its limits gets an exception; the limit on steps ends it.
func ExampleOptions_limits() {
	program := aussom.Start(`
class Greedy {
	public main() {
		text = "x";
		try {
			while (true) { text += text; }
		} catch (e) {
			c.log(e.getId());
		}
		while (true) { }
	}
}
`, aussom.Options{
		Host:   vm.Host{Console: printer{}},
		Limits: vm.Limits{String: 1 << 20, Steps: 100_000},
	})
	fmt.Println("code", program.Wait())
	// Output:
	// LIMIT_EXCEEDED
	// [error] The program used up its limit of 100000 steps.
	// code 1
}

// announcer is a console that prints and tells when there is a line.
type announcer struct {
	printer
	printed chan bool
}

func (a announcer) Line(level vm.Level, text string) {
	a.printer.Line(level, text)
	a.printed <- true
}

// Stop ends a program from outside, wherever it is.
func ExampleProgram_Stop() {
	console := announcer{printed: make(chan bool, 1)}
	program := aussom.Start(`
class Endless {
	public main() {
		c.log("here I stay");
		while (true) { try { this.turn(); } catch (e) { } }
	}
	private turn() { }
}
`, aussom.Options{Host: vm.Host{Console: console}})
	<-console.printed
	program.Stop()
	fmt.Println("code", program.Wait(), program.State())
	// Output:
	// here I stay
	// code -1 stopped
}

// Run runs a program until it ends or a context does.
func ExampleRun() {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	host := vm.Host{Console: printer{}}
	code, err := aussom.Run(ctx, `class A { public main() { while (true) { } } }`, aussom.Options{Host: host})
	fmt.Println(code, err)
	code, err = aussom.Run(context.Background(), `class A { public main() { return 3; } }`, aussom.Options{Host: host})
	fmt.Println(code, err)
	// Output:
	// -1 context deadline exceeded
	// 3 <nil>
}

// Modules are further sources that the program may include. Main and tests come from one source.
func ExampleRunTests() {
	results := make(chan aussom.TestResult, 1)
	aussom.RunTests(`
include shapes;
include aunit;

class SquareTest {
	@Test(name = "area") public area() { test.expect(new Square(3).area(), 9); }
	@Test(name = "wrong") public wrong() { test.expect(new Square(2).area(), 5); }
}
`, aussom.Options{
		Modules: map[string]string{"shapes": `class Square {
	private side = 0;
	public Square(int side) { this.side = side; }
	public area() { return this.side * this.side; }
}`},
		Host: vm.Host{Console: discard{}},
	}, func(r aussom.TestResult) { results <- r }).Wait()
	r := <-results
	fmt.Println("passed", r.Passed, "failed", r.Failed)
	// Output:
	// passed 1 failed 1
}

// discard is a console that shows nothing.
type discard struct{}

func (discard) Line(vm.Level, string) {}
func (discard) Print(string)          {}

// Load errors come with their place in the source.
func ExampleOptions_diagnostic() {
	aussom.Start("class A {\n\tpublic main() { c.log(1 }\n}\n", aussom.Options{
		Host: vm.Host{Console: discard{}},
		Diagnostic: func(d *syntax.Error, source string) {
			line := strings.Split(source, "\n")[d.Pos.Line-1]
			fmt.Printf("%d:%d: %s in %q\n", d.Pos.Line, d.Pos.Col, d.Message, line)
		},
	}).Wait()
	// Output:
	// 2:26: expected `)` after the argument, found `}` in "\tpublic main() { c.log(1 }"
}
