// This file tests the module reflect with the security properties that it needs.

package aussom_test

import (
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// evaluate runs the body of a main with the module reflect, everything permitted, and returns the output. Each statement
// line reports an exception and goes on.
func evaluate(t *testing.T, declarations string, lines ...string) string {
	t.Helper()
	var body strings.Builder
	for _, line := range lines {
		body.WriteString("try { " + line + " } catch (e) { c.log('! ' + e.getId() + ' ' + e.getText()); }\n")
	}
	var out screen
	properties := map[string]value.Value{}
	for _, name := range []string{"reflect.eval.string", "reflect.eval.file", "reflect.include.module", "reflect.clear.diagnostics"} {
		properties[name] = value.True
	}
	files := map[string]string{
		"f.aus":   "class fromFile { public f() { return 'file'; } }",
		"bad.aus": "class q { f( { } }",
	}
	finish(t, aussom.Start("include reflect;\nclass m { private p() { } public main() {\n"+body.String()+"} }\n"+declarations, aussom.Options{
		Name: "r.aus", Properties: properties, Modules: map[string]string{"a.b": "class inModule { }"},
		Host: vm.Host{Console: &out, Find: func(path string) (string, string, bool) {
			text, ok := files[path]
			return "dir/" + path, text, ok
		}},
	}))
	return out.String()
}

func TestReflect(t *testing.T) {
	for _, c := range []struct {
		name, declarations string
		lines              []string
		want               string
	}{
		{"evalStr", "", []string{
			`c.log(reflect.evalStr("class n { public f() { return 7; } }") == null);`,
			`c.log(new n().f());`,
			`reflect.evalStr("class n { public f() { return 8; } }", "other"); c.log(new n().f());`,
			`reflect.evalStr("static class s { public s() { c.log('made'); } }");`,
		}, "false\n7\n8\nmade\n"},
		{"evalStr with errors", "", []string{
			`reflect.evalStr("class q { f( { } }", "e");`,
			`c.log(reflect.parseDiagnostics());`,
			`c.log(#reflect.clearParseDiagnostics().parseDiagnostics());`,
			`reflect.evalStr("x = 1;");`,
			`reflect.evalStr("");`,
			`reflect.evalStr("include nosuch;");`,
			`reflect.evalStr("class q { f() { } f() { } }");`,
			`reflect.evalStr("class q { f(float x) { } }");`,
			`reflect.evalStr("static class s { public s() { throw 'no'; } }");`,
			`c.log(#reflect.parseDiagnostics());`,
			`c.log(reflect.parseDiagnostics()[0].message);`,
		}, "[error] e [1]: PARSE_ERROR: Unknown symbol found at line 1 column 14.\n\n" +
			"! EXTERN_RUNTIME reflect.evalStr(): Parse error in evaluated string 'e'. Call reflect.parseDiagnostics() for the position and message.\n" +
			"[\n\t{\n\t\t\"severity\": \"error\",\n\t\t\"col\": 14,\n\t\t\"file\": \"e\",\n\t\t\"line\": 1,\n\t\t\"message\": \"PARSE_ERROR: Unknown symbol found at line 1 column 14.\"\n\t}\n]\n" +
			"0\n" +
			"[error] evalStr [1]: PARSE_ERROR: Top-level statements are not allowed in this parse context. Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation.\n\n" +
			"! EXTERN_RUNTIME reflect.evalStr(): Parse error in evaluated string 'evalStr'. Call reflect.parseDiagnostics() for the position and message.\n" +
			"[error] evalStr [1]: PARSE_ERROR: Unknown symbol found at line 1 column 1.\n\n" +
			"! EXTERN_RUNTIME reflect.evalStr(): Parse error in evaluated string 'evalStr'. Call reflect.parseDiagnostics() for the position and message.\n" +
			"! EXTERN_RUNTIME Engine.addInclude(): Couldn't find requested include module 'nosuch.aus'.\n" +
			"! EXTERN_RUNTIME  [0]: Duplicate method overload 'f()' declared at evalStr:1; first declared at evalStr:1.\n\n" +
			"! EXTERN_RUNTIME PARSE_ERROR: Expecting primative identifier but found 'float' instead.\n" +
			"! EXTERN_RUNTIME no\n\t[evalStr:1] Defined. { s.s() }\n\t[evalStr:1] Constructor called. { s.s() }\n\t[evalStr:1] Static class initializer. { s.<static-init>() }\n\t[r.aus:2] Defined. { m.main() }\n" +
			"4\nPARSE_ERROR: Top-level statements are not allowed in this parse context. Use Engine.setScriptMode(true) and Engine.evalLine for script-mode evaluation.\n"},
		{"evalFile", "", []string{
			`c.log(reflect.evalFile("f.aus")); c.log(new fromFile().f());`,
			`c.log(reflect.evalFile("bad.aus"));`,
			`reflect.evalFile("none.aus");`,
		}, "null\nfile\n[error] dir/bad.aus [1]: PARSE_ERROR: Unknown symbol found at line 1 column 14.\n\nnull\n! EXTERN_RUNTIME none.aus (No such file or directory)\n"},
		{"includeModule", "", []string{
			`reflect.includeModule("math"); c.log(math.abs(-1));`,
			`reflect.includeModule("a.b"); c.log(reflect.isModuleLoaded("a.b")); c.log(reflect.classExists("inModule"));`,
			`reflect.includeModule("no.such");`,
			`c.log(reflect.loadedModules().join(" "));`,
		}, "1\ntrue\ntrue\n! EXTERN_RUNTIME Engine.addInclude(): Couldn't find requested include module 'no/such.aus'.\nreflect.aus math.aus a/b.aus\n"},
		{"null arguments", "", []string{
			`reflect.evalStr(null);`, `reflect.getClassDef(null);`, `reflect.invoke(this, null);`, `reflect.classExists(null);`, `new RClass().getName();`,
		}, strings.Repeat("! EXTERN_INVOCATION_TARGET_EXCEPTION External call, invocation target exception for method", 1)},
		{"inherited parts appear with the first instance", "class base { public x = 1; public f() { } public g() { } }\nclass derived : base { public y; public f() { } public g(a) { } }", []string{
			`d = reflect.getClassDef("derived"); c.log("" + #d.getMembers() + d.getMethods().containsKey("toJson") + #d.getMethods().get("g"));`,
			`new derived();`,
			`d = reflect.getClassDef("derived"); c.log("" + #d.getMembers() + d.getMethods().containsKey("toJson") + #d.getMethods().get("g") + #d.getMethods().get("f"));`,
			`d = reflect.getClassDef("base"); c.log("" + #d.getMembers() + d.getMethods().containsKey("toJson"));`,
		}, "1false1\n2true21\n1true\n"},
		{"invoke asks mocks and keeps exceptions", "class k { public f() { return 1; } public boom() { throw 'x'; } private p() { } }", []string{
			`k = new k(); c.log(reflect.invoke(k, "f"));`,
			`reflect.invoke(new k(), "boom");`,
			`reflect.invoke(new k(), "p");`,
			`reflect.invoke(this, "p");`,
			`k = new k(); k.mock("f", 2); reflect.invoke(k, "f");`,
		}, "1\n! EXTERN_RUNTIME x\n! NO_ACCESS No access to function 'p' (private).\n! NO_ACCESS No access to function 'p' (private).\n" +
			"! EXTERN_RUNTIME astClass.call(): Security exception, action 'test.mock.inject' not permitted.\n"},
	} {
		got := evaluate(t, c.declarations, c.lines...)
		if c.name == "null arguments" {
			if n := strings.Count(got, c.want); n != len(c.lines) {
				t.Errorf("%s: got %s", c.name, got)
			}
		} else if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
