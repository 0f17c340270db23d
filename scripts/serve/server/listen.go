// This file defines Listen, which takes the next port when one is taken.

package server

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// Listen opens addr, or the first free one of the hundred ports after it.
func Listen(addr string) (net.Listener, error) {
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	first, err := strconv.Atoi(portText)
	if err != nil {
		return nil, fmt.Errorf("port %q is not a number", portText)
	}
	for port := first; ; port++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err == nil || first == 0 || port == first+100 || !errors.Is(err, syscall.EADDRINUSE) {
			return listener, err
		}
	}
}
