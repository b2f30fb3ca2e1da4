# make run · make test · make quick · make eval · make fit · make bench · make audit
# Everything is installed into .venv from the lock files; nothing outside this folder is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors only. (A package's missing extra, or an editable install's advice, is no news to anyone here.)
INSTALL := @$(BIN)/pip install -qq --disable-pip-version-check

.PHONY: run test quick check-corpus eval bench lint style types audit lock fit lens vectors schema clean

# Tests start `khabar` and its readers a hundred times: without compiled modules each start takes a second more.
unexport PYTHONDONTWRITEBYTECODE

run: $(VENV)/.run
	@$(BIN)/khabar run

# The quickest first: style, types, the corpus, then tests and the floors of the scores, which take every core there is.
test: lint
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal
	@$(BIN)/python -m tests.eval --floors

# Under half a minute, before each commit: style, types, and the tests nearest to what changed. `make test` is the proof.
quick: $(VENV)/.test
	@$(BIN)/python -m tests.quick

# Beside each other: types take a core for a minute where they were not checked before.
lint: $(VENV)/.test
	@$(MAKE) --no-print-directory --jobs 3 style types check-corpus

style: $(VENV)/.test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types: $(VENV)/.test
	@$(BIN)/mypy

check-corpus: $(VENV)/.test
	@$(BIN)/khabar corpus check

eval: $(VENV)/.test
	@$(BIN)/python -m tests.eval

bench: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks $(BENCH)

# The test lock is a superset of the run lock; a later set never removes an earlier one.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=…")'
	@echo "khabar: installing into $(VENV); this takes a minute or two" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --no-deps -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: tests/requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --no-deps -r tests/requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

$(VENV)/.bench: tests/benchmarks.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --no-deps -r tests/benchmarks.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.test $(VENV)/.run

# After questions, labelled texts, features or vetoes have changed: what answers and figures learned, fitted anew. Takes a while.
fit: $(VENV)/.bench
	@$(BIN)/python -m tests.eval.fit_figures
	@$(BIN)/python -m tests.eval.fit_relevance
	@$(BIN)/python -m tests.eval.fit_answers
	@$(BIN)/python -m tests.eval.fit_events

# What all our texts have in common, taken out of their vectors. Another lens makes another model of it: everything is
# embedded anew, and the coefficients are due.
lens: $(VENV)/.test
	@$(BIN)/python -m tests.eval.build_lens
	@$(BIN)/python -m tests.eval.build_vectors
	@echo "khabar: now make fit" >&2

# After records or indicators were worded anew: embed their texts once, for everyone who installs this.
vectors: $(VENV)/.test
	@$(BIN)/python -m tests.eval.build_vectors

# After the shape of records or indicators has changed: what editors' tools hold them against.
schema: $(VENV)/.test
	@$(BIN)/python -m tests.schemas

# Before a release: the image's rules, a bill of materials in build/sbom.json, and what is known against the lock (that asks
# the network). The tools have a folder of their own: the program and its tests do without them.
AUDIT := $(VENV)/audit
audit: $(AUDIT)/.done
	@$(AUDIT)/bin/python tests/audit.py

$(AUDIT)/.done: tests/audit.lock | $(VENV)/bin/python
	@$(VENV)/bin/python -m venv $(AUDIT)
	@$(AUDIT)/bin/pip install -qq --disable-pip-version-check --require-hashes --no-deps -r tests/audit.lock
	@touch $@

# Maintainers: renew the locks (needs uv).
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q
lock:
	$(LOCK) --extra build --extra postgresql --extra nodes -o requirements.lock
	$(LOCK) --extra test -o tests/requirements.lock
	$(LOCK) --extra test --extra bench --extra fit -o tests/benchmarks.lock
	$(filter-out pyproject.toml,$(LOCK)) --group audit -o tests/audit.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
