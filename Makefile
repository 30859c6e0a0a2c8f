# What a person types: run, load, test, check, bench, format, clean.
# Windows without make: see README.md, "Windows".

.DEFAULT_GOAL := help
.PHONY: help run load test check bench format clean ready ready-dev

VENV_PYTHON := .venv/bin/python
# The first of these that is new enough; only looked for when a recipe needs it.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
SET_UP = python="$(PYTHON)"; test -n "$$python" || { \
	echo "Trajectory needs Python 3.11 or newer, and none was found on this machine." \
	"Debian: apt-get install python3 python3-venv" >&2; exit 1; }; "$$python" -m tools.set_up

help:
	@echo 'make run                      set up, migrate, load the sample if empty, serve'
	@echo 'make load FILES="a.xls dir"   load published files, plans or returns'
	@echo 'make test                     every test, with a real browser'
	@echo 'make check                    format, lint, types, import contracts'
	@echo 'make bench                    speed and size at national scale, as ratios (some 15 minutes)'
	@echo 'make format                   rewrite the code in the house format'
	@echo 'make clean                    remove what set-up and tests made; data stay'

ready:
	@$(SET_UP)

ready-dev:
	@$(SET_UP) --dev

run: ready
	@$(VENV_PYTHON) app.py

load: ready
	@test -n "$(FILES)" || { echo 'Say what to load: make load FILES="file-or-folder ..."' >&2; exit 1; }
	@$(VENV_PYTHON) -m data_access load $(FILES)

test: ready-dev
	$(VENV_PYTHON) -m tests.browser.chromium
	$(VENV_PYTHON) -m pytest $(ARGS)

check: ready-dev
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m mypy .
	.venv/bin/lint-imports --no-logo

bench: ready-dev
	$(VENV_PYTHON) -m tests.browser.chromium
	$(VENV_PYTHON) -m tools.bench $(ARGS)

format: ready-dev
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

clean:
	rm -rf .venv assets/vendor test-results .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis
