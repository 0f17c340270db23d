// This file defines writeDocs, the documentation's pages.

package main

import (
	"path/filepath"

	"github.com/aussom/aussom-web/internal/docs"
)

// writeDocs makes the folder docs of the site.
func writeDocs(root, dist string) error {
	return docs.Write(filepath.Join(root, "docs"), filepath.Join(dist, "docs"))
}
