// Package stdlibtest checks the library as programs see it, through package aussom:
//
//	programs_test.go  the programs of ../stdlib/testdata, whose outputs are derived from the specification
//	values_test.go    the values that the other tests use: null, wrong types, huge, cyclic, broken
//	nasty_test.go     every method of every class with those values; nasty_host_test.go where they are called
//	limits_test.go    operations that would use up all memory or time
//	reflect_test.go   the functions of reflect that need permission
//	sys_test.go       what sys tells, with and without permission
package stdlibtest
