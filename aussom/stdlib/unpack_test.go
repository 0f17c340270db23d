// This file tests json.unpack.

package stdlib

import (
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

// TestUnpack covers what needs no classes; the conformance programs cover the rest.
func TestUnpack(t *testing.T) {
	const prefix = "! X json.unpack(): "
	class := jsonClass()
	for packed, want := range map[string]string{
		`{"type":"int","value":5}`:              "5",
		`{"type":"double","value":5.0}`:         "5.0",
		`{"type":"double","value":"-Infinity"}`: "-Infinity",
		`{"type":"bool","value":true}`:          "true",
		`{"type":"string","value":"a\"b"}`:      `a"b`,
		`{"type":"null","value":7}`:             "null",
		`{"type":"cnull","value":null}`:         "null",
		`{"type":"list","value":[{"type":"list","value":[]},{"type":"int","value":2}]}`: "[\n\t[],\n\t2\n]",
		`{"type":"map","value":{"k":{"type":"map","value":{}}}}`:                        "{\n\t\"k\": {}\n}",

		`{"value":5}`:                       prefix + "Malformed JSON, 'type' not found.",
		`{"type":5,"value":5}`:              prefix + "Getting value for key 'type'. Expecting object of type String but found 'int' instead.",
		`{"type":"int"}`:                    prefix + "Malformed JSON, missing value.",
		`{"type":"cnull"}`:                  prefix + "Malformed JSON, missing value.",
		`{"type":"int","value":5.0}`:        prefix + "Getting value for key 'value'. Expecting object of type Long but found 'double' instead.",
		`{"type":"double","value":5}`:       prefix + "Getting value for key 'value'. Expecting object of type Double but found 'int' instead.",
		`{"type":"double","value":"x"}`:     prefix + "Getting value for key 'value'. Expecting object of type Double but found 'string' instead.",
		`{"type":"bool","value":1}`:         prefix + "Getting value for key 'value'. Expecting object of type Boolean but found 'int' instead.",
		`{"type":"list","value":{}}`:        prefix + "Getting value for key 'value'. Expecting object of type JSONArray but found 'map' instead.",
		`{"type":"map","value":[]}`:         prefix + "Getting value for key 'value'. Expecting object of type JSONObject but found 'list' instead.",
		`{"type":"int","value":null}`:       "! J json.unpack(): The value of key 'value' is null.",
		`{"type":"list","value":[5]}`:       prefix + "Malformed JSON structure found for array 'value' at index 0, expecting JSON object but found 'int' instead.",
		`{"type":"list","value":[null]}`:    prefix + "Malformed JSON structure found for array 'value' at index 0, expecting JSON object but found 'null' instead.",
		`{"type":"map","value":{"a":null}}`: prefix + "Malformed JSON, map value for key 'a' expecting JSON object but found 'null' instead.",
		`{"type":"Date","value":"2024-03-05"}`: prefix + "Getting value for key 'value'. Parse exception of String (ISO 8601) with value" +
			" '2024-03-05'.",
		`{"type":"Date","value":5}`: prefix + "Getting value for key 'value'. Expecting object of type String (ISO 8601) but found" +
			" 'int' instead.",
		`{"type":"Buffer","value":"zz"}`: prefix + "Getting value for key 'value'. Exception unpacking String (Base64 Encoded):" +
			" Illegal hexadecimal character z at index 0",
		`[1]`: "! J The packed text is not a JSON object.",
	} {
		if got := invoke(class, "unpack", objectOf("json", nil), packed); got != want {
			t.Errorf("%s: %s, want %s", packed, got, want)
		}
	}
}

func TestUnpackDeep(t *testing.T) {
	const depth = 50000
	packed := strings.Repeat(`{"type":"list","value":[`, depth) + strings.Repeat("]}", depth)
	v, err := jsonUnpack(idleThread(), value.Null, []value.Value{value.FromString(packed)})
	if err != nil {
		t.Fatal(err)
	}
	n := 1
	for ; len(v.List().Items) > 0; n++ {
		v = v.List().Items[0]
	}
	if n != depth {
		t.Errorf("%d lists, want %d", n, depth)
	}
}
