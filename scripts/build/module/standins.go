// This file defines the stand-ins for parts of the standard library that main.wasm is built with.

package module

import (
	_ "embed"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

// godebugSource is a package internal/godebug without $GODEBUG, which does not exist in a browser.
//
//go:embed godebug.txt
var godebugSource []byte

// turnsSource is added to the runtime: what the edits of runtimeEdits call.
//
//go:embed turns.txt
var turnsSource string

// edit replaces old, which must occur once in the file.
type edit struct{ file, old, new string }

// runtimeEdits let the garbage collector give control back to the browser. As it is, it marks and sweeps the whole heap as soon as all
// goroutines wait, before JavaScript gets control: 200 ms for a million small values. With the edits it works until the turn is
// some milliseconds old and goes on in the next one. And a turn does not ask JavaScript for the event of a js.Func, since there are none.
var runtimeEdits = []edit{
	{"lock_js.go", "\tsched.idleTime.Add(nanotime() - idleStart)\n", "\tturnStart = nanotime()\n\tsched.idleTime.Add(turnStart - idleStart)\n"},
	{"lock_js.go", "\tif !eventHandler() {\n", "\t{\n"},
	{"lock_js.go", "\tdelay := int64(-1)\n", "\tnow, pollUntil = nextTurn(now, pollUntil)\n\tdelay := int64(-1)\n"},
	{"proc.go", "if gcBlackenEnabled != 0 && gcShouldScheduleWorker(pp) && gcController.addIdleMarkWorker() {",
		"if gcBlackenEnabled != 0 && !turnOver() && gcShouldScheduleWorker(pp) && gcController.addIdleMarkWorker() {"},
	{"mgcpacer.go", "\tif !gcShouldScheduleWorker(pp) {\n", "\tif turnOver() || !gcShouldScheduleWorker(pp) {\n"},
	{"mgcmark.go", "check = pollWork\n", "check = endIdleMark\n"},
	{"mgcmark.go", "check = pollFractionalWorkerExit\n", "check = endFractionalMark\n"},
	{"mgcsweep.go", "\t\t\tif nSwept%sweepBatchSize == 0 {\n\t\t\t\tgoschedIfBusy()\n", "\t\t\tif nSwept%sweepBatchSize == 0 {\n\t\t\t\tpauseSweep()\n"},
	{"mgc.go", "\tfor work.cycles.Load() == n+1 && sweepone() != ^uintptr(0) {\n\t\tGosched()\n",
		"\tfor work.cycles.Load() == n+1 && sweepone() != ^uintptr(0) {\n\t\tpauseSweep()\n"},
}

// standIns writes the stand-ins to dir and returns the overlay file for go build that puts them, and what else is replaced, into place. A Go
// release that does not have what they stand for keeps what it has.
func standIns(dir string, others map[string]string) (overlay string, err error) {
	goroot, err := output("env", "GOROOT")
	if err != nil {
		return "", err
	}
	sources := filepath.Join(goroot, "src")
	files := map[string]string{} // path below sources -> text
	if _, err := os.Stat(filepath.Join(sources, "internal", "godebug", "godebug.go")); err == nil {
		files["internal/godebug/godebug.go"] = string(godebugSource)
	}
	if edited, ok := editedRuntime(filepath.Join(sources, "runtime")); ok {
		for name, text := range edited {
			files["runtime/"+name] = text
		}
	}
	replace := map[string]string{}
	maps.Copy(replace, others)
	for name, text := range files {
		path := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		replace[filepath.Join(sources, filepath.FromSlash(name))] = path
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o644)
}

// editedRuntime returns the edited files of the runtime by their names; false if an edit has no place in this release.
func editedRuntime(folder string) (map[string]string, bool) {
	files := map[string]string{}
	for _, e := range runtimeEdits {
		text, ok := files[e.file]
		if !ok {
			source, err := os.ReadFile(filepath.Join(folder, e.file))
			if err != nil {
				return nil, false
			}
			text = string(source)
		}
		if strings.Count(text, e.old) != 1 {
			return nil, false
		}
		files[e.file] = strings.Replace(text, e.old, e.new, 1)
	}
	files["lock_js.go"] += turnsSource
	return files, true
}
