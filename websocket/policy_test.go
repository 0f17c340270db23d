// This file defines the tests of URLs and policies.

package websocket

import (
	"testing"
)

func TestParseURL(t *testing.T) {
	const page = "https://Example.com:8443/dir/page.html?q=1#frag"
	for _, tt := range []struct{ in, base, want string }{
		{"ws://h", "", "ws://h/"},
		{"wss://h/p?q", "", "wss://h/p?q"},
		{"http://h/", "", "ws://h/"},
		{"https://h/", "", "wss://h/"},
		{"  WS://HOST:80/ \n", "", "ws://host/"},
		{"w\tss://h:443/", "", "wss://h/"},
		{"ws://h:443/", "", "ws://h:443/"},
		{"ws://h:0080/", "", "ws://h/"},
		{"ws:\\\\h\\a\\b", "", "ws://h/a/b"},
		{"ws:h/a", "", "ws://h/a"},
		{"ws:////h/a", "", "ws://h/a"},
		{"ws://u:p@h/", "", "ws://u:p@h/"},
		{"ws://u@x@h/", "", "ws://u%40x@h/"},
		{"ws://[::1]:9000/", "", "ws://[::1]:9000/"},
		{"ws://h/a b/é?ä b", "", "ws://h/a%20b/%C3%A9?%C3%A4%20b"},
		{"ws://h/a/../b/./c/..", "", "ws://h/b/"},
		{"ws://h/a/%2e%2E/b/.", "", "ws://h/b/"},
		{"ws://h/../../x", "", "ws://h/x"},
		{"ws://h?x", "", "ws://h/?x"},
		{"ws://%68%4f/", "", "ws://ho/"},
		{"ws://bücher.example/", "", "ws://xn--bcher-kva.example/"},
		{"ws://BÜCHER.example/", "", "ws://xn--bcher-kva.example/"},
		{"ws://例え.テスト/", "", "ws://xn--r8jz45g.xn--zckzah/"},
		{"/echo", page, "wss://example.com:8443/echo"},
		{"echo", page, "wss://example.com:8443/dir/echo"},
		{"../echo", page, "wss://example.com:8443/echo"},
		{"?x", page, "wss://example.com:8443/dir/page.html?x"},
		{"//other/x", page, "wss://other/x"},
		{"\\\\other\\x", page, "wss://other/x"},
		{"https:echo", page, "wss://example.com:8443/dir/echo"},
		{"https:/echo", page, "wss://example.com:8443/echo"},
		{"wss:echo", page, "wss://echo/"},
		{"echo:80", "http://h/", "fault"},
		{"ftp://h/", "", "fault"},
		{"mailto:a@b", page, "fault"},
		{"about:blank", page, "fault"},
		{"ws://h/#", "", "fault"},
		{"/x#y", page, "fault"},
		{"ws://", "", "fault"},
		{"ws:///", "", "fault"},
		{"ws://:80/", "", "fault"},
		{"ws://h:99999/", "", "fault"},
		{"ws://h:x/", "", "fault"},
		{"ws://a b/", "", "fault"},
		{"ws://a%00b/", "", "fault"},
		{"ws://[::1/", "", "fault"},
		{"/echo", "", "fault"},
		{"/echo", "about:blank", "fault"},
	} {
		got := "fault"
		if a, err := parseURL(tt.in, tt.base); err == nil {
			got = a.String()
		}
		if got != tt.want {
			t.Errorf("parseURL(%q, %q) = %s, want %s", tt.in, tt.base, got, tt.want)
		}
	}
}

func TestWithoutUser(t *testing.T) {
	for in, want := range map[string]string{
		"ws://user:secret@h/p@q": "ws://***@h/p@q",
		"ws://h/p@q":             "ws://h/p@q",
		"/echo":                  "/echo",
		"ws://a:b@c@h":           "ws://***@h",
	} {
		if got := withoutUser(in); got != want {
			t.Errorf("withoutUser(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPolicy(t *testing.T) {
	const self = "https://page.example:8443/dir/?q#f"
	for _, tt := range []struct {
		pattern string
		yes, no []string
	}{
		{"*", []string{"ws://h/", "wss://h:99/x"}, nil},
		{"'none'", nil, []string{"ws://h/"}},
		{"ws:", []string{"ws://h/", "wss://h:99/"}, nil},
		{"WSS:", []string{"wss://h/", "wss://h:99/"}, []string{"ws://h/"}},
		{"https:", nil, []string{"wss://h/", "ws://h/"}},
		{"example.com", []string{"ws://example.com/", "wss://EXAMPLE.com/x?y", "wss://example.com:443/", "http://example.com/"},
			[]string{"ws://example.com:443/", "ws://example.com:8080/", "ws://www.example.com/", "ws://example.com.evil/", "ws://evil/example.com", "ws://example.com@evil/"}},
		{"*.example.com", []string{"ws://a.example.com/", "ws://a.b.example.com/"}, []string{"ws://example.com/", "ws://.example.com/", "ws://.example.com.evil/", "ws://badexample.com/"}},
		{"ws://h", []string{"ws://h/", "wss://h/"}, []string{"ws://h:81/"}},
		{"wss://h", []string{"wss://h/"}, []string{"ws://h/"}},
		{"wss://h:443", []string{"wss://h/"}, []string{"wss://h:444/"}},
		{"ws://h:443", []string{"ws://h:443/", "wss://h/"}, []string{"ws://h/"}},
		{"h:80", []string{"ws://h/", "wss://h:80/"}, []string{"wss://h/"}},
		{"h:*", []string{"ws://h/", "wss://h:99/"}, []string{"ws://i/"}},
		{"localhost:8080", []string{"ws://localhost:8080/"}, []string{"ws://localhost/", "ws://localhost:8081/"}},
		{"*:8080", []string{"ws://h:8080/"}, []string{"ws://h/"}},
		{"wss://*", []string{"wss://h/"}, []string{"wss://h:1/", "ws://h/"}},
		{"[::1]:9000", []string{"ws://[::1]:9000/"}, []string{"ws://[::1]/", "ws://[::2]:9000/"}},
		{"h/", []string{"ws://h/", "ws://h/x/y"}, nil},
		{"h/a/", []string{"ws://h/a/", "ws://h/a/b/c", "ws://h/%61/x"}, []string{"ws://h/a", "ws://h/", "ws://h/a/../b", "ws://h/a/%2e%2e/b", "ws://h/b/a/", "ws://h/a%2Fb"}},
		{"h/a", []string{"ws://h/a", "ws://h/a?q"}, []string{"ws://h/a/", "ws://h/a/b", "ws://h/A"}},
		{"'self'", []string{"wss://page.example:8443/", "ws://page.example:8443/x"}, []string{"wss://page.example/", "wss://a.page.example:8443/", "wss://evil/?page.example:8443"}},
	} {
		p, err := NewPolicy([]string{tt.pattern}, self)
		if err != nil {
			t.Errorf("%s: %v", tt.pattern, err)
			continue
		}
		for _, u := range tt.yes {
			if err := p.Check(u); err != nil {
				t.Errorf("%s refuses %s: %v", tt.pattern, u, err)
			}
		}
		for _, u := range tt.no {
			if p.Check(u) == nil {
				t.Errorf("%s allows %s", tt.pattern, u)
			}
		}
	}
	for _, pattern := range []string{"", "'unsafe'", "h:port", "h:99999", "ws://", "ws://h:/", "h*", "a.*.b", "*.*.h", "ws://h/x?y", "ws://h/x#y", "h x", "://h", "1s://h", "*."} {
		if _, err := NewPolicy([]string{pattern}, self); err == nil {
			t.Errorf("pattern %q was accepted", pattern)
		}
	}
	several, err := NewPolicy([]string{"a", "'self'", "b"}, "")
	if err != nil || several.Check("ws://b/") != nil || several.Check("ws://c/") == nil || several.Check("/x") == nil {
		t.Errorf("several patterns: %v", err)
	}
	none, err := NewPolicy(nil, self)
	if err != nil || none.Check("wss://page.example:8443/") == nil {
		t.Errorf("no pattern: %v", err)
	}
}
