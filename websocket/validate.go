// This file defines the checks of what a script passes in: subprotocols, close codes and reasons, binary types.

package websocket

import (
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
)

// The values that setBinaryType accepts.
const (
	arrayBuffer = "arraybuffer"
	blob        = "blob"
)

// maxReason is the longest close reason, in bytes of UTF-8: a control frame's payload less the code.
const maxReason = 123

// normalClosure is the close code of close() without arguments and of a stopped program.
const normalClosure = 1000

// abnormalClosure is the close code that a script sees when the connection failed.
const abnormalClosure = 1006

// isToken reports whether s may be offered as a subprotocol: one or more token characters of RFC 9110.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// protocols returns the subprotocols to offer for the constructor's argument. what is "" if they are all right, else
// it says what is wrong, and name is the kind of error.
func protocols(arg value.Value) (list []string, name, what string) {
	switch arg.Kind() {
	case value.Undef, value.KNull:
		return nil, "", ""
	case value.KString:
		p := arg.GoString()
		return []string{p}, syntaxError, protocolFault(p, nil)
	case value.KList:
		for _, item := range arg.List().Items {
			if item.Kind() != value.KString {
				return nil, syntaxError, "a list of subprotocols must hold strings only, found " + describe(item)
			}
			p := item.GoString()
			if what := protocolFault(p, list); what != "" {
				return nil, syntaxError, what
			}
			list = append(list, p)
		}
		return list, "", ""
	}
	return nil, typeError, "Protocol must be a string, a list of strings or null, found " + describe(arg)
}

// protocolFault says what is wrong with offering p after the others, "" if nothing is.
func protocolFault(p string, others []string) string {
	if p == "" {
		return `a subprotocol must not be empty, found ""`
	}
	if !isToken(p) {
		return "a subprotocol must be one word of letters, digits and !#$%&'*+-.^_`|~, found " + quote(p)
	}
	for _, o := range others {
		if o == p {
			return "a subprotocol must not be offered twice, found " + quote(p)
		}
	}
	return ""
}

// closeFault says what is wrong with a close code and reason, "" if nothing is. The code is checked first.
func closeFault(code int64, reason string) (name, what string) {
	if code != normalClosure && (code < 3000 || code > 4999) {
		return invalidAccessError, "the close code must be 1000 or 3000 to 4999, found " + strconv.FormatInt(code, 10)
	}
	if len(reason) > maxReason {
		return syntaxError, "the reason must have at most " + strconv.Itoa(maxReason) + " bytes of UTF-8, found " +
			strconv.Itoa(len(reason)) + " in " + quote(reason)
	}
	return "", ""
}
