// This file defines the tests of the command line.

package main

import (
	"net"
	"strings"
	"testing"
)

func TestListenTakesTheNextFreePort(t *testing.T) {
	first, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := listen(first.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	taken, next := first.Addr().(*net.TCPAddr).Port, second.Addr().(*net.TCPAddr).Port
	if next <= taken || next > taken+100 {
		t.Errorf("port %d after %d", next, taken)
	}
}

func TestListenRefusesNonsense(t *testing.T) {
	for _, addr := range []string{"nonsense", "127.0.0.1:http80", "256.0.0.1:0"} {
		if l, err := listen(addr); err == nil {
			l.Close()
			t.Errorf("%q was accepted", addr)
		}
	}
}

func TestServeSaysWhatToDoWithoutASite(t *testing.T) {
	if err := serve("127.0.0.1:0", t.TempDir()); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("error %v", err)
	}
}
