#!/usr/bin/env bash
# Everything that can be said of the sources without running them. "lint.sh sources" leaves out what only the compiler sees.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

scripts/setup.sh build lint
shellcheck -x scripts/*.sh .ci/run
# How much the service could do to the machine, from 0 (nothing) to 100; older ones can say it only of an installed unit.
if systemd-analyze security --help | grep -q -- --offline; then
    systemd-analyze security --offline=true --no-pager --threshold=15 assets/server/sperrfrist-newsroom.service >/dev/null
fi
cargo fmt --all --check
(cd ui && npm run --silent check </dev/null)
build_page
[ "${1:-}" = sources ] || cargo clippy --workspace --all-targets --quiet -- -D warnings
