// Package value holds Aussom's run-time values and every rule about them that needs no machine.
//
//	value.go       Value: kinds, scalars, tags and letters (spec 02, 1)
//	string.go      String: UTF-16 text over UTF-8 storage, appending (spec 03a, 8)
//	utf16.go       units, slices and searches of a String by UTF-16 index
//	unitsearch.go  the search for units that may be halves of surrogate pairs
//	wtf8.go        conversion from and to UTF-16 and UTF-8, order by UTF-16 units
//	object.go      List, Class, Object, Callback, Exception
//	map.go         Map: string keys in the language's own order, and that order for members (spec 02, 13); map_long.go keeps it quick with chosen keys
//	number.go      text of doubles, parsing of numbers (spec 02, 1.2; 03a, 5-6)
//	walk.go        the visit of a value and all it contains, without recursion
//	visible.go     the text that a console shows
//	text.go        the text form of a value (spec 02, 1.1; 03a, 3)
//	equal.go       the two equalities, truth, ordering (spec 02, 1.3, 5.2; 03b, 1.1, 1.3)
//	json.go        JSON and pack text (spec 03b, 3.1 and 3.2)
//	jsonparse.go   reading of JSON text (spec 03b, 3.3); jsonscalar.go its strings and numbers
//	safe.go        safe text of bytes (spec 03b, 3.5)
//
// Nothing here is safe for concurrent use; a program's values belong to the goroutine that runs its code.
package value
