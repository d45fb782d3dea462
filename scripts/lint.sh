#!/usr/bin/env bash
# Everything that can be said of the sources without running them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

scripts/setup.sh build lint
shellcheck -x scripts/*.sh .ci/run
cargo fmt --all --check
(cd ui && npm run --silent check </dev/null)
build_page
cargo clippy --workspace --all-targets --quiet -- -D warnings
