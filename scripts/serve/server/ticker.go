// This file defines ticker, the end point that sends prices by itself.

package server

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/coder/websocket"
)

// Tick is what /ws/ticker sends, as JSON text.
type Tick struct {
	Symbol string  `json:"symbol"`
	Price  float64 `json:"price"` // with two digits
	Time   int64   `json:"time"`  // milliseconds since 1970
}

// ticker sends a price of each of three made-up companies in turn. The query may say how many milliseconds lie between two
// messages ("every", 10 to 10000, 200 if it is missing) and after how many messages the server closes the connection with code
// 1012, as if it was restarted ("count", 0: never). A text "ping" is answered with "pong"; other messages are ignored.
func ticker(w http.ResponseWriter, r *http.Request) {
	every := time.Duration(queryNumber(r, "every", 200, 10, 10_000)) * time.Millisecond
	count := queryNumber(r, "count", 0, 0, math.MaxInt32)
	conn := accept(w, r)
	if conn == nil {
		return
	}
	defer conn.CloseNow()
	conn.SetReadLimit(maxChatMessage)
	ctx, cancel := context.WithCancel(r.Context())
	go answerPings(ctx, cancel, conn)

	prices := []Tick{{Symbol: "AUS", Price: 100}, {Symbol: "WEB", Price: 42}, {Symbol: "SOC", Price: 7.5}}
	clock := time.NewTicker(every)
	defer clock.Stop()
	for sent := 0; count == 0 || sent < count; sent++ {
		tick := &prices[sent%len(prices)]
		tick.Price = math.Round(tick.Price*(1+(rand.Float64()-0.5)/25)*100) / 100
		tick.Time = time.Now().UnixMilli()
		data, err := json.Marshal(tick)
		if err != nil || write(ctx, conn, websocket.MessageText, data) != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
		}
	}
	conn.Close(websocket.StatusServiceRestart, "come back soon")
}

// answerPings reads until the connection ends, and then calls ended.
func answerPings(ctx context.Context, ended context.CancelFunc, conn *websocket.Conn) {
	defer ended()
	for {
		kind, data, err := conn.Read(ctx)
		if err != nil {
			return
		}
		if kind == websocket.MessageText && string(data) == "ping" {
			if write(ctx, conn, websocket.MessageText, []byte("pong")) != nil {
				return
			}
		}
	}
}

// queryNumber returns a whole number from the query, within its limits.
func queryNumber(r *http.Request, key string, fallback, least, most int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(key))
	if err != nil {
		return fallback
	}
	return min(max(n, least), most)
}
