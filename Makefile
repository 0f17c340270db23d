# Everything one does with this project. Needs Go; the browser tests install Chromium if there is none.

.PHONY: run test build package check unit conformance e2e browser browsers bench fuzz clean

VERSION = $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# Builds the site and serves it at http://127.0.0.1:8080/ (or the next free port).
run: build
	go run ./scripts/serve

# Builds web/dist, and the command line bin/aussom with the runtime for pages inside (for `aussom new`).
build:
	@scripts/install-node.sh
	go run ./scripts/build
	@if [ -e cmd/aussom/main.go ]; then go build -tags site -trimpath -ldflags="-s -w -X main.version=$(VERSION)" -o bin/aussom ./cmd/aussom; fi

# Makes the npm package: npm/aussom-web-VERSION.tgz.
package: build
	go run ./scripts/npm
	npm pack ./npm/dist --pack-destination npm

# All checks and tests. The browser's tests run after the others: some of them look at frames and timers.
test: browser check build
	AUSSOM_DIST=$(CURDIR)/web/dist go test $$(go list ./... | grep -v '/e2e$$')
	AUSSOM_DIST=$(CURDIR)/web/dist go test -timeout 20m ./e2e/

# Formatting, vet, linters, go.mod.
check:
	scripts/check.sh

# The tests that need no browser.
unit:
	go test $$(go list ./... | grep -v '/e2e$$')

# The language programs, natively.
conformance:
	go test ./conformance/

# The tests in the browser.
e2e: browser
	go test -timeout 20m ./e2e/

browser:
	scripts/install-browser.sh

# Runs the conformance and WebSocket programs in Chromium, Firefox and WebKit, which it installs; writes e2e/browsers/results.md.
browsers: build
	scripts/install-browsers.sh
	AUSSOM_DIST=$(CURDIR)/web/dist go run ./e2e/browsers -o e2e/browsers/results.md

# Measures WebSocket throughput against plain JavaScript, and size and start-up; writes bench/results/.
bench: browser build
	AUSSOM_DIST=$(CURDIR)/web/dist go run ./bench/websocket
	AUSSOM_DIST=$(CURDIR)/web/dist go run ./bench/language

# Runs each fuzz target for a while: make fuzz FUZZTIME=1m
FUZZTIME ?= 20s
fuzz:
	scripts/fuzz.sh $(FUZZTIME)

clean:
	rm -rf bin web/dist npm/dist npm/*.tgz
