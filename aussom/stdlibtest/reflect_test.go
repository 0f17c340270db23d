// This file defines the test of the functions of reflect that need permission (spec 04c, 1).

package stdlibtest

import (
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func TestReflectWithPermission(t *testing.T) {
	permitted := map[string]value.Value{
		"reflect.eval.string": value.True, "reflect.eval.file": value.True, "reflect.include.module": value.True, "reflect.clear.diagnostics": value.True,
	}
	const noMessage = "reflect.evalStr(): Parse error in evaluated string 'evalStr'. Call reflect.parseDiagnostics() for the position and message."
	for _, c := range []struct{ body, want string }{
		{`reflect.evalStr("class Z { public f() { return 7; } }").classExists("Z"); z = reflect.instantiate("Z"); c.log(reflect.invoke(z, "f"));`, "7\n"},
		{`reflect.evalStr("class Z { public f() { return 1; } }"); reflect.evalStr("class Z { public f() { return 2; } }", "again"); c.log((reflect.instantiate("Z")).f());`, "2\n"},
		{`reflect.evalStr("static class Z { public Z() { c.log(\"made\"); } }"); c.log("after");`, "made\nafter\n"},
		{`reflect.evalStr("class Z {", "zz.aus");`, "[error] zz.aus [1]: PARSE_ERROR: Unknown symbol found at line 1 column 10.\n\n! EXTERN_RUNTIME: reflect.evalStr(): Parse error in evaluated string 'zz.aus'. Call reflect.parseDiagnostics() for the position and message.\n"},
		{`try { reflect.evalStr("x = 5;"); } catch (e) { c.log(e.getText()); } d = reflect.parseDiagnostics(); c.log(d.size() + " " + d.get(0).get("message") + " " + d.get(0).get("file") + d.get(0).get("line") + d.get(0).get("severity")); reflect.clearParseDiagnostics(); c.log(reflect.parseDiagnostics().size());`,
			"[error] evalStr [1]: PARSE_ERROR: Top-level statements are not allowed in this parse context. Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation.\n\n" +
				noMessage + "\n1 PARSE_ERROR: Top-level statements are not allowed in this parse context. Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation. evalStr1error\n0\n"},
		{`reflect.evalStr("include nosuch;");`, "! EXTERN_RUNTIME: Engine.addInclude(): Couldn't find requested include module 'nosuch.aus'.\n"},
		{`reflect.evalStr("class Z { f() { } f() { } }");`, "! EXTERN_RUNTIME:  [0]: Duplicate method overload 'f()' declared at evalStr:1; first declared at evalStr:1.\n\n"},
		{`reflect.evalStr("class Z : Nowhere { }"); c.log("ok"); try { reflect.instantiate("Z"); } catch (e) { c.log(e.getText()); }`, "ok\nreflect.instantiate(): Failed to instantiate class  'Z'.\n\n"},
		{`reflect.evalStr(null);`, "! EXTERN_INVOCATION_TARGET_EXCEPTION\n"},
		{`reflect.evalFile("no/such.aus");`, "! EXTERN_RUNTIME: no/such.aus (No such file or directory)\n"},
		{`reflect.includeModule("math"); c.log(reflect.isModuleLoaded("math") + " " + reflect.classExists("math"));`, "true true\n"},
		{`c.log(reflect.evalStr("include util; class Y { }").loadedModules().toJson());`, "[\"reflect.aus\",\"util.aus\"]\n"},
	} {
		source := "include reflect;\nclass Main { public main() { try { " + c.body + " } catch (ex) { " +
			"if (ex.getId() == \"EXTERN_INVOCATION_TARGET_EXCEPTION\") { c.log(\"! \" + ex.getId()); } else { c.log(\"! \" + ex.getId() + \": \" + ex.getText()); } } } }\n"
		if got := output(t, source, vm.Limits{}, permitted); got != c.want {
			t.Errorf("%s\ngot  %q\nwant %q", c.body, got, c.want)
		}
	}
}
