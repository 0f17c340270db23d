// This file defines the tests of the end points that the examples use beside echo and chat.

package server

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/coder/websocket"
)

func TestTicker(t *testing.T) {
	ctx, url := start(t)
	conn := dial(t, ctx, url+"/ws/ticker?every=10&count=4", nil)
	for i, want := range []string{"AUS", "WEB", "SOC", "AUS"} {
		kind, data, err := conn.Read(ctx)
		var tick Tick
		if err != nil || kind != websocket.MessageText || json.Unmarshal(data, &tick) != nil {
			t.Fatalf("message %d: %q, error %v", i, data, err)
		}
		if tick.Symbol != want || tick.Price <= 0 || tick.Time <= 0 {
			t.Errorf("message %d: %q", i, data)
		}
	}
	if _, _, err := conn.Read(ctx); websocket.CloseStatus(err) != websocket.StatusServiceRestart {
		t.Errorf("after the last message: %v", err)
	}
}

func TestTickerAnswersPing(t *testing.T) {
	ctx, url := start(t)
	conn := dial(t, ctx, url+"/ws/ticker?every=10000", nil)
	if err := conn.Write(ctx, websocket.MessageText, []byte("ping")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, data, err := conn.Read(ctx); err != nil || string(data) == "pong" {
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
	t.Error("no pong")
}

// expectText reads the next message.
func expectText(t *testing.T, ctx context.Context, conn *websocket.Conn, want string) {
	t.Helper()
	if _, data, err := conn.Read(ctx); err != nil || string(data) != want {
		t.Fatalf("got %q, error %v, want %q", data, err, want)
	}
}

func TestBoard(t *testing.T) {
	ctx, url := start(t)
	ann := dial(t, ctx, url+"/ws/board?room=r", nil)
	for _, text := range []string{"one", "two"} {
		if err := ann.Write(ctx, websocket.MessageText, []byte(text)); err != nil {
			t.Fatal(err)
		}
		expectText(t, ctx, ann, text)
	}
	bob := dial(t, ctx, url+"/ws/board?room=r", nil)
	expectText(t, ctx, bob, "one")
	expectText(t, ctx, bob, "two")
	if err := bob.Write(ctx, websocket.MessageText, []byte("three")); err != nil {
		t.Fatal(err)
	}
	expectText(t, ctx, ann, "three")
	expectText(t, ctx, bob, "three")
}
