# make lab    opens the course        make test   checks everything        make help   says what else there is
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV ?= .venv
# The Python to build $(VENV) with: the newest that is found, or `make lab PYTHON=/usr/bin/python3.12`.
PYTHON ?=
LAB_ARGS ?=
PYTEST_ARGS ?=

py := $(VENV)/bin/python
pip := $(py) -m pip --disable-pip-version-check install
# Pytest on all cores; a file stays together, so that what it compiles is compiled once.
workers := $(py) -m pytest -n auto --dist loadfile
# JupyterLab refuses to run as root, as one does in many containers, unless it's told.
root := $(shell [ "$$(id -u)" = 0 ] && echo --allow-root)
# A folder that was moved or renamed is installed anew: what is installed remembers where it was.
moved := $(shell [ "$$(cat $(VENV)/.place 2>/dev/null)" = "$$(pwd)" ] || echo moved)

.PHONY: lab test test-code test-browser test-project check lint fresh notebooks bench mutants env matrix help moved

lab: $(VENV)/.lab  ## open JupyterLab at the first notebook (LAB_ARGS="--no-browser --port 8899" is passed on)
	$(py) -m jupyterlab $(root) --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb $(LAB_ARGS)

test: lint test-code test-browser  ## all that a change can break: what stands in the next two lines, and lint

test-code: $(VENV)/.test  ## unit, property, layering and doctests, notebooks and pictures
	$(workers) --mpl --nbval --ignore tests/project --ignore tests/lab -m "not browser$(if $(NIGHTLY),, and not nightly)" \
	    tests jaclib notebooks $(PYTEST_ARGS)

test-browser: $(VENV)/.test  ## the figures and the notebooks in a browser, most in a real JupyterLab
	$(py) scripts/chromium.py --install
	$(workers) -m "browser and not alone$(if $(NIGHTLY),, and not nightly)" tests/page tests/lab $(PYTEST_ARGS)
	$(py) -m pytest -m alone tests/lab $(PYTEST_ARGS)

test-project: $(VENV)/.test  ## the environments from the locks, Binder, the annotations, CI
	$(workers) tests/project $(PYTEST_ARGS)

check: lint  ## the fast part of test-code: no notebooks or pictures, nothing slow, fewer examples
	$(workers) --hypothesis-profile=check -p no:nbval --ignore tests/project --ignore tests/lab \
	    -m "not slow and not later and not browser and not mpl_image_compare" $(PYTEST_ARGS)

lint: $(VENV)/.test
	$(py) -m ruff check .
	$(py) -m ruff format --check .
	$(py) -m mypy
	$(py) -m deno lint --quiet benchmarks jaclib tests
	$(py) -m deno check --quiet jaclib
	$(py) scripts/prose.py

fresh: $(VENV)/.lab  ## put a notebook back as it came, and keep yours beside it: make fresh NOTEBOOK=02
	@$(py) -c "from jaclib.explore import fresh; fresh('$(NOTEBOOK)', 'notebooks')"

notebooks: $(VENV)/.test  ## run every notebook anew, top to bottom, and normalise what is saved
	$(py) scripts/notebooks.py

bench: $(VENV)/.test  ## measure the maths beside other libraries, and the live figure beside interact and ipympl
	$(py) scripts/chromium.py --install
	$(py) -m benchmarks.maths
	$(py) -m benchmarks.live_figure
	$(py) -m benchmarks.explorers
	$(py) -m benchmarks.training
	$(py) -m benchmarks.sessions --write benchmarks/RESULTS.md
	$(py) -m benchmarks.flows
	$(py) -m benchmarks.sizes --write benchmarks/RESULTS.md
	$(py) -m benchmarks.arrays --write benchmarks/RESULTS.md

mutants: $(VENV)/.test  ## break the mathematics in over a hundred small ways; each must turn a test red
	$(py) scripts/mutants.py

env: $(VENV)/.test  ## bring the locks to the newest versions, and environment.yml with them
	$(py) scripts/lock.py

matrix:  ## all tests under the newest Python found, those of the code under each; each in a .venv-3.1x of its own
	@ran=; targets="test test-project"; for version in 3.15 3.14 3.13 3.12 3.11; do \
	    python=$$(sh scripts/python.sh $$version) || continue; \
	    echo "== Python $$version: $$python: $$targets"; \
	    $(MAKE) $$targets VENV=.venv-$$version PYTHON="$$python" || exit 1; \
	    ran="$$ran $$version"; targets=test-code; \
	done; [ -n "$$ran" ] && echo "== passed under Python$$ran"

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##/\1	/p' Makefile | expand -t 14

$(VENV)/.lab: requirements.lock pyproject.toml $(moved)
	@python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh scripts/python.sh) || exit 1; \
	if ! $(py) -c "import pip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 16))" 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version) ($$python)"; "$$python" -m venv --clear $(VENV); fi
	$(pip) --require-hashes -r requirements.lock
	$(pip) --no-deps --no-build-isolation -e .
	@pwd > $(VENV)/.place
	@touch $@

$(VENV)/.test: $(VENV)/.lab requirements-test.lock
	$(pip) --require-hashes -r requirements-test.lock
	@touch $@
