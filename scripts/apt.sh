# This file defines apt_install, for the scripts that install what is missing. It is sourced: . "$(dirname "$0")/apt.sh"

# as_root COMMAND... runs a command as root.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# apt_install PACKAGES... installs packages of Debian and its relatives. Without apt-get, or the right to use it, it says so and fails.
apt_install() {
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "$(basename "$0" .sh): there is no apt-get here to install $* with" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
    echo "$(basename "$0" .sh): run as root: apt-get install $*" >&2
    return 1
  fi
  echo "$(basename "$0" .sh): installing $* with apt-get"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
