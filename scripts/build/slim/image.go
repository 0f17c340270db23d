// This file defines reading and writing the data section: the image of the initial memory, in segments.

package slim

import "encoding/binary"

// maxImage is the number of bytes of initial memory this package handles.
const maxImage = 64 << 20

// minGap is the number of zero bytes that end a segment. Once compressed, a header costs more than zeros do; the gaps
// only keep the module from growing too much before compression.
const minGap = 256

// readImage returns the memory that a data section describes, from address 0.
func readImage(section []byte) ([]byte, error) {
	r := reader{data: section}
	var memory []byte
	for count := r.uvarint(); count > 0 && !r.failed; count-- {
		if r.uvarint() != 0 || r.byte() != opI32Const { // an active segment of memory 0
			return nil, errModule
		}
		address := r.svarint()
		if r.byte() != opEnd || address < 0 || address > maxImage {
			return nil, errModule
		}
		data := r.take(r.uvarint())
		if end := int(address) + len(data); end > len(memory) {
			memory = append(memory, make([]byte, end-len(memory))...)
		}
		copy(memory[address:], data)
	}
	if r.failed || len(r.data) > 0 {
		return nil, errModule
	}
	return memory, nil
}

// writeImage returns the data section that describes a memory.
func writeImage(memory []byte) []byte {
	var segments []byte
	count := 0
	for start := 0; start < len(memory); {
		if memory[start] == 0 {
			start++
			continue
		}
		end := segmentEnd(memory, start)
		segments = append(segments, 0, opI32Const)
		segments = appendSvarint(segments, int64(start))
		segments = append(segments, opEnd)
		segments = binary.AppendUvarint(segments, uint64(end-start))
		segments = append(segments, memory[start:end]...)
		count++
		start = end
	}
	return append(binary.AppendUvarint(nil, uint64(count)), segments...)
}

// segmentEnd returns the end of the segment that starts at start: the first byte of a long enough run of zeros.
func segmentEnd(memory []byte, start int) int {
	end := start // after the last byte that is not zero
	for i := start; i < len(memory) && i-end < minGap; i++ {
		if memory[i] != 0 {
			end = i + 1
		}
	}
	return end
}
