// This file defines the static class c, the console (spec 03c, 3.2), and its level.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// defaultConsoleLevel is the level of a program whose host did not choose one: c.trc and c.dbg print nothing.
const defaultConsoleLevel = 2

// consoleLevelKey is where a machine keeps its console level.
type consoleLevelKey struct{}

// SetConsoleLevel chooses the least level that the program's console prints: 0 trace, 1 debug, 2 log and info
// (the default), 3 warn, 4 error. c.print and c.println always print. Call it before the program starts.
func SetConsoleLevel(m *vm.Machine, level int) { m.SetData(consoleLevelKey{}, level) }

func consoleLevel(m *vm.Machine) int {
	if level, ok := m.Data(consoleLevelKey{}).(int); ok {
		return level
	}
	return defaultConsoleLevel
}

// rankOf returns the console level that a line of kind l has.
func rankOf(l vm.Level) int {
	switch l {
	case vm.LevelTrace:
		return 0
	case vm.LevelDebug:
		return 1
	case vm.LevelWarn:
		return 3
	case vm.LevelError:
		return 4
	}
	return 2
}

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
		m := t.Machine()
		if level == vm.LevelPrint || rankOf(level) >= consoleLevel(m) {
			text, err := t.Text(args[0])
			if err != nil {
				return value.Null, err
			}
			m.Console().Line(level, text)
		}
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
