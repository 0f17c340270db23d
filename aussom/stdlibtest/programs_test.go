// This file defines the run of the programs of ../stdlib/testdata.

package stdlibtest

import (
	"path/filepath"
	"testing"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
	"github.com/aussom/aussom-web/internal/conformance"
)

// programs is the folder of the programs. Their outputs are not recorded but derived from the specification, sentence by sentence.
var programs = filepath.Join("..", "stdlib", "testdata")

func TestPrograms(t *testing.T) {
	cases, err := conformance.Scan(programs)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			console := &recorder{}
			o := aussom.Options{Name: c.File, Host: vm.Host{Console: console}, Properties: map[string]value.Value{
				"aussomdoc.class.getJson": value.True, // as the command line and the page
				"aussomdoc.file.getJson":  value.True,
			}}
			var p *aussom.Program
			if c.UnitTest {
				console.Line(vm.LevelInfo, "Running tests for file '"+c.File+"'.")
				p = aussom.RunTests(c.Source, o, nil)
			} else {
				p = aussom.Start(c.Source, o)
			}
			code := p.Wait()
			conformance.Known{}.Judge(t, c, console.String(), code)
		})
	}
}
