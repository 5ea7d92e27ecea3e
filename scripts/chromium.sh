#!/bin/sh
# Prints the path of a Chromium for the browser tests: one that is there, else one it installs.
set -eu
cd "$(dirname "$0")/.."

found() {
  for name in "${ASCOLTO_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  path=$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as p
with p() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null) && [ -x "$path" ] && printf '%s\n' "$path"
}

found && exit
printf 'Installing a Chromium for the browser tests …\n' >&2
if command -v apt-get >/dev/null 2>&1; then
  root=""
  [ "$(id -u)" = 0 ] || root="sudo -n"
  $root apt-get update -qq >/dev/null 2>&1 && $root apt-get install -y -qq chromium >/dev/null 2>&1 && found && exit
fi
.venv/bin/python -m playwright install chromium >&2 && found && exit
printf 'No Chromium could be found or installed for the browser tests; install one and set ASCOLTO_CHROMIUM to its path.\n' >&2
exit 1
