#!/bin/sh
# Makes .venv if need be and installs a lock file and Ascolto into it. Usage: scripts/environment.sh LOCKFILE
set -eu
cd "$(dirname "$0")/.."
lock=$1

say() { printf '%s\n' "$*" >&2; }

fitting_python() {
  for name in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(not sys.version_info >= (3, 11))' >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  say "Ascolto needs Python 3.11 or newer; install it and try again (or set PYTHON=/path/to/python3)."
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

make_venv() {
  python=$1
  "$python" -m venv .venv >/dev/null 2>&1 && return
  # Debian keeps the module for environments in a package of its own.
  rm -rf .venv
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if command -v apt-get >/dev/null 2>&1; then
    say "      Installing Debian's python$version-venv …"
    as_root sh -c "apt-get update -qq && apt-get install -y -qq python$version-venv" >/dev/null 2>&1 || true
  fi
  "$python" -m venv .venv >/dev/null 2>&1 && return
  rm -rf .venv
  say "Python's venv module is missing; install it ('apt-get install python$version-venv' on Debian) and try again."
  return 1
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
  python=$(fitting_python)
  say "[1/3] Making the environment in .venv with $("$python" --version) …"
  make_venv "$python"
fi
count=$(grep -cE '^[a-z0-9].*==' "$lock")
say "[2/3] Installing $count packages from $lock …"
{
  .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock" || echo failed
} | awk -v count="$count" '
  /^Collecting/ { printf "\r      %3d of %d  %-50.50s", ++done, count, $2 > "/dev/stderr" }
  /^failed$/ { bad = 1 }
  END { if (done) print "" > "/dev/stderr"; exit bad }
'
say "[3/3] Installing Ascolto …"
install() { .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-build-isolation "$@" >&2; }
case $lock in
  # Torch has another build for each kind of machine, so that no lock file can name its digest.
  *-dev.lock) install -e '.[train]' ;;
  *) install --no-deps -e . ;;
esac
