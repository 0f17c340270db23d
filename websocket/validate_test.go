// This file defines the tests of the argument rules and of exception texts.

package websocket

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

func TestCloseFault(t *testing.T) {
	for _, code := range []int64{1000, 3000, 3001, 4000, 4999} {
		if name, what := closeFault(code, ""); what != "" {
			t.Errorf("%d: %s: %s", code, name, what)
		}
	}
	for _, code := range []int64{0, 1, 500, 999, 1001, 1004, 1005, 1006, 1011, 1015, 1016, 2000, 2999, 5000, -1, 65535, 65536,
		65536 + 1000, 1<<32 + 1000, 1<<53 + 1, -1 << 63, 1<<63 - 1} {
		if name, _ := closeFault(code, strings.Repeat("x", 200)); name != invalidAccessError {
			t.Errorf("%d: %s", code, name)
		}
	}
	lone := "\xED\xA0\x80"
	for _, tt := range []struct {
		reason string
		ok     bool
	}{
		{"", true},
		{strings.Repeat("a", 123), true}, {strings.Repeat("a", 124), false},
		{strings.Repeat("é", 61), true}, {strings.Repeat("é", 62), false},
		{strings.Repeat("€", 41), true}, {strings.Repeat("€", 42), false},
		{strings.Repeat("😀", 30) + "abc", true}, {strings.Repeat("😀", 31), false},
		{strings.Repeat(lone, 41), true}, {strings.Repeat(lone, 42), false},
	} {
		name, what := closeFault(1000, value.Sanitize(tt.reason))
		if tt.ok != (what == "") || !tt.ok && name != syntaxError {
			t.Errorf("%d bytes: %s %s", len(tt.reason), name, what)
		}
	}
}

func TestProtocols(t *testing.T) {
	str := value.FromString
	list := func(v ...value.Value) value.Value { return value.OfList(value.NewList(v...)) }
	for _, tt := range []struct {
		arg  value.Value
		want []string
		name string
	}{
		{value.Null, nil, ""},
		{list(), nil, ""},
		{str("v1.json.x-y_z"), []string{"v1.json.x-y_z"}, ""},
		{str("!#$%&'*+-.^_`|~"), []string{"!#$%&'*+-.^_`|~"}, ""},
		{list(str("b"), str("a")), []string{"b", "a"}, ""},
		{list(str("a"), str("A")), []string{"a", "A"}, ""},
		{str(""), nil, syntaxError},
		{str("a, b"), nil, syntaxError},
		{str("a b"), nil, syntaxError},
		{str("a/b"), nil, syntaxError},
		{str("a:b"), nil, syntaxError},
		{str("\x00"), nil, syntaxError},
		{str("\x1f"), nil, syntaxError},
		{str("\x7f"), nil, syntaxError},
		{str("é"), nil, syntaxError},
		{list(str("a"), str("a")), nil, syntaxError},
		{list(str("a"), value.Int(1)), nil, syntaxError},
		{list(value.Null), nil, syntaxError},
		{list(str("")), nil, syntaxError},
		{value.Int(5), nil, typeError},
		{value.True, nil, typeError},
	} {
		got, name, what := protocols(tt.arg)
		if name == "" && what != "" || what == "" && !reflect.DeepEqual(got, tt.want) || (what != "" && name != tt.name) || (what == "" && tt.name != "") {
			t.Errorf("%s: %q %s %s", describe(tt.arg), got, name, what)
		}
	}
}

func TestTexts(t *testing.T) {
	ex := raise("send", typeError, "bad").(*value.Exception)
	if ex.Text != "WebSocket.send(): TypeError: bad." || ex.Details != ex.Text || ex.ID != "EXTERN_RUNTIME" || ex.Type != value.ExRuntime || ex.Trace != nil {
		t.Errorf("%+v", ex)
	}
	if ex := raise(constructor, syntaxError, "bad").(*value.Exception); ex.Text != "WebSocket(): SyntaxError: bad." {
		t.Error(ex.Text)
	}
	ex = refused("send", &Error{Name: "QuotaExceededError", Message: "too much"}, "no").(*value.Exception)
	if ex.Text != "WebSocket.send(): InvalidStateError: no." || ex.Details != "too much" {
		t.Errorf("%+v", ex)
	}
	ex = refused(constructor, &Error{Name: "SecurityError", Message: "insecure"}, "no").(*value.Exception)
	if ex.Text != "WebSocket(): SecurityError: no." || ex.Details != "insecure" {
		t.Errorf("%+v", ex)
	}
	for in, want := range map[string]string{
		"":                            `""`,
		"a\n\t\r\x00\x7f\u0085":       `"a\n\t\r\u0000\u007f\u0085"`,
		"é😀":                          `"é😀"`,
		"\xED\xA0\x80":                "\"\uFFFD\"",
		strings.Repeat("😀", maxShown): `"` + strings.Repeat("😀", maxShown) + `"`,
		strings.Repeat("é", 5000):     `"` + strings.Repeat("é", maxShown) + `..."`,
	} {
		if got := quote(in); got != want {
			t.Errorf("quote(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for k, name := range eventNames {
		if got, ok := kindOf(name); !ok || got != eventKind(k) {
			t.Errorf("%s: %d %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "Open", "bogus", "open "} {
		if _, ok := kindOf(name); ok {
			t.Errorf("%q is an event", name)
		}
	}
}
