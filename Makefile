# The only list of commands; `make` alone shows it. Each sets up what it needs.

PORT ?= 8000
PYTHON ?= python3
PY := .venv/bin/python
NPM := $(PY) tools/node.py
SETUP := @PYTHON=$(PYTHON) sh tools/python.sh tools/setup.py
export PORT
# Else each process of the tests would compile all of them, and all libraries, anew.
unexport PYTHONDONTWRITEBYTECODE

# The settings are strict: what looks at them gives a secret that opens nothing.
STRICT := SIO_DEMO=0 SIO_SECRET_KEY=only-for-the-checks-5f0b7c1e2d9a4863b1c7e0f4a2d8963c SIO_DATA_KEYS=c1:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI= SIO_VAR_DIR=.stamps/var

.DEFAULT_GOAL := help
.PHONY: help demo test check fmt bench audit lock
help:
	@echo 'make demo    set up everything and run the system with demo data (PORT=8000)'
	@echo 'make test    set up and run every test: Python, TypeScript, browser'
	@echo 'make check   format, lint, types, import contracts, sizes, translations'
	@echo 'make fmt     rewrite Python and TypeScript to the house format'
	@echo 'make bench   run benchmarks/ and print their figures (only=NAME for one)'
	@echo 'make audit   look for known faults in what we depend on (needs the network)'
	@echo 'make lock    lock the dependencies anew (needs the network)'

demo:
	$(SETUP) demo

# Tests --------------------------------------------------------------------------

.PHONY: setup-test test-postgres test-sqlite test-browser test-lines test-pages test-frontend
test: setup-test test-postgres test-sqlite test-browser

setup-test:
	$(SETUP) test

test-postgres:
	@echo '== Python tests on PostgreSQL'
	@rm -f .coverage
	$(PY) tools/with_postgres.py $(PY) -m pytest -q -n auto --maxprocesses=4 --reuse-db --ignore=tests/e2e --cov --cov-report=

# The browser stories run on it as well.
test-sqlite:
	@echo '== Python tests on SQLite: what a database does by itself'
	$(PY) -m pytest -q -n auto --maxprocesses=4 --ignore=tests/e2e -m database --cov --cov-append --cov-report=
	$(PY) tools/check_coverage.py

# A line waits for pictures and for clocks: what only works has time meanwhile.
test-browser:
	$(PY) tools/beside.py '$(MAKE) test-lines' $(foreach one,test-pages test-frontend $(beside),'$(MAKE) $(one)')

test-lines:
	@echo '== Browser stories with a line'
	$(PY) -m pytest -q tests/e2e -m line

test-pages:
	@echo '== Browser stories without a line'
	$(PY) -m pytest -q tests/e2e -m 'not line'

test-frontend:
	@echo '== TypeScript tests'
	@$(NPM) run --silent test

# Checks: they change no file ----------------------------------------------------

CHECKS := check-format check-lint check-types check-imports check-sizes check-templates \
	check-typescript check-deploy check-migrations check-translations check-bundle
.PHONY: setup-dev $(CHECKS)
check: $(CHECKS)
	@echo 'All checks pass.'

$(CHECKS): setup-dev
setup-dev:
	$(SETUP) dev

check-format:
	$(PY) -m ruff format --check --quiet .
	@$(NPM) run --silent format:check

check-lint:
	$(PY) -m ruff check --quiet .
	@$(NPM) run --silent lint

check-types:
	$(PY) -m mypy

check-imports:
	@$(PY) -c 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())'

check-sizes:
	$(PY) tools/check_sizes.py

check-templates:
	$(PY) -m djlint --lint --quiet sio

check-typescript:
	@$(NPM) run --silent typecheck

check-deploy:
	@mkdir -p .stamps/var
	$(STRICT) $(PY) manage.py check --deploy --fail-level WARNING

check-migrations:
	@mkdir -p .stamps/var
	$(STRICT) $(PY) manage.py makemigrations --check --dry-run

check-translations:
	$(PY) tools/check_translations.py

# The build itself fails when the scripts of a page's first load pass their budget.
check-bundle:
	@$(NPM) run --silent build -- --outDir ../.stamps/bundle --logLevel warn

# Else ---------------------------------------------------------------------------

fmt:
	$(SETUP) dev
	$(PY) -m ruff check --quiet --fix-only .
	$(PY) -m ruff format .
	@$(NPM) run --silent format

bench:
	$(SETUP) bench
	$(PY) -m benchmarks $(if $(only),only=$(only))

audit:
	$(SETUP) audit
	$(NPM) audit
	$(PY) -m pip_audit --disable-pip --require-hashes -r requirements.txt -r requirements-dev.txt

LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-header --no-emit-index-url --no-emit-find-links
lock:
	$(SETUP) dev
	$(LOCK) -o requirements.txt requirements.in
	$(LOCK) -o requirements-dev.txt requirements-dev.in
	$(LOCK) -o requirements-node.txt requirements-node.in
	$(LOCK) -o requirements-audit.txt requirements-audit.in
	$(NPM) install --package-lock-only
