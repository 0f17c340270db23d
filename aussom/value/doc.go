// Package value holds Aussom's run-time values and every rule about them that needs no machine.
//
//	value.go   Value: kinds, scalars, tags and letters (spec 02, 1)
//	string.go  String: UTF-16 text over UTF-8 storage, appending (spec 03a, 8)
//	utf16.go   units, slices and searches of a String by UTF-16 index
//	object.go  List, Class, Object, Callback, Exception
//	map.go     Map: string keys in the language's own order (spec 02, 13)
//	number.go  text of doubles, parsing of numbers (spec 02, 1.2; 03a, 5-6)
//	text.go    the text form of a value (spec 02, 1.1; 03a, 3)
//	equal.go   the two equalities, truth, ordering (spec 02, 1.3, 5.2; 03b, 1.1, 1.3)
//	json.go    JSON and pack text (spec 03b, 3)
//
// Nothing here is safe for concurrent use; a program's values belong to the goroutine that runs its code.
package value
