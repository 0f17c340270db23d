// This file defines chat, the end point whose clients meet in rooms.

package server

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"unicode/utf8"

	"github.com/coder/websocket"
)

const (
	maxChatMessage = 64 << 10 // bytes of one message from a client
	maxName        = 64       // characters of a room's or a member's name
	queueLength    = 256      // messages that may wait for one member before it is sent away
)

// ChatMessage is what /ws/chat sends, as JSON text. Type is "join", "message" or "leave".
type ChatMessage struct {
	Type    string `json:"type"`
	Nick    string `json:"nick"`
	Text    string `json:"text"`
	Members int    `json:"members"` // how many are in the room now
}

// chat is the set of rooms that have members.
type chat struct {
	mu    sync.Mutex
	rooms map[string]map[*member]bool
}

// member is one connection in a room.
type member struct {
	nick    string
	queue   chan []byte
	tooSlow context.CancelFunc // sends the member away
}

func newChat() *chat { return &chat{rooms: map[string]map[*member]bool{}} }

// ServeHTTP puts the client into the room of the query's "room" under the name of its "nick". Every text message that it sends
// goes to everybody in the room, the sender included; so do its coming and its going. A client that does not read does not
// hold up the others: when too much waits for it, its connection is ended (code 1008 if it can still be told).
func (c *chat) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	room, nick := name(r, "room", "lobby"), name(r, "nick", "guest")
	conn := accept(w, r)
	if conn == nil {
		return
	}
	defer conn.CloseNow()
	conn.SetReadLimit(maxChatMessage)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	slow, tooSlow := context.WithCancel(ctx)
	m := &member{nick: nick, queue: make(chan []byte, queueLength), tooSlow: tooSlow}

	c.enter(room, m)
	defer c.leave(room, m)
	go m.deliver(ctx, slow, conn)
	for {
		kind, data, err := conn.Read(ctx)
		if err != nil {
			return
		}
		if kind != websocket.MessageText {
			conn.Close(websocket.StatusUnsupportedData, "text messages only")
			return
		}
		c.broadcast(room, ChatMessage{Type: "message", Nick: nick, Text: string(data)})
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

// deliver writes what waits for the member until the connection ends or slow does.
func (m *member) deliver(ctx, slow context.Context, conn *websocket.Conn) {
	for {
		select {
		case <-slow.Done():
			if ctx.Err() == nil {
				conn.Close(websocket.StatusPolicyViolation, "too slow")
			}
			return
		case data := <-m.queue:
			if write(slow, conn, websocket.MessageText, data) != nil {
				conn.CloseNow()
				return
			}
		}
	}
}

func (c *chat) enter(room string, m *member) {
	c.mu.Lock()
	if c.rooms[room] == nil {
		c.rooms[room] = map[*member]bool{}
	}
	c.rooms[room][m] = true
	c.mu.Unlock()
	c.broadcast(room, ChatMessage{Type: "join", Nick: m.nick})
}

func (c *chat) leave(room string, m *member) {
	c.mu.Lock()
	delete(c.rooms[room], m)
	if len(c.rooms[room]) == 0 {
		delete(c.rooms, room)
	}
	c.mu.Unlock()
	c.broadcast(room, ChatMessage{Type: "leave", Nick: m.nick})
}

// broadcast queues a message for every member of the room, in one order for all. It never waits.
func (c *chat) broadcast(room string, message ChatMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	message.Members = len(c.rooms[room])
	data, err := json.Marshal(message)
	if err != nil {
		return // a struct of strings and an int always has a JSON form
	}
	for m := range c.rooms[room] {
		select {
		case m.queue <- data:
		default:
			m.tooSlow()
		}
	}
}
