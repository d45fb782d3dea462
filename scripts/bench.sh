#!/usr/bin/env bash
# The figures, one row each, and all of them in target/bench.json. One group: bench.sh demo
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

scripts/setup.sh build window peers
build_page
cargo build --release --workspace --bins --example empty --example figures
scripts/with-display.sh "$target_dir/release/examples/figures" "$@"
