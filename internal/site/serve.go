// This file defines Serve, the server for a site under development.

package site

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/aussom/aussom-web/scripts/serve/server"
)

// Serve serves the folder dir, with the WebSocket end points of the development server, at addr or the next free port. It calls
// started with the site's address and returns nil when stop yields a value or is closed.
func Serve(dir, addr string, started func(url string), stop <-chan os.Signal) error {
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return errors.New("there is no site: no index.html")
	}
	listener, err := server.Listen(addr)
	if err != nil {
		return err
	}
	s := &http.Server{Handler: server.New(dir), ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(listener) }()
	started("http://" + listener.Addr().String() + "/")
	select {
	case err = <-ended:
	case <-stop:
		err = s.Close()
		<-ended
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
