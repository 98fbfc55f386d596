# Each target installs what it lacks (root; Debian and NuGet packages), so a fresh machine needs the .NET SDK and make alone.

CONFIGURATION ?= Release
RID           ?= linux-x64
NODES         ?= 1
SERVER        := artifacts/server/meshlens
AGENT         := artifacts/server/meshlens-agent

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: help build run demo test bench accuracy lint clean dependencies

help: ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

dependencies:
	@.ci/install build

build: dependencies ## The server and the agent, into artifacts/server
	@dotnet publish src/MeshLens.Server -c $(CONFIGURATION) -o artifacts/server -v quiet
	@dotnet publish src/MeshLens.Agent -c $(CONFIGURATION) -r $(RID) -o artifacts/server -v quiet

run: build ## MeshLens on this machine, on its real kernel
	@exec $(SERVER) run

demo: build ## The same plus a small mesh with faults that come and go; NODES=2 for ten edges over two nodes
	@exec $(SERVER) lab demo --nodes $(NODES)

test: ## Every test; ends with `N passed, N failed, N skipped`
	@.ci/install test
	@dotnet build MeshLens.sln -c $(CONFIGURATION) -v quiet
	@CONFIGURATION=$(CONFIGURATION) .ci/test

bench: build ## Every figure of speed and cost, into artifacts/bench.json
	@.ci/install bench
	@dotnet run --project tests/Benchmarks -c $(CONFIGURATION)

accuracy: build ## How often the verdict is right, into artifacts/accuracy.json
	@failed=0; $(SERVER) lab accuracy || failed=1; \
	$(SERVER) lab patterns || failed=1; \
	$(SERVER) lab alerts || failed=1; \
	CONFIGURATION=$(CONFIGURATION) .ci/tracing-accuracy || failed=1; \
	CONFIGURATION=$(CONFIGURATION) .ci/findings-accuracy || failed=1; exit $$failed

lint: ## Formatting and analysers
	@.ci/install test
	@dotnet restore MeshLens.sln -v quiet
	@dotnet format MeshLens.sln --verify-no-changes --no-restore --severity warn

clean: ## Removes what was built
	@rm -rf artifacts
	@find src tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
