#!/usr/bin/env bash
# Installs Node.js with npm, of which the build needs any version from 18 on, where there is none. On Debian and its relatives this
# needs root; elsewhere it says what to do. The test of the package in a Vite project needs Node.js 20 or newer: where Debian's is
# older, a newer one comes through npm.
set -eu

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "install-node: Node.js and npm are needed: get version 20 or newer from https://nodejs.org" >&2
  exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "install-node: Node.js and npm are needed: run 'apt-get install nodejs npm' as root" >&2
    exit 1
  fi
  root=sudo
fi
echo "install-node: installing nodejs and npm with apt-get"
$root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  $root npm install --global --silent --no-audit --no-fund node@22
fi
