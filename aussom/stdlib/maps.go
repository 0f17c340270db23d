// This file defines the Go half of map (spec 03b, 2).

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func mapClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"get":         mapGet,
		"getd":        mapGetOr,
		"put":         mapPut,
		"putIfAbsent": checked(1, mapPutIfAbsent),
		"putAll":      checked(1, mapPutAll),
		"remove": checked(1, plain(func(this value.Value, args []value.Value) value.Value {
			if v, ok := this.Map().Delete(args[0].GoString()); ok {
				return v
			}
			return value.Null
		})),
		"containsKey": mapContainsKey,
		"containsVal": plain(mapContains),
		"keySet":      mapKeys,
		"values":      mapValues,
		"size": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Int(int64(this.Map().Len()))
		}),
		"isEmpty": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(this.Map().Len() == 0)
		}),
		"clear": plain(func(this value.Value, _ []value.Value) value.Value {
			this.Map().Clear()
			return this
		}),
	}
	return vm.NativeClass{Methods: withCommon(methods)}
}

func mapGet(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if args[0].IsNull() {
		return value.Null, errNull
	}
	v, _ := this.Map().GetStr(args[0].Str())
	return v, nil // the zero value is null
}

func mapGetOr(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if args[0].IsNull() {
		return value.Null, errNull
	}
	if v, ok := this.Map().GetStr(args[0].Str()); ok {
		return v, nil
	}
	return args[1], nil
}

func mapContainsKey(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if args[0].IsNull() {
		return value.Null, errNull
	}
	_, ok := this.Map().GetStr(args[0].Str())
	return value.Bool(ok), nil
}

func mapPut(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if args[0].IsNull() {
		return value.Null, errNull
	}
	if err := t.Machine().CheckKey(this.Map(), args[0].Str()); err != nil {
		return value.Null, err
	}
	this.Map().PutStr(args[0].Str(), args[1])
	return this, nil
}

func mapPutIfAbsent(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	if _, ok := this.Map().GetStr(args[0].Str()); ok {
		return this, nil
	}
	return mapPut(t, this, args)
}

func mapPutAll(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	m, from := this.Map(), args[0].Map()
	if err := t.Machine().CheckList(m.Len() + from.Len()); err != nil {
		added := m.Len()
		from.Range(func(key string, _ value.Value) bool {
			if _, ok := m.Get(key); !ok {
				added++
			}
			return true
		})
		if err := t.Machine().CheckList(added); err != nil {
			return value.Null, err
		}
	}
	m.PutAll(from)
	return this, nil
}

func mapContains(this value.Value, args []value.Value) value.Value {
	found := false
	this.Map().Range(func(_ string, v value.Value) bool {
		found = value.Equals(v, args[0])
		return !found
	})
	return value.Bool(found)
}

func mapKeys(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return t.Machine().Keys(this.Map())
}

func mapValues(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	m := this.Map()
	items, err := vm.Grow[value.Value](t.Machine(), nil, m.Len())
	if err != nil {
		return value.Null, err
	}
	return value.OfList(value.NewList(m.AppendValues(items)...)), nil
}
