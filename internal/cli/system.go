// This file defines system, what the module sys tells of the machine that the command runs on.

package cli

import (
	"os"
	"os/user"
	"strings"

	"github.com/aussom/aussom-web/aussom/stdlib"
)

// system returns what the module sys tells, each fact if the program may know it.
func system() stdlib.SysInfo {
	info := stdlib.DefaultSysInfo()
	info.AussomVersion = languageVersion
	info.PlatformVendorURL = "https://go.dev"
	if release, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil { // Linux only
		info.OSVersion = strings.TrimSpace(string(release))
	}
	// What cannot be found out stays empty.
	info.AssemblyPath, _ = os.Executable()
	info.CurrentPath, _ = os.Getwd()
	info.HomePath, _ = os.UserHomeDir()
	if u, err := user.Current(); err == nil {
		info.UserName = u.Username
	}
	return info
}
