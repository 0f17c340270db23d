// This file tests the scripts that install what is missing, with commands that only pretend.

package scripts_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pretend makes commands of a PATH of their own: bodies by name, run by sh. It returns the folder.
func pretend(t *testing.T, commands map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"bash", "sh", "env", "dirname", "basename"} {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skip(err)
		}
		if err := os.Symlink(path, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range commands {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Commands that pretend. Those of apt-get and npm say what they were asked, and "install" Node.js.
const (
	root     = `echo 0`
	somebody = `echo 1000`
	node16   = `[ "$1" = -p ] && echo 16 || echo v16.0.0`
	node22   = `[ "$1" = -p ] && echo 22 || echo v22.0.0`
	aptGet   = `echo "apt-get $*"; exit 0`
	sudo     = `echo "sudo $1" >&2; exec "$@"`
)

func TestInstallNode(t *testing.T) {
	cases := []struct {
		name     string
		commands map[string]string
		fails    bool
		want     []string
	}{
		{"there already", map[string]string{"node": node22, "npm": "exit 0"}, false, nil},
		{"no apt-get", map[string]string{"id": root}, true, []string{"no apt-get", "https://nodejs.org"}},
		{"no right", map[string]string{"id": somebody, "apt-get": aptGet}, true, []string{"run as root: apt-get install nodejs npm"}},
		{"with apt-get", map[string]string{"id": root, "apt-get": `printf '#!/bin/sh\necho 22\n' > "$PRETEND/node"; printf '#!/bin/sh\nexit 0\n' > "$PRETEND/npm"; /bin/chmod +x "$PRETEND/node" "$PRETEND/npm"`}, false, []string{"installing nodejs npm"}},
		{"with sudo", map[string]string{"id": somebody, "sudo": sudo, "apt-get": `printf '#!/bin/sh\necho 22\n' > "$PRETEND/node"; printf '#!/bin/sh\nexit 0\n' > "$PRETEND/npm"; /bin/chmod +x "$PRETEND/node" "$PRETEND/npm"`}, false, []string{"installing nodejs npm", "sudo apt-get"}},
		{"too old for Vite", map[string]string{"id": root, "apt-get": aptGet, "node": node16,
			"npm": `echo "npm $*" >&2; printf '#!/bin/sh\necho 22\n' > "$PRETEND/node"`}, false, []string{"npm install --global", "node@22"}},
		{"an old one stays in front", map[string]string{"id": root, "apt-get": aptGet, "node": node16, "npm": "exit 0"}, true, []string{"is version v16.0.0", "needs 18 or newer"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { install(t, "./install-node.sh", c.commands, c.fails, c.want) })
	}
}

func TestInstallBrowsers(t *testing.T) {
	there := map[string]string{"chromium": "exit 0"}
	install(t, "./install-browser.sh", there, false, nil)
	install(t, "./install-browser.sh", map[string]string{"id": somebody, "apt-get": aptGet}, true, []string{"run as root: apt-get install chromium", "AUSSOM_BROWSER"})
	there = map[string]string{"chromium": "exit 0", "firefox": "exit 0", "ls": "exit 0", "id": somebody, "apt-get": aptGet}
	install(t, "./install-browsers.sh", there, false, []string{"run as root: apt-get install xvfb xauth", "that are there are used"})
}

// install runs a script with commands that pretend, and looks for texts in what it says.
func install(t *testing.T, script string, commands map[string]string, fails bool, want []string) {
	t.Helper()
	dir := pretend(t, commands)
	command := exec.Command("bash", script)
	command.Env = []string{"PATH=" + dir, "PRETEND=" + dir}
	out, err := command.CombinedOutput()
	if (err != nil) != fails {
		t.Errorf("%s: %v\n%s", script, err, out)
	}
	if want == nil && len(out) > 0 {
		t.Errorf("%s says\n%s", script, out)
	}
	for _, text := range want {
		if !strings.Contains(string(out), text) {
			t.Errorf("%s does not say %q:\n%s", script, text, out)
		}
	}
}
