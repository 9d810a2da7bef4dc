# make lab    opens the course        make test   checks everything        make help   says what else there is
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
# The Python to build $(VENV) with: the newest that is found, or `make lab PYTHON=/usr/bin/python3.12`.
PYTHON ?=
LAB_ARGS ?=
PYTEST_ARGS ?=

py := $(VENV)/bin/python
pip := $(py) -m pip --disable-pip-version-check install
# JupyterLab refuses to run as root, as one does in many containers, unless it's told.
root := $(shell [ "$$(id -u)" = 0 ] && echo --allow-root)
# A folder that was moved or renamed is installed anew: what is installed remembers where it was.
moved := $(shell [ "$$(cat $(VENV)/.place 2>/dev/null)" = "$$(pwd)" ] || echo moved)

.PHONY: lab test check lint fresh notebooks bench mutants env matrix help moved

lab: $(VENV)/.lab  ## open JupyterLab at the first notebook (LAB_ARGS="--no-browser --port 8899" is passed on)
	$(py) -m jupyterlab $(root) --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb $(LAB_ARGS)

test: lint  ## everything: lint, unit, property, layering and doctests, notebooks, browser and picture tests
	$(py) scripts/chromium.py --install
	$(py) -m pytest --mpl --nbval -n auto --dist loadfile -m "not browser" tests jaclib notebooks $(PYTEST_ARGS)
	$(py) -m pytest -m browser tests/browser $(PYTEST_ARGS)

check: lint  ## the fast part of test, in under two minutes: no browser, notebooks or pictures, nothing slow
	$(py) -m pytest -p no:nbval --ignore tests/browser -n auto --dist loadfile \
	    -m "not slow and not mpl_image_compare" $(PYTEST_ARGS)

lint: $(VENV)/.test
	$(py) -m ruff check .
	$(py) -m ruff format --check .

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

mutants: $(VENV)/.test  ## break the mathematics in over a hundred small ways; each must turn a test red
	$(py) scripts/mutants.py

env: $(VENV)/.test  ## bring the locks to the newest versions, and environment.yml with them
	$(py) scripts/lock.py

matrix:  ## run test under each Python 3.11, 3.12, 3.13 found, pyenv's too, each in a .venv-3.1x of its own
	@ran=; for version in 3.11 3.12 3.13; do \
	    python=$$(sh scripts/python.sh $$version) || continue; \
	    echo "== Python $$version: $$python"; \
	    $(MAKE) test VENV=.venv-$$version PYTHON="$$python" || exit 1; \
	    ran="$$ran $$version"; \
	done; [ -n "$$ran" ] && echo "== passed under Python$$ran"

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*##/\1	/p' Makefile | expand -t 14

$(VENV)/.lab: requirements.lock pyproject.toml $(moved)
	@python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh scripts/python.sh) || exit 1; \
	if ! $(py) -c "import pip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version) ($$python)"; "$$python" -m venv --clear $(VENV); fi
	$(pip) --require-hashes -r requirements.lock
	$(pip) --no-deps --no-build-isolation -e .
	@pwd > $(VENV)/.place
	@touch $@

$(VENV)/.test: $(VENV)/.lab requirements-test.lock
	$(pip) --require-hashes -r requirements-test.lock
	@touch $@
