// This file defines the Go half of callback (spec 03a, 9).

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func callbackClass() vm.NativeClass {
	return vm.NativeClass{Methods: withMocks(map[string]vm.Native{"call": callCallback})}
}

// callCallback runs the target of a callback. The machine makes most of these calls itself.
func callCallback(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	v, err := t.Call(this, args[0].List().Items...)
	if err != nil {
		return value.Null, vm.PassThrough(err)
	}
	return v, nil
}
