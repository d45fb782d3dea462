#!/usr/bin/env bash
# Licences, bans and sources of every dependency, by deny.toml. Not part of `make test`: the tool takes minutes to build.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

CARGO_DENY=0.20.2
if ! have cargo-deny; then
    say "Installing cargo-deny $CARGO_DENY into target/tools (some minutes)"
    cargo install cargo-deny --locked --quiet --version "$CARGO_DENY" --root "$tools_dir" </dev/null
fi
cargo deny --all-features check licenses bans sources
