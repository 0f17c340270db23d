// This file defines Suite and Test, what the annotations of a test class say, and which classes are test classes.

package unittest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/vm"
)

// Suite is a test class: a class that declares at least one method with the annotation @Test.
type Suite struct {
	Class  string
	Name   string // what reports call it
	Static bool   // it cannot be instantiated
	Tests  []Test
	// The names of the hooks, "" where there is none.
	Before, After, BeforeEach, AfterEach, OnTestFail string
	// Functions are the names of all methods that the class declares.
	Functions []string
}

// Test is one @Test annotation of a method.
type Test struct {
	Function  string
	Name      string // what reports call it
	Skip      bool
	Tags      []string
	TimeoutMs int // milliseconds; recorded only
}

// Test returns the test with the given function, the first if the method has several annotations.
func (s *Suite) Test(function string) (Test, bool) {
	for _, t := range s.Tests {
		if t.Function == function {
			return t, true
		}
	}
	return Test{}, false
}

// SuiteOf returns the suite of a class; ok is false if it has no tests. Inherited methods do not count.
func SuiteOf(c *vm.Class) (s Suite, ok bool) {
	s = Suite{Class: c.Name, Name: "class tests", Static: c.IsStatic()}
	if name := argument(c.Decl.Annotations, "name"); name != "" {
		s.Name = name
	}
	hooks := map[string]*string{
		"Before": &s.Before, "After": &s.After, "BeforeEach": &s.BeforeEach, "AfterEach": &s.AfterEach,
		"OnTestFail": &s.OnTestFail,
	}
	for _, f := range c.Decl.Functions {
		s.Functions = append(s.Functions, f.Name)
		for _, a := range f.Annotations {
			if a.Name == "Test" {
				s.Tests = append(s.Tests, newTest(f.Name, a))
			} else if hook := hooks[a.Name]; hook != nil {
				*hook = f.Name
			}
		}
	}
	return s, len(s.Tests) > 0
}

// argument returns an argument of the last @Test annotation that has it.
func argument(annotations []syntax.Annotation, name string) (text string) {
	for _, a := range annotations {
		if a.Name != "Test" {
			continue
		}
		for _, arg := range a.Args {
			if arg.Name == name {
				text = arg.Value
			}
		}
	}
	return text
}

func newTest(function string, a syntax.Annotation) Test {
	get := func(name string) string { return argument([]syntax.Annotation{a}, name) }
	t := Test{Function: function, Name: get("name"), Skip: get("skip") == "true"}
	if t.Name == "" {
		t.Name = "unit test"
	}
	for tag := range strings.SplitSeq(get("tags"), ",") {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(t.Tags, tag) {
			t.Tags = append(t.Tags, tag)
		}
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(get("timeoutMs")), 10, 32); err == nil {
		t.TimeoutMs = int(n)
	}
	return t
}

// Classes returns the classes of a program that are defined in a file, those of all its files if file is "", in the order of
// the class table. Library classes are never among them.
func Classes(m *vm.Machine, file string) []*vm.Class { return classes(m, m.ClassNames(), file) }

// ClassesInOrder is Classes in the order of definition.
func ClassesInOrder(m *vm.Machine, file string) []*vm.Class { return classes(m, m.Defined(), file) }

func classes(m *vm.Machine, names []string, file string) []*vm.Class {
	var list []*vm.Class
	for _, name := range names {
		if c := m.ClassInfo(name); c != nil && !c.Library && (file == "" || c.File == file) {
			list = append(list, c)
		}
	}
	return list
}

// Suites returns the suites among classes.
func Suites(classes []*vm.Class) []Suite {
	var suites []Suite
	for _, c := range classes {
		if s, ok := SuiteOf(c); ok {
			suites = append(suites, s)
		}
	}
	return suites
}
