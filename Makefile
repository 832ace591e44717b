# Needs python3 (3.11 or later), make and the package index; everything is put into .venv and build/.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
DEMO := build/demo
REPORTS := $(wildcard examples/*.html examples/*.txt)
CHECKED := $(wildcard src tests training benchmarks tools web/*.py)
# `make test SLOW=yes` also runs the tests that build and install the wheel.
MARK := $(if $(SLOW),,-m "not slow")
# Benchmarks that print figures, and those that write predictions for the scorers of the evaluation data.
FIGURES := accuracy build_speed cold_start coref gazetteer_scale hard_names jsonl_memory language_accuracy language_speed link_scale simulated_war undated workbench workbench_review workbench_scale
PREDICTIONS := attributions event_dates incident_counts incident_records places reading_sample times

# The workbench's pages are built where the npm registry can be reached; the rest works without them.
export SIJIL_PAGES ?= if-possible
PAGES := web/build_pages.py web/package-lock.json $(shell find web/src web/public -type f)

.PHONY: demo test browser lint pages docs bench clean

demo: .venv/.installed
	@rm -rf $(DEMO) && mkdir -p build
	$(BIN)/sijil new $(DEMO)
	$(BIN)/sijil add $(DEMO) $(REPORTS) --sidecar examples/sources.csv
	$(BIN)/sijil build $(DEMO)
	@$(BIN)/sijil reports $(DEMO)
	@$(BIN)/sijil claims $(DEMO)
	@echo
	@echo "The record of the example reports is in $(DEMO). To go on:"
	@echo "  $(BIN)/sijil why $(DEMO) CLAIM       the sentence, the rule and the bytes behind a claim (CLAIM: its id or the id's beginning)"
	@echo "  $(BIN)/sijil failures $(DEMO)        what could not be read, why, and what to do"
	@echo "  $(BIN)/sijil export $(DEMO) --format csv -o claims.csv"
	@echo "  $(BIN)/sijil new P; $(BIN)/sijil add P FILES; $(BIN)/sijil build P     a record of your own reports"
	@echo "  $(BIN)/sijil serve $(DEMO)           the workbench in the browser"
	@echo "These are claims by sources, not findings."

test: lint
	$(BIN)/pytest -n 2 $(MARK)

# The workbench in the machine's Chromium, one test after the other; what fails on a busy machine is tried once more.
browser: export SIJIL_BROWSER = yes
browser: .venv/.installed-browser
	$(BIN)/pytest -n 0 -rs tests/browser || $(BIN)/pytest -n 0 -rs --last-failed tests/browser

lint: .venv/.installed-test
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

pages: .venv/.installed-test
	cd web && npx svelte-check --tsconfig ./tsconfig.json --fail-on-warnings && npx vitest run

docs: .venv/.installed-test
	$(BIN)/python tools/pack_tables.py
	$(BIN)/python tools/data_dictionary.py
	$(BIN)/python tools/openapi.py

bench: .venv/.installed-test
	@mkdir -p build; failed=0; \
	for name in $(FIGURES); do echo "== $$name"; $(BIN)/python -m benchmarks.$$name || failed=1; done; \
	for name in $(PREDICTIONS); do \
	  echo "== $$name > build/$$name.jsonl"; $(BIN)/python -m benchmarks.$$name > build/$$name.jsonl || failed=1; done; \
	exit $$failed

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache

# -- installation: a stamp file stands for what is installed, so that a second run is quick -----------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Sijil needs Python 3.11 or later; $(PYTHON) is older or absent."; \
	  echo "  -> install one and name it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment: the modules venv and ensurepip are absent."; \
	  echo "  -> on Debian and Ubuntu: apt-get install python3-venv (with sudo unless you are root), then make again"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml $(PAGES) | .venv/bin/python
	@echo "Installing Sijil into .venv (once; a minute or two) ..."
	@$(PIP) install -e .
	@touch $@

.venv/.installed-test: pyproject.toml $(PAGES) | .venv/bin/python
	@echo "Installing Sijil and what its tests need into .venv (once; a minute or two) ..."
	@$(PIP) install -e '.[test]'
	@touch $@ .venv/.installed

.venv/.installed-browser: .venv/.installed-test
	@$(PIP) install -e '.[browser]'
	@touch $@
