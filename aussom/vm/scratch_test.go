package vm

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

type buf struct{ strings.Builder }

func (b *buf) Line(l Level, s string) { b.WriteString(l.Prefix() + s + "\n") }
func (b *buf) Print(s string)         { b.WriteString(s) }

func prelude() Module {
	files, _ := filepath.Glob("../stdlib/aus/lang/*.aus")
	sort.Slice(files, func(i, j int) bool { return strings.Contains(files[i], "object") })
	src := ""
	for _, f := range files {
		b, _ := os.ReadFile(f)
		src += string(b) + "\n"
	}
	cl := map[string]NativeClass{}
	items := parseModule(Module{Name: "lang", Source: src})
	_ = items
	for _, l := range strings.Split(src, "\n") {
		if i := strings.Index(l, "extern class"); i >= 0 {
			p := strings.Fields(strings.ReplaceAll(strings.Split(l[i:], "{")[0], ",", " "))
			cl[p[4]] = NativeClass{Methods: map[string]Native{}}
			if p[2] == "c" {
				for _, n := range []string{"log", "println"} {
					cl[p[4]].Methods[n] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
						t.Machine().Console().Line(LevelLog, value.Text(a[0]))
						return this, nil
					}
				}
				cl[p[4]].Methods["print"] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
					t.Machine().Console().Print(value.Text(a[0]))
					return this, nil
				}
			}
			if p[2] == "exception" {
				ex := func(f func(e *value.Exception) string) Native {
					return func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
						return value.FromString(f(this.Exception())), nil
					}
				}
				cl[p[4]].Methods["getText"] = ex(func(e *value.Exception) string { return e.Text })
				cl[p[4]].Methods["getId"] = ex(func(e *value.Exception) string { return e.ID })
				cl[p[4]].Methods["getDetails"] = ex(func(e *value.Exception) string { return e.Details })
				cl[p[4]].Methods["getExceptionType"] = ex(func(e *value.Exception) string { return string(e.Type) })
				cl[p[4]].Methods["getStackTrace"] = ex(func(e *value.Exception) string { return e.StackTrace() })
				cl[p[4]].Methods["getLineNumber"] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
					return value.Int(int64(this.Exception().Line)), nil
				}
			}
			if p[2] == "callback" {
				cl[p[4]].Methods["call"] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) { return value.Null, nil }
			}
			if p[2] == "string" {
				cl[p[4]].Methods["length"] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
					return value.Int(int64(this.Str().Len())), nil
				}
			}
			if p[2] == "list" {
				cl[p[4]].Methods["add"] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
					this.List().Items = append(this.List().Items, a[0])
					return this, nil
				}
				cl[p[4]].Methods["join"] = func(t *Thread, this value.Value, a []value.Value) (value.Value, error) {
					var s []string
					for _, v := range this.List().Items {
						s = append(s, value.Text(v))
					}
					return value.FromString(strings.Join(s, a[0].GoString())), nil
				}
			}
		}
	}
	return Module{Name: "lang", Source: src, Classes: cl}
}

func TestScratch(t *testing.T) {
	files, _ := filepath.Glob("../../conformance/core/*.aus")
	if g := os.Getenv("P"); g != "" {
		files, _ = filepath.Glob("../../conformance/core/" + g + ".aus")
	}
	pass := 0
	for _, f := range files {
		src, _ := os.ReadFile(f)
		want, _ := os.ReadFile(strings.TrimSuffix(f, ".aus") + ".out")
		b := &buf{}
		m := New(Config{Host: Host{Console: b}, Prelude: prelude()})
		m.Start(filepath.Base(f), string(src), nil, nil)
		<-m.Over()
		got := b.String()
		if got == string(want) {
			pass++
			continue
		}
		if os.Getenv("P") != "" {
			t.Logf("GOT:\n%s\nWANT:\n%s", got, want)
		}
		gl, wl := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range gl {
			if i >= len(wl) || gl[i] != wl[i] {
				w := "<end>"
				if i < len(wl) {
					w = wl[i]
				}
				t.Errorf("%s line %d\n got %q\nwant %q", filepath.Base(f), i+1, gl[i], w)
				break
			}
		}
	}
	t.Logf("%d of %d", pass, len(files))
}
