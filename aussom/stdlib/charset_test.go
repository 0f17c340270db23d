// This file tests the charsets.

package stdlib

import (
	"encoding/hex"
	"testing"
)

func TestCharsets(t *testing.T) {
	const text = "a\u00e9\u20ac\U0001F600"
	for _, c := range []struct{ name, text, bytes, back string }{
		{"us_ascii", text, "613f3f3f", "a???"},
		{"iso_8859_1", text, "61e93f3f", "aé??"},
		{"utf_8", text, "61c3a9e282acf09f9880", text},
		{"UTF-8", text, "61c3a9e282acf09f9880", text},
		{"utf_16be", text, "006100e920acd83dde00", text},
		{"utf_16le", text, "6100e900ac203dd800de", text},
		{"utf_16", text, "feff006100e920acd83dde00", text},
		{"utf_16", "", "", ""},
		{"utf_8", "x\xed\xa0\xbdy", "783f79", "x?y"},
		{"us_ascii", "x\xed\xa0\xbdy", "783f79", "x?y"},
		{"utf_16le", "\xed\xa0\xbdy", "fdff7900", "\ufffdy"},
	} {
		charset, ok := lookupCharset(charsetName(c.name))
		if !ok {
			t.Errorf("%s: unknown", c.name)
			continue
		}
		b, _ := charset.encode(&worker{}, c.text)
		if got := hex.EncodeToString(b); got != c.bytes {
			t.Errorf("%s encode %q = %s, want %s", c.name, c.text, got, c.bytes)
		}
		if got, _ := charset.decode(&worker{}, b); got != c.back {
			t.Errorf("%s decode %s = %q, want %q", c.name, c.bytes, got, c.back)
		}
	}
	if _, ok := lookupCharset(charsetName("no_pe")); ok {
		t.Error("NO-PE is known")
	}
}

func TestDecodeBroken(t *testing.T) {
	for _, c := range []struct {
		charset charset
		bytes   string
		want    string
	}{
		{utf8Charset, "e28241", "\ufffdA"},
		{utf8Charset, "f09f98", "\ufffd"},
		{utf8Charset, "eda080", "\ufffd"},
		{utf8Charset, "fbffbf", "\ufffd\ufffd\ufffd"},
		{asciiCharset, "61e962", "a\ufffdb"},
		{latin1Charset, "61e962", "aéb"},
		{utf16Charset, "00610062", "ab"},
		{utf16Charset, "fffe6100", "a"},
		{utf16beCharset, "feff0061", "\ufeffa"},
		{utf16beCharset, "fffe0061", "\ufffea"},
		{utf16leCharset, "fffe6100", "\ufeffa"},
		{utf16beCharset, "006100", "a\ufffd"},
		{utf16beCharset, "de000061", "\ufffda"},
		{utf16beCharset, "d83d0061", "\ufffd"},
		{utf16beCharset, "d83d", "\ufffd"},
		{utf16beCharset, "d83dde", "\ufffd"},
	} {
		b, _ := hex.DecodeString(c.bytes)
		if got, _ := c.charset.decode(&worker{}, b); got != c.want {
			t.Errorf("charset %d decode %s = %q, want %q", c.charset, c.bytes, got, c.want)
		}
	}
}
