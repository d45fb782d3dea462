#!/usr/bin/env bash
# Throws chance at the photo room for ten minutes in all: no crash, no hang over a second, no memory over the limit.
# FUZZ_SECONDS=60 makes it shorter. What is found lies in crates/photo/fuzz/artifacts.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

CARGO_FUZZ=0.13.2
scripts/setup.sh build
if ! have cargo-fuzz; then
    say "Installing cargo-fuzz $CARGO_FUZZ into target/tools"
    cargo install cargo-fuzz --locked --quiet --version "$CARGO_FUZZ" --root "$tools_dir" </dev/null
fi

seconds=${FUZZ_SECONDS:-600}
seeds=$target_dir/fuzz/seeds
cargo run --quiet -p sperrfrist-testkit --example seeds -- "$seeds"
cd crates/photo
for target in clean draw; do
    mkdir -p "$target_dir/fuzz/corpus-$target"
    say "$target: $((seconds / 2)) seconds"
    log=$target_dir/fuzz/$target.log
    # Without a sanitizer it needs no nightly compiler; the code it would watch is safe Rust.
    if ! cargo fuzz run --sanitizer none --target-dir "$target_dir/fuzz/build" "$target" \
        "$target_dir/fuzz/corpus-$target" "$seeds" -- \
        -max_total_time=$((seconds / 2)) -timeout=1 -rss_limit_mb=512 -malloc_limit_mb=256 -max_len=65536 \
        -print_final_stats=1 >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        fail "$target: something was found; see above, $log and crates/photo/fuzz/artifacts."
    fi
    grep '^stat::' "$log"
done
