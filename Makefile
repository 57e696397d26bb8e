# newskg: everything sets itself up in .venv from a bare clone; only Python >= 3.11 and make are needed.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] < (3,14))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
OUT ?= out

.PHONY: help demo test lint bench lock clean
.DEFAULT_GOAL := help

help:  ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

.venv/.base: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "newskg needs Python 3.11, 3.12 or 3.13: none was found; install one, or say make PYTHON=/path/to/python" >&2; exit 4; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "this Python has no venv module: on Debian, apt-get install python3-venv" >&2; exit 4; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.base requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/.base  ## build the graph of seeds/ into out/ and say where to click
	$(BIN)/kg build seeds -o $(OUT)

test: .venv/.dev  ## run all tests
	$(BIN)/python -m pytest

lint: .venv/.dev  ## style and import layers
	$(BIN)/ruff check kg tests
	$(BIN)/lint-imports

bench: .venv/.dev  ## accuracy on the development sets, speed, the store and the page, as tables
	$(BIN)/python -m tests.bench

lock:  ## pin all dependencies with hashes
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml tests/build.in -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate -c requirements.lock --extra dev pyproject.toml -o requirements-dev.lock

clean:  ## remove what was made
	rm -rf .venv .bench $(OUT) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
