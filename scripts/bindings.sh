#!/usr/bin/env bash
# Writes the TypeScript types of everything that crosses to the window anew, from the Rust types.
# A test of the same name compares them, so that drift fails.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

scripts/setup.sh build
build_page
SPERRFRIST_BINDINGS="write" cargo test --workspace --quiet --test journeys bindings
say "Written: ui/host/bindings"
