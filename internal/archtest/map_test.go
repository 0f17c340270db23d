// This file defines the tests of the maps in the packages' comments: the files that they name exist, no file is missing, and the code says
// which section of the specification it implements.

package archtest

import (
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// specified are the sections of the specification that have rules of the language: 01 syntax, 02 semantics.
var specified = map[string]string{
	"01": "1 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 3 4 5.1 5.2 5.3 5.4 6.1 6.2 6.3 6.4",
	"02": "1 1.1 1.2 1.3 2 3 4 5.1 5.2 5.3 5.4 5.5 6 7.1 7.2 7.3 7.4 7.5 8.1 8.2 9.1 9.2 9.3 9.4 9.5 9.6 9.7 10 " +
		"11.1 11.2 11.3 11.4 11.5 12.1 12.2 13 14",
}

var (
	citation = regexp.MustCompile(`spec (\d\d[a-e]?), ((?:[\d.]+(?:, | and |-)?)+)`)
	numbers  = regexp.MustCompile(`\d+(\.\d+)*`)
)

// TestSectionsAreNamed looks for each section in a comment of the code, the maps of the packages aside.
func TestSectionsAreNamed(t *testing.T) {
	named := map[string]bool{}
	for _, folder := range []string{"syntax", "value", "compile", "vm"} {
		for _, file := range goFiles(t, filepath.Join("..", "..", "aussom", folder)) {
			if filepath.Base(file) == "doc.go" {
				continue
			}
			for _, comment := range comments(t, file) {
				for _, cited := range citation.FindAllStringSubmatch(comment, -1) {
					for _, section := range numbers.FindAllString(cited[2], -1) {
						named[cited[1]+" "+section] = true
					}
				}
			}
		}
	}
	for part, sections := range specified {
		for _, section := range strings.Fields(sections) {
			if !named[part+" "+section] {
				t.Errorf("no comment names section %s of spec %s", section, part)
			}
		}
	}
}

// entry is a file in a map, with or without its folder; it may be a pattern.
var entry = regexp.MustCompile(`([\w-]+/)?[\w*-]+\.go\b`)

// TestMapsAreTrue checks the maps in the packages' comments: the indented lines.
func TestMapsAreTrue(t *testing.T) {
	maps, seen := 0, map[string]bool{}
	for _, s := range sources(t) {
		if seen[s.folder] { // on the other platform
			continue
		}
		seen[s.folder] = true
		folder := filepath.Join("..", "..", filepath.FromSlash(s.folder))
		var files []string
		for _, file := range goFiles(t, folder) {
			files = append(files, filepath.Base(file))
		}
		for _, file := range files {
			listed := mapOf(t, filepath.Join(folder, file))
			if len(listed) == 0 {
				continue
			}
			maps++
			for _, pattern := range listed {
				if !exists(filepath.Join(folder, pattern)) && !exists(filepath.Join("..", "..", pattern)) {
					t.Errorf("%s/%s: there is no %s", s.folder, file, pattern)
				}
			}
			for _, other := range files {
				if !slices.ContainsFunc(listed, func(pattern string) bool { ok, _ := path.Match(pattern, other); return ok }) && other != file {
					t.Errorf("%s/%s does not say what %s is for", s.folder, file, other)
				}
			}
		}
	}
	if maps < 10 {
		t.Errorf("only %d packages have a map", maps)
	}
}

func exists(pattern string) bool {
	found, err := filepath.Glob(pattern)
	return err == nil && len(found) > 0
}

// mapOf returns the files that the map in a file's package comment names.
func mapOf(t *testing.T, file string) (files []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(f.Doc.Text()) {
		if !strings.HasPrefix(line, "\t") {
			continue
		}
		folder := ""
		for _, name := range entry.FindAllString(line, -1) { // "vm/class.go, link.go": both are in vm
			if at := strings.LastIndex(name, "/"); at >= 0 {
				folder, name = name[:at+1], name[at+1:]
			}
			files = append(files, folder+name)
		}
	}
	return files
}

// goFiles returns the Go files of a folder, those of tests only if there are no others.
func goFiles(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(all) == 0 {
		t.Fatalf("no Go files in %s: %v", folder, err)
	}
	isTest := func(file string) bool { return strings.HasSuffix(file, "_test.go") }
	if slices.IndexFunc(all, func(file string) bool { return !isTest(file) }) < 0 {
		return all
	}
	return slices.DeleteFunc(all, isTest)
}

// comments returns the comments of a file, each on one line.
func comments(t *testing.T, file string) (texts []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range f.Comments {
		texts = append(texts, strings.ReplaceAll(group.Text(), "\n", " "))
	}
	return texts
}
