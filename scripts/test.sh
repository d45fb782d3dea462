#!/usr/bin/env bash
# The whole proof: lint, the page's tests, every Rust test, the journeys through the real window and browser.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

# A build that is made once gains nothing from being resumable.
if [ -n "${CI:-}" ]; then export CARGO_INCREMENTAL=0; fi

step_name='' step_start=0 is_done=''
step() {
    finish_step
    step_name=$1
    step_start=$SECONDS
    say "== $step_name"
}
finish_step() {
    [ -z "$step_name" ] || say "   $step_name: $((SECONDS - step_start)) s"
    step_name=''
}
total() {
    local verdict="failed in \"$step_name\""
    # Who is ended by a signal has no exit code to go by, and has not come to the end.
    [ -z "$is_done" ] || verdict=passed
    finish_step
    say "make test $verdict after $((SECONDS / 60)) min $((SECONDS % 60)) s."
}
trap total EXIT

step setup
scripts/setup.sh test
step lint
scripts/lint.sh sources
step "page tests"
(cd ui && npm run --silent test </dev/null)
# Clippy takes the compiler's place for our own crates, as `cargo clippy` has it: what is linted is what is tested, and no
# dependency is compiled for each of the two.
RUSTC_WORKSPACE_WRAPPER=$(rustc --print sysroot)/bin/clippy-driver
export RUSTC_WORKSPACE_WRAPPER CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__
# One selection of features for programs and tests, or every dependency would be built twice.
step "linting and building programs and tests"
cargo build --workspace --bins --tests --examples --quiet
step tests
scripts/with-display.sh cargo test --workspace --lib --bins --tests --no-fail-fast
# That it compiles; its tests are `make photos`, for they want every decoder built once more.
step "photos in Rust alone"
cargo check --package sperrfrist-photo --no-default-features --all-targets --quiet
step "examples in the documentation"
cargo test --workspace --doc --quiet
finish_step
is_done=yes
