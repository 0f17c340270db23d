// This file defines chat, the end point whose clients meet in rooms.

package server

import (
	"encoding/json"
	"net/http"
	"sync"
)

// queueLength is the number of messages that may wait for a member of a chat before it is sent away.
const queueLength = 256

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

func newChat() *chat { return &chat{rooms: map[string]map[*member]bool{}} }

// ServeHTTP puts the client into the room of the query's "room" under the name of its "nick". Every text message that it sends
// goes to everybody in the room, the sender included; so do its coming and its going. A client that does not read does not
// hold up the others: when too much waits for it, its connection is ended (code 1008 if it can still be told).
func (c *chat) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	room, nick := name(r, "room", "lobby"), name(r, "nick", "guest")
	m := newMember(queueLength)
	m.nick = nick
	m.serve(w, r, func() func() {
		c.enter(room, m)
		return func() { c.leave(room, m) }
	}, func(data []byte) {
		c.broadcast(room, ChatMessage{Type: "message", Nick: nick, Text: string(data)})
	})
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
		m.send(data)
	}
}
