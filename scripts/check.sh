#!/usr/bin/env bash
# Checks everything that needs no test run: formatting, vet and staticcheck for both platforms, the state of go.mod.
set -eu
cd "$(dirname "$0")/.."

step() { echo "check: $1"; }

step "gofmt"
unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
  echo "not formatted by gofmt:" >&2
  echo "$unformatted" >&2
  exit 1
fi

step "go mod tidy"
go mod tidy -diff
go mod verify >/dev/null

# What main.wasm is made of is checked for the browser, everything for this machine.
browser="./wasm/... ./jsbridge/... ./websocket/... ./aussom/..."

step "go vet"
go vet ./...
# shellcheck disable=SC2086
GOOS=js GOARCH=wasm go vet $browser

# The linter runs on this machine; GOOS and GOARCH only say what it reads.
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
GOBIN=$tools go -C scripts/tools install tool # versions: scripts/tools/go.mod

step "staticcheck"
# shellcheck disable=SC2046
"$tools/staticcheck" $(go list ./... | grep -v -e /jsbridge -e /wasm)
# What only //go:wasmexport functions use looks unused (U1000) to staticcheck, which does not know them.
# shellcheck disable=SC2086
GOOS=js GOARCH=wasm "$tools/staticcheck" ${browser/.\/jsbridge\/.../}
GOOS=js GOARCH=wasm "$tools/staticcheck" -checks "inherit,-U1000" ./jsbridge/...

# No package uses syscall/js (a test forbids it); should one ever, its calls must be safe ones.
step "jsguard"
# shellcheck disable=SC2086
GOOS=js GOARCH=wasm "$tools/jsguard" $browser

step "JavaScript syntax"
if command -v node >/dev/null 2>&1; then
  for file in web/*.js web/playground/*.js web/vendor/*.js web/vendor/*.mjs web/vendor/editor/*.js e2e/testdata/*.js bench/websocket/page/*.js; do
    [ -e "$file" ] || continue
    node --input-type=module --check <"$file" || { echo "in $file" >&2; exit 1; }
  done
fi
step "docs/api.md"
go run ./scripts/apidoc -check

echo "check: passed"
