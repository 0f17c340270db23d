// This file defines the records: what the client of a connection did.

package fault

import (
	"encoding/binary"
	"fmt"
	"sync"
	"time"
)

// records holds the stories of the connections that asked for one, by their id.
type records struct {
	mu   sync.Mutex
	byID map[string]*record
}

// record is the story of one connection. All methods but story may be called on a nil record, which keeps nothing.
type record struct {
	mu    sync.Mutex
	lines []string
	ended chan struct{}
}

// open starts a record, or returns nil where none is wanted.
func (r *records) open(id string) *record {
	if id == "" {
		return nil
	}
	story := &record{ended: make(chan struct{})}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byID == nil {
		r.byID = map[string]*record{}
	}
	r.byID[id] = story
	return story
}

// Seen returns what the client of the connection with this id did, one line per frame: `text "hi"`, `binary 010203`,
// `close 1000 "bye"`, `pong "x"`, and "lost" if it left without a Close. It waits until the connection has ended, but at
// most for the given time; ok is false if it has not.
func (s *Server) Seen(id string, wait time.Duration) (lines []string, ok bool) {
	deadline := time.After(wait)
	for {
		s.records.mu.Lock()
		story := s.records.byID[id]
		s.records.mu.Unlock()
		var ended <-chan struct{}
		if story != nil {
			ended = story.ended
		}
		select {
		case <-ended:
			return story.story(), true
		case <-deadline:
			if story != nil {
				lines = story.story()
			}
			return lines, false
		case <-time.After(20 * time.Millisecond): // the connection may not have arrived yet
		}
	}
}

func (r *record) story() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.lines...)
}

func (r *record) add(line string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, line)
}

// end marks the connection as ended.
func (r *record) end() {
	if r != nil {
		close(r.ended)
	}
}

func (r *record) lost() { r.add("lost") }

// frame adds one frame; payloads are cut to what a test can read.
func (r *record) frame(f frame) {
	payload := f.payload[:min(len(f.payload), 200)]
	switch f.opcode {
	case opText:
		r.add(fmt.Sprintf("text %q", payload))
	case opBinary:
		r.add(fmt.Sprintf("binary %x", payload))
	case opContinuation:
		r.add(fmt.Sprintf("continuation of %d bytes", len(f.payload)))
	case opClose:
		if len(f.payload) < 2 {
			r.add("close without a code")
			return
		}
		r.add(fmt.Sprintf("close %d %q", binary.BigEndian.Uint16(payload), payload[2:]))
	case opPing:
		r.add(fmt.Sprintf("ping %q", payload))
	case opPong:
		r.add(fmt.Sprintf("pong %q", payload))
	}
}
