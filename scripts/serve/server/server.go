// This file defines New, the handler of the development server, and the policy it puts on pages.

// Package server is the development server's handler: the built site and the WebSocket end points its examples talk to.
//
//	server.go  New: the routes and the content security policy
//	static.go  files of a folder: types, precompressed variants, validators
//	echo.go    /ws/echo sends every message back
//	chat.go    /ws/chat rooms in which every message goes to everybody
//	ticker.go  /ws/ticker sends prices by itself
//	board.go   /ws/board rooms that keep what was drawn for those who come later
//	member.go  one client of a room or board
//	listen.go  Listen: the next free port
//
// The tests in e2e and the measurements in bench mount the same handler.
package server

import "net/http"

// ContentSecurityPolicy is the strict policy under which everything must work; every page is served with it.
const ContentSecurityPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws: wss:"

// New returns the handler that serves the files below dir and the end points below /ws/. WebSocket requests from another host's
// pages are refused. It is safe for concurrent use.
func New(dir string) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/", Files(dir))
	mux.HandleFunc("/ws/echo", echo)
	mux.Handle("/ws/chat", newChat())
	mux.HandleFunc("/ws/ticker", ticker)
	mux.Handle("/ws/board", newBoards())
	return mux
}
