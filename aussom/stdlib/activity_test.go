package stdlib_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/vm"
)

// printed is a console that keeps everything as the native one writes it.
type printed struct {
	mu   sync.Mutex
	text strings.Builder
}

func (p *printed) Line(level vm.Level, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.WriteString(level.Prefix() + text + "\n")
}

func (p *printed) Print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.WriteString(text)
}

func (p *printed) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// programCase is a class "app" with a main of the given body and further functions, and what it prints.
type programCase struct {
	name string
	body string
	more string
	want string // lines, separated by " | "
}

// runPrograms runs each case with the includes.
func runPrograms(t *testing.T, includes string, cases []programCase) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			source := includes + "\nclass app {\n\tpublic log = [];\n\tpublic main(args) {\n" + tt.body + "\n\t}\n" + tt.more + "\n}\n"
			got, _ := runProgram(t, source)
			got = strings.ReplaceAll(strings.TrimSuffix(got, "\n"), "\n", " | ")
			if got != tt.want {
				t.Errorf("got\n\t%s\nwant\n\t%s", got, tt.want)
			}
		})
	}
}

// patience is how long a program may take.
var patience atomic.Int64

func init() { patience.Store(int64(10 * time.Second)) }

// runProgram runs a program to its end and returns what it printed and its code.
func runProgram(t *testing.T, source string) (output string, code int) {
	t.Helper()
	console := &printed{}
	p := aussom.Start(source, aussom.Options{Host: vm.Host{Console: console}})
	select {
	case <-p.Machine().Over():
	case <-time.After(time.Duration(patience.Load())):
		patience.Store(int64(time.Second)) // the others will not end either
		p.Stop()
		t.Fatalf("the program does not end; so far:\n%s", console)
	}
	return console.String(), p.Wait()
}
