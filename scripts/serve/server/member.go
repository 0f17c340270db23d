// This file defines member, what chats and boards share: one client of a room.

package server

import (
	"context"
	"net/http"
	"unicode/utf8"

	"github.com/coder/websocket"
)

const (
	maxChatMessage = 64 << 10 // bytes of one message from a client
	maxName        = 64       // characters of a room's or a member's name
)

// member is one connection in a room. What is sent to it waits in a queue, so one that does not read does not hold up the others.
type member struct {
	nick    string
	queue   chan []byte
	tooSlow context.CancelFunc // sends the member away
}

// newMember returns a member for which so many messages may wait.
func newMember(waiting int) *member {
	return &member{queue: make(chan []byte, waiting)}
}

// serve accepts the connection, calls enter, calls received with every text message, and at the end what enter returned.
func (m *member) serve(w http.ResponseWriter, r *http.Request, enter func() (leave func()), received func(data []byte)) {
	conn := accept(w, r)
	if conn == nil {
		return
	}
	defer conn.CloseNow()
	conn.SetReadLimit(maxChatMessage)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	writing, tooSlow := context.WithCancel(ctx)
	m.tooSlow = tooSlow
	defer enter()()
	go m.deliver(ctx, writing, conn)
	for {
		kind, data, err := conn.Read(ctx)
		if err != nil {
			return
		}
		if kind != websocket.MessageText {
			conn.Close(websocket.StatusUnsupportedData, "text messages only")
			return
		}
		received(data)
	}
}

// send queues a message. When too much waits for the member, its connection is ended (code 1008 if it can still be told). It never waits.
func (m *member) send(message []byte) {
	select {
	case m.queue <- message:
	default:
		m.tooSlow()
	}
}

// deliver writes what waits for the member until the connection ends or writing does, because the member is too slow.
func (m *member) deliver(ctx, writing context.Context, conn *websocket.Conn) {
	for {
		select {
		case <-writing.Done():
			if ctx.Err() == nil {
				conn.Close(websocket.StatusPolicyViolation, "too slow")
			}
			return
		case data := <-m.queue:
			if write(writing, conn, websocket.MessageText, data) != nil {
				conn.CloseNow()
				return
			}
		}
	}
}

// name returns a name from the query, cut to a bearable length.
func name(r *http.Request, key, fallback string) string {
	text := r.URL.Query().Get(key)
	if text == "" || !utf8.ValidString(text) {
		return fallback
	}
	if runes := []rune(text); len(runes) > maxName {
		return string(runes[:maxName])
	}
	return text
}
