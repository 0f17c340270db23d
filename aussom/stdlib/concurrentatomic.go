// This file defines AtomicLong, AtomicBool, AtomicRef and Counter of the module concurrent (spec 04e, 1 to 4). Natives run
// as a whole, so plain fields are enough.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// atomicLong is the native half of AtomicLong and Counter.
type atomicLong struct{ n int64 }

// addFixed is a method that adds delta and returns the new value.
func addFixed(delta int64) concurrentMethod[atomicLong] {
	return func(_ *vm.Thread, a *atomicLong, _ value.Value, _ []value.Value) (value.Value, error) {
		a.n += delta
		return value.Int(a.n), nil
	}
}

func atomicLongClass() vm.NativeClass {
	type h = atomicLong
	set := func(_ *vm.Thread, a *h, this value.Value, args []value.Value) (value.Value, error) {
		a.n = args[0].AsInt()
		return this, nil
	}
	return concurrentClass(func() *h { return &h{} }, map[string]concurrentMethod[h]{
		"newAtomicLong":   set,
		"set":             set,
		"get":             addFixed(0),
		"incrementAndGet": addFixed(1),
		"decrementAndGet": addFixed(-1),
		"addAndGet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			a.n += args[0].AsInt()
			return value.Int(a.n), nil
		},
		"getAndSet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			old := a.n
			a.n = args[0].AsInt()
			return value.Int(old), nil
		},
		"compareAndSet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			if a.n != args[0].AsInt() {
				return value.False, nil
			}
			a.n = args[1].AsInt()
			return value.True, nil
		},
	})
}

// counterAdd is a method of Counter that adds what delta says.
func counterAdd(delta func(args []value.Value) int64) concurrentMethod[atomicLong] {
	return func(_ *vm.Thread, a *atomicLong, this value.Value, args []value.Value) (value.Value, error) {
		a.n += delta(args)
		return this, nil
	}
}

func counterClass() vm.NativeClass {
	type h = atomicLong
	return concurrentClass(func() *h { return &h{} }, map[string]concurrentMethod[h]{
		"increment": counterAdd(func([]value.Value) int64 { return 1 }),
		"decrement": counterAdd(func([]value.Value) int64 { return -1 }),
		"add":       counterAdd(func(args []value.Value) int64 { return args[0].AsInt() }),
		"sum":       addFixed(0),
		"reset": func(_ *vm.Thread, a *h, this value.Value, _ []value.Value) (value.Value, error) {
			a.n = 0
			return this, nil
		},
	})
}

// atomicBool is the native half of AtomicBool.
type atomicBool struct{ b bool }

func atomicBoolClass() vm.NativeClass {
	type h = atomicBool
	set := func(_ *vm.Thread, a *h, this value.Value, args []value.Value) (value.Value, error) {
		a.b = args[0].AsBool()
		return this, nil
	}
	return concurrentClass(func() *h { return &h{} }, map[string]concurrentMethod[h]{
		"newAtomicBool": set,
		"set":           set,
		"get": func(_ *vm.Thread, a *h, _ value.Value, _ []value.Value) (value.Value, error) {
			return value.Bool(a.b), nil
		},
		"getAndSet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			old := a.b
			a.b = args[0].AsBool()
			return value.Bool(old), nil
		},
		"compareAndSet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			if a.b != args[0].AsBool() {
				return value.False, nil
			}
			a.b = args[1].AsBool()
			return value.True, nil
		},
	})
}

// atomicRef is the native half of AtomicRef.
type atomicRef struct{ v value.Value }

func atomicRefClass() vm.NativeClass {
	type h = atomicRef
	set := func(_ *vm.Thread, a *h, this value.Value, args []value.Value) (value.Value, error) {
		a.v = args[0]
		return this, nil
	}
	return concurrentClass(func() *h { return &h{v: value.Null} }, map[string]concurrentMethod[h]{
		"newAtomicRef": set,
		"set":          set,
		"get": func(_ *vm.Thread, a *h, _ value.Value, _ []value.Value) (value.Value, error) {
			return a.v, nil
		},
		"getAndSet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			old := a.v
			a.v = args[0]
			return old, nil
		},
		"compareAndSet": func(_ *vm.Thread, a *h, _ value.Value, args []value.Value) (value.Value, error) {
			if !sameReference(a.v, args[0]) {
				return value.False, nil
			}
			a.v = args[1]
			return value.True, nil
		},
	})
}

// sameReference is value.Same, but compares the texts of strings and the present values of shared bools.
func sameReference(a, b value.Value) bool {
	if a.Kind() == value.KString && b.Kind() == value.KString {
		return a.GoString() == b.GoString()
	}
	return value.Same(a.Plain(), b.Plain())
}
