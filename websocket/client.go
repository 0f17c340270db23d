// This file defines ClientModule: the class WsClient, which is written in Aussom over WebSocket.

package websocket

import (
	_ "embed" // the class

	"github.com/aussom/aussom-web/aussom/vm"
)

// clientSource is the class in Aussom.
//
//go:embed wsclient.aus
var clientSource string

// ClientModule returns the module "wsclient". It needs the module of Module beside it.
func ClientModule() vm.Module { return vm.Module{Name: "wsclient", Source: clientSource} }
