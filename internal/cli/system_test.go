// This file tests what programs learn of the machine, and what they are permitted.

package cli

import (
	"os"
	"runtime"
	"strings"
	"testing"
)

func TestSystem(t *testing.T) {
	inFolder(t, map[string]string{
		"sys.aus":  "include sys; class m { public main() { c.print(sys.getSysInfo()); } }",
		"test.aus": "include sys; class m { @Test public t() { c.log(sys.getOsName()); } }",
		"eval.aus": "include reflect; class m { public main() { reflect.evalStr('class x { public f() { return 5; } }'); c.log((reflect.instantiate('x')).f()); } }",
	})
	out, errs, code := invoke("sys.aus")
	if n := strings.Count(out, ": null\n"); n != 15 || strings.Count(out, ": ") != n || code != 0 || errs != "" {
		t.Errorf("exit %d, output %q, errors %q", code, out, errs)
	}
	current, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	out, _, _ = invoke("--permit", "os.info.view", "--permit=current.path.view", "--permit", "java.info.view", "sys.aus")
	for _, want := range []string{
		"\tOS Arch: " + runtime.GOARCH + "\n\tOS Name: " + runtime.GOOS + "\n", "\tCurrent Path: " + current + "\n", "\tJava Version: " + runtime.Version() + "\n\tJava Vendor: Go\n",
		"\tHome Path: null\n\tUser Name: null\n", "\tAussom Assembly Path: null\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %q", want, out)
		}
	}
	if out, _, _ := invoke("-t", "--permit", "os.info.view", "test.aus"); !strings.Contains(out, "\n"+runtime.GOOS+"\n") {
		t.Errorf("in a test: %q", out)
	}
	if out, _, code := invoke("--permit", "reflect.eval.string", "eval.aus"); out != "5\n" || code != 0 {
		t.Errorf("evalStr: exit %d, output %q", code, out)
	}
	for _, name := range []string{"os.info", "aussom.limit.call.depth"} {
		if out, _, code := invoke("--permit", name, "sys.aus"); code != 2 || !strings.HasPrefix(out, "[error] Option --permit: there is no permission '"+name+"'.\n") {
			t.Errorf("%s: exit %d, output %q", name, code, out)
		}
	}
}
