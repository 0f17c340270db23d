// This file defines the tests of the WebSocket end points.

package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// dial connects to a path of a new server.
func dial(t *testing.T, ctx context.Context, url string, options *websocket.DialOptions) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(ctx, url, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.CloseNow() })
	conn.SetReadLimit(MaxMessage)
	return conn
}

func start(t *testing.T) (context.Context, string) {
	t.Helper()
	s := httptest.NewServer(New(t.TempDir()))
	t.Cleanup(s.Close)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx, "ws" + strings.TrimPrefix(s.URL, "http")
}

func TestEcho(t *testing.T) {
	ctx, url := start(t)
	conn := dial(t, ctx, url+"/ws/echo", nil)
	for _, size := range []int{0, 1, 125, 126, 65535, 65536, 1 << 20, 16 << 20} {
		for _, kind := range []websocket.MessageType{websocket.MessageText, websocket.MessageBinary} {
			sent := bytes.Repeat([]byte("a"), size)
			if err := conn.Write(ctx, kind, sent); err != nil {
				t.Fatal(err)
			}
			gotKind, got, err := conn.Read(ctx)
			if err != nil || gotKind != kind || !bytes.Equal(got, sent) {
				t.Fatalf("%d bytes of %v came back as %d bytes of %v, error %v", size, kind, len(got), gotKind, err)
			}
		}
	}
}

func TestEchoJoinsFragments(t *testing.T) {
	ctx, url := start(t)
	conn := dial(t, ctx, url+"/ws/echo", nil)
	w, err := conn.Writer(ctx, websocket.MessageText)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := w.Write(bytes.Repeat([]byte("f"), 131000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, got, err := conn.Read(ctx); err != nil || len(got) != 3*131000 {
		t.Fatalf("%d bytes, error %v", len(got), err)
	}
}

func TestEchoClosesWithTheSameCode(t *testing.T) {
	ctx, url := start(t)
	conn := dial(t, ctx, url+"/ws/echo", nil)
	if err := conn.Close(3001, "bye"); err != nil {
		t.Error(err)
	}
}

func TestSubprotocol(t *testing.T) {
	ctx, url := start(t)
	for _, path := range []string{"/ws/echo", "/ws/chat"} {
		conn := dial(t, ctx, url+path, &websocket.DialOptions{Subprotocols: []string{"v2.json", "v1"}})
		if conn.Subprotocol() != "v2.json" {
			t.Errorf("%s chose %q", path, conn.Subprotocol())
		}
		if conn := dial(t, ctx, url+path, nil); conn.Subprotocol() != "" {
			t.Errorf("%s chose %q though nothing was offered", path, conn.Subprotocol())
		}
	}
}

func TestOriginOfAnotherHostIsRefused(t *testing.T) {
	ctx, url := start(t)
	for _, path := range []string{"/ws/echo", "/ws/chat"} {
		_, response, err := websocket.Dial(ctx, url+path, &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"http://evil.example"}}})
		if err == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("%s: response %v, error %v", path, response, err)
		}
	}
}

// receive reads the next chat message as text.
func receive(t *testing.T, ctx context.Context, conn *websocket.Conn) string {
	t.Helper()
	kind, data, err := conn.Read(ctx)
	if err != nil || kind != websocket.MessageText {
		t.Fatalf("kind %v, error %v", kind, err)
	}
	var m ChatMessage
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s %s %d", m.Type, m.Nick, m.Text, m.Members)
}

func expect(t *testing.T, ctx context.Context, conn *websocket.Conn, want string) {
	t.Helper()
	if got := receive(t, ctx, conn); got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func TestChat(t *testing.T) {
	ctx, url := start(t)
	ann := dial(t, ctx, url+"/ws/chat?room=r&nick=ann", nil)
	expect(t, ctx, ann, "join ann  1")
	bob := dial(t, ctx, url+"/ws/chat?room=r&nick=bob", nil)
	expect(t, ctx, ann, "join bob  2")
	expect(t, ctx, bob, "join bob  2")
	elsewhere := dial(t, ctx, url+"/ws/chat", nil)
	expect(t, ctx, elsewhere, "join guest  1")
	if err := bob.Write(ctx, websocket.MessageText, []byte("hello <b>")); err != nil {
		t.Fatal(err)
	}
	expect(t, ctx, ann, "message bob hello <b> 2")
	expect(t, ctx, bob, "message bob hello <b> 2")
	bob.Close(websocket.StatusNormalClosure, "")
	expect(t, ctx, ann, "leave bob  1")
	if err := ann.Write(ctx, websocket.MessageBinary, []byte{1}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ann.Read(ctx); websocket.CloseStatus(err) != websocket.StatusUnsupportedData {
		t.Errorf("binary message: %v", err)
	}
}

// TestChatSlowReader lets a member read nothing while another sends more than the network and the queue hold.
func TestChatSlowReader(t *testing.T) {
	ctx, url := start(t)
	fast := dial(t, ctx, url+"/ws/chat?nick=fast", nil)
	expect(t, ctx, fast, "join fast  1")
	dial(t, ctx, url+"/ws/chat?nick=slow", nil)
	expect(t, ctx, fast, "join slow  2")
	message := []byte(strings.Repeat("x", 60<<10))
	left := false
	for range 2000 {
		if err := fast.Write(ctx, websocket.MessageText, message); err != nil {
			t.Fatal(err)
		}
		got := receive(t, ctx, fast)
		if strings.HasPrefix(got, "leave slow") {
			left = true
			break
		}
	}
	if !left {
		t.Error("the slow member was never sent away")
	}
}
