// Command program does what depends on the tables and the code that package slim rewrites: growing stacks, collections,
// switching goroutines, panics through wrappers, deferred calls, loops and branches of all kinds.
package main

import (
	"runtime"
	"strings"
)

type closer interface{ close() }

type resource struct {
	name string
	log  *[]string
}

func (r resource) close() {
	if e := recover(); e != nil {
		*r.log = append(*r.log, r.name+" saw "+e.(string))
	}
}

// risky recovers in a deferred method that is called through a wrapper.
func risky(log *[]string) {
	var c closer = resource{"wrapped", log}
	defer c.close()
	defer func() { tooEarly() }()
	panic("trouble")
}

// tooEarly is called by a deferred function, so its recover does nothing.
func tooEarly() {
	if recover() != nil {
		println("recovered too early")
	}
}

// deep makes the stack grow while it holds pointers.
func deep(n int, s []string) int {
	if n == 0 {
		runtime.GC()
		return len(s)
	}
	t := append(s[:len(s):len(s)], strings.Repeat("x", n%7))
	if got := deep(n-1, t); got < 0 || len(t[len(t)-1]) != n%7 {
		return -1
	}
	return n
}

// switching runs goroutines that wait for each other.
func switching() (sum int) {
	in, out := make(chan int), make(chan int)
	for range 20 {
		go func() {
			for n := range in {
				out <- deep(n, nil)
			}
		}()
	}
	go func() {
		for i := range 100 {
			in <- 10 * i
		}
		close(in)
	}()
	for range 100 {
		sum += <-out
	}
	return sum
}

// branches has nested loops with jumps out of them, a switch, and calls in between.
func branches(n int) (s string) {
	total := 0
outer:
	for i := 0; i < n; i++ {
		for j := i; ; j += 3 {
			switch {
			case j%7 == 3:
				continue outer
			case j > 100:
				break outer
			case j%2 == 0:
				total += j
			default:
				s += string(rune('a' + j%26))
				total -= min(i, len(s))
			}
			if f := float64(total); f*0.5 > 40 && total != 99 {
				total = int(f) / 3
			}
		}
	}
	for total > 0 {
		s += string(rune('0' + total%10))
		total /= 10
	}
	return s
}

// faults recovers from what the processor would report: a nil pointer, an index out of range, a division by zero.
func faults() (texts []string) {
	try := func(f func()) {
		defer func() { texts = append(texts, recover().(error).Error()) }()
		f()
	}
	var r *resource
	var none []int
	zero := len(none)
	try(func() { println(r.name) })
	try(func() { println(none[zero]) })
	try(func() { println(1 / zero) })
	try(func() { println(any(r).(closer) == nil, any(1).(string)) })
	return texts
}

// leaving ends a goroutine by Goexit under deferred calls.
func leaving() (order string) {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { order += "2" }()
		func() {
			defer func() { order += "1" }()
			runtime.Goexit()
		}()
		order += "never"
	}()
	<-done
	return order
}

func main() {
	var log []string
	for range 100 {
		risky(&log)
	}
	println(len(log), log[99])
	println(switching())
	println(branches(5), branches(50))
	for _, text := range faults() {
		println(text)
	}
	println(leaving())
	println("end of the program")
	var m map[string]int
	m["x"]++
}
