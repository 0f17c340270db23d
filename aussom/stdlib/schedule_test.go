package stdlib

import (
	"testing"
	"time"
)

func TestFollowing(t *testing.T) {
	at := func(ms int) time.Duration { return time.Duration(ms) * time.Millisecond }
	for _, tt := range []struct{ due, interval, now, want int }{
		{10, 10, 10, 20},
		{10, 10, 15, 20},
		{10, 10, 19, 20},
		{10, 10, 20, 30},
		{10, 10, 57, 60},
		{10, 10, 60, 70},
		{7, 3, 1000000, 1000003},
	} {
		got := following(at(tt.due), at(tt.interval), at(tt.now))
		if got != at(tt.want) {
			t.Errorf("due %d every %d, now %d: %v, want %d", tt.due, tt.interval, tt.now, got, tt.want)
		}
	}
}
