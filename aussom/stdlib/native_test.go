// This file defines how the tests call natives, and tests that both halves of each class agree.

package stdlib

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// invoke calls a native that runs no program code and returns the text of its result, or "! " and the error's.
func invoke(class vm.NativeClass, method string, this value.Value, args ...any) string {
	values := make([]value.Value, len(args))
	for i, a := range args {
		values[i] = valueOf(a)
	}
	v, err := class.Methods[method](idleThread(), this, values)
	switch e := err.(type) {
	case nil:
		return value.Text(v)
	case vm.Reported:
		return "! R " + string(e)
	case vm.Thrown:
		return "! X " + string(e)
	case vm.Fault:
		return "! J " + string(e)
	default:
		return "! " + err.Error()
	}
}

// idleThread returns a thread whose machine has nothing to do.
var idleThread = sync.OnceValue(func() (idle *vm.Thread) {
	onThread(func(th *vm.Thread) { idle = th })
	return idle
})

// onThread runs f in the place of a program's main.
func onThread(f func(th *vm.Thread)) {
	m := vm.New(vm.Config{Host: vm.Host{Console: &recorder{}}, Prelude: Lang()})
	m.StartWith(func(th *vm.Thread) int {
		f(th)
		return 0
	}, nil)
	<-m.Over()
}

func valueOf(a any) value.Value {
	switch a := a.(type) {
	case nil:
		return value.Null
	case bool:
		return value.Bool(a)
	case int:
		return value.Int(int64(a))
	case int64:
		return value.Int(a)
	case float64:
		return value.Double(a)
	case string:
		return value.FromString(a)
	case value.Value:
		return a
	}
	panic("no value for this")
}

// objectOf returns an object of a class without members with the given native half.
func objectOf(class string, native any) value.Value {
	return value.OfObject(&value.Object{Class: &value.Class{Name: class}, Native: native})
}

// TestDeclarations compares the extern methods that the Aussom halves declare with the Go halves.
func TestDeclarations(t *testing.T) {
	mathClass, sysClass := mathModule().Classes["com.aussom.stdlib.AMath"], SysModule(DefaultSysInfo).Classes["com.aussom.stdlib.ASys"]
	for path, class := range map[string]vm.NativeClass{
		"lang/console": consoleClass(), "lang/lang": langClass(), "lang/json": jsonClass(),
		"lang/secman": secmanClass(), "lang/securitymanager": securityManagerClass(),
		"lang/date": dateClass(), "lang/buffer": bufferClass(),
		"util/base64": base64Class(), "util/hex": hexClass(), "util/uuid": uuidClass(),
		"math": mathClass, "sys": sysClass,
	} {
		source, err := os.ReadFile(filepath.Join("aus", path+".aus"))
		if err != nil {
			t.Error(err)
			continue
		}
		var declared, bound []string
		for _, m := range regexp.MustCompile(`(?s)/\*\*(.*?)\*/\s*public extern (\w+)\(`).FindAllSubmatch(source, -1) {
			declared = append(declared, string(m[2]))
			if !regexp.MustCompile(`\* @r `).Match(m[1]) {
				t.Errorf("%s: %s does not tell its result", path, m[2])
			}
		}
		for name := range class.Methods {
			bound = append(bound, name)
		}
		slices.Sort(declared)
		slices.Sort(bound)
		if !slices.Equal(declared, bound) {
			t.Errorf("%s declares %v, Go has %v", path, declared, bound)
		}
		if len(declared) == 0 {
			t.Errorf("%s declares nothing", path)
		}
	}
}
