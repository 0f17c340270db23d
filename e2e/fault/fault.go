// This file defines Server, its routes and its handshakes.

// Package fault is a WebSocket server that misbehaves on demand, for the tests. Every behaviour has a path of its own and
// numbers in the query; handshakes and frames are written by hand, so that they can be wrong.
//
//	fault.go      Server, the routes, handshakes right and wrong
//	behaviour.go  what happens after the handshake
//	frame.go      frames as bytes
//	record.go     what a connection's client did, for the tests to ask
//
// No handshake is ever left hanging: a browser would hold back all later connections to the host.
package fault

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// lifetime is the longest that a connection may last.
const lifetime = 2 * time.Minute

// Server is the handler for the paths below /fault/. It is safe for concurrent use.
//
//	refuse?status=404       answers with that status
//	redirect?to=/ws/echo    answers 302 to there
//	bad-accept              a handshake whose Sec-WebSocket-Accept is wrong
//	half-handshake          ends the connection in the middle of the answer
//	protocol?choose=X       opens; X is none, first, last or literally the subprotocol to answer
//	slow-open?ms=N          opens after N ms (2000 at most)
//
// These open and then:
//
//	echo                    send back, frame by frame
//	close?code=N&reason=T   send a Close at once (body=HEX for a body of one's own, body= for none)
//	burst?n=N&code=C&reason=T  send N text messages "m0"... and a Close in one packet; with=open: together with the handshake
//	push?n=N&size=B&kind=K  send N messages of B bytes (kind binary or text), then wait for the Close
//	drop                    end the TCP connection at once; after=1: when the first message came
//	late-close?ms=N         answer a Close after N ms
//	never-close             end the TCP connection instead of answering a Close
//	data-after-close        answer a Close with a text message and then the Close
//	close-first?code=N&reason=T  send a Close when a message arrives (the client's own Close may cross it)
//	bad-utf8                send "good", then a text message that is not UTF-8; after=1, as with close and reserved: when a message came
//	reserved                send "good", then a frame with a reserved opcode
//	fragments               send a text message and a binary message in three frames with pings between
//
// With id=X in the query the connection's story is recorded: see Server.Seen.
type Server struct{ records records }

// conn is one open connection and what its request asked for.
type conn struct {
	net.Conn
	in     *bufio.Reader
	query  url.Values
	record *record
}

// ServeHTTP answers a request for /fault/BEHAVIOUR.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	behaviour := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	query := r.URL.Query()
	switch behaviour {
	case "refuse":
		http.Error(w, "refused", number(query, "status", http.StatusNotFound))
		return
	case "redirect":
		http.Redirect(w, r, query.Get("to"), http.StatusFound)
		return
	}
	run, known := behaviours[behaviour]
	if !known {
		http.NotFound(w, r)
		return
	}
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		http.Error(w, "WebSocket handshake expected", http.StatusUpgradeRequired)
		return
	}
	hijacked, in, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer hijacked.Close()
	if hijacked.SetDeadline(time.Now().Add(lifetime)) != nil {
		return
	}
	c := &conn{Conn: hijacked, in: in.Reader, query: query, record: s.records.open(query.Get("id"))}
	defer c.record.end()
	run(c, r)
}

// number returns a number of the query.
func number(query url.Values, key string, fallback int) int {
	n, err := strconv.Atoi(query.Get(key))
	if err != nil {
		return fallback
	}
	return n
}

// handshake returns the right answer to a request, with a subprotocol if it is not empty.
func handshake(r *http.Request, protocol string) string {
	sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return answer(base64.StdEncoding.EncodeToString(sum[:]), protocol)
}

func answer(accept, protocol string) string {
	lines := fmt.Sprintf("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n", accept)
	if protocol != "" {
		lines += fmt.Sprintf("Sec-WebSocket-Protocol: %s\r\n", protocol)
	}
	return lines + "\r\n"
}

// offered returns the subprotocols of a request in their order.
func offered(r *http.Request) []string {
	var names []string
	for _, header := range r.Header.Values("Sec-WebSocket-Protocol") {
		for name := range strings.SplitSeq(header, ",") {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}

// choose answers the query's choice of a subprotocol.
func choose(c *conn, r *http.Request) string {
	names := offered(r)
	choice := c.query.Get("choose")
	switch {
	case choice == "" || choice == "none", len(names) == 0 && (choice == "first" || choice == "last"):
		return ""
	case choice == "first":
		return names[0]
	case choice == "last":
		return names[len(names)-1]
	}
	return choice
}

// opened makes a behaviour out of what happens after a right handshake, which answers the first subprotocol that is offered
// unless the query chooses.
func opened(run func(c *conn)) func(*conn, *http.Request) {
	return func(c *conn, r *http.Request) {
		protocol := choose(c, r)
		if names := offered(r); !c.query.Has("choose") && len(names) > 0 {
			protocol = names[0]
		}
		greeting := handshake(r, protocol)
		if c.query.Get("with") == "open" {
			run(&conn{Conn: &prefixed{Conn: c.Conn, first: []byte(greeting)}, in: c.in, query: c.query, record: c.record})
			return
		}
		if _, err := io.WriteString(c, greeting); err == nil {
			run(c)
		}
	}
}

// prefixed sends some bytes in one packet with the first write.
type prefixed struct {
	net.Conn
	first []byte
}

func (p *prefixed) Write(data []byte) (int, error) {
	if p.first == nil {
		return p.Conn.Write(data)
	}
	whole := append(p.first, data...)
	p.first = nil
	_, err := p.Conn.Write(whole)
	return len(data), err
}
