#!/usr/bin/env bash
# Installs Chromium for the browser tests where there is none. On Debian and its relatives this needs root;
# elsewhere it says what to do. With AUSSOM_BROWSER set, or a browser on the path, it does nothing.
set -eu
. "$(dirname "$0")/apt.sh"

if [ -n "${AUSSOM_BROWSER:-}" ]; then
  exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done

# Ubuntu's package of that name only points to a snap, which does not run everywhere; Debian's is the browser itself.
if ! apt_install chromium fonts-dejavu-core; then
  echo "install-browser: no browser found. Install Chromium or Chrome, or set AUSSOM_BROWSER to a browser's path." >&2
  exit 1
fi
command -v chromium >/dev/null
