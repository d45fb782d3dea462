#!/usr/bin/env bash
# Installs what a job needs and this machine lacks: setup.sh JOB...
#   build    compile the app and its page        window   drive the real window without a screen
#   judges   Chromium, exiftool and pdftotext    lint     shellcheck, systemd-analyze
#   proxies  the web servers in front of the newsroom, and another clock for it
#   peers    the programs that the figures are measured against
#   test     all of these but the peers
# Says in one line what it installs, and nothing at all when there is nothing to do.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

TAURI_DRIVER=2.1.0
NODE_AT_LEAST=20.19

jobs=()
for job in "$@"; do
    if [ "$job" = test ]; then jobs+=(build lint window judges proxies); else jobs+=("$job"); fi
done
[ ${#jobs[@]} -gt 0 ] || jobs=(build)
wants() { [[ " ${jobs[*]} " == *" $1 "* ]]; }

mkdir -p "$setup_dir"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif ! have sudo; then
        fail "This needs root: run \"$*\" as root, then try again."
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@" || fail "sudo did not permit \"$*\" without a password; run it yourself, then try again."
    fi
}

# Waits for whoever else is installing. The timeout of apt covers dpkg's lock; the one of the lists is retried here.
apt() {
    local log=$setup_dir/apt.log tries=120
    while :; do
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 "$@" \
            </dev/null >>"$log" 2>&1; then
            return 0
        fi
        tail -n 3 "$log" | grep -q 'lists/lock' || return 1
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 5
    done
}

install_packages() {
    local wanted missing
    wanted=$(for job in "${jobs[@]}"; do packages_for "$job"; done)
    if ! have apt-get; then
        [ "$(uname)" = Darwin ] || [ -e "$setup_dir/no-apt" ] ||
            say "There is no apt-get here; what these Debian packages hold must be installed: ${wanted//$'\n'/ }"
        touch "$setup_dir/no-apt"
        return 0
    fi
    # shellcheck disable=SC2086 # a list of words on purpose
    missing=$(comm -23 <(sort -u <<<"$wanted") \
        <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
            sed -n 's/ installed$//p' | sort -u))
    [ -n "$missing" ] || return 0
    say "Installing Debian packages (log in target/setup/apt.log): ${missing//$'\n'/ }"
    : >"$setup_dir/apt.log"
    # shellcheck disable=SC2086
    if ! apt install -y --no-install-recommends $missing; then
        # The lists are missing or old.
        # shellcheck disable=SC2086
        if ! apt update || ! apt install -y --no-install-recommends $missing; then
            tail -n 15 "$setup_dir/apt.log" >&2
            fail "apt-get could not install them. Install them by hand, then try again."
        fi
    fi
}

need_rust() {
    local least have_version bring
    least=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' "$root/Cargo.toml" | head -n 1)
    bring="curl -sSf https://sh.rustup.rs | sh -s -- -y && . ~/.cargo/env"
    have curl || bring="apt-get install -y curl && $bring"
    if ! have cargo || ! have rustc; then fail "Rust is missing. This brings it: $bring"; fi
    have_version=$(rustc --version | cut -d ' ' -f 2)
    have_version=${have_version%%-*}
    at_least "$least" "$have_version" && return 0
    if have rustup; then bring='rustup update stable && rustup default stable'; fi
    fail "Rust $have_version is too old, $least is needed. This brings it: $bring"
}

need_node() {
    local have_version='' bring
    if grep -qs '^VERSION_CODENAME=bookworm\|^ID=ubuntu' /etc/os-release; then
        # Their own Node is 18.
        bring='curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install -y nodejs'
        have curl || bring="apt-get install -y curl && $bring"
    else
        bring='sudo apt-get install -y nodejs npm'
    fi
    [ "$(id -u)" -ne 0 ] || bring=${bring//sudo /}
    if have node; then
        have_version=$(node --version)
        have_version=${have_version#v}
        at_least "$NODE_AT_LEAST" "$have_version" ||
            fail "Node $have_version is too old, $NODE_AT_LEAST is needed. This brings a newer one: $bring"
    fi
    if [ -z "$have_version" ] || ! have npm; then fail "Node and npm are missing. This brings them: $bring"; fi
}

install_node_modules() {
    local stamp=$setup_dir/npm-ci lock=$root/ui/package-lock.json
    [ -d "$root/ui/node_modules" ] && [ -e "$stamp" ] && [ ! "$lock" -nt "$stamp" ] && return 0
    say "Installing the page's packages: npm ci in ui"
    # No install script runs: none of ours needs one.
    (cd "$root/ui" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >/dev/null)
    touch "$stamp"
}

install_tauri_driver() {
    local installed=$tools_dir/.crates.toml
    grep -qs "\"tauri-driver $TAURI_DRIVER " "$installed" && [ -x "$tools_dir/bin/tauri-driver" ] && return 0
    say "Installing tauri-driver $TAURI_DRIVER into target/tools"
    cargo install tauri-driver --locked --quiet --version "$TAURI_DRIVER" --root "$tools_dir" </dev/null
}

# The toolchains are asked for first: without them the rest would be in vain.
need_rust
need_node
install_packages
if wants build; then install_node_modules; fi
if wants window; then install_tauri_driver; fi
