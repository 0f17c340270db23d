// This file defines Map, the language's map from string to value with its own enumeration order.

package value

// Map is a map from string to value that enumerates in the order of spec 02, 13.
type Map struct{}
