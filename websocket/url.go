// This file defines address, a WebSocket URL taken apart: as much of the WHATWG URL standard as the class's rules and the policy
// need. The host still has the last word on what a valid URL is.

package websocket

import (
	"strconv"
	"strings"
)

// address is a URL with scheme ws or wss.
type address struct {
	scheme string // "ws" or "wss"
	user   string // with the "@" behind it, "" if there is none
	host   string // lower case ASCII, an IPv6 address in brackets
	port   string // decimal, "" if it is the scheme's default
	path   string // begins with "/", percent-encoded, without dot segments
	query  string // with the "?" in front of it, "" if there is none
}

// String returns the URL.
func (a *address) String() string {
	return a.scheme + "://" + a.user + a.authority() + a.path + a.query
}

// Resolve returns a WebSocket URL in its normal form, for transports whose host does not bring one: http and https become ws and wss,
// a relative URL is resolved against base, which may be "". The error is an *Error.
func Resolve(raw, base string) (string, error) {
	a, err := parseURL(raw, base)
	if err != nil {
		return "", &Error{Name: syntaxError, Message: "the URL " + quote(withoutUser(raw)) + " " + err.Error()}
	}
	return a.String(), nil
}

// authority returns host and port.
func (a *address) authority() string {
	if a.port == "" {
		return a.host
	}
	return a.host + ":" + a.port
}

// defaultPort returns the port of a scheme.
func defaultPort(scheme string) string {
	if scheme == "ws" {
		return "80"
	}
	return "443"
}

// socketScheme maps a URL's scheme to the WebSocket's, "" if WebSockets have no such scheme.
func socketScheme(scheme string) string {
	switch scheme {
	case "ws", "http":
		return "ws"
	case "wss", "https":
		return "wss"
	}
	return ""
}

// urlFault says what is wrong with a URL, as the end of a sentence that begins with it.
type urlFault string

func (f urlFault) Error() string { return string(f) }

// errRelative is the fault of a relative URL without a base.
const errRelative urlFault = "is relative, and there is no page to resolve it against"

// parseURL takes a URL apart. A relative one is resolved against base, an absolute http(s) or ws(s) URL or "".
// The error is a urlFault.
func parseURL(raw, base string) (*address, error) {
	raw = trimURL(raw)
	scheme, rest := splitScheme(raw)
	if scheme != "" && socketScheme(scheme) == "" {
		return nil, urlFault("has the scheme " + quote(scheme) + ", it must be ws, wss, http or https")
	}
	if strings.IndexByte(raw, '#') >= 0 {
		return nil, urlFault("has a fragment, which a WebSocket URL must not have")
	}
	baseScheme, _ := splitScheme(trimURL(base))
	switch {
	case scheme != "" && (scheme != baseScheme || strings.HasPrefix(rest, "//")):
		return parseAuthority(socketScheme(scheme), strings.TrimLeft(rest, `/\`))
	case baseScheme == "":
		return nil, errRelative
	}
	return resolve(rest, base)
}

// resolve resolves a relative URL without scheme.
func resolve(ref, base string) (*address, error) {
	if i := strings.IndexByte(base, '#'); i >= 0 {
		base = base[:i]
	}
	b, err := parseURL(base, "")
	if err != nil {
		return nil, urlFault("cannot be resolved against the page, whose own URL " + err.Error())
	}
	path, query := splitQuery(ref)
	path = strings.ReplaceAll(path, `\`, "/")
	switch {
	case strings.HasPrefix(path, "//"):
		return parseAuthority(b.scheme, strings.TrimLeft(ref, `/\`))
	case strings.HasPrefix(path, "/"):
		b.path = normalPath(path)
	case path != "":
		b.path = normalPath(b.path[:strings.LastIndexByte(b.path, '/')+1] + path)
	case query == "":
		query = b.query
	}
	b.query = query
	return b, nil
}

// parseAuthority takes apart what stands behind "ws://".
func parseAuthority(scheme, s string) (*address, error) {
	a := &address{scheme: scheme}
	end := strings.IndexAny(s, `/\?`)
	if end < 0 {
		end = len(s)
	}
	host, tail := s[:end], s[end:]
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		if i > 0 && host[:i] != ":" {
			a.user = encode(host[:i], ` "<>@[]^|`+"`{}") + "@"
		}
		host = host[i+1:]
	}
	port := ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && strings.IndexByte(host[i:], ']') < 0 {
		host, port = host[:i], host[i+1:]
	}
	var err error
	if a.host, err = normalHost(host); err != nil {
		return nil, err
	}
	if a.port, err = normalPort(port, scheme); err != nil {
		return nil, err
	}
	path, query := splitQuery(tail)
	a.path, a.query = normalPath(strings.ReplaceAll(path, `\`, "/")), query
	return a, nil
}

// trimURL drops what URLs are stripped of: blanks and control characters at the ends, tabs and line ends everywhere.
func trimURL(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

// splitScheme returns the scheme in lower case, "" if there is none, and what is behind its colon.
func splitScheme(s string) (scheme, rest string) {
	for i := 0; i < len(s); i++ {
		switch c := s[i] | 0x20; {
		case c >= 'a' && c <= 'z' && s[i] >= 'A':
		case i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'):
		case i > 0 && s[i] == ':':
			return strings.ToLower(s[:i]), s[i+1:]
		default:
			return "", s
		}
	}
	return "", s
}

// splitQuery splits path and encoded query with its "?". An empty query is kept, as "?".
func splitQuery(s string) (path, query string) {
	i := strings.IndexByte(s, '?')
	if i < 0 {
		return s, ""
	}
	return s[:i], encode(s[i:], ` "#<>'`)
}

// parsePort checks a port and returns it without leading zeros.
func parsePort(port string) (string, error) {
	for i := 0; i < len(port); i++ {
		if port[i] < '0' || port[i] > '9' {
			return "", urlFault("has the port " + quote(port) + ", it must be a number")
		}
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return "", urlFault("has the port " + quote(port) + ", it must be at most 65535")
	}
	return strconv.FormatUint(n, 10), nil
}

// normalPort checks a port and drops the scheme's default.
func normalPort(port, scheme string) (string, error) {
	if port == "" {
		return "", nil
	}
	port, err := parsePort(port)
	if err == nil && port == defaultPort(scheme) {
		port = ""
	}
	return port, err
}

// normalHost checks a host and returns it in lower case ASCII.
func normalHost(host string) (string, error) {
	if host == "" {
		return "", urlFault("has no host")
	}
	if host[0] == '[' {
		if host[len(host)-1] != ']' {
			return "", urlFault("has a host whose bracket is not closed")
		}
		return strings.ToLower(host), nil
	}
	text := decodePercent(host)
	for i := 0; i < len(text); i++ {
		if c := text[i]; c <= ' ' || c == 0x7f || strings.IndexByte(`#%/:<>?@[\]^|`, c) >= 0 {
			return "", urlFault("has the host " + quote(host) + ", which holds a character that hosts must not hold")
		}
	}
	labels := strings.Split(strings.ToLower(text), ".")
	for i, l := range labels {
		labels[i] = asciiLabel(l)
	}
	return strings.Join(labels, "."), nil
}

// normalPath resolves dot segments and encodes what must not stand in a path.
func normalPath(path string) string {
	var out []string
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch strings.ReplaceAll(strings.ToLower(s), "%2e", ".") {
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		case ".":
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, encode(s, ` "#<>?`+"`{}"))
		}
	}
	return "/" + strings.Join(out, "/")
}

// encode percent-encodes control characters, everything that is not ASCII, and the bytes in set.
func encode(s, set string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= 0x7f || strings.IndexByte(set, c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// decodePercent replaces percent-encoded bytes.
func decodePercent(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(n))
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

// withoutUser returns a URL for showing: what may be a password is left out.
func withoutUser(raw string) string {
	start := strings.Index(raw, "//")
	if start < 0 {
		return raw
	}
	start += 2
	end := strings.IndexAny(raw[start:], `/\?#`)
	if end < 0 {
		end = len(raw) - start
	}
	if at := strings.LastIndexByte(raw[start:start+end], '@'); at >= 0 {
		return raw[:start] + "***" + raw[start+at:]
	}
	return raw
}
