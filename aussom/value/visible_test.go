// This file defines the test of Visible.

package value

import "testing"

func TestVisible(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{"한글 \uFEFF😀", "한글 \uFEFF😀"}, // 한 begins with ED, too
		{"\xED\xA0\x80", "?"},
		{"a\xED\xA0\x80b\xED\xBF\xBFc", "a?b?c"},
		{"\xED\xA0\x80\xED\xA0\x81", "??"},
		{"한\xED\xB0\x80", "한?"},
		{"cut \xED", "cut \xED"},
		{"cut \xED\xA0", "cut \xED\xA0"},
	}
	for _, test := range tests {
		if got := Visible(test.in); got != test.want {
			t.Errorf("Visible(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}
