// This file defines the module sys (spec 04a, 2) and SysInfo, what the host tells it.

package stdlib

import (
	_ "embed"
	"math"
	"runtime"
	"strings"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

//go:embed aus/sys.aus
var sysSource string

// SysModule returns the module sys. system tells of the place where the program runs; it is asked when the program asks and may.
func SysModule(system func() SysInfo) vm.Module {
	methods := map[string]vm.Native{
		"getSysInfo": sysReport(system),
		"getMills":   sysMills,
		"sleep":      sysSleep,
	}
	for _, f := range sysFacts {
		methods[f.method] = func(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
			return f.show(t.Machine(), system), nil
		}
	}
	return vm.Module{
		Name:    "sys",
		Source:  sysSource,
		Classes: map[string]vm.NativeClass{"com.aussom.stdlib.ASys": {Methods: methods}},
	}
}

// SysInfo is what the functions of sys tell of the place where a program runs, each if its security property
// permits it. The Platform fields answer the functions with Java in their names.
type SysInfo struct {
	OSArch, OSName, OSVersion       string
	FileSeparator, LineSeparator    string
	PlatformVersion, PlatformVendor string
	PlatformVendorURL               string
	PlatformPath, PlatformHome      string // an empty home is shown as null
	AussomVersion                   string
	Assembly, AssemblyPath          string
	CurrentPath, HomePath, UserName string
}

// DefaultSysInfo returns what sys tells where the host says nothing: the build's target, and no paths or names.
func DefaultSysInfo() SysInfo {
	file, line := "/", "\n"
	if runtime.GOOS == "windows" {
		file, line = "\\", "\r\n"
	}
	return SysInfo{
		OSArch:          runtime.GOARCH,
		OSName:          runtime.GOOS,
		FileSeparator:   file,
		LineSeparator:   line,
		PlatformVersion: runtime.Version(),
		PlatformVendor:  "Go",
		AussomVersion:   "1.4.2",
		Assembly:        "aussom-web",
	}
}

// sysFact is one function of sys: what it tells and the property that permits it.
type sysFact struct {
	method   string
	label    string // the words of getSysInfo, "" if it is not told there
	property string
	of       func(i SysInfo) string
}

var sysFacts = [...]sysFact{
	{"getOsArch", "OS Arch", "os.info.view", func(i SysInfo) string { return i.OSArch }},
	{"getOsName", "OS Name", "os.info.view", func(i SysInfo) string { return i.OSName }},
	{"getOsVersion", "OS Version", "os.info.view", func(i SysInfo) string { return i.OSVersion }},
	{"getFileSeparator", "OS File Separator", "os.info.view", func(i SysInfo) string { return i.FileSeparator }},
	{"getLineSeparator", "", "os.info.view", func(i SysInfo) string { return i.LineSeparator }},
	{"getJavaVersion", "Java Version", "java.info.view", func(i SysInfo) string { return i.PlatformVersion }},
	{"getJavaVendor", "Java Vendor", "java.info.view", func(i SysInfo) string { return i.PlatformVendor }},
	{"getJavaVendorUrl", "Java Vendor Url", "java.info.view", func(i SysInfo) string { return i.PlatformVendorURL }},
	{"getJavaClassPath", "Java Class Path", "java.classpath.view", func(i SysInfo) string { return i.PlatformPath }},
	{"getJavaHome", "Java Home", "java.home.view", func(i SysInfo) string { return i.PlatformHome }},
	{"getAussomVersion", "Aussom Interpreter Version", "aussom.info.view",
		func(i SysInfo) string { return i.AussomVersion }},
	{"getAssembly", "Aussom Assembly", "aussom.info.view", func(i SysInfo) string { return i.Assembly }},
	{"getAssemblyPath", "Aussom Assembly Path", "aussom.path.view", func(i SysInfo) string { return i.AssemblyPath }},
	{"getCurrentPath", "Current Path", "current.path.view", func(i SysInfo) string { return i.CurrentPath }},
	{"getHomePath", "Home Path", "home.path.view", func(i SysInfo) string { return i.HomePath }},
	{"getUserName", "User Name", "user.name.view", func(i SysInfo) string { return i.UserName }},
}

// show returns the fact as a string, or null if it is not permitted.
func (f sysFact) show(m *vm.Machine, system func() SysInfo) value.Value {
	if !m.Permitted(f.property) {
		return value.Null
	}
	text := f.of(system())
	if text == "" && f.method == "getJavaHome" {
		return value.Null
	}
	return value.FromString(text)
}

// sysHeadings are the headings of getSysInfo by the label of the first fact under them.
var sysHeadings = map[string]string{
	"OS Arch":                    "OS Information\n",
	"Java Version":               "\nJava Information\n",
	"Aussom Interpreter Version": "\nAussom Information\n",
	"Current Path":               "\nUser Information\n",
}

// sysReport is getSysInfo().
func sysReport(system func() SysInfo) vm.Native {
	return func(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
		var report strings.Builder
		for _, f := range sysFacts {
			if f.label == "" {
				continue
			}
			report.WriteString(sysHeadings[f.label] + "\t" + f.label + ": " + value.Text(f.show(t.Machine(), system)) + "\n")
		}
		report.WriteString("\n")
		return value.FromString(report.String()), nil
	}
}

// sysMills is getMills().
func sysMills(t *vm.Thread, _ value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(t.Machine().Now().UnixMilli()), nil
}

// sysSleep is sleep(int Mills).
func sysSleep(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	mills := args[0].AsInt()
	switch {
	case mills < 0:
		return value.Null, vm.Reported("sys.sleep(): Milliseconds must not be negative.")
	case mills == 0:
		return this, nil
	}
	mills = min(mills, int64(math.MaxInt64/time.Millisecond))
	return this, t.Sleep(time.Duration(mills) * time.Millisecond)
}
