// This file defines echo, the end point that sends every message back, and what the end points share.

package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"
)

const (
	// MaxMessage is the largest message that /ws/echo takes, in bytes.
	MaxMessage = 64 << 20
	// writeTimeout is how long one message may take to be written.
	writeTimeout = 30 * time.Second
)

// accept answers the handshake. Of the offered subprotocols the first is chosen. It has answered the request when it returns nil.
func accept(w http.ResponseWriter, r *http.Request) *websocket.Conn {
	var offered []string
	for _, header := range r.Header.Values("Sec-WebSocket-Protocol") {
		for name := range strings.SplitSeq(header, ",") {
			offered = append(offered, strings.TrimSpace(name))
		}
	}
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: offered})
	if err != nil {
		return nil
	}
	return conn
}

// write sends one message within the time limit.
func write(ctx context.Context, conn *websocket.Conn, kind websocket.MessageType, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	return conn.Write(ctx, kind, data)
}

// echo sends every message back as it came, text as text and binary as binary, until the other side closes.
func echo(w http.ResponseWriter, r *http.Request) {
	conn := accept(w, r)
	if conn == nil {
		return
	}
	defer conn.CloseNow()
	conn.SetReadLimit(MaxMessage)
	for {
		kind, data, err := conn.Read(r.Context())
		if err != nil {
			return
		}
		if write(r.Context(), conn, kind, data) != nil {
			return
		}
	}
}
