// This file defines the tests that every exception id and text has a program that raises it.

package langtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// entry is a row of the catalogue of exceptions (spec 02, 11.5) with the recorded output that shows it: the id, the text as a
// regular expression, and the type if it is not exRuntime.
type entry struct{ id, text, typ string }

// catalogue lists the rows. testdata/s11_catalogue.aus raises each of them and prints line, type, id, text and trace.
var catalogue = []entry{
	{id: "UNDEFINED_NAME", text: `astObj\.evalObjStart\(\): Undefined name 'nope'\.`},
	{id: "NO_OPERATION", text: `astObj\.evalObjStart\(\): Static class object found but no child function or property provided\.`},
	{id: "NO_MEMBER_FOUND", text: `astObj\.evalObj\(\): Unmatched object type for 'none'\.`, typ: "exInternal"},
	{id: "NO_MEMBER_FOUND", text: `astObj\.evalObj\(\): Object doesn't have member 'none'\.`},
	{id: "MAP_MISSING_KEY", text: `astObj\.evalObj\(\): Map doesn't have key 'none'\.`},
	{id: "INDEX_OUT_OF_BOUNDS", text: `astObj\.evalObj\(\): Index out of bounds\.`},
	{id: "INDEX_NOT_FOUND", text: `astObj\.evalObj\(\): Provided index isn't an integer value\.`},
	{id: "INDEX_NOT_FOUND", text: `astObj\.evalObj\(\): List found but no index found\.`},
	{id: "INDEX_NOT_FOUND", text: `astObj\.evalObj\(\): Provided index isn't a string value\.`},
	{id: "INVALID_EXPRESSION", text: `astObj\.evalObj\(\): Expecting type Map but found 'cObject' instead\.`},
	{id: "NO_ACCESS", text: `astObj\.evalObj\(\): No access to member 'p'\.`},
	{id: "NO_ACCESS", text: `No access to function 'hid' \(private\)\.`},
	{id: "MISSING_OBJECT", text: `The function call 'f' has no object\. Are you forgetting 'this' or the object before before the function call\?`, typ: "exInternal"},
	{id: "FUNCT_NOT_FOUND", text: `Object 'Obj' has no overload of 'none' matching call signature 'i,s'\.`},
	{id: "FUNCT_NOT_FOUND", text: `Operator '<' on object 'Two': Object 'Two' has no overload of '__opLt__' matching call signature 's'\.`},
	{id: "AMBIGUOUS_OVERLOAD", text: `Call to 'Two' is ambiguous between: amb\(d,i\), amb\(i,d\)`},
	{id: "AMBIGUOUS_OVERLOAD", text: `Ambiguous overload for 'two': a null argument matches .* \(e\.g\. two\(x\)\) to accept null explicitly\.`},
	{id: "INVALID_DATA_TYPE", text: `Function 'dbl' definition at position 1 is expected to be of type 'cDouble' but found 'cInt' instead\.`},
	{id: "INVALID_DATA_TYPE", text: `Function 'lit' definition at position 1 is expected to be of type 'INT' but found 'cDouble' instead\.`},
	{id: "ARGUMENT_NUMBER", text: `Number of arguments provided does not match the number in definition\.`},
	{id: "CALL_DEPTH_EXCEEDED", text: `Maximum call depth of 1000 exceeded calling 'down'\. Infinite recursion perhaps\?`},
	{id: "ASSIGN_NOT_POSSIBLE", text: `astExpression\.assignment\(\): Left side of assignment expression returned an object of type 'cInt' which can't be assigned\.`},
	{id: "ASSIGN_NOT_POSSIBLE", text: `astExpression\.evalCount\(\): Count operator \(#\) cannot be used for data type 'cInt'\.`},
	{id: "ASSIGN_NOT_POSSIBLE", text: `astExpression\.evalCount\(\): .* 'cObject'\. Define __opCount__ in the class to overload the '#' operator\.`},
	{id: "INSERT_NOT_POSSIBLE", text: `astExpression\.evalInsert\(\): Left side of insert expression not a list\.`},
	{id: "INSERT_NOT_POSSIBLE", text: `astExpression\.evalInsert\(\): .* Define __opInsert__ in the class to overload the '@=' operator\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalMinus\(\): Left side of expression isn't a number, found type 'cString'\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalMult\(\): Right side of expression isn't a number, found type 'cString'\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalDiv\(\): .* 'cObject'\. Define __opDiv__ in the class to overload the '/' operator\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalFloorDiv\(\): Right side of expression isn't a number, found type 'cNull'\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalModulus\(\): Left side of expression isn't a number, found type 'cList'\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalBitAnd\(\): Bitwise and \(&\) requires int operands, found 'cInt' and 'cString'\.`},
	{id: "INVALID_EXPRESSION", text: `astExpression\.evalBitOr\(\): Bitwise or \(\|\) requires int operands, found 'cObject' and 'cInt'\. Define __opOr__ .*`},
	{id: "DIV_BY_0", text: `astExpression\.evalDiv\(\): Division by 0 exception\.`},
	{id: "DIV_BY_0", text: `astExpression\.evalModulus\(\): Division by 0 exception\.`},
	{id: "DIV_BY_0", text: `astExpression\.evalFloorDiv\(\): Division by 0 exception\.`},
	{id: "INVALID_COMPARISON", text: `astExpression\.evalLessThan\(\): Less than comparison of non-number, found types 'cInt' and 'cString'\.`},
	{id: "INVALID_COMPARISON", text: `astExpression\.evalGreaterThan\(\): Greater than comparison of non-number, found types 'cInt' and 'cNull'\.`},
	{id: "INVALID_COMPARISON", text: `astExpression\.evalLessThanEquals\(\): Less than equals comparison .* Define __opLtEq__ .*`},
	{id: "INVALID_COMPARISON", text: `astExpression\.evalGreaterThanEquals\(\): Greater than equals comparison of non-number, found types 'cList' and 'cInt'\.`},
	{id: "UNEXPECTED_TYPE_FOUND", text: `astExpression\.evalInstanceOf\(\): Left side of expression is not an instance of AussomObject\.`},
	{id: "INIT_NOT_POSSIBLE", text: `astExpression\.init\(\): Right side of init expression returned invalid type 'cObject', expecting 'map'\.`},
	{id: "INIT_VAL_NOT_FOUND", text: `astExpression\.init\(\): The provided init value 'zz' not found in object 'Obj'\.`},
	{id: "INSTANTIATION_FAILURE", text: `Cannot instantiate object of type 'Nope', class definition not found in engine\.`, typ: "exInternal"},
	{id: "INSTANTIATION_FAILURE", text: `Instantiation threw exception\.`, typ: "exInternal"},
	{id: "STATIC_INSTANTIATION", text: `Cannot instantiate static class 'St' with 'new'\. Static classes are singletons and are accessed by class name\.`},
	{id: "OPERATOR_RETURN_NOT_BOOL", text: `astExpression\.callEqualityOverload\(\): __opEq__ returned type 'cString'; '!=' needs a bool to negate\. .*`},
	{id: "ASSIGN_NOT_POSSIBLE", text: `astObj\.evalObj\(\): Object 'GetOnly' overloads __opIndex__ but not __opIndexSet__, so index assignment isn't possible\.`},
	{id: "INDEX_NOT_FOUND", text: `astObj\.evalObj\(\): Object 'SetOnly' overloads __opIndexSet__ but not __opIndex__, so index reads aren't possible\.`},
	{id: "FOR_EXCEPTION", text: `For loop expecting of type LIST or MAP, found 'cInt' instead\.`},
	{id: "SWITCH_TYPE_EXCEPTION", text: `Switch statement expecting type 'cInt but found type 'cString'\.`},
	{id: "INCLUDE_FAILED", text: `astExpression\.evalInclude\(\): Failed to include 'a/b\.aus'\. Engine\.addInclude\(\): Couldn't find requested include module 'a/b\.aus'\.`},
	{id: "EXTERN_RUNTIME", text: `from thrower`},
	{id: "EXTERN_INVOCATION_TARGET_EXCEPTION", text: `External call, invocation target exception for method 'charAt', the external method threw an uncaught exception: .*`},
	{id: "EXTERN_NO_SUCH_METHOD", text: `External call, no such method 'nat'\.`},
	{id: "", text: `x`},
}

func TestCatalogue(t *testing.T) {
	out, err := os.ReadFile("testdata/s11_catalogue.out")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range catalogue {
		if e.typ == "" {
			e.typ = "exRuntime"
		}
		if !regexp.MustCompile(`(?m)^\d+ (line \d+ )?` + e.typ + " " + e.id + "\n" + e.text + "\n").Match(out) {
			t.Errorf("%s %s: no program raises %s", e.typ, e.id, e.text)
		}
	}
}

// raisedElsewhere names the test of an id that is none of the language: limits of the host.
var raisedElsewhere = map[string]string{
	"LIMIT_EXCEEDED":        "../stdlibtest/limits_test.go",
	"REGEX_BUDGET_EXCEEDED": "../stdlibtest/limits_test.go",
}

// Every id in the code that raises exceptions is one of the catalogue, or one with a test of its own.
func TestRaisedIDs(t *testing.T) {
	known := map[string]bool{}
	for _, e := range catalogue {
		known[e.id] = true
	}
	raised := map[string]bool{}
	for _, dir := range []string{"../vm", "../stdlib", "../value", "..", "../../websocket", "../../wasm", "../../jsbridge"} {
		for id, at := range idsIn(t, dir) {
			raised[id] = true
			if known[id] {
				continue
			}
			file, ok := raisedElsewhere[id]
			if !ok {
				t.Errorf("%s: the id %s is in no list of tests", at, id)
				continue
			}
			if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), id) {
				t.Errorf("%s does not test %s (%v)", file, id, err)
			}
		}
	}
	for id := range known {
		if id != "" && !raised[id] {
			t.Errorf("nothing raises %s", id)
		}
	}
}

var idForm = regexp.MustCompile(`^"[A-Z]+(_[A-Z0-9]+)+"$`)

// idsIn returns the ids that the Go files of a folder mention as an argument, a value of a field or of a constant, with the place.
func idsIn(t *testing.T, dir string) map[string]token.Position {
	paths, err := filepath.Glob(dir + "/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no code in %s (%v)", dir, err)
	}
	ids := map[string]token.Position{}
	files := token.NewFileSet()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && idForm.MatchString(lit.Value) {
				ids[strings.Trim(lit.Value, `"`)] = files.Position(lit.Pos())
			}
			return true
		})
	}
	return ids
}
