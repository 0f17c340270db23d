//go:build unix

// This file defines the tests of the process: signals end it with the right code.

package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestSignal sends Ctrl-C or SIGTERM to a program that computes, one that sleeps and one that waits for timers.
func TestSignal(t *testing.T) {
	command := filepath.Join(t.TempDir(), "aussom")
	if out, err := exec.Command("go", "build", "-o", command, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, c := range []struct {
		name, body string
		signal     os.Signal
		code       int
	}{
		{"loop", "while (true) { }", os.Interrupt, 130},
		{"sleep", "sys.sleep(60000);", os.Interrupt, 130},
		{"idle", "timer.every(1000, ::tick); return 3;", os.Interrupt, 130},
		{"terminated", "while (true) { }", syscall.SIGTERM, 143},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "main.aus")
			source := "include sys; include timer; class A { public main(args) { c.log('begin'); " + c.body + " } private tick(e, d, a) { } }"
			if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
				t.Fatal(err)
			}
			program := exec.Command(command, file)
			out, err := program.StdoutPipe()
			if err == nil {
				err = program.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			late := time.AfterFunc(20*time.Second, func() { program.Process.Kill() })
			defer late.Stop()
			if line, err := bufio.NewReader(out).ReadString('\n'); line != "begin\n" {
				t.Fatalf("%q, %v", line, err)
			}
			if err := program.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			var exit *exec.ExitError
			if err := program.Wait(); !errors.As(err, &exit) || exit.ExitCode() != c.code {
				t.Errorf("it ended with %v, want code %d", err, c.code)
			}
		})
	}
}
