# Every command a person types. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup run test check format lock messages demo replay-thai-nguyen shell database bench erase clean

PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?= -n 2 --dist worksteal
OURS := src tests tools benchmarks manage.py
TEMPLATES = $(shell git ls-files 'src/*.html')

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 20

setup:  ## Make .venv from the lock file, messages and phone app; instant when nothing changed
	@$(PYTHON) tools/setup

run: setup  ## Serve the platform on 127.0.0.1:8000, with the demonstration in an empty database
	@$(BIN)/python -m nguon run

test:  ## Run all tests (PYTEST_ARGS chooses others than: -n 2 --dist worksteal)
	@$(PYTHON) tools/setup --browser
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: setup  ## Format, lint, types, imports, templates, migrations, phone app, house rules
	@$(BIN)/python tools/check $(OURS)

format: setup  ## Lay out code and templates
	@$(BIN)/ruff format --quiet $(wildcard $(OURS))
	@$(BIN)/ruff check --fix --quiet $(wildcard $(OURS))
	@test -z "$(TEMPLATES)" || $(BIN)/djangofmt --quiet $(TEMPLATES)
	@$(BIN)/python tools/phone format

lock:  ## Pin the dependencies of pyproject.toml by hash into requirements.lock
	@uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header \
		--no-emit-index-url --python-version 3.11 --quiet -o requirements.lock

messages: setup  ## Collect new messages into the catalogues, and compile them
	@$(BIN)/python tools/messages extract
	@$(BIN)/python tools/messages compile

demo: setup  ## Load the demonstration into the database
	@$(BIN)/python -m nguon migrate --verbosity 0
	@$(BIN)/python -m nguon demo

replay-thai-nguyen: setup  ## Replay the worst day in a database of its own, and check each answer
	@$(BIN)/python -m nguon replay_thai_nguyen

shell: setup  ## A Python prompt with the platform loaded
	@$(BIN)/python -m nguon shell

database: setup  ## Show the embedded database server
	@$(BIN)/python -m nguon database status

bench: setup  ## Measure capture and trace (minutes)
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

erase: setup  ## Delete the embedded database and the uploads of this checkout, after asking
	@$(BIN)/python -m nguon database erase

clean:  ## Remove caches, .venv and what was built; the data in .nguon stay
	@rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist
	@rm -rf pwa/node_modules src/nguon/web/phone src/nguon/web/phone.new src/nguon/web/phone.old
	@find src tests -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
