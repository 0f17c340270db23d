//go:build !js

// This file defines systemRandom outside browsers.

package stdlib

import "crypto/rand"

// systemRandom reads the operating system's generator.
func systemRandom(b []byte) error {
	_, err := rand.Read(b)
	return err
}
