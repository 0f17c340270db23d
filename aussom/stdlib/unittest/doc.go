// Package unittest finds and runs the unit tests of a machine's classes (spec 04d). Results are data; the text
// that the language prescribes is made from them by a listener.
//
//	suite.go   Suite and Test: what the annotations of a class say
//	filter.go  Filter: choosing tests by their tags
//	result.go  Result, ClassResult, Totals
//	run.go     Runner: the procedure of one class
//	report.go  Report: the text on the console
//
// Everything here runs on the goroutine of the program whose classes are tested.
package unittest
