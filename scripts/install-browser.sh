#!/usr/bin/env bash
# Installs Chromium for the browser tests where there is none. On Debian and its relatives this needs root;
# elsewhere it says what to do. With AUSSOM_BROWSER set, or a browser on the path, it does nothing.
set -eu

if [ -n "${AUSSOM_BROWSER:-}" ]; then
  exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done

if ! command -v apt-get >/dev/null 2>&1; then
  echo "install-browser: no browser found. Install Chromium or Chrome, or set AUSSOM_BROWSER to its path." >&2
  exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "install-browser: no browser found. Run 'apt-get install chromium' as root, or set AUSSOM_BROWSER to a browser's path." >&2
    exit 1
  fi
  root=sudo
fi
echo "install-browser: installing chromium with apt-get"
$root apt-get update -qq
# Ubuntu's package of that name only points to a snap, which does not run everywhere; Debian's is the browser itself.
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
command -v chromium >/dev/null
