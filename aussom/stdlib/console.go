// This file defines the static class c, the console (spec 03c, 3.2).

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// leastLevel is the least level that is printed: c.trc and c.dbg print nothing.
const leastLevel = vm.LevelLog

// consoleClass is the Go half of the class c.
func consoleClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"trc":     consoleLine(vm.LevelTrace),
		"dbg":     consoleLine(vm.LevelDebug),
		"log":     consoleLine(vm.LevelLog),
		"info":    consoleLine(vm.LevelInfo),
		"warn":    consoleLine(vm.LevelWarn),
		"err":     consoleLine(vm.LevelError),
		"println": consoleLine(vm.LevelPrint),
		"print":   consolePrint,
	}}
}

func consoleLine(level vm.Level) vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		if level < leastLevel {
			return this, nil
		}
		text, err := t.Text(args[0])
		if err != nil {
			return value.Null, err
		}
		t.Machine().Console().Line(level, text)
		return this, nil
	}
}

func consolePrint(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	text, err := t.Text(args[0])
	if err != nil {
		return value.Null, err
	}
	t.Machine().Console().Print(text)
	return this, nil
}
