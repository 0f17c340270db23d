// This file defines mocks and spies (spec 03a, 11): the methods that register them and the interceptor that
// the machine asks before each call once there is one.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// mocksKey is where a machine keeps its mocks and spies.
type mocksKey struct{}

// mocks holds the mocks and spies of one program.
type mocks struct {
	functions map[mockTarget]*mockedFunction
}

// mockTarget is a function of one value. For references the value is known by its address; programs that mock have scalars
// with an identity (value.WithIdentity), which are known by it, too.
type mockTarget struct {
	receiver value.Value
	name     string
}

// mockedFunction is what is registered for a target.
type mockedFunction struct {
	result     *value.Value // of a simple mock, nil if there is none
	conditions []mockCondition
	spied      bool
	records    []value.Value
}

// mockCondition replaces the calls for which a callback says so.
type mockCondition struct {
	when   value.Value
	result value.Value
}

func targetOf(receiver value.Value, name string) mockTarget {
	if !receiver.IsNumber() {
		receiver.Bits = 0
	}
	return mockTarget{receiver, name}
}

// withMocks adds the methods that register mocks and spies.
func withMocks(methods map[string]vm.Native) map[string]vm.Native {
	methods["mock"] = checked(1, mock)
	methods["mockWhen"] = checked(2, mockWhen)
	methods["setSpy"] = checked(1, setSpy)
	methods["getSpy"] = checked(1, getSpy)
	return methods
}

// mockedFor returns what is registered for the target that this and args[0] name, something empty at first. From the first
// time on the machine asks the interceptor.
func mockedFor(t *vm.Thread, this value.Value, args []value.Value) *mockedFunction {
	m := t.Machine()
	all, ok := m.Data(mocksKey{}).(*mocks)
	if !ok {
		all = &mocks{functions: map[mockTarget]*mockedFunction{}}
		m.SetData(mocksKey{}, all)
		m.SetInterceptor(intercept)
	}
	target := targetOf(this, args[0].GoString())
	f := all.functions[target]
	if f == nil {
		f = &mockedFunction{}
		all.functions[target] = f
	}
	return f
}

func mock(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if f := mockedFor(t, this, args); f.result == nil {
		result := args[1]
		f.result = &result
	}
	return this, nil
}

func mockWhen(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	f := mockedFor(t, this, args)
	f.conditions = append(f.conditions, mockCondition{when: args[1], result: args[2]})
	return this, nil
}

func setSpy(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	mockedFor(t, this, args).spied = true
	return this, nil
}

func getSpy(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	list := value.NewList()
	if all, ok := t.Machine().Data(mocksKey{}).(*mocks); ok {
		if f := all.functions[targetOf(this, args[0].GoString())]; f != nil {
			list.Items = append(list.Items, f.records...)
		}
	}
	return value.OfList(list), nil
}

// intercept is asked by the machine before a call is dispatched. handled tells that the call is done and v or err is what it gave.
// The function itself is run by Thread.CallMethod, which does not ask again for that very call.
func intercept(t *vm.Thread, receiver value.Value, name string, args []value.Value) (v value.Value, handled bool, err error) {
	all := t.Machine().Data(mocksKey{}).(*mocks)
	f := all.functions[targetOf(receiver, name)]
	if f == nil {
		return value.Null, false, nil
	}
	if f.spied && !t.Machine().Permitted("test.mock.spy") {
		return value.Null, true, notPermitted("test.mock.spy")
	}
	if (f.result != nil || len(f.conditions) > 0) && !t.Machine().Permitted("test.mock.inject") {
		return value.Null, true, notPermitted("test.mock.inject")
	}
	arguments := value.NewList(append([]value.Value(nil), args...)...)
	v, handled, err = f.replaced(t, receiver, arguments)
	if !f.spied {
		return v, handled, err
	}
	at := t.Machine().Now().UnixMilli()
	if !handled {
		v, err = t.CallMethod(receiver, name, arguments.Items...)
	}
	f.record(at, arguments, v, err)
	return v, true, err
}

func notPermitted(property string) error {
	text := "astClass.call(): Security exception, action '" + property + "' not permitted."
	return &value.Exception{Line: -1, Type: value.ExRuntime, Text: text, Details: text}
}

// replaced returns the result of the mock that takes a call, if one does.
func (f *mockedFunction) replaced(t *vm.Thread, receiver value.Value, arguments *value.List) (v value.Value, handled bool, err error) {
	if f.result != nil {
		return *f.result, true, nil
	}
	for _, c := range f.conditions {
		answer, err := t.Call(c.when, receiver, value.OfList(arguments))
		if err != nil {
			return value.Null, true, err
		}
		if !answer.IsNumber() {
			return value.Null, true, vm.Reported("INTERNAL [AussomType.getNumericBool] Not expecting type '" + answer.Tag() + "'.")
		}
		if value.Truth(answer) {
			return c.result, true, nil
		}
	}
	return value.Null, false, nil
}

// record notes a call and what it gave; at is in milliseconds since 1970.
func (f *mockedFunction) record(at int64, arguments *value.List, v value.Value, err error) {
	if err != nil {
		e, ok := err.(*value.Exception)
		if !ok {
			return // cancelled, or no call at all
		}
		v = value.OfException(e)
	}
	r := value.NewMap()
	r.Put("timestamp", value.Int(at))
	r.Put("arguments", value.OfList(arguments))
	r.Put("returnValue", v)
	f.records = append(f.records, value.OfMap(r))
}
