// This file defines what keeps a Map quick when very many keys share a bucket, as they do when somebody who knows the hash, which
// is part of the language, has chosen them.

package value

// longWalk is the number of entries of a chain from which on keys are looked up in an index.
const longWalk = 64

// longChains finds the entries of a map that has a chain longer than longWalk.
type longChains struct {
	entries map[string]int32 // 1 + index of the entry of each key
	tails   map[uint32]int32 // 1 + index of the last entry of long chains, by bucket, as far as it is known
}

// chains returns the index, made when it is first needed.
func (m *Map) chains() *longChains {
	if m.long == nil {
		m.long = &longChains{entries: make(map[string]int32, m.count), tails: map[uint32]int32{}}
		for i := range m.entries {
			if e := &m.entries[i]; e.hash != removed {
				m.long.entries[e.key] = int32(i + 1)
			}
		}
	}
	return m.long
}

// tail returns 1 + the index of the last entry of a bucket that is not empty.
func (m *Map) tail(bucket uint32) int32 {
	if i := m.long.tails[bucket]; i != 0 {
		return i
	}
	i := m.table[bucket]
	for m.entries[i-1].next != 0 {
		i = m.entries[i-1].next
	}
	return i
}

// putLong is PutHash for a key whose chain is longer than longWalk.
func (m *Map) putLong(key string, hash uint32, v Value) {
	long := m.chains()
	if i := long.entries[key]; i != 0 {
		m.entries[i-1].val = v
		m.relieve(longWalk)
		return
	}
	bucket := hash & uint32(len(m.table)-1)
	last := m.tail(bucket)
	e := entry{key: key, val: v, hash: hash}
	i := m.free
	if i != 0 {
		m.free = m.entries[i-1].next
		m.entries[i-1] = e
	} else {
		m.entries = append(m.entries, e)
		i = int32(len(m.entries))
	}
	m.entries[last-1].next = i
	long.entries[key], long.tails[bucket] = i, i
	m.added(longWalk)
}

// forget takes a key out of the index.
func (l *longChains) forget(key string, bucket uint32) {
	delete(l.entries, key)
	delete(l.tails, bucket)
}
