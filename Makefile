# Everything is installed in .venv and nothing elsewhere; `make help` lists the targets.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

# The certificates that this machine trusts, not a list of the installer's own.
export UV_SYSTEM_CERTS := 1
# Tests start dozens of our processes: without it each compiles anew all that it imports.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
INSTALLED := .venv/.installed
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate
COMPRESSED := .venv/.compressed
STATIC := $(shell find static -type f ! -name '*.gz' ! -name '*.br')
# The first Python that is new enough.
PYTHON = $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

.PHONY: setup
setup: $(INSTALLED) $(CATALOGUES) $(COMPRESSED) ## make the environment and install what is pinned

.PHONY: run
run: setup ## serve the product with its stores on http://127.0.0.1:$PORT (3001)
	@exec $(BIN)/python -m embedded run

.PHONY: test
test: setup ## run all tests, in a real Chromium where they need one
	@CHROMIUM="$$($(BIN)/python -m tests.support.install_chromium)" exec $(BIN)/python -m pytest -n $(or $(N),2) --dist loadfile --no-loadscope-reorder

.PHONY: one
one: setup ## run some tests: make one t=tests/unit/core
	@exec $(BIN)/python -m pytest -q $(t)

.PHONY: check
check: setup ## format, lint, types, import contracts, templates, translations, pins
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m pytest -q tests/contracts/test_translations.py
	$(BIN)/uv pip check --quiet --python $(BIN)/python

.PHONY: fix
fix: setup ## format, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: bench
bench: setup ## measure against the baselines, write bench/results.json
	@exec $(BIN)/python -m bench

.PHONY: translations
translations: setup ## collect new texts into translations/, drop dead ones, compile
	$(BIN)/pybabel -q extract -F babel.cfg -k lazy_gettext -k _l -k _n:1,2 --no-location --sort-output -w 100 \
		--project CAPITUNE -o .venv/messages.pot .
	$(BIN)/pybabel -q update -i .venv/messages.pot -d translations --no-fuzzy-matching \
		--ignore-obsolete --omit-header -w 100
	$(MAKE) --no-print-directory setup

.PHONY: requirements
requirements: setup ## resolve requirements*.in again; add u=NAME to move one part
	$(COMPILE) $(if $(u),--upgrade-package $(u)) requirements.in -o requirements.txt
	$(COMPILE) $(if $(u),--upgrade-package $(u)) requirements-dev.in -o requirements-dev.txt

$(INSTALLED): requirements-dev.txt | $(BIN)/uv
	@echo "Installing what requirements-dev.txt pins"
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.txt
	@touch $@

$(BIN)/uv:
	@test -n "$(PYTHON)" || { echo "CAPITUNE needs Python 3.11 or newer, and none was found. \
	On Debian and Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make \
	environments: its venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" \
	>&2; exit 1; }
	@echo "Making the environment in .venv"
	@$(PYTHON) -m venv .venv
	@awk '/^[^ #]/ {keep = /^uv==/} keep' requirements-dev.txt > .venv/uv.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt

# Catalogues have no head: their folder says the language, and nothing in them is fuzzy.
%.mo: %.po | $(INSTALLED)
	@$(BIN)/pybabel -q compile --use-fuzzy -l $(word 2,$(subst /, ,$<)) -i $< -o $@

# WhiteNoise serves these twins to browsers that take them.
$(COMPRESSED): $(STATIC) | $(INSTALLED)
	@$(BIN)/python -m whitenoise.compress --quiet static
	@touch $@
