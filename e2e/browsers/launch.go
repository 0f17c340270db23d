// This file defines launcher, how a browser is started with an address, and choose, which finds those of this machine.

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// launcher starts one browser.
type launcher struct {
	name    string
	program string
	// command returns the arguments for an address, with an empty folder for the browser's profile.
	command func(address, profile string) []string
	env     []string
}

// firefoxPrefs keep a new profile from opening pages of its own and from asking the network.
const firefoxPrefs = `user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
`

// known are the browsers in the order of the report, each with the programs it may be.
var known = []struct {
	launcher
	programs []string
}{
	{launcher{name: "chromium", command: func(address, profile string) []string {
		return []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--user-data-dir=" + profile, address}
	}}, []string{os.Getenv("AUSSOM_BROWSER"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}},
	{launcher{name: "firefox", command: func(address, profile string) []string {
		return []string{"--headless", "--no-remote", "--profile", profile, address}
	}}, []string{"firefox-esr", "firefox"}},
	{launcher{name: "webkit", env: []string{"WEBKIT_DISABLE_COMPOSITING_MODE=1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1"}, command: func(address, _ string) []string {
		return []string{address}
	}}, []string{"/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/lib/*/webkitgtk-6.0/MiniBrowser", "/usr/lib/*/webkit2gtk-4.0/MiniBrowser"}},
}

// choose returns the browsers with these names, all that are there if there are no names.
func choose(names []string) ([]launcher, error) {
	if len(names) == 1 && names[0] == "open" {
		return []launcher{{name: "open"}}, nil
	}
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	var found []launcher
	for _, k := range known {
		if len(names) > 0 && !wanted[k.name] {
			continue
		}
		delete(wanted, k.name)
		b := k.launcher
		if b.program = first(k.programs); b.program != "" {
			found = append(found, b)
		} else if len(names) > 0 {
			return nil, fmt.Errorf("%s is not installed (`make browsers` says how to get it)", k.name)
		}
	}
	for name := range wanted {
		return nil, fmt.Errorf("unknown browser %q: chromium, firefox, webkit or open", name)
	}
	if len(found) == 0 {
		return nil, errors.New("there is no browser")
	}
	return found, nil
}

// first returns the first program that is there, "" if none is.
func first(programs []string) string {
	for _, program := range programs {
		if program == "" {
			continue
		}
		if matches, _ := filepath.Glob(program); strings.Contains(program, "*") && len(matches) > 0 {
			return matches[0]
		}
		if path, err := exec.LookPath(program); err == nil {
			return path
		}
	}
	return ""
}

// start opens an address in the browser and returns what ends it. The browser has a profile of its own and the time zone UTC.
func (b launcher) start(address string) (end func(), err error) {
	if b.command == nil {
		fmt.Printf("Open %s in the browser that you want to try.\n", address)
		return func() {}, nil
	}
	profile, err := os.MkdirTemp("", "aussom-browsers-")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxPrefs), 0o644); err != nil {
		return nil, err
	}
	cmd := exec.Command(b.program, b.command(address, profile)...)
	if b.name == "webkit" && os.Getenv("DISPLAY") == "" { // it has no mode without a display
		cmd = exec.Command("xvfb-run", append([]string{"-a", b.program}, b.command(address, profile)...)...)
	}
	cmd.Env = append(append(os.Environ(), "TZ=UTC", "HOME="+profile), b.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // its helpers end with it
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(profile))
	}
	return func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		cmd.Wait()
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		os.RemoveAll(profile)
	}, nil
}
