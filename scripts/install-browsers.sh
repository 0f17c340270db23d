#!/usr/bin/env bash
# Installs what `make browsers` needs beside Chromium: Firefox, WebKit and a display without a screen for it. On Debian and its
# relatives this needs root; elsewhere the browsers that are there are used.
set -eu
. "$(dirname "$0")/apt.sh"

"$(dirname "$0")/install-browser.sh"
missing=
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser >/dev/null 2>&1 || missing="$missing webkit2gtk-driver"
command -v xvfb-run >/dev/null 2>&1 || missing="$missing xvfb xauth"
if [ -z "$missing" ]; then
  exit 0
fi
# shellcheck disable=SC2086
if ! apt_install $missing; then
  echo "install-browsers: the browsers that are there are used" >&2
fi
