// This file defines the tests that the tables by name are complete.

package regex

import (
	"testing"
	"unicode"
)

func TestCategoryTables(t *testing.T) {
	for name, want := range unicode.Categories {
		if len(name) > 2 || name == "C" || name == "Cn" || name == "LC" { // what category computes itself
			continue
		}
		if got := categoryTable(name); got != want {
			t.Errorf("category %s has another table", name)
		}
	}
	if categoryTable("Xx") != nil {
		t.Error("a category Xx was found")
	}
}

func TestScriptTables(t *testing.T) {
	for name, want := range unicode.Scripts {
		if got := scriptTable(name); got != want {
			t.Errorf("script %s has another table", name)
		}
	}
	if len(scripts) != len(unicode.Scripts) || scriptTable("gREEK") != unicode.Greek || scriptTable("Klingon") != nil {
		t.Error("other scripts than those of package unicode")
	}
}
