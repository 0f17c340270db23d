#!/usr/bin/env bash
# Checks everything that needs no test run: formatting, vet for both platforms, the linters, the state of go.mod.
# The tools are pinned by scripts/tools/go.mod; the go command fetches and caches them.
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

# The tools run on this machine; GOOS and GOARCH only say what they read.
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
(cd scripts/tools && go build -o "$tools/" honnef.co/go/tools/cmd/staticcheck github.com/hack-pad/safejs/jsguard/cmd/jsguard)

step "staticcheck"
# shellcheck disable=SC2046
"$tools/staticcheck" $(go list ./... | grep -v -e /jsbridge -e /wasm)
# shellcheck disable=SC2086
GOOS=js GOARCH=wasm "$tools/staticcheck" $browser

step "jsguard"
GOOS=js GOARCH=wasm "$tools/jsguard" ./wasm/... ./jsbridge/...

step "JavaScript syntax"
if command -v node >/dev/null 2>&1; then
  for file in web/*.js e2e/testdata/*.js bench/websocket/page/*.js; do
    [ -e "$file" ] || continue
    node --input-type=module --check <"$file" || { echo "in $file" >&2; exit 1; }
  done
fi
echo "check: passed"
