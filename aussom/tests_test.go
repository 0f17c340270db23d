// This file tests RunTests: the results as data, the text report, and what ends a run.

package aussom_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// screen is a console that keeps what a native one would show.
type screen struct{ strings.Builder }

func (s *screen) Line(level vm.Level, text string) { s.WriteString(level.Prefix() + text + "\n") }
func (s *screen) Print(text string)                { s.WriteString(text) }

// finish waits for a program, for ten seconds at most.
func finish(t *testing.T, p *aussom.Program) int {
	t.Helper()
	select {
	case <-p.Machine().Over():
	case <-time.After(10 * time.Second):
		p.Stop()
		t.Fatal("the program does not end")
	}
	return p.Wait()
}

// tested is what a run of unit tests gave.
type tested struct {
	result aussom.TestResult
	output string
	code   int
}

type starter func(string, aussom.Options, func(aussom.TestResult)) *aussom.Program

func runTests(t *testing.T, start starter, source string, o aussom.Options) tested {
	t.Helper()
	var r tested
	var out screen
	o.Name, o.Host.Console = "x.aus", &out
	r.code = finish(t, start(source, o, func(result aussom.TestResult) { r.result = result }))
	r.output = out.String()
	return r
}

func TestResults(t *testing.T) {
	r := runTests(t, aussom.RunTests, `
class plain { public f() { } }
@Test(name = "Suite")
class a {
	@Test(name = "good", tags = "x, y,,x") public good() { }
	@Test public bad() { throw "why"; }
	@Test(skip = "true") public left() { }
	@Test public number() { return 3; }
	@AfterEach public ae() { if (#this.seen > 1) { throw "late"; } this.seen.add(1); }
	public seen = [];
}`, aussom.Options{})
	if r.code != 1 || r.result.Ok() || r.result.Problem != "" || r.result.Passed != 1 || r.result.Failed != 2 || r.result.Skipped != 1 || r.result.Total != 4 {
		t.Fatalf("code %d, %+v", r.code, r.result)
	}
	class := r.result.Classes[0]
	if len(r.result.Classes) != 1 || class.Class != "a" || class.Name != "Suite" || len(class.Results) != 4 {
		t.Fatalf("classes %+v", r.result.Classes)
	}
	var lines []string
	for _, result := range class.Results {
		failure, _, _ := strings.Cut(result.Failure, "\n")
		lines = append(lines, strings.Join([]string{
			result.Function, result.Name, result.Outcome.String(), failure, strings.Join(result.Tags, "+"), strings.Join(result.HookFailures, "!"),
		}, "|"))
	}
	want := []string{
		"good|good|PASSED||x+y|",
		"bad|unit test|FAILED|line 6: [cException] exRuntime Exception||",
		"left|unit test|SKIPPED|||",
		"number|unit test|FAILED|test returned non-zero||@AfterEach threw: line 9: [cException] exRuntime Exception\n\tid: \n\ttext: late" +
			"\n\tdetails: late\n\tstackTrace: \t[x.aus:9] Defined. { a.ae() }\n\n",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestClassFailures(t *testing.T) {
	for _, c := range []struct{ source, failure string }{
		{`class k { public k() { throw "no"; } @Test public t() { } }`, "constructor threw: line 1: "},
		{`class k { public k(int x) { } @Test public t() { } }`, "constructor threw: line 1: "},
		{`class k { @Before public b() { throw "no"; } @Test public t() { } @After public a() { throw "never"; } }`, "@Before threw: line 1: "},
		{`static class k { @Test public t() { } }`, "Cannot instantiate static class 'k'. Static classes"},
		{`class k : missing { @Test public t() { } }`, "constructor threw: line 0: "},
	} {
		r := runTests(t, aussom.RunTests, c.source, aussom.Options{})
		if r.result.Failed != 1 || r.result.Total != 1 || r.code != 1 || len(r.result.Classes) != 1 {
			t.Errorf("%s: code %d, %+v", c.source, r.code, r.result)
			continue
		}
		got := r.result.Classes[0].Results[0]
		if got.Function != "k" || got.Name != "class tests" || !strings.HasPrefix(got.Failure, c.failure) {
			t.Errorf("%s: %+v", c.source, got)
		}
		if !strings.Contains(r.output, "[info] *** k : class tests ... FAILED\n"+c.failure) {
			t.Errorf("%s: output %s", c.source, r.output)
		}
	}
	r := runTests(t, aussom.RunTests, `class k { @Test public t() { } @After public a() { throw "no"; } }`, aussom.Options{})
	if r.result.Passed != 1 || r.result.Failed != 1 || r.result.Total != 2 {
		t.Errorf("@After: %+v", r.result)
	}
}

func TestNothingToRun(t *testing.T) {
	modules := aussom.Options{Modules: map[string]string{"m": `class mod { @Test public t() { } }`, "bad": "class q { f( { } }"}}
	for _, c := range []struct {
		source, problem string
		all             starter
	}{
		{`include m;`, "Engine.runTest(): No classes found for that script file.", aussom.RunTests},
		{`include m; class k { }`, "Engine.runTest(): No tests found for that script file.", aussom.RunTests},
		{`include m;`, "", aussom.RunAllTests},
		{`include util;`, "Engine.runTest(): No classes found for that script file.", aussom.RunAllTests},
		{`include aunit; class k { }`, "Engine.runTest(): No tests found for that script file.", aussom.RunAllTests},
		{`class k { @Test public t() { } } class q { f( { } }`, "x.aus:1:47: expected a parameter or `)` in the parameter list, found `{`", aussom.RunTests},
		{`include bad; class k { @Test public t() { } }`, "bad.aus:1:14: expected a parameter or `)` in the parameter list, found `{`", aussom.RunTests},
		{`x`, "x.aus:1:2: expected `;` after the expression, found the end of the file", aussom.RunTests},
		{`include none; class k { @Test public t() { } }`, "Engine.addInclude(): Couldn't find requested include module 'none.aus'.", aussom.RunTests},
		{`class k { f() { } f() { } }`, "Duplicate method overload 'f()' declared at x.aus:1; first declared at x.aus:1.", aussom.RunTests},
	} {
		r := runTests(t, c.all, c.source, modules)
		if r.result.Problem != c.problem || r.result.Ok() != (c.problem == "") || r.code != map[bool]int{true: 0, false: 1}[c.problem == ""] {
			t.Errorf("%q: code %d, problem %q, want %q", c.source, r.code, r.result.Problem, c.problem)
		}
		told := c.problem
		switch { // the console has the error itself already
		case c.source == "x":
			told = "Engine.runTest(): No classes found for that script file."
		case strings.Contains(c.problem, ".aus:1:"):
			told = "Engine.runTest(): Parse errors were encountered. Not running."
		}
		if c.problem != "" && !strings.HasSuffix(r.output, "[error] "+told+"\n\n") {
			t.Errorf("%q: output %q", c.source, r.output)
		}
	}
}

func TestTestProperties(t *testing.T) {
	source := `include aunit; class k { @Test public t() { new testRunner(); } }`
	if r := runTests(t, aussom.RunTests, source, aussom.Options{}); !r.result.Ok() {
		t.Error(r.output)
	}
	r := runTests(t, aussom.RunTests, source, aussom.Options{Properties: map[string]value.Value{"test.aussom.runner": value.False}})
	if r.result.Ok() {
		t.Error("the embedder's property does not win")
	}
}

// TestStop stops runs in a loop, in a sleep, and in the engine of a runner.
func TestStop(t *testing.T) {
	for _, body := range []string{
		`while (true) { i = 1; }`,
		`sys.sleep(60000);`,
		`r = new testRunner(); r.loadTestString("s.aus", "class s { @Test public f() { while (true) { i = 1; } } }"); r.runClassTests("s");`,
		`r = new testRunner(); r.loadTestString("s.aus", "include sys; class s { @Test public f() { sys.sleep(60000); } }"); r.runClassTests("s");`,
	} {
		var out screen
		started := make(chan bool, 1)
		o := aussom.Options{Host: vm.Host{Console: &out, Pause: func() {
			select {
			case started <- true:
			default:
			}
		}}}
		var results []aussom.TestResult
		p := aussom.RunTests(`include sys; include aunit; class k { @Test public t() { `+body+` } @Test public never() { } }`, o,
			func(r aussom.TestResult) { results = append(results, r) })
		<-started
		begin := time.Now()
		p.Stop()
		if code := finish(t, p); code != -1 || p.State() != vm.Stopped {
			t.Errorf("%s: code %d, state %v", body, code, p.State())
		}
		if took := time.Since(begin); took > time.Second {
			t.Errorf("%s: stopping took %v", body, took)
		}
		if len(results) != 1 || results[0].Ok() || results[0].Total != 0 {
			t.Errorf("%s: results %+v", body, results)
		}
	}
}

// TestNestedEngines checks that engines that start engines come to an end, and that they count the steps of the program.
func TestNestedEngines(t *testing.T) {
	source := `include aunit; class k { @Test public t() { return test.runTestsForClass("k").get("failed"); } }`
	r := runTests(t, aussom.RunTests, source, aussom.Options{})
	if n := strings.Count(r.output, "... FAILED"); n != 17 || !strings.Contains(r.output, "Test runners are nested too deeply.") {
		t.Errorf("%d failures in %s", n, r.output)
	}
	source = `include aunit; class k { @Test public t() { r = new testRunner();
		r.loadTestString("s.aus", "class s { @Test public f() { while (true) { i = 1; } } }"); r.runClassTests("s"); } }`
	r = runTests(t, aussom.RunTests, source, aussom.Options{Limits: vm.Limits{Steps: 100000}})
	if !strings.Contains(r.output, "steps") {
		t.Error(r.output)
	}
}
