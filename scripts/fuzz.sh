#!/usr/bin/env bash
# Throws chance at photos and packages for ten minutes in all: no crash, no hang over a second, no memory over the limit.
# FUZZ_SECONDS=60 makes it shorter. What is found lies in crates/*/fuzz/artifacts.
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

# fuzz ROOM TARGET SECONDS: what the room's seeds example writes are the seeds.
fuzz() {
    local room=$1 target=$2 log=$target_dir/fuzz/$2.log corpus=$target_dir/fuzz/corpus-$2
    mkdir -p "$corpus"
    say "$target: $3 seconds"
    # Without a sanitizer it needs no nightly compiler; the code it would watch is safe Rust.
    if ! (cd "crates/$room" && cargo fuzz run --sanitizer none --target-dir "$target_dir/fuzz/build" "$target" \
        "$corpus" "$seeds/$room" -- \
        -max_total_time="$3" -timeout=1 -rss_limit_mb=512 -malloc_limit_mb=256 -max_len=65536 \
        -print_final_stats=1) >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        fail "$target: something was found; see above, $log and crates/$room/fuzz/artifacts."
    fi
    grep '^stat::' "$log"
}

cargo run --quiet -p sperrfrist-testkit --example photo_seeds -- "$seeds/photo"
cargo run --quiet -p sperrfrist-seal --example package_seeds -- "$seeds/seal"
fuzz photo clean $((seconds * 2 / 5))
fuzz photo draw $((seconds * 2 / 5))
fuzz seal package $((seconds / 5))
