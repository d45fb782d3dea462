#!/usr/bin/env bash
# Builds the app and opens it on the sample release. Without a display it does the whole job in the real window
# under a virtual one, and leaves pictures and pages in target/demo.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

if has_display; then
    scripts/setup.sh build
    build_page
    cargo build --bin sperrfrist
    exec "$target_dir/debug/sperrfrist" --sample "$@"
fi

scripts/setup.sh build window
build_page
rm -rf target/demo
mkdir -p target/demo
say "There is no display here: the job is done in the real window under a virtual one."
cargo build --workspace --bins --test journeys
scripts/with-display.sh cargo test --workspace --test journeys window -- --nocapture
say ""
say "Done: written, photographed, planned and seen live, with nobody watching."
say "Screenshots and the published pages are in target/demo:"
find target/demo -type f | sort | sed 's/^/  /'
