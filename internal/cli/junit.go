// This file defines the results of unit tests as JUnit XML, the form that build servers read.

package cli

import (
	"bytes"
	"encoding/xml"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/stdlib/unittest"
)

// counts are the attributes that the run and each suite have. Times are in seconds.
type counts struct {
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Skipped  int    `xml:"skipped,attr"`
	Time     string `xml:"time,attr"`
}

type junitRun struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	counts
	Suites []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	File string `xml:"file,attr"`
	counts
	Cases []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    string        `xml:"time,attr"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
	Skipped *junitProblem `xml:"skipped"`
	Output  string        `xml:"system-err,omitempty"` // what hooks threw
}

type junitProblem struct {
	Message string `xml:"message,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// writeJUnit writes the results of a run of the tests of a file.
func writeJUnit(path, file string, r *aussom.TestResult) error {
	text, err := xml.MarshalIndent(newJUnitRun(file, r), "", "  ")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.Write(text)
	b.WriteByte('\n')
	return os.WriteFile(path, b.Bytes(), 0o666)
}

func newJUnitRun(file string, r *aussom.TestResult) junitRun {
	run := junitRun{Name: file, counts: newCounts(r.Totals, r.Duration)}
	for i := range r.Classes {
		class := &r.Classes[i]
		suite := junitSuite{Name: class.Class, File: file, counts: newCounts(class.Totals(), class.Duration)}
		if class.Name != "class tests" {
			suite.Name += ": " + class.Name
		}
		for _, t := range class.Results {
			suite.Cases = append(suite.Cases, newJUnitCase(class.Class, t))
		}
		run.Suites = append(run.Suites, suite)
	}
	if r.Problem != "" { // a suite of its own, so that no reader of the file takes the run for a success
		run.Tests++
		run.Errors++
		run.Suites = append(run.Suites, junitSuite{
			Name: file, File: file, counts: counts{Tests: 1, Errors: 1, Time: seconds(0)},
			Cases: []junitCase{{Name: "load", Class: file, Time: seconds(0), Error: &junitProblem{Message: r.Problem}}},
		})
	}
	return run
}

func newCounts(t unittest.Totals, d time.Duration) counts {
	return counts{Tests: t.Total, Failures: t.Failed, Skipped: t.Skipped, Time: seconds(d)}
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }

func newJUnitCase(class string, t unittest.Result) junitCase {
	c := junitCase{Name: t.Function, Class: class, Time: seconds(t.Duration), Output: strings.Join(t.HookFailures, "\n")}
	if t.Name != "unit test" {
		c.Name += ": " + t.Name
	}
	switch t.Outcome {
	case unittest.Failed:
		c.Failure = &junitProblem{Message: summary(t.Failure), Text: t.Failure}
	case unittest.Skipped:
		c.Skipped = &junitProblem{}
	case unittest.Filtered:
		c.Skipped = &junitProblem{Message: "filtered"}
	}
	return c
}

// summary returns the line of a failure that says what happened: of an exception its text.
func summary(failure string) string {
	if _, text, ok := strings.Cut(failure, "\n\ttext: "); ok {
		failure = text
	}
	line, _, _ := strings.Cut(failure, "\n")
	return line
}
