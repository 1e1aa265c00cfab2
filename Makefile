# make run    what a newcomer types first       make test   everything the tests need, and the tests
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run install test check serve neo4j notebooks wheel lock clean

run: install
	$(BIN)/graphx run seeds/articles -w seeds.graphx
	$(BIN)/graphx trace "Putin's Aleppo Gamble Pays Off" -w seeds.graphx
	@echo
	@echo "Open the explorer, after  . .venv/bin/activate  with:"
	@echo "graphx serve -w seeds.graphx"

install: .venv/run.stamp

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# One process a core; each starts what it needs of its own: a database, a browser.
test: .venv/dev.stamp
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A throw-away Neo4j server on this machine, to look at the graph; needs Java and Maven.
neo4j: .venv/dev.stamp
	$(BIN)/python -m tests.neo4j_server

serve: install
	$(BIN)/graphx serve -w seeds.graphx

notebooks: .venv/dev.stamp
	$(BIN)/python -m pytest tests/notebooks

wheel: .venv/run.stamp
	$(BIN)/python -m hatchling build -t wheel

# The locks hold hashes and name no index host; uv reads pyproject.toml for every platform.
UV_LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate --quiet pyproject.toml
lock:
	$(UV_LOCK) --extra fast --group build -o requirements/run.txt
	$(UV_LOCK) --all-extras --group build --group dev -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf .venv dist seeds.graphx
