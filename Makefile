# Two commands matter: `make run` and `make test`. Each installs what it needs and is missing.

.DEFAULT_GOAL := help
.PHONY: help run test lint bench setup bindings deny mutants fuzz package photos

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

run: ## build the app and open it on the sample release
	@scripts/run.sh

test: ## lint, all tests, the journeys through the real window and browser
	@scripts/test.sh

lint: ## formatting, types, clippy, shellcheck
	@scripts/lint.sh

bench: ## the figures, into target/bench.json; one group: make bench ONLY=demo
	@scripts/bench.sh $(ONLY)

setup: ## install everything that run and test need
	@scripts/setup.sh test

bindings: ## write the TypeScript types anew, from the Rust types
	@scripts/bindings.sh

deny: ## licences, bans and sources of all dependencies
	@scripts/deny.sh

mutants: ## change the gate and the states in every small way; a test must notice
	@scripts/mutants.sh

photos: ## the photo room's tests without libjpeg-turbo
	@scripts/setup.sh build judges && cargo test --package sperrfrist-photo --no-default-features

fuzz: ## throw chance at photos and packages for ten minutes
	@scripts/fuzz.sh

package: ## the Debian packages of the app and of the newsroom
	@scripts/package.sh
