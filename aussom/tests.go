// This file defines RunTests, the unit-test runner as an embedder calls it.

package aussom

// TestResult is what RunTests returns.
type TestResult struct{ Passed, Failed, Skipped, Total int }

// RunTests runs the unit tests of the classes that source defines, with the text report on the console.
func RunTests(source string, o Options, done func(TestResult)) *Program { panic("todo") }
