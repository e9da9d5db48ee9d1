# The commands of the house. `make demo` and `make test` do all the set-up a bare machine needs.
BIN := .venv/bin
STAGES := unit contract gui end2end
# As many at a time as there are processors, each in a process of its own with its own PostgreSQL.
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --maxschedchunk=8 --maxfail=1

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench serve console requirements

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' Makefile

setup: ## install everything into .venv (system libraries by apt where they are missing)
	@.ci/setup

demo: setup ## server, subscribers and console in one go: ARGS="--offscreen --seconds 20"
	@$(BIN)/python main.py demo $(ARGS)

serve: setup ## the routing server alone
	@$(BIN)/python main.py serve $(ARGS)

console: setup ## the console alone: ARGS="--server host:8710"
	@$(BIN)/python main.py console $(ARGS)

test: check ## every check and every test, stage by stage, stopping at the first that fails
	@set -e; for stage in $(STAGES); do \
		[ -d tests/$$stage ] || continue; \
		echo "== $$stage"; $(PYTEST) tests/$$stage; \
	done

check: setup ## style, types, import directions
	@echo "== style"; $(BIN)/python -m ruff format --check . && $(BIN)/python -m ruff check .
	@echo "== types"; $(BIN)/python -m mypy
	@echo "== imports"; $(BIN)/lint-imports

bench: setup ## the benchmarks: relay, transcript, startup
	@set -e; for name in relay transcript startup; do $(BIN)/python -m benchmarks $$name --json $(ARGS); done

requirements: setup ## pin requirements.txt afresh from pyproject.toml
	@.ci/requirements
