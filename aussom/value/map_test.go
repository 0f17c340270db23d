// This file defines the tests of Map: recorded orders, the examples of the specification, and behaviour under change.

package value

import (
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func lines(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	l := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	if len(l) < 100 {
		t.Fatalf("%s has only %d lines", file, len(l))
	}
	return l
}

func mapOf(keys ...string) *Map {
	m := NewMap()
	for i, k := range keys {
		m.Put(k, Int(int64(i)))
	}
	return m
}

// A line of mapops.txt is a list of operations (+key, -key, ! to clear, *key,key to put all of a map) and the
// order recorded after them, on the platform whose order the language has taken over.
func TestMapRecordedOrder(t *testing.T) {
	for n, line := range lines(t, "mapops.txt") {
		m := NewMap()
		ops, want, _ := strings.Cut(line, "=")
		for _, op := range strings.Fields(ops) {
			switch op[0] {
			case '+':
				m.Put(op[1:], Int(1))
			case '-':
				m.Delete(op[1:])
			case '!':
				m.Clear()
			case '*':
				other := NewMap()
				if len(op) > 1 {
					other = mapOf(strings.Split(op[1:], ",")...)
				}
				m.PutAll(other)
			}
		}
		if got := strings.Join(m.Keys(), " "); got != strings.TrimSpace(want) {
			t.Errorf("line %d: %s\ngot %s", n+1, line, got)
		}
	}
}

func TestMapOrderExamples(t *testing.T) {
	numbered := func(prefix string, n int) (keys []string) {
		for i := range n {
			keys = append(keys, prefix+strconv.Itoa(i))
		}
		return keys
	}
	down := []string{}
	for i := 20; i >= 0; i-- {
		down = append(down, strconv.Itoa(i))
	}
	for _, c := range []struct {
		keys []string
		want string
	}{
		{strings.Fields("zebra apple mango kiwi fig banana"), "zebra banana apple kiwi fig mango"},
		{numbered("key", 11), "key1 key2 key0 key5 key6 key3 key4 key9 key7 key8 key10"},
		{numbered("key", 12), "key1 key2 key0 key5 key6 key3 key4 key9 key7 key8 key11 key10"},
		{numbered("key", 30), "key1 key2 key0 key5 key6 key3 key4 key9 key7 key8 key22 key21 key20 key15 key14 key13 key12 key19 key18 key17 key16 key11 key10 key26 key25 key24 key23 key29 key28 key27"},
		{down, "11 12 13 14 15 16 17 18 19 0 1 2 3 4 5 6 7 8 9 20 10"},
		{strings.Fields("o n m l k j i h g f e d c b a"), "a b c d e f g h i j k l m n o"},
		{[]string{"é", "中", "", " "}, "   é 中"},
	} {
		if got := strings.Join(mapOf(c.keys...).Keys(), " "); got != c.want {
			t.Errorf("%v\ngot  %s\nwant %s", c.keys, got, c.want)
		}
		var byOrder []string
		for _, i := range Order(c.keys) {
			byOrder = append(byOrder, c.keys[i])
		}
		if got := strings.Join(byOrder, " "); got != c.want {
			t.Errorf("Order(%v)\ngot  %s\nwant %s", c.keys, got, c.want)
		}
	}
}

func TestMapPutAllPresizes(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 2, 2: 8, 5: 16, 11: 64, 12: 64} {
		m, src := NewMap(), NewMap()
		for i := range n {
			src.Put(strconv.Itoa(i), Null)
		}
		m.PutAll(src)
		if len(m.table) != want {
			t.Errorf("%d keys make %d buckets, want %d", n, len(m.table), want)
		}
	}
	m := mapOf("a", "b")
	m.PutAll(m)
	if m.Len() != 2 {
		t.Error("PutAll of itself changed the map")
	}
}

// Against a Go map: values, lengths and keys after random operations.
func TestMapAgainstGoMap(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 200 {
		m, ref := NewMapSize(r.Intn(5)), map[string]int64{}
		for i := range int64(300) {
			k := strconv.Itoa(r.Intn(80))
			switch r.Intn(4) {
			case 0:
				_, got := m.Delete(k)
				_, want := ref[k]
				if got != want {
					t.Fatalf("Delete(%s) %v, want %v", k, got, want)
				}
				delete(ref, k)
			case 1:
				if r.Intn(100) == 0 {
					m.Clear()
					clear(ref)
				}
			default:
				m.PutStr(NewString(k), Int(i))
				ref[k] = i
			}
		}
		if m.Len() != len(ref) {
			t.Fatalf("Len %d, want %d", m.Len(), len(ref))
		}
		for k, want := range ref {
			if v, ok := m.GetStr(NewString(k)); !ok || v.AsInt() != want {
				t.Fatalf("Get(%s) = %v %v, want %d", k, v, ok, want)
			}
		}
		if _, ok := m.Get("none"); ok {
			t.Fatal("found a key that is not there")
		}
		keys := m.Keys()
		if len(keys) != len(ref) || !slices.Equal(keys, m.Clone().Keys()) {
			t.Fatalf("Keys %v", keys)
		}
		values := m.AppendValues(nil)
		for i, key := range m.AppendKeys(nil) {
			if v, _ := m.GetStr(key.Str()); key.GoString() != keys[i] || !Same(v, values[i]) {
				t.Fatal("AppendKeys and AppendValues do not match Keys")
			}
		}
	}
}

func TestMapCloneIsIndependent(t *testing.T) {
	m := mapOf("a", "b")
	c := m.Clone()
	c.Put("c", Null)
	c.Put("a", Int(9))
	if v, _ := m.Get("a"); m.Len() != 2 || v.AsInt() != 0 {
		t.Error("a change of the clone is seen in the map")
	}
}

func TestMapRange(t *testing.T) {
	m := mapOf("a", "b", "c", "d")
	var seen []string
	m.Range(func(k string, v Value) bool { seen = append(seen, k+Text(v)); return k != "c" })
	if got := fmt.Sprint(seen); got != "[a0 b1 c2]" {
		t.Error(got)
	}
	// Removing and adding all the time neither fails nor visits what was removed.
	r := rand.New(rand.NewSource(2))
	for range 300 {
		m, gone := NewMap(), map[string]bool{}
		for range r.Intn(60) {
			m.Put(strconv.Itoa(r.Intn(1000)), Null)
		}
		visits := 0
		m.Range(func(k string, _ Value) bool {
			if gone[k] {
				t.Fatalf("%s visited after it was removed", k)
			}
			visits++
			for _, d := range []string{k, strconv.Itoa(r.Intn(1000))} {
				if r.Intn(3) == 0 {
					m.Delete(d)
					gone[d] = true
				}
			}
			if n := strconv.Itoa(1000 + visits); r.Intn(2) == 0 {
				m.Put(n, Null)
			}
			if r.Intn(60) == 0 {
				m.Clear()
			}
			return visits < 1000
		})
	}
}

func BenchmarkMapSmall(b *testing.B) {
	keys := []*String{NewString("id"), NewString("name"), NewString("text"), NewString("time")}
	for range b.N {
		m := NewMap()
		for _, k := range keys {
			m.PutStr(k, True)
		}
		for _, k := range keys {
			m.GetStr(k)
		}
	}
}

// collisions returns 2^n keys with the same hash.
func collisions(n int) []string {
	keys := []string{""}
	for range n {
		var longer []string
		for _, k := range keys {
			longer = append(longer, k+"Aa", k+"BB")
		}
		keys = longer
	}
	return keys
}

// TestLongChains compares a map with long chains with one whose chains are walked to the end.
func TestLongChains(t *testing.T) {
	keys := collisions(8)
	for i := range 300 {
		keys = append(keys, "other"+strconv.Itoa(i))
	}
	random := rand.New(rand.NewSource(1))
	m := NewMap()
	present := map[string]int64{}
	for step := range 20000 {
		key := keys[random.Intn(len(keys))]
		switch random.Intn(4) {
		case 0:
			_, had := present[key]
			if _, ok := m.Delete(key); ok != had {
				t.Fatalf("step %d: delete %s: %v", step, key, ok)
			}
			delete(present, key)
		case 1:
			v, ok := m.Get(key)
			if want, had := present[key]; ok != had || ok && v.AsInt() != want {
				t.Fatalf("step %d: get %s: %v %v", step, key, v.AsInt(), ok)
			}
		default:
			m.Put(key, Int(int64(step)))
			present[key] = int64(step)
		}
		if step%1000 != 0 {
			continue
		}
		if m.Len() != len(present) || len(m.Keys()) != len(present) {
			t.Fatalf("step %d: %d keys, %d in order, want %d", step, m.Len(), len(m.Keys()), len(present))
		}
		for _, k := range m.Keys() {
			if _, ok := present[k]; !ok {
				t.Fatalf("step %d: %s is there", step, k)
			}
		}
	}
}

// TestLongChainsKeepTheOrder: keys with one hash stay together in every doubling, so that they are enumerated as they were put.
func TestLongChainsKeepTheOrder(t *testing.T) {
	keys := collisions(8)
	m := NewMap()
	for _, k := range keys {
		m.Put(k, Null)
	}
	m.Put(keys[100], True)
	if !slices.Equal(m.Keys(), keys) || !slices.Equal(m.Clone().Keys(), keys) {
		t.Error("another order")
	}
	m.Delete(keys[255])
	m.Delete(keys[0])
	m.Put(keys[0], Null)
	if got := m.Keys(); got[0] != keys[1] || got[254] != keys[0] || len(got) != 255 {
		t.Errorf("after deletions: %d keys, first %s, last %s", len(got), got[0], got[len(got)-1])
	}
}

func TestCollisionsAreQuick(t *testing.T) {
	keys := collisions(16)
	start := time.Now()
	m := NewMap()
	for i, k := range keys {
		m.Put(k, Int(int64(i)))
	}
	for _, k := range keys {
		if _, ok := m.Get(k); !ok {
			t.Fatal("a key is missing")
		}
	}
	if took := time.Since(start); took > 5*time.Second { // walking the chains takes a minute
		t.Errorf("took %v", took)
	}
}
