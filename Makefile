# make run serves the demo, make test tests, make check lints; `make` alone lists everything.
PYTHON ?= python3
PORT ?= 8080
ARGS ?=

UV := uv==0.13.9
PACKAGES := bot booking vendors oversight locales migrations
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help run test check bench soak lock clean

help:
	@echo "make run     serve the demo at http://127.0.0.1:$(PORT) (PORT=... for another port)"
	@echo "make test    all tests (ARGS=\"-k word\" hands options to pytest)"
	@echo "make check   lint, format, types, import rules, texts"
	@echo "make bench   every benchmark, one line of JSON each"
	@echo "make soak    the long load, fault and simulation runs"
	@echo "make lock    bring both lock files up to pyproject.toml (ARGS=--upgrade for newer versions)"
	@echo "make clean   remove the environment and all caches; the database in data/ stays"
	@echo "PYTHON=...   the Python 3.11 or newer to build the environment with"

run: $(VENV)/.run
	@echo "3/3 starting Anxiu on port $(PORT) ..."
	@$(BIN)/anxiu serve --demo --port $(PORT)

test: $(VENV)/.dev
	@sh scripts/ensure_chromium.sh
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.generate_keys --check
	$(BIN)/python -m docs.generate_lifecycles --check

bench: $(VENV)/.dev
	@$(BIN)/python -m bench $(ARGS)

soak: $(VENV)/.dev
	$(BIN)/pytest -m soak $(ARGS)

# The header of a lock file repeats its command, so these two lines are what it shows.
lock: $(VENV)/.created
	$(COMPILE) $(ARGS) pyproject.toml -o requirements.lock
	$(COMPILE) $(ARGS) pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip configurations are not read by uv, so where uv finds nothing pip may. All is compiled at once, as pip does by
# itself: a process starts in a third of the time, also where Python may not write what it has compiled.
define install
	@if [ -x $(BIN)/uv ] && $(BIN)/uv pip install --compile-bytecode --python $(BIN)/python -r $(1); then :; else \
	  echo "    uv could not do it; pip tries with the same lock file ..."; \
	  $(BIN)/python -m pip install --disable-pip-version-check -r $(1); \
	fi
	@$(BIN)/python -m compileall -q $(PACKAGES)
endef

$(VENV)/.run: $(VENV)/.created requirements.lock
	@echo "2/3 installing the packages of requirements.lock ..."
	$(call install,requirements.lock)
	@touch $@

# The development lock holds everything of the other one, so both count as installed.
$(VENV)/.dev: $(VENV)/.created requirements-dev.lock
	@echo "2/3 installing the packages of requirements-dev.lock ..."
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.run $@

# The project is put on the path of the environment instead of being built: no build tool, no network.
$(VENV)/.created:
	@echo "1/3 creating the environment in $(VENV) ..."
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Anxiu needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V 2>&1`. Name a newer one: PYTHON=python3.12"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Python cannot create an environment here. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV) || echo "    uv is not to be had; pip will do, more slowly"
	@echo "$(CURDIR)" > "`$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'`/anxiu.pth"
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m bot "$$@"\n' "$(CURDIR)" > $(BIN)/anxiu
	@chmod +x $(BIN)/anxiu
	@touch $@
