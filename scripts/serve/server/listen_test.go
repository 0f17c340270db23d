// This file defines the tests of Listen.

package server

import (
	"net"
	"testing"
)

func TestListenTakesTheNextFreePort(t *testing.T) {
	first, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen(first.Addr().String())
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
		if l, err := Listen(addr); err == nil {
			l.Close()
			t.Errorf("%q was accepted", addr)
		}
	}
}
