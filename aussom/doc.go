// Package aussom is the interpreter for programs in Go that embed it: Start runs a program, RunTests its unit tests. What a
// program can reach is what Options give it: a console, modules, native classes, limits; there is no file and no network.
//
//	aussom.go  Start, Options, Program
//	tests.go   RunTests, TestResult
//
// Where the language's rules are (numbers are sections of the specification):
//
//	syntax      01  tokens, grammar, errors with their place
//	value       02, 1, 5.2, 13; 03a-03b  values, text forms, equality, order of maps
//	compile     02, 3-10  source trees to register bytecode
//	vm          02, 7-12, 14  calls, classes, exceptions, limits, one activity at a time
//	stdlib      03, 04  the prelude and the modules math, sys, util, concurrent, timer, reflect, aunit
//	docgen      04, 3  documentation of classes
//
// The modules websocket and wsclient are in package websocket next to this one: add websocket.Module to Options.Native.
//
// Each program runs on a goroutine of its own and shares nothing with others; start as many as you like.
package aussom
