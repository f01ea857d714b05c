#!/bin/sh
# Makes sure that the tests that drive the pages have a Chromium: silent when there is one ($CHROMIUM or on PATH),
# installs Debian's packages where it may, and says what to install where it may not.
set -eu

there_is_one() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" >/dev/null 2>&1
  else
    command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1
  fi
}

if there_is_one; then
  exit 0
fi

if [ -z "${CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium and Chinese fonts for the page tests ..."
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update >"$log" 2>&1 &&
    apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-cjk >>"$log" 2>&1 &&
    there_is_one; then
    exit 0
  fi
  tail -n 20 "$log" >&2
fi

if [ -n "${CHROMIUM:-}" ]; then
  echo "CHROMIUM names $CHROMIUM, which is no program that can be run." >&2
fi
cat >&2 <<'HELP'
The page tests need Chromium and a Chinese font.
  Debian:          apt-get install chromium-headless-shell fonts-noto-cjk
  other systems:   install Chromium or Chrome and name its program: CHROMIUM=/path/to/chrome make test
HELP
exit 1
