// This file defines systemRandom in browsers, without package crypto/rand, which would make main.wasm 65 KB larger
// (brotli).

package stdlib

import "math/rand/v2"

// systemRandom reads the runtime's ChaCha8 generator, which is seeded by the browser's generator.
func systemRandom(b []byte) error {
	for i := 0; i < len(b); i += 8 {
		bits := rand.Uint64()
		for j := i; j < min(i+8, len(b)); j++ {
			b[j] = byte(bits)
			bits >>= 8
		}
	}
	return nil
}
