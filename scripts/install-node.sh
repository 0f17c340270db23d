#!/usr/bin/env bash
# Installs Node.js with npm where there is none, or one older than version 18, which the build needs. On Debian and its relatives this
# needs root; elsewhere it says what to do. The test of the package in a Vite project needs Node.js 20 or newer: where Debian's is
# older, a newer one comes through npm.
set -eu
. "$(dirname "$0")/apt.sh"

# major prints the version of Node.js, 0 if there is none, or no npm.
major() {
  if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
    node -p 'process.versions.node.split(".")[0]'
  else
    echo 0
  fi
}

if [ "$(major)" -ge 18 ]; then
  exit 0
fi
if ! apt_install nodejs npm; then
  echo "install-node: the build needs Node.js and npm: get version 20 or newer from https://nodejs.org" >&2
  exit 1
fi
hash -r
if [ "$(major)" -lt 20 ]; then
  # The build does without.
  as_root npm install --global --loglevel=error --no-audit --no-fund node@22 >/dev/null || echo "install-node: Node.js stays at $(node --version)" >&2
  hash -r
fi
if [ "$(major)" -lt 18 ]; then
  echo "install-node: $(command -v node) is version $(node --version); the build needs 18 or newer: put a newer one before it on the PATH" >&2
  exit 1
fi
