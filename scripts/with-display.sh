#!/usr/bin/env bash
# Runs a command with a screen and a session bus of its own: with-display.sh COMMAND...
# The X server picks a free display number itself, and is ended with the command, however that ends.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ $# -gt 0 ] || fail "Which command? with-display.sh COMMAND..."
have Xvfb || fail "Xvfb is missing. This brings it: scripts/setup.sh window"
have dbus-run-session || fail "dbus-run-session is missing. This brings it: scripts/setup.sh window"

scratch=$(mktemp -d)
chmod 700 "$scratch"
server='' command=''
finish() {
    local code=$?
    trap - EXIT INT TERM HUP
    # The command is a process group of its own, so that nothing it started outlives it.
    if [ -n "$command" ]; then kill -- "-$command" 2>/dev/null || true; fi
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$scratch"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

mkfifo "$scratch/number"
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3<>"$scratch/number" >"$scratch/log" 2>&1 &
server=$!
number=''
for _ in {1..30}; do
    if read -r -t 1 number <>"$scratch/number"; then break; fi
    kill -0 "$server" 2>/dev/null || break
done
if [ -z "$number" ]; then
    cat "$scratch/log" >&2
    fail "The virtual screen (Xvfb) did not start."
fi

export DISPLAY=:$number
unset WAYLAND_DISPLAY
export GDK_BACKEND=x11 NO_AT_BRIDGE=1
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then export XDG_RUNTIME_DIR=$scratch; fi

set -m
dbus-run-session -- "$@" </dev/null &
command=$!
set +m
wait "$command"
