// This file tests what annotations say, and the choice of tests by tags.

package unittest

import (
	"slices"
	"testing"

	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/vm"
)

// suiteOf returns the suite of the only class of a source.
func suiteOf(t *testing.T, source string) (Suite, bool) {
	t.Helper()
	p := syntax.NewParser("x.aus", source, func(e *syntax.Error) { t.Fatal(e) })
	class := p.Next().(*syntax.Class)
	c := &vm.Class{Decl: class}
	c.Name = class.Name
	return SuiteOf(c)
}

func TestSuiteOf(t *testing.T) {
	s, ok := suiteOf(t, `@Test(name = "S") static class k {
		@Before public b1() { } @Before public b2() { } @After a() { } @BeforeEach be() { } @AfterEach ae() { } @OnTestFail of() { }
		@Test(name = "", skip = "TRUE", tags = " x ,, y,x ", timeoutMs = " 250 ") f() { x = ::clo() { }; }
		@test no() { } @Other @Test(skip = "true", timeoutMs = "1s") @Test(name = "again", other = "1") g() { }
		plain() { }
	}`)
	if !ok || s.Class != "k" || s.Name != "S" || !s.Static || s.Before != "b2" || s.After != "a" || s.BeforeEach != "be" || s.AfterEach != "ae" || s.OnTestFail != "of" {
		t.Errorf("%v %+v", ok, s)
	}
	want := []Test{
		{Function: "f", Name: "unit test", Tags: []string{"x", "y"}, TimeoutMs: 250},
		{Function: "g", Name: "unit test", Skip: true},
		{Function: "g", Name: "again"},
	}
	if !slices.EqualFunc(s.Tests, want, func(a, b Test) bool {
		return a.Function == b.Function && a.Name == b.Name && a.Skip == b.Skip && slices.Equal(a.Tags, b.Tags) && a.TimeoutMs == b.TimeoutMs
	}) {
		t.Errorf("tests %+v", s.Tests)
	}
	if got, ok := s.Test("g"); !ok || !got.Skip {
		t.Errorf("g is %+v", got)
	}
	if _, ok := s.Test("plain"); ok || !slices.Contains(s.Functions, "plain") {
		t.Errorf("functions %v", s.Functions)
	}
	if s, ok := suiteOf(t, `@Test(name = "S") class k { @Before b() { } }`); ok {
		t.Errorf("a class without tests is a suite: %+v", s)
	}
	if s, _ := suiteOf(t, `@Test(name = "") class k { @Test b() { } }`); s.Name != "class tests" {
		t.Errorf("name %q", s.Name)
	}
}

func TestFilter(t *testing.T) {
	for _, c := range []struct {
		include, exclude, tags []string
		want                   bool
	}{
		{nil, nil, nil, true},
		{nil, nil, []string{"a"}, true},
		{[]string{"a"}, nil, nil, false},
		{[]string{"a", "b"}, nil, []string{"c", "b"}, true},
		{[]string{"a"}, nil, []string{"b"}, false},
		{nil, []string{"a"}, nil, true},
		{nil, []string{"a"}, []string{"a", "b"}, false},
		{[]string{"b"}, []string{"a"}, []string{"a", "b"}, false},
	} {
		if got := (Filter{c.include, c.exclude}).Takes(Test{Tags: c.tags}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
