// This file defines boards, the end point whose clients share what they draw.

package server

import (
	"net/http"
	"sync"
)

// boardHistory is the number of messages that a room keeps for those who come later.
const boardHistory = 2000

// boards is the set of rooms that have members.
type boards struct {
	mu    sync.Mutex
	rooms map[string]*board
}

// board is one room: its members, and the latest messages.
type board struct {
	members map[*member]bool
	history [][]byte
}

func newBoards() *boards { return &boards{rooms: map[string]*board{}} }

// ServeHTTP puts the client into the room of the query's "room". It gets the latest messages of the room, the oldest first; from then
// on every text message of anybody in the room, its own included, as it was sent and in one order for all. An empty room
// forgets everything.
func (b *boards) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	room := name(r, "room", "lobby")
	m := newMember(boardHistory + queueLength)
	m.serve(w, r, func() func() {
		b.enter(room, m)
		return func() { b.leave(room, m) }
	}, func(data []byte) {
		b.share(room, data)
	})
}

func (b *boards) enter(room string, m *member) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rooms[room] == nil {
		b.rooms[room] = &board{members: map[*member]bool{}}
	}
	for _, message := range b.rooms[room].history {
		m.send(message) // there is room for all of them
	}
	b.rooms[room].members[m] = true
}

func (b *boards) leave(room string, m *member) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.rooms[room].members, m)
	if len(b.rooms[room].members) == 0 {
		delete(b.rooms, room)
	}
}

// share queues a message for every member of the room. It never waits.
func (b *boards) share(room string, message []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	found := b.rooms[room]
	if len(found.history) == boardHistory {
		found.history = append(found.history[:0], found.history[1:]...)
	}
	found.history = append(found.history, message)
	for m := range found.members {
		m.send(message)
	}
}
