#!/usr/bin/env bash
# Changes the gate, the timetable and the states in every small way, and asks whether a test notices. A survivor is a fault of the tests.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

CARGO_MUTANTS=27.1.0
if ! have cargo-mutants; then
    say "Installing cargo-mutants $CARGO_MUTANTS into target/tools"
    cargo install cargo-mutants --locked --quiet --version "$CARGO_MUTANTS" --root "$tools_dir" </dev/null
fi
cargo mutants --package sperrfrist-release --output target "$@" \
    --file crates/release/src/gate.rs --file crates/release/src/timetable.rs --file crates/release/src/state.rs
