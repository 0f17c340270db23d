// This file defines Map, the language's map from string to value with its own enumeration order,
// and Order, the same order for the members of objects.

package value

import "math/bits"

const (
	firstBuckets = 16      // buckets of a table that a first key makes
	firstEntries = 4       // room for entries that a first key makes
	maxBuckets   = 1 << 30 // a table of this size does not double any more
	longChain    = 8       // keys in a chain from which on a small table is made bigger
	noTrees      = 64      // buckets from which on long chains are left alone
	removed      = 1 << 31 // the hash of an entry on the free list; real hashes have 31 bits
)

// entry is a key with its value, linked to the next entry of its chain.
type entry struct {
	key  string
	val  Value
	hash uint32
	next int32 // 1 + index of the next entry of the chain or of the free list, 0 at the end
}

// Map is a map from string to value that enumerates in the order of spec 02, 13: by bucket, and
// within a bucket along its chain. The zero Map is empty and ready to use; it must not be copied.
//
// The entries of all chains lie in one slab and refer to each other by index, so that a small map
// is two allocations and a big one gives the garbage collector little to do.
type Map struct {
	entries []entry
	table   []int32 // 1 + index of the first entry of each bucket, 0 if empty; nil before the first key
	count   int
	free    int32       // 1 + index of the first entry of the free list, 0 if there is none
	changes uint32      // number of structural changes, for Range
	long    *longChains // nil unless a chain is very long
	first   [firstBuckets]int32
}

// NewMap returns an empty map.
func NewMap() *Map { return &Map{} }

// NewMapSize returns an empty map with room for n keys. The hint has no effect on the order.
func NewMapSize(n int) *Map {
	m := &Map{}
	if n > 0 {
		m.entries = make([]entry, 0, min(n, 1<<16))
	}
	return m
}

// Len returns the number of keys.
func (m *Map) Len() int { return m.count }

// find returns 1 + the index of the entry of key, 0 if there is none.
func (m *Map) find(key string, hash uint32) int32 {
	if m.count == 0 {
		return 0
	}
	i := m.table[hash&uint32(len(m.table)-1)]
	for n := longWalk; i != 0; n-- {
		if n == 0 {
			return m.chains().entries[key]
		}
		e := &m.entries[i-1]
		if e.hash == hash && e.key == key {
			break
		}
		i = e.next
	}
	return i
}

// Get returns the value of key and whether the key is there.
func (m *Map) Get(key string) (Value, bool) { return m.GetHash(key, HashKey(key)) }

// GetStr is Get with the hash that key remembers.
func (m *Map) GetStr(key *String) (Value, bool) { return m.GetHash(key.s, key.Hash()) }

// GetHash is Get for a key whose HashKey is known.
func (m *Map) GetHash(key string, hash uint32) (Value, bool) {
	if i := m.find(key, hash); i != 0 {
		return m.entries[i-1].val, true
	}
	return Value{}, false
}

// Put adds key with v, or replaces the value of key, which then keeps its place.
func (m *Map) Put(key string, v Value) { m.PutHash(key, HashKey(key), v) }

// PutStr is Put with the hash that key remembers. The map keeps the text, not the String.
func (m *Map) PutStr(key *String, v Value) { m.PutHash(key.s, key.Hash(), v) }

// PutHash is Put for a key whose HashKey is known.
func (m *Map) PutHash(key string, hash uint32, v Value) {
	if m.table == nil {
		m.table = m.first[:]
	}
	walked := 0
	link := &m.table[hash&uint32(len(m.table)-1)]
	for *link != 0 {
		if walked == longWalk {
			m.putLong(key, hash, v)
			return
		}
		e := &m.entries[*link-1]
		walked++
		if e.hash == hash && e.key == key {
			e.val = v
			m.relieve(walked)
			return
		}
		link = &e.next
	}
	// The link is set before the slab may move: the move then takes it along.
	if m.free != 0 {
		i := m.free
		e := &m.entries[i-1]
		m.free = e.next
		*link = i
		*e = entry{key: key, val: v, hash: hash}
	} else {
		*link = int32(len(m.entries) + 1)
		if m.entries == nil {
			m.entries = make([]entry, 0, firstEntries)
		}
		m.entries = append(m.entries, entry{key: key, val: v, hash: hash})
	}
	if m.long != nil {
		m.long.entries[key] = *link
	}
	m.added(walked)
}

// added counts a key that was put after a walk past that many others, and enlarges the table.
func (m *Map) added(walked int) {
	m.count++
	m.changes++
	m.relieve(walked)
	for m.count >= threshold(len(m.table)) && len(m.table) < maxBuckets {
		m.double()
	}
}

// threshold returns the number of keys at which a table of n buckets doubles: 3/4 n.
func threshold(n int) int { return n - n>>2 }

// relieve enlarges a small table after a put that walked past that many keys of its chain.
func (m *Map) relieve(walked int) {
	if walked >= longChain && len(m.table) < noTrees {
		m.presize(2 * len(m.table))
	}
}

// presize makes the table ready for n keys. It rounds up generously, and an untouched map gets
// its exact rounded size before the threshold is looked at, which doubles it once more.
func (m *Map) presize(n int) {
	want := maxBuckets
	if n < maxBuckets/2 {
		want = 1 << bits.Len(uint(n+n>>1))
	}
	if m.table == nil {
		m.table = make([]int32, want)
	}
	for want > threshold(len(m.table)) && len(m.table) < maxBuckets {
		m.double()
	}
}

// double doubles the table. Each chain is split by one bit of the hash: its longest tail that goes to
// one side stays as it is, and every key before that tail is put at the front of its side.
func (m *Map) double() {
	n := len(m.table)
	bit := uint32(n)
	table := make([]int32, 2*n)
	for b, head := range m.table {
		if head == 0 {
			continue
		}
		tail := head
		side := m.entries[head-1].hash & bit
		for i := m.entries[head-1].next; i != 0; i = m.entries[i-1].next {
			if s := m.entries[i-1].hash & bit; s != side {
				side, tail = s, i
			}
		}
		var low, high int32
		if side == 0 {
			low = tail
		} else {
			high = tail
		}
		for i := head; i != tail; {
			e := &m.entries[i-1]
			next := e.next
			if e.hash&bit == 0 {
				e.next, low = low, i
			} else {
				e.next, high = high, i
			}
			i = next
		}
		table[b], table[b+n] = low, high
	}
	m.table = table
	m.changes++
	if m.long != nil {
		clear(m.long.tails)
	}
}

// Delete removes key and returns its value and whether it was there.
func (m *Map) Delete(key string) (Value, bool) {
	if m.count == 0 {
		return Value{}, false
	}
	hash := HashKey(key)
	link := &m.table[hash&uint32(len(m.table)-1)]
	for *link != 0 {
		i := *link
		e := &m.entries[i-1]
		if e.hash != hash || e.key != key {
			link = &e.next
			continue
		}
		v := e.val
		*link = e.next
		if m.long != nil {
			m.long.forget(key, hash&uint32(len(m.table)-1))
		}
		*e = entry{hash: removed, next: m.free}
		m.free = i
		m.count--
		m.changes++
		return v, true
	}
	return Value{}, false
}

// Clear removes all keys. The table keeps its size, which later keys find themselves ordered by.
func (m *Map) Clear() {
	clear(m.table)
	m.entries = nil
	m.long = nil
	m.free = 0
	m.count = 0
	m.changes++
}

// Keys returns the keys in order.
func (m *Map) Keys() []string {
	keys := make([]string, 0, m.count)
	for c := (cursor{}); m.next(&c); {
		keys = append(keys, c.e.key)
	}
	return keys
}

// AppendKeys appends the keys to the slice, in order, as new strings that know their hashes.
func (m *Map) AppendKeys(to []Value) []Value {
	slab := make([]String, m.count)
	i := 0
	for c := (cursor{}); m.next(&c); i++ {
		slab[i] = String{s: c.e.key, hash: c.e.hash | hashKnown}
		to = append(to, OfString(&slab[i]))
	}
	return to
}

// AppendValues appends the values to the slice, in the order of their keys.
func (m *Map) AppendValues(to []Value) []Value {
	for c := (cursor{}); m.next(&c); {
		to = append(to, c.e.val)
	}
	return to
}

// Range calls f for each key in order until f returns false. f may change the map: a removed key is not
// visited any more; whether an added one is, or one in the same bucket as a removed one, is open.
func (m *Map) Range(f func(key string, v Value) bool) {
	n := len(m.table)
	for b := 0; b < n; b++ {
		// After doublings the keys of bucket b are in b, b+n, b+2n, ...
		for j := b; j < len(m.table); j += n {
			for i := m.table[j]; i != 0; {
				e := &m.entries[i-1]
				next, changes := e.next, m.changes
				var nextKey string
				if next != 0 {
					nextKey = m.entries[next-1].key
				}
				if !f(e.key, e.val) {
					return
				}
				if changes != m.changes && next != 0 && !m.holds(next, nextKey) {
					next = 0
				}
				i = next
			}
		}
	}
}

// holds reports whether entry i (1 + index) is still that of key.
func (m *Map) holds(i int32, key string) bool {
	return int(i) <= len(m.entries) && m.entries[i-1].hash != removed && m.entries[i-1].key == key
}

// PutAll puts all keys of src, in the order of src. It makes the table ready for them first.
func (m *Map) PutAll(src *Map) {
	m.presize(src.count)
	if src == m {
		return
	}
	for c := (cursor{}); src.next(&c); {
		m.PutHash(c.e.key, c.e.hash, c.e.val)
	}
}

// Clone returns a map with the same keys, values and order.
func (m *Map) Clone() *Map {
	d := &Map{count: m.count, free: m.free}
	d.entries = append(d.entries, m.entries...)
	if m.table != nil {
		d.table = append(d.table, m.table...)
	}
	return d
}

// cursor is a position in a map that does not change meanwhile. The zero cursor is before the first entry.
type cursor struct {
	e      *entry // the entry last reached
	bucket int    // the next bucket to look into
	link   int32  // the next entry of the present chain
}

// next moves c to the next entry and reports whether there is one.
func (m *Map) next(c *cursor) bool {
	i := c.link
	for i == 0 {
		if c.bucket >= len(m.table) {
			return false
		}
		i = m.table[c.bucket]
		c.bucket++
	}
	if int(i) > len(m.entries) {
		return false
	}
	c.e = &m.entries[i-1]
	c.link = c.e.next
	return true
}

// Order returns the indexes of keys in the order in which a map enumerates them
// when they are entered in the given order. The keys must be distinct.
func Order(keys []string) []int {
	m := NewMapSize(len(keys))
	for i, k := range keys {
		m.Put(k, Int(int64(i)))
	}
	order := make([]int, 0, len(keys))
	for c := (cursor{}); m.next(&c); {
		order = append(order, int(c.e.val.AsInt()))
	}
	return order
}
