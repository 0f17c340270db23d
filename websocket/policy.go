// This file defines Policy, the list of places that a program may connect to.

package websocket

import (
	"errors"
	"strings"
)

// Policy holds patterns in the host-source syntax of the Content-Security-Policy directive connect-src:
//
//   - everything
//     wss:                   a scheme; "ws:" also covers wss
//     example.com            a host, both schemes, on the scheme's default port
//     *.example.com          its subdomains, not itself
//     ws://localhost:8080    a scheme, a host and a port; the port "*" is every port
//     example.com/api/       a path: with a "/" at the end everything below it, without it that path only
//     'self'                 host and port of the page
//     'none'                 nothing
//
// It never changes and is safe for concurrent use.
type Policy struct{ sources []source }

// source is one parsed pattern.
type source struct {
	all    bool   // "*"
	scheme string // "" if any
	host   string // "" if any, "*.x" for the subdomains of x
	port   string // "" for the scheme's default, "*" for every one
	path   string // "" for every one
}

// errNotAllowed is what Check returns.
var errNotAllowed = errors.New("no pattern of the policy matches")

// NewPolicy parses patterns. self is the URL of the page, for 'self'; "" if there is none, then 'self' matches nothing. Without
// patterns nothing is allowed. The error names the pattern that is wrong.
func NewPolicy(patterns []string, self string) (*Policy, error) {
	p := &Policy{}
	for _, pattern := range patterns {
		switch text := strings.ToLower(strings.TrimSpace(pattern)); text {
		case "'none'":
		case "'self'":
			if i := strings.IndexByte(self, '#'); i >= 0 {
				self = self[:i]
			}
			if page, err := parseURL(self, ""); err == nil {
				p.sources = append(p.sources, source{host: page.host, port: page.port})
			}
		default:
			s, fault := parseSource(strings.TrimSpace(pattern))
			if fault != "" {
				return nil, errors.New("the policy pattern " + quote(pattern) + " " + fault)
			}
			p.sources = append(p.sources, s)
		}
	}
	return p, nil
}

// parseSource parses one pattern. fault is "" or the end of a sentence that begins with the pattern.
func parseSource(text string) (s source, fault string) {
	if text == "*" {
		return source{all: true}, ""
	}
	if i := strings.Index(text, "://"); i >= 0 {
		s.scheme, text = strings.ToLower(text[:i]), text[i+3:]
		if !isScheme(s.scheme) {
			return s, "has no valid scheme"
		}
	} else if strings.HasSuffix(text, ":") && isScheme(text[:len(text)-1]) {
		s.scheme = strings.ToLower(text[:len(text)-1])
		s.port = "*"
		return s, ""
	}
	if i := strings.IndexByte(text, '/'); i >= 0 {
		text, s.path = text[:i], text[i:]
		if strings.ContainsAny(s.path, "?#;, ") {
			return s, "has a path with a character that must not stand in it"
		}
	}
	if i := strings.LastIndexByte(text, ':'); i >= 0 && strings.IndexByte(text[i:], ']') < 0 {
		text, s.port = text[:i], text[i+1:]
		if s.port != "*" {
			var err error
			if s.port, err = parsePort(s.port); err != nil {
				return s, "has a port that is neither a number up to 65535 nor *"
			}
		}
	}
	switch host := strings.TrimPrefix(text, "*."); {
	case text == "*":
		return s, ""
	case !isHostPattern(host):
		return s, "has no valid host"
	}
	s.host = strings.ToLower(text)
	return s, ""
}

// isScheme reports whether s has the form of a URL's scheme.
func isScheme(s string) bool {
	scheme, rest := splitScheme(s + ":")
	return scheme != "" && rest == ""
}

// isHostPattern reports whether s may stand in a pattern as a host: labels of letters, digits, "-" and "_", or an IPv6
// address in brackets.
func isHostPattern(s string) bool {
	set := "abcdefghijklmnopqrstuvwxyz0123456789-_"
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		set, s = "abcdef0123456789:.", s[1:len(s)-1]
		return s != "" && strings.Trim(strings.ToLower(s), set) == ""
	}
	for _, label := range strings.Split(strings.ToLower(s), ".") {
		if label == "" || strings.Trim(label, set) != "" {
			return false
		}
	}
	return true
}

// Check returns nil if the policy allows an absolute ws or wss URL. It has the form of Options.Policy.
func (p *Policy) Check(url string) error {
	a, err := parseURL(url, "")
	if err != nil {
		return err
	}
	for i := range p.sources {
		if p.sources[i].matches(a) {
			return nil
		}
	}
	return errNotAllowed
}

// matches implements the matching of CSP level 3, 6.7.2.
func (s *source) matches(a *address) bool {
	if s.all {
		return true
	}
	if s.scheme != "" && s.scheme != a.scheme && !(s.scheme == "ws" && a.scheme == "wss") {
		return false
	}
	if domain, ok := strings.CutPrefix(s.host, "*"); ok {
		if !strings.HasSuffix(a.host, domain) || len(a.host) == len(domain) {
			return false
		}
	} else if s.host != "" && s.host != a.host {
		return false
	}
	return s.matchesPort(a) && s.matchesPath(a.path)
}

func (s *source) matchesPort(a *address) bool {
	port := a.port
	switch s.port {
	case "*":
		return true
	case "":
		return port == ""
	}
	if port == "" {
		port = defaultPort(a.scheme)
	}
	return s.port == port
}

// matchesPath compares piece by piece after decoding, so that an encoded slash is none.
func (s *source) matchesPath(path string) bool {
	if s.path == "" || s.path == "/" {
		return true
	}
	want, got := strings.Split(s.path, "/"), strings.Split(path, "/")
	if last := len(want) - 1; want[last] == "" {
		if len(got) < len(want) {
			return false
		}
		want, got = want[:last], got[:last]
	}
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if decodePercent(want[i]) != decodePercent(got[i]) {
			return false
		}
	}
	return true
}
