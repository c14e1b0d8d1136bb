#!/bin/sh
# Runs the stories that need a desktop, on a display and a session bus of their own. Arguments go to pytest;
# PYTHON names the interpreter. Needs Xvfb, dbus-run-session, dbus-send, notify-send, dunst, strace, the xcb
# libraries of Qt, and for the screen reader at-spi2-core, gir1.2-atspi-2.0 and python3-gi.
set -eu
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>"$folder/display" >/dev/null 2>&1 &
xvfb=$!
trap 'kill "$xvfb" 2>/dev/null && wait "$xvfb" || true; rm -r "$folder"' EXIT
if ! read -r display <"$folder/display"; then
    echo "Xvfb did not start" >&2
    exit 1
fi

DISPLAY=":$display" QT_QPA_PLATFORM=xcb \
    dbus-run-session --config-file=tests/stories/private_bus.conf -- \
    "${PYTHON:-python}" -m pytest -m desktop tests/stories tests/services/test_real_keyring.py "$@"
