// This file tests Inspect and Nearest.

package syntax

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestInspectOrder(t *testing.T) {
	src := `class A { x = [1]; f(a = 2) { if (b) { c = d; } else { e.f(g)[h]; } ::i(j = 3) { k; }; return -4; } }`
	var got []string
	Inspect(mustParse(t, src, false)[0], func(n Node) bool {
		s := strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax.")
		switch n := n.(type) {
		case *Name:
			s = n.Name
		case *IntLit:
			s = fmt.Sprint(n.Val)
		}
		got = append(got, s)
		return true
	})
	want := "Class ListLit 1 Function 2 If b ExprStmt Assign c d ExprStmt IndexExpr MethodCall e g h " +
		"ExprStmt ClosureLit Function 3 ExprStmt k Return -4"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("\n got %s\nwant %s", s, want)
	}
}

func TestInspectSkips(t *testing.T) {
	var got []string
	Inspect(mustParse(t, "a = f(b).g(c) + d;", true)[0], func(n Node) bool {
		if n, ok := n.(*Name); ok {
			got = append(got, n.Name)
		}
		_, call := n.(*MethodCall)
		return !call
	})
	if s := strings.Join(got, " "); s != "a d" {
		t.Error(s)
	}
}

// TestInspectIsComplete compares Inspect with a walk by reflection over every program.
func TestInspectIsComplete(t *testing.T) {
	for _, prog := range programs(t) {
		p := NewParser("t", prog.src, nil)
		for it := p.Next(); it != nil; it = p.Next() {
			walked, all := map[any]bool{}, map[any]bool{}
			Inspect(it, func(n Node) bool {
				if walked[n] {
					t.Fatalf("%s: %T twice", prog.path, n)
				}
				walked[n] = true
				return true
			})
			reflectNodes(reflect.ValueOf(it), all)
			for n := range all {
				if !walked[n] {
					t.Fatalf("%s: %T at %v missed", prog.path, n, n.(Node).First())
				}
			}
		}
	}
}

// reflectNodes collects all nodes reachable from v.
func reflectNodes(v reflect.Value, all map[any]bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			reflectNodes(v.Elem(), all)
		}
	case reflect.Pointer:
		if v.IsNil() || all[v.Interface()] {
			return
		}
		if _, ok := v.Interface().(Node); ok {
			all[v.Interface()] = true
		}
		reflectNodes(v.Elem(), all)
	case reflect.Struct:
		for i := range v.NumField() {
			reflectNodes(v.Field(i), all)
		}
	case reflect.Slice:
		for i := range v.Len() {
			reflectNodes(v.Index(i), all)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"length", "size", "add", "addAll", "containsKey", "x", "toString"}
	for _, c := range [][2]string{
		{"lenght", "length"}, {"Size", "size"}, {"contansKey", "containsKey"}, {"containskey", "containsKey"}, {"tostrng", "toString"},
		{"ad", "add"}, {"addall", "addAll"}, {"adAll", "addAll"}, {"X", "x"}, {"y", ""}, {"remove", ""}, {"size", ""}, {"", ""}, {"len", ""},
		{"sizes", "size"}, {"si", ""},
	} {
		if got := Nearest(c[0], names); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
	if got := Nearest("abcd", []string{"abce", "abcf"}); got != "abce" {
		t.Error("the first of equals, got", got)
	}
	if got := Nearest("abcd", nil); got != "" {
		t.Error(got)
	}
}
