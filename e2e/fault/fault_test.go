// This file defines the tests of the behaviours, with coder/websocket as the client.

package fault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func start(t *testing.T) (*Server, context.Context, string) {
	t.Helper()
	s := &Server{}
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return s, ctx, "ws" + strings.TrimPrefix(h.URL, "http") + "/fault/"
}

// story reads a connection to its end: the messages and how it closed.
func story(ctx context.Context, conn *websocket.Conn) string {
	var lines []string
	for {
		_, data, err := conn.Read(ctx)
		if err == nil {
			lines = append(lines, string(data))
			continue
		}
		closed := websocket.CloseError{}
		switch {
		case errors.As(err, &closed):
			lines = append(lines, fmt.Sprintf("close %d %q", closed.Code, closed.Reason))
		case errors.Is(err, io.EOF), strings.Contains(err.Error(), "reset by peer"):
			lines = append(lines, "lost")
		default:
			lines = append(lines, "protocol error")
		}
		return strings.Join(lines, ", ")
	}
}

func TestBehavioursAfterOpen(t *testing.T) {
	_, ctx, url := start(t)
	for _, test := range []struct {
		path, send, want string
	}{
		{"close?code=3001&reason=bye", "", `close 3001 "bye"`},
		{"close?code=1011", "", `close 1011 ""`},
		{"close?body=", "", `close 1005 ""`},
		{"close?body=03", "", `protocol error`},
		{"burst?n=3&code=4000&reason=done", "", `m0, m1, m2, close 4000 "done"`},
		{"burst?n=3&code=4000&reason=done&with=open", "", `m0, m1, m2, close 4000 "done"`},
		{"drop", "", `lost`},
		{"drop?after=1", "x", `lost`},
		{"close-first?code=4001&reason=me", "x", `close 4001 "me"`},
		{"reserved", "", `good, protocol error`},
	} {
		t.Run(test.path, func(t *testing.T) {
			conn, _, err := websocket.Dial(ctx, url+test.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.CloseNow()
			if test.send != "" {
				if err := conn.Write(ctx, websocket.MessageText, []byte(test.send)); err != nil {
					t.Fatal(err)
				}
			}
			if got := story(ctx, conn); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestBadUTF8 sees the broken text itself: this client does not check it.
func TestBadUTF8(t *testing.T) {
	_, ctx, url := start(t)
	conn, _, err := websocket.Dial(ctx, url+"bad-utf8", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	for _, want := range []string{"good", "b\xC3\x28d"} {
		if _, data, err := conn.Read(ctx); err != nil || string(data) != want {
			t.Fatalf("got %q, want %q, error %v", data, want, err)
		}
	}
}

func TestHandshakes(t *testing.T) {
	_, ctx, url := start(t)
	for path, status := range map[string]int{
		"refuse": 404, "refuse?status=500": 500, "redirect?to=/elsewhere": 404, "nonsense": 404, "bad-accept": 101, "half-handshake": 0,
	} {
		_, response, err := websocket.Dial(ctx, url+path, nil)
		got := 0
		if response != nil {
			got = response.StatusCode
		}
		if err == nil || got != status {
			t.Errorf("%s: status %d, want %d, error %v", path, got, status, err)
		}
	}
	response, err := http.Get("http" + strings.TrimPrefix(url, "ws") + "echo")
	if err != nil || response.StatusCode != http.StatusUpgradeRequired {
		t.Errorf("plain request: %v, %v", response, err)
	}
}

func TestSubprotocolChoice(t *testing.T) {
	_, ctx, url := start(t)
	for _, test := range []struct {
		path, want string
		offer      []string
	}{
		{"protocol", "", nil},
		{"protocol?choose=none", "", []string{"a"}},
		{"protocol?choose=first", "a", []string{"a", "b"}},
		{"protocol?choose=last", "b", []string{"a", "b"}},
		{"echo", "a", []string{"a", "b"}},
	} {
		conn, _, err := websocket.Dial(ctx, url+test.path, &websocket.DialOptions{Subprotocols: test.offer})
		if err != nil {
			t.Errorf("%s: %v", test.path, err)
			continue
		}
		if conn.Subprotocol() != test.want {
			t.Errorf("%s chose %q, want %q", test.path, conn.Subprotocol(), test.want)
		}
		conn.CloseNow()
	}
	if _, _, err := websocket.Dial(ctx, url+"protocol?choose=wrong", &websocket.DialOptions{Subprotocols: []string{"a"}}); err == nil {
		t.Error("a subprotocol that was not offered was accepted by the client")
	}
}

func TestFragmentsAndPush(t *testing.T) {
	s, ctx, url := start(t)
	conn, _, err := websocket.Dial(ctx, url+"fragments?id=f", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []websocket.MessageType{websocket.MessageText, websocket.MessageBinary} {
		got, data, err := conn.Read(ctx)
		if err != nil || got != kind || string(data) != "one two three" {
			t.Fatalf("%v %q, error %v", got, data, err)
		}
	}
	conn.Close(4005, "enough")
	lines, ok := s.Seen("f", 5*time.Second)
	if !ok || !slices.Contains(lines, `close 4005 "enough"`) || !slices.Contains(lines, `pong "between"`) {
		t.Errorf("record %v, ended %v", lines, ok)
	}

	conn, _, err = websocket.Dial(ctx, url+"push?n=5000&size=1000&kind=binary", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5000 {
		kind, data, err := conn.Read(ctx)
		if err != nil || kind != websocket.MessageBinary || len(data) != 1000 {
			t.Fatalf("message %d: %v of %d bytes, error %v", i, kind, len(data), err)
		}
	}
	if err := conn.Close(1000, ""); err != nil {
		t.Error(err)
	}
}

func TestCloseAnswers(t *testing.T) {
	s, ctx, url := start(t)
	for _, test := range []struct {
		path  string
		clean bool
		least time.Duration
	}{
		{"echo?id=1", true, 0},
		{"late-close?ms=300&id=2", true, 300 * time.Millisecond},
		{"never-close?id=3", false, 0},
		{"data-after-close?id=4", true, 0},
	} {
		conn, _, err := websocket.Dial(ctx, url+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		err = conn.Close(3000, "r")
		if (err == nil) != test.clean || time.Since(began) < test.least {
			t.Errorf("%s: %v after %v", test.path, err, time.Since(began))
		}
		id := test.path[strings.LastIndexByte(test.path, '=')+1:]
		if lines, ok := s.Seen(id, 5*time.Second); !ok || !slices.Equal(lines, []string{`close 3000 "r"`}) {
			t.Errorf("%s: record %q, ended %v", test.path, lines, ok)
		}
	}
	if lines, ok := s.Seen("never opened", 50*time.Millisecond); ok || lines != nil {
		t.Errorf("a record of nothing: %v", lines)
	}
}
