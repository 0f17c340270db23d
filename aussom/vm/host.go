// This file defines what a machine asks of its host: Console, Level and Host.

package vm

// Level is the kind of a console line.
type Level uint8

// The levels, in the order of the page's API.
const (
	LevelTrace Level = iota
	LevelDebug
	LevelLog
	LevelInfo
	LevelWarn
	LevelError
	LevelPrint // c.println
)

// String returns the level's name in the page's API: "trace" ... "print".
func (l Level) String() string {
	return [...]string{"trace", "debug", "log", "info", "warn", "error", "print"}[l]
}

// Prefix returns what the native console puts before a line of this level: "[error] ", "" for log and print.
func (l Level) Prefix() string {
	return [...]string{"[trace] ", "[debug] ", "", "[info] ", "[warning] ", "[error] ", ""}[l]
}

// Console receives a program's output. Its methods are called on the program's goroutine and must not block
// and not call back into the program.
type Console interface {
	// Line writes one call's text; the final newline is not part of it, others may be.
	Line(level Level, text string)
	// Print writes text without a newline (c.print).
	Print(text string)
}

// Host is what else a machine needs from the place it runs in.
type Host struct {
	// Console is where output goes. A machine needs one; package aussom puts one that prints nowhere for nil.
	Console Console
	// Yield gives control back to the host for a moment and returns when the program may go on; it is called on the
	// program's goroutine every few milliseconds of uninterrupted running. Nil: nothing to do.
	Yield func()
	// Flush is called on the program's goroutine when an activity (main, or one handler) has ended, so that a console that holds
	// unfinished lines (Console.Print) can write them. It must not block. Nil: nothing to do.
	Flush func()
	// Pause is called as Flush is, when an activity waits or has run for a while: a console that buffers can write what it has, but a line that
	// is not finished goes on. Nil: nothing to do.
	Pause func()
	// Events is called when the program changes between running, idle and done. Nil: nobody listens.
	Events func(State)
	// Find returns the source of a module that is neither built in nor in Modules, and the name under which errors
	// show it. Nil: there are none.
	Find func(path string) (file, source string, ok bool)
	// Heap counts the memory of the programs that share it. Nil: memory is not counted and Limits.Memory has no effect.
	Heap *Heap
}

// State is the state of a program.
type State uint8

// The states of a program.
const (
	Running State = iota
	Idle          // main has ended, something is still to come
	Done
	Stopped
)

func (s State) String() string { return [...]string{"running", "idle", "done", "stopped"}[s] }
