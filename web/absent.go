//go:build !site

// This file defines dist for builds without the tag site, which need no built site and hold none.

package web

import "embed"

var dist embed.FS
