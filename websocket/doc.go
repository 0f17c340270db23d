// Package websocket is the module "websocket" of the library: the class WebSocket, its rules and its events. It talks to
// the network through the small interface Transport and knows nothing of browsers.
//
//	websocket.aus  the Aussom half of the class, with the documentation that scripts' tools show
//	module.go      Module and Options: the class's native methods
//	socket.go      socket: one connection, its states, what arrives for it
//	events.go      hub: the queue of arrived events of one program, in the order of arrival
//	delivery.go    delivery: calling the listeners of one event, also when one of them blocks
//	listeners.go   listener and the four lists of a socket
//	validate.go    checks of subprotocols, close codes and reasons
//	url.go         address: parsing and resolving of URLs as far as rules and policy need it
//	punycode.go    the ASCII form of host names
//	policy.go      Policy: which URLs a program may connect to
//	errors.go      the exceptions and their texts
//	transport.go   Transport, Listener, Conn: what a host implements
//	client.go      ClientModule: the module "wsclient"
//	wsclient.aus   its class WsClient, in Aussom: a connection that comes back by itself
//	native/        the transport of the native command line
//
// Order is the package's main promise. Every arrived event is queued and posted to the program as one activity of its own, so
// events of all sockets, timers and wake-ups keep the order in which they happened. A socket's state that scripts
// see advances when an event is delivered, not when it arrives.
package websocket
