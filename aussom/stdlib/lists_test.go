package stdlib

import (
	"math"
	"slices"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// listOf returns a list of Go values.
func listOf(items ...any) value.Value {
	l := value.NewList()
	for _, v := range items {
		l.Items = append(l.Items, valueOf(v))
	}
	return value.OfList(l)
}

func TestKeepOnly(t *testing.T) {
	nan := math.NaN()
	cb := func(name string) value.Value {
		return value.OfCallback(&value.Callback{This: value.Int(1), Name: name})
	}
	for _, c := range []struct {
		list, others, removed, retained value.Value
	}{
		{listOf(1, 2, 1.0, "1", true, nil), listOf(1, nil), listOf(2, 1.0, "1", true), listOf(1, nil)},
		{listOf(nan, 0.0, math.Copysign(0, -1)), listOf(nan, 0.0), listOf(math.Copysign(0, -1)), listOf(nan, 0.0)},
		{listOf("a", "é"), listOf("é"), listOf("a"), listOf("é")},
		{listOf(cb("f"), cb("g")), listOf(cb("g")), listOf(cb("f")), listOf(cb("g"))},
		{listOf(listOf(1)), listOf(listOf(1)), listOf(listOf(1)), listOf()},
		{listOf(value.NewBoolCell(true), false), listOf(true), listOf(false), listOf(true)},
	} {
		for _, keep := range []bool{false, true} {
			got, want := value.OfList(value.NewList(slices.Clone(c.list.List().Items)...)), c.removed
			if keep {
				want = c.retained
			}
			changed := keepOnly(got, c.others, keep).AsBool()
			same := slices.EqualFunc(got.List().Items, want.List().Items, func(a, b value.Value) bool {
				return value.Equals(a, b) || a.Kind() == value.KList && value.Text(a) == value.Text(b)
			})
			if !same || changed != (len(want.List().Items) != len(c.list.List().Items)) {
				t.Errorf("%s, %s, keep %v: got %s, want %s", value.Text(c.list), value.Text(c.others), keep, value.Text(got), value.Text(want))
			}
		}
	}
}

func TestListErrors(t *testing.T) {
	l := listOf("a", "b")
	runNatives(t, listClass(), []nativeCase{
		{"get", l, []any{4294967296}, "! R list.get(): Index out of bounds."},
		{"get", l, []any{-1}, "! R list.get(): Index out of bounds."},
		{"set", l, []any{2, 1}, "! R list.set(): Index out of bounds."},
		{"removeAt", l, []any{2}, "! R list.removeAt(): Index out of bounds."},
		{"subList", l, []any{1, 0}, "! R list.subList(): Index out of bounds."},
		{"subList", l, []any{2, 2}, "[]"},
		{"addAllAt", l, []any{listOf(), 3}, "! J Index: 3, Size: 2"},
		{"removeAll", l, []any{nil}, "! J An argument is null."},
	})
}

func TestSort(t *testing.T) {
	for _, c := range []struct{ list, ascending, descending value.Value }{
		{listOf(3, nil, 1.5, 2, nil), listOf(nil, nil, 1.5, 2, 3), listOf(3, 2, 1.5, nil, nil)},
		{listOf(1, 1.0), listOf(1, 1.0), listOf(1, 1.0)},
		{listOf("b", "a", "\uffff", "😀"), listOf("a", "b", "😀", "\uffff"), listOf("\uffff", "😀", "b", "a")},
		{listOf(true, "a", "z"), listOf("a", true, "z"), listOf("z", true, "a")},
		{listOf(listOf(2), nil, listOf(10)), listOf(nil, listOf(10), listOf(2)), listOf(listOf(2), listOf(10), nil)},
	} {
		for sign, want := range map[int]value.Value{1: c.ascending, -1: c.descending} {
			l := value.OfList(value.NewList(slices.Clone(c.list.List().Items)...))
			var err error
			onThread(func(th *vm.Thread) { _, err = listSort(sign)(th, l, nil) })
			if err != nil || value.Text(l) != value.Text(want) {
				t.Errorf("%s: got %s, want %s (%v)", value.Text(c.list), value.Text(l), value.Text(want), err)
			}
		}
	}
}

func TestMergeSortIsStable(t *testing.T) {
	for n := range 100 {
		items := make([]int, n)
		for i := range items {
			items[i] = i*7919%13*1000 + i
		}
		want := slices.Clone(items)
		slices.SortStableFunc(want, func(a, b int) int { return a/1000 - b/1000 })
		err := mergeSort(items, make([]int, n), func(a, b int) (int, error) { return a/1000 - b/1000, nil })
		if err != nil || !slices.Equal(items, want) {
			t.Fatalf("%d items: got %v, want %v", n, items, want)
		}
	}
}
