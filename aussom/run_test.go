// This file defines the tests of Run and of programs without a console.

package aussom_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
)

// A program without a console runs as others do, also when it fails.
func TestNoConsole(t *testing.T) {
	for source, want := range map[string]int{
		`class A { public main() { c.log("x"); c.print("y"); c.err("z"); return 4; } }`: 4,
		`class A { public main() { throw "x"; } }`:                                      1,
		`class A { public main() { `:                                                    1,
	} {
		if code, err := aussom.Run(context.Background(), source, aussom.Options{}); code != want || err != nil {
			t.Errorf("%s: code %d, %v", source, code, err)
		}
	}
}

// Run ends with its context, whose cause it returns, and not because of one that ends too late.
func TestRunInContext(t *testing.T) {
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(cause)
	if code, err := aussom.Run(ctx, `class A { public main() { while (true) { } } }`, aussom.Options{}); code != -1 || err != cause {
		t.Errorf("code %d, %v", code, err)
	}
	ctx, cancel = context.WithCancelCause(context.Background())
	o := aussom.Options{Ended: func(int) { cancel(cause) }}
	if code, err := aussom.Run(ctx, `class A { public main() { return 2; } }`, o); code != 2 || err != nil {
		t.Errorf("code %d, %v", code, err)
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	if code, err := aussom.Run(ctx, `include sys; class A { public main() { sys.sleep(1); return 3; } }`, o); code != 3 || err != nil {
		t.Errorf("code %d, %v", code, err)
	}
}
