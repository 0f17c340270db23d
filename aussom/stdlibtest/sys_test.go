// This file defines the test of what the module sys tells, with and without permission.

package stdlibtest

import (
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// facts are the functions of sys and the security property that permits each.
var facts = map[string]string{
	"getOsArch": "os.info.view", "getOsName": "os.info.view", "getOsVersion": "os.info.view",
	"getFileSeparator": "os.info.view", "getLineSeparator": "os.info.view",
	"getJavaVersion": "java.info.view", "getJavaVendor": "java.info.view", "getJavaVendorUrl": "java.info.view",
	"getJavaHome": "java.home.view", "getJavaClassPath": "java.classpath.view",
	"getAussomVersion": "aussom.info.view", "getAssembly": "aussom.info.view", "getAssemblyPath": "aussom.path.view",
	"getCurrentPath": "current.path.view", "getHomePath": "home.path.view", "getUserName": "user.name.view",
}

// TestSysFacts grants one property after the other: the functions that it permits give strings, all others null.
func TestSysFacts(t *testing.T) {
	var body strings.Builder
	for name := range facts {
		body.WriteString("c.log(\"" + name + " \" + lang.type(sys." + name + "()));\n")
	}
	source := "include sys;\nclass Main { public main() {\n" + body.String() + "} }\n"
	granted := map[string]bool{"": true}
	for _, property := range facts {
		granted[property] = true
	}
	for property := range granted {
		properties := map[string]value.Value{}
		if property != "" {
			properties[property] = value.True
		}
		for line := range strings.Lines(output(t, source, vm.Limits{}, properties)) {
			name, got, _ := strings.Cut(strings.TrimSpace(line), " ")
			want := "null"
			if facts[name] == property && name != "getJavaHome" { // there is none, which it says even with permission
				want = "string"
			}
			if got != want {
				t.Errorf("with %q: %s gives %s, want %s", property, name, got, want)
			}
		}
	}
}

// TestSysTellsTheTruth checks facts against the machine that the test runs on, and that the names and paths of its user, which no host
// has told, do not get out.
func TestSysTellsTheTruth(t *testing.T) {
	properties := map[string]value.Value{}
	for _, property := range facts {
		properties[property] = value.True
	}
	report := output(t, "include sys;\nclass Main { public main() { c.print(sys.getSysInfo()); } }\n", vm.Limits{}, properties)
	for _, want := range []string{"\tOS Arch: " + runtime.GOARCH + "\n", "\tOS Name: " + runtime.GOOS + "\n", "\tAussom Interpreter Version: 1.4.2\n", "\tUser Name: \n\n"} {
		if !strings.Contains(report, want) {
			t.Errorf("%q is missing in\n%s", want, report)
		}
	}
	home, _ := os.UserHomeDir()
	current, _ := os.Getwd()
	for _, secret := range []string{home, current} {
		if len(secret) > 1 && strings.Contains(report, secret) {
			t.Errorf("%q is told:\n%s", secret, report)
		}
	}
}
