//go:build js && wasm && aussomfaults

// This file defines the module faults, with which the browser tests inject defects of ours. It is in builds with the
// tag aussomfaults only.

package jsbridge

import (
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// faultModules returns the module faults.
func faultModules() []vm.Module {
	return []vm.Module{{
		Name: "faults",
		Source: `static extern class faults : faults {
	/** Panics in a native function. */
	public extern panicHere();
	/** Panics in a native function after it was suspended. */
	public extern panicLater();
	/** Panics on a goroutine that is no program's. */
	public extern panicElsewhere();
	/** Panics the next time that the page calls. */
	public extern panicInExport();
	/** Uses up the stack of JavaScript. */
	public extern exhaust();
	/** The same after words on the standard error, as Go's own traps leave them. */
	public extern exhaustWithWords();
	/** Lets the memory grow until it cannot any more. */
	public extern grow();
}
`,
		Classes: map[string]vm.NativeClass{"faults": {Methods: map[string]vm.Native{
			"panicHere": func(*vm.Thread, value.Value, []value.Value) (value.Value, error) { panic("injected") },
			"panicLater": func(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
				if err := t.Sleep(time.Millisecond); err != nil {
					return value.Null, err
				}
				panic("injected")
			},
			"panicElsewhere": func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
				go func() { panic("injected") }()
				return value.Null, nil
			},
			"panicInExport": func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
				served.programs = nil // what is written to it panics
				return value.Null, nil
			},
			"exhaust": func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
				return value.Int(int64(deeper(1))), nil
			},
			"exhaustWithWords": func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
				println("fatal: injected")
				return value.Int(int64(deeper(1))), nil
			},
			"grow": func(*vm.Thread, value.Value, []value.Value) (value.Value, error) {
				var all [][]byte
				for {
					all = append(all, make([]byte, 256<<20))
				}
			},
		}}},
	}}
}

// deeper recurses for ever.
func deeper(n int) int { return deeper(n+1) + 1 }
