#!/usr/bin/env bash
# Makes the Debian package of the app.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

TAURI_CLI=2.12.5
scripts/setup.sh build
build_page
tauri=$tools_dir/tauri-cli/node_modules/.bin/tauri
if ! "$tauri" --version 2>/dev/null | grep -q " $TAURI_CLI\$"; then
    say "Installing the Tauri command line $TAURI_CLI into target/tools"
    npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error \
        --prefix "$tools_dir/tauri-cli" "@tauri-apps/cli@$TAURI_CLI" </dev/null
fi
"$tauri" build --bundles deb --no-sign </dev/null
find "$target_dir/release/bundle/deb" -name '*.deb'
