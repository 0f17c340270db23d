//go:build js && wasm && !aussomfaults

// This file defines that programs cannot inject faults.

package jsbridge

import "github.com/aussom/aussom-web/aussom/vm"

func faultModules() []vm.Module { return nil }
