#!/usr/bin/env bash
# Makes the Debian packages: package.sh [app] [newsroom]; both without a name.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

TAURI_CLI=2.12.5
CARGO_DEB=3.6.3

app() {
    scripts/setup.sh build
    build_page
    local tauri=$tools_dir/tauri-cli/node_modules/.bin/tauri
    if ! "$tauri" --version 2>/dev/null | grep -q " $TAURI_CLI\$"; then
        say "Installing the Tauri command line $TAURI_CLI into target/tools"
        npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error \
            --prefix "$tools_dir/tauri-cli" "@tauri-apps/cli@$TAURI_CLI" </dev/null
    fi
    "$tauri" build --bundles deb --no-sign </dev/null
    find "$target_dir/release/bundle/deb" -name '*.deb'
}

newsroom() {
    if ! grep -qs "\"cargo-deb $CARGO_DEB " "$tools_dir/.crates.toml"; then
        say "Installing cargo-deb $CARGO_DEB into target/tools"
        cargo install cargo-deb --locked --quiet --version "$CARGO_DEB" --root "$tools_dir" </dev/null
    fi
    cargo deb --package sperrfrist-newsroom --locked </dev/null
}

[ $# -gt 0 ] || set -- app newsroom
for package in "$@"; do
    case $package in
        app | newsroom) "$package" ;;
        *) fail "scripts/package.sh makes app and newsroom, not \"$package\"." ;;
    esac
done
