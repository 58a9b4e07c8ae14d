# Each target sets up what it needs. Only Python 3.11 or newer with venv, and a package index, are needed beforehand.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: nulmeting test test-quick thorough lint lab bench clean

nulmeting: .venv/installed
	@$(BIN)/klankbord run wijk-voor-wijk-2019

# Each worker begins with a part of its own, so that what a file of tests makes is mostly made once; who is done takes over.
test: .venv/installed-for-tests
	@$(BIN)/python -m pytest -n auto --dist worksteal

# All but the slow tests (see tests/conftest.py), with fewer examples: to know in a minute whether a change may hold.
test-quick: .venv/installed-for-tests
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" --hypothesis-profile quick

# Every case of which `make test` tries a sample, and each property with eighty times as many examples: by hand, for hours.
thorough: .venv/installed-for-tests
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n auto --dist worksteal

lint: .venv/installed-for-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lab: .venv/installed
	@$(BIN)/klankbord lab

bench: .venv/installed .venv-peers/installed
	@$(BIN)/python -m tests.benchmarks $(BENCH)

clean:
	rm -rf .venv .venv-peers reports/*/

# Made anew where an installation was broken off: nobody can tell what of it is whole. One that was finished is brought up
# to date, and is not finished while that lasts.
.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("klankbord needs Python 3.11 or newer; set PYTHON=..." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(if $(wildcard $@),,--clear) .venv
	@rm -f $@
	@echo "Klankbord wordt geïnstalleerd: één keer, ongeveer 850 MB op schijf. Dat duurt een minuut of twee."
	@$(BIN)/python -P pipeline/installing.py requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-for-tests: tests/requirements.lock .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@

# With the Python of .venv: a peer that runs our notebooks in its own process shares our packages.
.venv-peers/installed: tests/benchmarks/peers.txt | .venv/installed
	@echo "Installing the peers of the benchmarks (once)"
	@$(BIN)/python -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/peers.txt
	@touch $@
