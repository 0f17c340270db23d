// This file defines the static class uuid of the module util (spec 04a, 3.3).

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// randomBytes returns n unpredictable bytes.
func randomBytes(n int) ([]byte, error) {
	b := make([]byte, n)
	if err := systemRandom(b); err != nil {
		return nil, vm.Fault("There are no random numbers: " + err.Error())
	}
	return b, nil
}

// uuidClass is the Go half of the class uuid.
func uuidClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"get": func(_ *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
			b, err := randomBytes(16)
			if err != nil {
				return value.Null, err
			}
			return value.FromASCII(uuidText(b)), nil
		},
		// The reference hashes a random number; random bytes of the size of that hash are as good.
		"getSecure": func(_ *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
			b, err := randomBytes(20)
			if err != nil {
				return value.Null, err
			}
			return value.FromASCII(value.SafeText(b)), nil
		},
	}}
}

// uuidText returns the text of the version 4 uuid made of 16 random bytes, which it changes.
func uuidText(b []byte) string {
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	digits, _ := hexText(&worker{}, b) // too short to be interrupted
	return digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:]
}
