// This file defines the Go half of list (spec 03b, 1); sorting is in sorting.go.

package stdlib

import (
	"math"
	"slices"
	"strconv"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func listClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"add":      listAdd,
		"addAll":   checked(1, listAddAll),
		"addAllAt": checked(1, listAddAllAt),
		"clear": plain(func(this value.Value, _ []value.Value) value.Value {
			this.List().Items = nil
			return this
		}),
		"clone": func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			return copyOf(t, this.List().Items)
		},
		"contains": plain(func(this value.Value, args []value.Value) value.Value {
			return value.Bool(listIndex(this, args[0]) >= 0)
		}),
		"containsObjRef": plain(func(this value.Value, args []value.Value) value.Value {
			return value.Bool(slices.ContainsFunc(this.List().Items, func(v value.Value) bool { return value.SameRef(v, args[0]) }))
		}),
		"get": listGet,
		"indexOf": plain(func(this value.Value, args []value.Value) value.Value {
			return value.Int(int64(listIndex(this, args[0])))
		}),
		"isEmpty": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(len(this.List().Items) == 0)
		}),
		"size": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Int(int64(len(this.List().Items)))
		}),
		"remove": plain(func(this value.Value, args []value.Value) value.Value {
			if i := listIndex(this, args[0]); i >= 0 {
				l := this.List()
				l.Items = slices.Delete(l.Items, i, i+1)
			}
			return this
		}),
		"removeAt":  listRemoveAt,
		"removeAll": checked(1, plain(func(this value.Value, args []value.Value) value.Value { return keepOnly(this, args[0], false) })),
		"retainAll": checked(1, plain(func(this value.Value, args []value.Value) value.Value { return keepOnly(this, args[0], true) })),
		"set":       listSet,
		"subList":   listSub,
		"reverse": plain(func(this value.Value, _ []value.Value) value.Value {
			slices.Reverse(this.List().Items)
			return this
		}),
		"join":       checked(1, listJoin),
		"sort":       listSort(-1),
		"sortAsc":    listSort(1),
		"sortCustom": checked(1, listSortCustom),
	}
	return vm.NativeClass{Methods: withCommon(methods)}
}

func listAdd(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l := this.List()
	if len(l.Items) == cap(l.Items) {
		if err := t.Machine().GrowList(l, 1); err != nil {
			return value.Null, err
		}
	}
	l.Items = append(l.Items, args[0])
	return this, nil
}

func listAddAll(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l, more := this.List(), args[0].List()
	if err := t.Machine().GrowList(l, len(more.Items)); err != nil {
		return value.Null, err
	}
	l.Items = append(l.Items, more.Items...)
	return this, nil
}

func listAddAllAt(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l, more, at := this.List(), args[0].List(), args[1].AsInt()
	if at < 0 || at > int64(len(l.Items)) {
		return value.Null, vm.Fault("Index: " + decimal(at) + ", Size: " + strconv.Itoa(len(l.Items)))
	}
	if err := t.Machine().GrowList(l, len(more.Items)); err != nil {
		return value.Null, err
	}
	l.Items = slices.Insert(l.Items, int(at), more.Items...) // which may be those of l
	return this, nil
}

// listIndex returns the index of the first element that equals v, -1 if there is none.
func listIndex(this, v value.Value) int {
	if v.K == value.KString {
		text := v.GoString()
		for i := range this.List().Items {
			if item := &this.List().Items[i]; item.K == value.KString && item.GoString() == text {
				return i
			}
		}
		return -1
	}
	return slices.IndexFunc(this.List().Items, func(item value.Value) bool { return value.Equals(item, v) })
}

// element checks an index for a method and returns the list and the index.
func element(this value.Value, index value.Value, method string) (*value.List, int, error) {
	l, i := this.List(), index.AsInt()
	if i < 0 || i >= int64(len(l.Items)) {
		return l, 0, outOfBounds(method)
	}
	return l, int(i), nil
}

func outOfBounds(method string) error {
	return vm.Reported("list." + method + "(): Index out of bounds.")
}

func listGet(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l, i, err := element(this, args[0], "get")
	if err != nil {
		return value.Null, err
	}
	return l.Items[i], nil
}

func listSet(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l, i, err := element(this, args[0], "set")
	if err != nil {
		return value.Null, err
	}
	old := l.Items[i]
	l.Items[i] = args[1]
	return old, nil
}

// shortList is the length up to which moving all elements is the cheapest way to remove the first.
const shortList = 16

func listRemoveAt(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l, i, err := element(this, args[0], "removeAt")
	if err != nil {
		return value.Null, err
	}
	old := l.Items[i]
	if i == 0 && len(l.Items) > shortList { // a queue: the room in front is given back when the list grows
		l.Items[0] = value.Value{}
		l.Items = l.Items[1:]
	} else {
		l.Items = slices.Delete(l.Items, i, i+1)
	}
	return old, nil
}

func listSub(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	items, from, to := this.List().Items, args[0].AsInt(), args[1].AsInt()
	if from < 0 || from > to || to > int64(len(items)) {
		return value.Null, outOfBounds("subList")
	}
	return copyOf(t, items[from:to])
}

// copyOf returns a new list of these elements.
func copyOf(t *vm.Thread, items []value.Value) (value.Value, error) {
	c, err := zeros[value.Value](t, len(items))
	if err != nil {
		return value.Null, err
	}
	copy(c, items)
	return value.OfList(value.NewList(c...)), nil
}

// keepOnly removes the elements that equal one of the others, or those that equal none (inOthers), and
// returns whether there was one.
func keepOnly(this, others value.Value, inOthers bool) value.Value {
	set := map[equalKey]bool{}
	for _, v := range others.List().Items {
		set[keyOf(v)] = true
	}
	l := this.List()
	before := len(l.Items)
	l.Items = slices.DeleteFunc(l.Items, func(v value.Value) bool { return set[keyOf(v)] != inOthers })
	return value.Bool(len(l.Items) != before)
}

// equalKey is the same for two values if value.Equals holds for them.
type equalKey struct {
	v    value.Value
	text string
}

func keyOf(v value.Value) equalKey {
	switch v.Kind() {
	case value.KNull, value.Undef:
		return equalKey{v: value.Null}
	case value.KBool:
		return equalKey{v: value.Bool(v.AsBool())}
	case value.KInt:
		return equalKey{v: value.Int(v.AsInt())}
	case value.KDouble:
		d := v.AsDouble()
		if d != d {
			d = math.NaN()
		}
		return equalKey{v: value.Double(d)}
	case value.KString:
		return equalKey{v: value.Value{K: value.KString}, text: v.GoString()}
	case value.KCallback:
		this := keyOf(v.Callback().This)
		this.v.K |= value.KCallback << 8
		this.text = v.Callback().Name + "\x00" + this.text
		return this
	}
	return equalKey{v: value.Value{K: v.K, P: v.P}}
}

func listJoin(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	var out []byte
	w := worker{thread: t}
	glue := args[0].GoString()
	for i, v := range this.List().Items {
		if i > 0 {
			out = append(out, glue...)
		}
		if v.K == value.KString {
			out = append(out, v.GoString()...)
		} else {
			text, err := t.Text(v)
			if err != nil {
				return value.Null, err
			}
			out = append(out, text...)
		}
		if err := t.Machine().CheckString(len(out)); err != nil {
			return value.Null, err
		}
		if err := w.did(1); err != nil {
			return value.Null, err
		}
	}
	return text(string(out)), nil
}
