// This file defines Files, which serves a folder of static files with precompressed variants.

package server

import (
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
)

// contentTypes are the types of the files a site consists of. They do not depend on the machine's type tables.
var contentTypes = map[string]string{
	".aus":  "text/plain; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".ico":  "image/x-icon",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".map":  "application/json",
	".md":   "text/plain; charset=utf-8",
	".mjs":  "text/javascript; charset=utf-8",
	".png":  "image/png",
	".svg":  "image/svg+xml",
	".ts":   "text/plain; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".wasm": "application/wasm",
}

// variant is a precompressed form of a file: the same name with a suffix.
type variant struct{ encoding, suffix string }

// variants in order of preference.
var variants = []variant{{"br", ".br"}, {"gzip", ".gz"}}

// Files returns a handler that serves the files below dir. A directory is served by its index.html. Where FILE.br or FILE.gz
// stands next to FILE and the browser accepts it, that is sent. Browsers ask again for every file and are told when it has not
// changed, so that a rebuilt site is always the one that runs.
func Files(dir string) http.Handler {
	root := os.DirFS(dir)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-cache")
		serveFile(w, r, root, name)
	})
}

// serveFile serves one file of root in the best variant that the request accepts.
func serveFile(w http.ResponseWriter, r *http.Request, root fs.FS, name string) {
	plain, err := fs.Stat(root, name)
	if err != nil || plain.IsDir() {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	kind, ok := contentTypes[path.Ext(name)]
	if !ok {
		kind = "application/octet-stream"
	}
	header.Set("Content-Type", kind)
	if strings.HasPrefix(kind, "text/html") {
		header.Set("Content-Security-Policy", ContentSecurityPolicy)
	}
	chosen, info := choose(header, r, root, name, plain)
	file, err := root.Open(name + chosen.suffix)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	content, ok := file.(io.ReadSeeker)
	if !ok {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	header.Set("ETag", entityTag(info, chosen.encoding))
	if chosen.encoding != "" {
		header.Set("Content-Encoding", chosen.encoding)
		header.Set("Content-Length", strconv.FormatInt(info.Size(), 10))
		r.Header.Del("Range")
	}
	http.ServeContent(w, r, "", info.ModTime(), content)
}

// choose picks the variant to send and says so in Vary. A variant older than its file is left alone: it belongs to an earlier build.
func choose(header http.Header, r *http.Request, root fs.FS, name string, plain fs.FileInfo) (variant, fs.FileInfo) {
	accepted := r.Header.Get("Accept-Encoding")
	best, info := variant{}, plain
	for _, v := range variants {
		packed, err := fs.Stat(root, name+v.suffix)
		if err != nil || packed.ModTime().Before(plain.ModTime()) {
			continue
		}
		header.Set("Vary", "Accept-Encoding")
		if best.encoding == "" && accepts(accepted, v.encoding) {
			best, info = v, packed
		}
	}
	return best, info
}

// accepts reports whether an Accept-Encoding header allows an encoding.
func accepts(header, encoding string) bool {
	wildcard := false
	for item := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(strings.TrimSpace(item), ";")
		quality, found := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
		allowed := true
		if found {
			q, err := strconv.ParseFloat(strings.TrimSpace(quality), 64)
			allowed = err == nil && q > 0
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case encoding:
			return allowed
		case "*":
			wildcard = allowed
		}
	}
	return wildcard
}

// entityTag tells apart the contents and encodings that one address has had.
func entityTag(info fs.FileInfo, encoding string) string {
	return `"` + strconv.FormatInt(info.ModTime().UnixNano(), 36) + "-" + strconv.FormatInt(info.Size(), 36) + encoding + `"`
}
