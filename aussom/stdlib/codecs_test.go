// This file tests base64, hex and uuid.

package stdlib

import (
	"regexp"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

func TestBase64(t *testing.T) {
	for text, want := range map[string]string{
		"aGVsbG8=": "hello", "aGVsbG8": "hello", "aGVs bG8=": "hello", "aGVs\nbG8=\n": "hello",
		"a!G#V%s*b(G)8": "hello", "aGVsbG8=aGVsbG8=": "hello", "aGVs=bG8": "hel", "=aGVsbG8": "", "!!!!": "",
		"a": "", "aG": "h", "aGV": "he", "aGVs": "hel", "aGVsb": "hel", "": "",
		"Pz8_Pj4-": "???>>>", "Pz8/Pj4+": "???>>>", "aG\u00e9Vs": "hel",
		"/w==": "\ufffd", "-_-_": "\ufffd\ufffd\ufffd", "4oJB": "\ufffdA", "8J+Y": "\ufffd", "7aCA": "\ufffd",
	} {
		if got, _ := base64Decode(&worker{}, text); got != want {
			t.Errorf("decode %q = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "a?b>c~": "YT9iPmN+", "na\u00efve \u2603": "bmHDr3ZlIOKYgw==",
	} {
		if got, _ := base64Encode(&worker{}, text); got != want {
			t.Errorf("encode %q = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"hello?": "614756736247382f", "\u00fc\u00df": "77377a446e773d3d", "": ""} {
		safe, _ := base64EncodeSafe(&worker{}, text)
		back, err := base64DecodeSafe(&worker{}, safe)
		if safe != want || back != text || err != nil {
			t.Errorf("encodeSafe %q = %s, back %q %v", text, safe, back, err)
		}
	}
	for text, want := range map[string]string{
		"614":           "base64.decodeSafe(): Odd number of characters.",
		"61zz":          "base64.decodeSafe(): Illegal hexadecimal character z at index 2",
		"61 4":          "base64.decodeSafe(): Illegal hexadecimal character   at index 2",
		"\u00e9\u00e91": "base64.decodeSafe(): Odd number of characters.",
	} {
		if _, err := base64DecodeSafe(&worker{}, text); err == nil || err.Error() != want {
			t.Errorf("decodeSafe %q: %v, want %s", text, err, want)
		}
	}
}

func TestHexBytes(t *testing.T) {
	b, problem, _ := hexBytes(&worker{}, "00017F80ffAbCd")
	if got, _ := hexText(&worker{}, b); got != "00017f80ffabcd" || problem != "" {
		t.Errorf("%s %s", got, problem)
	}
	for _, bad := range []string{"abc", "zz", "aa bb", "\u00e90"} {
		if _, problem, _ := hexBytes(&worker{}, bad); problem == "" {
			t.Errorf("%q is accepted", bad)
		}
	}
	if got := invoke(hexClass(), "encode", value.Null, nil); got !=
		"! R hex.encode(): External object is null or not of type Buffer." {
		t.Error(got)
	}
}

func TestUUID(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for range 100 {
		b := make([]byte, 16)
		if err := systemRandom(b); err != nil {
			t.Fatal(err)
		}
		text := uuidText(b)
		if !form.MatchString(text) || seen[text] {
			t.Errorf("uuid %s", text)
		}
		seen[text] = true
	}
}
