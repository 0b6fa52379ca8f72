# The two commands of the README are run and test; the others are the quick ways while working.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Without C and without paths of this machine, as the program is shipped; the race detector alone asks for C. The same
# settings everywhere keep one build cache.
export CGO_ENABLED := 0
export GOFLAGS := $(GOFLAGS) -trimpath
version := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
web_sources := $(shell find web/src web/public web/scripts internal/text -type f ! -name '*.go' ! -name '*.test.*' \
	2>/dev/null) $(wildcard web/index.html web/vite.config.ts web/package-lock.json)
lint_sources := $(wildcard scripts/lint/*.go scripts/lint/go.*)
tool := go tool -modfile=scripts/lint/go.mod
# Suites that run on both databases when TEST_POSTGRES is set.
both := ./internal/store ./internal/app ./internal/api

.PHONY: help run build web test quick test-pg web-test e2e lint fmt gen bench soak vuln notices sbom clean

help: ## list these commands
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | \
		awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

run: build ## start the demo company on this machine; prints the address and log-ins
	bin/sente demo

build: web ## make bin/sente, one static program with everything in it
	go build -ldflags '-s -w -X main.version=$(version)' -o bin/sente ./cmd/sente

web: web/dist/index.html ## build the front end

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(web_sources)
	cd web && npm run --silent build
	@touch $@

test: ## everything: front end, lint, Go with -race, both databases, fuzz, browser
	@scripts/test.sh

quick: ## seconds: formatting, vet and Go tests on SQLite, no race detector
	@test -z "$$(gofmt -l cmd internal web scripts)" || { gofmt -l cmd internal web scripts; echo "run make fmt"; exit 1; }
	go vet ./...
	@env -u TEST_POSTGRES go test -short -json -vet=off ./... | go run ./scripts/testcount

test-pg: ## the database suites on SQLite and PostgreSQL
	@scripts/with-postgres.sh go test -json -vet=off $(both) | \
		go run ./scripts/testcount -both sente/internal/store,sente/internal/app,sente/internal/api

web-test: web/node_modules/.package-lock.json ## types, lint and tests of the front end
	cd web && npm run --silent typecheck && npm run --silent lint && npm test --silent

e2e: build ## the journeys in a browser, against the real program
	cd web && npm run --silent e2e

lint: bin/lint ## formatting, vet, the linters of scripts/lint, spelling, code nobody calls
	@test -z "$$(gofmt -l cmd internal web/*.go scripts)" || { gofmt -l cmd internal web/*.go scripts; echo "run make fmt"; exit 1; }
	go vet ./...
	go vet -vettool=bin/lint ./...
	$(tool) misspell -error cmd internal scripts doc README.md SECURITY.md
	@scripts/deadcode.sh

bin/lint: $(lint_sources)
	cd scripts/lint && go build -o ../../bin/lint .

fmt: ## format Go and TypeScript
	gofmt -w cmd internal web/*.go scripts
	cd web && npm run --silent format

gen: ## write api/openapi.json and the types of the front end again
	mkdir -p api
	go run ./cmd/sente openapi > bin/openapi.json && mv bin/openapi.json api/openapi.json
	cd web && npm run --silent gen

bench: build ## what requests cost on a large workspace, on both engines; the map and a large sheet in a browser; Go benchmarks
	go run ./scripts/bench $(BENCH)
	DURABLE=1 scripts/with-postgres.sh sh -c 'go run ./scripts/bench $(BENCH) -database "$$TEST_POSTGRES"'
	cd web && npm run --silent bench
	go test -run '^$$' -bench . -benchmem ./...

soak: ## hours: faults and loads at full size, planted holes, fuzzing 10 minutes each; ends with a table
	@scripts/soak.sh

vuln: ## known vulnerabilities in what we use (asks vuln.go.dev)
	$(tool) govulncheck ./...

notices: build ## third-party notices: bin/NOTICES.txt
	go run ./scripts/parts notices bin/sente > bin/NOTICES.txt

sbom: build ## software bill of materials (CycloneDX): bin/sbom.json
	go run ./scripts/parts sbom bin/sente > bin/sbom.json
	@echo "bin/sbom.json: $$(grep -c '"bom-ref"' bin/sbom.json) components"

clean: ## remove what was built
	rm -rf bin web/dist/*
