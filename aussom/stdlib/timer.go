// This file defines the module timer: handlers that are called later.

package stdlib

import (
	_ "embed"
	"strconv"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

//go:embed aus/timer.aus
var timerSource string

// timerModule is the module timer.
func timerModule() vm.Module {
	return vm.Module{
		Name:   "timer",
		Source: timerSource,
		Classes: map[string]vm.NativeClass{
			"com.aussom.stdlib.ATimer": {Methods: map[string]vm.Native{
				"after": startTimer("after", false),
				"every": startTimer("every", true),
			}},
			"com.aussom.stdlib.ATimerHandle": {New: func() any { return &timer{} }, Methods: map[string]vm.Native{
				"cancel": func(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
					return value.Bool(this.Object().Native.(*timer).cancel()), nil
				},
				"isActive": func(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
					return value.Bool(this.Object().Native.(*timer).active), nil
				},
			}},
		},
	}
}

// startTimer is after and every: (int Mills, callback Handler, PassedArg).
func startTimer(method string, repeats bool) vm.Native {
	return func(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
		mills := args[0].AsInt()
		if mills < 0 || repeats && mills == 0 {
			least := "0"
			if repeats {
				least = "1"
			}
			return value.Null, vm.Reported("timer." + method + "(): Mills must be at least " + least + ", found " + strconv.FormatInt(mills, 10) + ".")
		}
		if args[1].IsNull() {
			return value.Null, vm.Reported("timer." + method + "(): Handler must be a callback, found null.")
		}
		m := t.Machine()
		o := m.NewObject(m.Class("TimerHandle"))
		tm := &timer{m: m, handler: args[1], passed: args[2], active: true, due: vm.Later(vm.Clock(), milliseconds(mills))}
		if repeats {
			tm.interval = milliseconds(mills)
		}
		o.Native = tm
		tm.arm()
		return value.OfObject(o), nil
	}
}

// timer is the native half of a TimerHandle. It belongs to the goroutine that runs the program.
type timer struct {
	m        *vm.Machine
	handler  value.Value
	passed   value.Value
	interval time.Duration // 0: once
	due      time.Duration // by vm.Clock
	active   bool
	alarm    *vm.Alarm // nil while the handler runs
}

// arm makes the timer fire when it is due; the program is held until then.
func (tm *timer) arm() {
	tm.m.Hold()
	tm.alarm = tm.m.At(tm.due, func() { tm.m.Post(tm.fire) })
}

// disarm undoes arm.
func (tm *timer) disarm() {
	if tm.alarm != nil {
		tm.alarm.Cancel()
		tm.alarm = nil
		tm.m.Release()
	}
}

// end makes the handler never be called again.
func (tm *timer) end() {
	tm.active = false
	tm.handler, tm.passed = value.Null, value.Null
	tm.disarm()
}

// cancel is end; it reports whether the handler would have been called.
func (tm *timer) cancel() bool {
	if !tm.active {
		return false
	}
	tm.end()
	return true
}

// fire is the activity of one call of the handler.
func (tm *timer) fire(t *vm.Thread) {
	if !tm.active {
		return
	}
	handler, passed := tm.handler, tm.passed
	if tm.interval == 0 {
		tm.end()
	} else {
		tm.disarm() // if the handler blocks for ever, nothing else holds the program
	}
	_, err := t.Call(handler, value.FromASCII("timer"), value.Null, passed)
	tm.m.Report(err)
	if _, thrown := err.(*value.Exception); err != nil && !thrown {
		tm.end() // the program is stopped, or has used up its steps
	}
	if !tm.active {
		return
	}
	tm.due = following(tm.due, tm.interval, vm.Clock())
	tm.arm()
}

// following returns the first time after now in the schedule that has due in it.
func following(due, interval, now time.Duration) time.Duration {
	due = vm.Later(due, interval)
	if late := now - due; late >= 0 {
		due += (late/interval + 1) * interval
	}
	return due
}
