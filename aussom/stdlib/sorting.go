// This file defines list.sort, sortAsc and sortCustom (spec 03b, 1.3): a stable merge sort that does not recurse.

package stdlib

import (
	"slices"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// sortRun is the length of the pieces that are sorted by insertion first.
const sortRun = 8

// mergeSort sorts items; other is a slice of the same length to work with. An error of cmp ends it and leaves items in some order.
func mergeSort[T any](items, other []T, cmp func(a, b T) (int, error)) error {
	n := len(items)
	for from := 0; from < n; from += sortRun {
		if err := insertionSort(items[from:min(from+sortRun, n)], cmp); err != nil {
			return err
		}
	}
	for size := sortRun; size < n; size *= 2 {
		for from := 0; from < n; from += 2 * size {
			middle, to := min(from+size, n), min(from+2*size, n)
			if err := merge(other[from:to], items[from:middle], items[middle:to], cmp); err != nil {
				return err
			}
		}
		copy(items, other)
	}
	return nil
}

func insertionSort[T any](items []T, cmp func(a, b T) (int, error)) error {
	for i := 1; i < len(items); i++ {
		v := items[i]
		j := i
		for ; j > 0; j-- {
			c, err := cmp(items[j-1], v)
			if err != nil {
				return err
			}
			if c <= 0 {
				break
			}
			items[j] = items[j-1]
		}
		items[j] = v
	}
	return nil
}

// merge merges two sorted pieces into out.
func merge[T any](out, a, b []T, cmp func(a, b T) (int, error)) error {
	if len(a) > 0 && len(b) > 0 { // in order already?
		c, err := cmp(a[len(a)-1], b[0])
		if err != nil {
			return err
		}
		if c <= 0 {
			copy(out[copy(out, a):], b)
			return nil
		}
	}
	for len(a) > 0 && len(b) > 0 {
		c, err := cmp(a[0], b[0])
		if err != nil {
			return err
		}
		if c <= 0 {
			out[0], a = a[0], a[1:]
		} else {
			out[0], b = b[0], b[1:]
		}
		out = out[1:]
	}
	copy(out[copy(out, a):], b)
	return nil
}

// textItem is an element with its text form, where the order goes by that.
type textItem struct {
	v    value.Value
	text string
}

// listSort sorts ascending if sign is 1, descending if it is -1.
func listSort(sign int) vm.Native {
	return func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
		l := this.List()
		w := worker{thread: t}
		if !orderNeedsText(l.Items) {
			other, err := zeros[value.Value](t, len(l.Items))
			if err != nil {
				return value.Null, err
			}
			return this, mergeSort(l.Items, other, func(a, b value.Value) (int, error) {
				err := w.did(1)
				return sign * value.Order3(a, b), err
			})
		}
		items, err := textItems(t, l.Items)
		if err != nil {
			return value.Null, err
		}
		other, err := zeros[textItem](t, len(items))
		if err != nil {
			return value.Null, err
		}
		err = mergeSort(items, other, func(a, b textItem) (int, error) {
			err := w.did(1)
			if ordersByText(a.v, b.v) {
				return sign * value.Compare(a.text, b.text), err
			}
			return sign * value.Order3(a.v, b.v), err
		})
		if err != nil {
			return value.Null, err
		}
		for i := range items {
			l.Items[i] = items[i].v
		}
		return this, nil
	}
}

// textItems returns the text forms of values, which together must not be larger than one text may be.
func textItems(t *vm.Thread, values []value.Value) ([]textItem, error) {
	m := t.Machine()
	items, err := zeros[textItem](t, len(values))
	if err != nil {
		return nil, err
	}
	w := worker{thread: t}
	size := 0
	for i, v := range values {
		text, err := t.Text(v)
		if err != nil {
			return nil, err
		}
		if v.K != value.KString {
			size += len(text)
		}
		if size > m.MaxText() {
			return nil, m.TooLong()
		}
		items[i] = textItem{v, text}
		if err := w.did(1); err != nil {
			return nil, err
		}
	}
	return items, nil
}

// orderNeedsText reports whether some pair of items is ordered by text forms, which are then made once for each.
func orderNeedsText(items []value.Value) bool {
	var first value.Value
	for _, v := range items {
		switch {
		case v.IsNull():
		case first.K == value.Undef:
			first = v
			if ordersByText(v, v) {
				return true
			}
		case ordersByText(first, v):
			return true
		}
	}
	return false
}

// ordersByText reports whether a and b are ordered by their text forms (rules 1 and 4).
func ordersByText(a, b value.Value) bool {
	if a.IsNull() || b.IsNull() {
		return false
	}
	k, l := a.Kind(), b.Kind()
	if k != l {
		return !numeric(k) || !numeric(l)
	}
	return k == value.KList || k == value.KMap || k == value.KCallback
}

func numeric(k value.Kind) bool { return k == value.KInt || k == value.KDouble }

func listSortCustom(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	l, compare := this.List(), args[0]
	n := len(l.Items)
	room, err := zeros[value.Value](t, 3*n)
	if err != nil {
		return value.Null, err
	}
	before, sorted, other := room[:n], room[n:2*n], room[2*n:]
	copy(before, l.Items)
	copy(sorted, l.Items)
	pair := make([]value.Value, 2) // the arguments of all calls; Call copies them
	err = mergeSort(sorted, other, func(a, b value.Value) (int, error) {
		pair[0], pair[1] = a, b
		v, err := t.Call(compare, pair...)
		if _, ok := err.(*value.Exception); ok {
			return 0, notInt("cException")
		}
		if err != nil {
			return 0, err
		}
		if v.K != value.KInt {
			return 0, notInt(v.Tag())
		}
		return int(int32(v.AsInt())), nil
	})
	if err != nil {
		return value.Null, err
	}
	if !slices.EqualFunc(before, l.Items, value.Same) {
		return value.Null, vm.Fault("The list was changed while it was sorted.")
	}
	copy(l.Items, sorted)
	return this, nil
}

func notInt(tag string) error {
	return vm.Reported("AussomListComparator.compareCustom(): Result from callback expects type of int, but found " + tag + " instead.")
}
