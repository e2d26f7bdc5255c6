# Two commands: `make demo` and `make test`. Each sets up what it needs in .venv, once.
# All paths are relative, so the folder may have spaces and æøå in its name.

PYTHON ?= python3
PY := .venv/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: help demo test check test-full bench messages readme sample notebooks-update clean

help:
	@echo "make demo       set up and code the shipped corpus; EXAMPLE=en for the English one"
	@echo "make test       set up and run all checks"
	@echo "make check      the checks without the notebooks"
	@echo "make test-full  all checks and the slow tests"
	@echo "make bench      measure speed, compare with others; writes benchmarks/results.md"
	@echo "make messages   bring the catalogues nb, nn, en up to date"
	@echo "make notebooks-update  run the notebooks and store what they print"
	@echo "make sample     build the sample appendix in docs/sample"
	@echo "make readme     put the printed result and the picture of the demo into the README"

demo: .venv/.runtime
	@$(PY) -m fou_toolkit.cli demo $(if $(EXAMPLE),--example $(EXAMPLE))

test: check notebooks

test-full: .venv/.dev lint
	$(PY) -m pytest -m "full or not full"
	$(MAKE) notebooks

check: lint unit

.PHONY: lint unit notebooks
lint: .venv/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

unit: .venv/.dev
	$(PY) -m pytest -m "not full" -n auto

# nbval compares stored outputs with what the notebooks print now. Bokmål, whatever the machine speaks.
notebooks: .venv/.dev
	FOU_LANG=nb $(PY) -m pytest --nbval --nbval-current-env --nbval-cell-timeout=120 -p no:cacheprovider \
		-n auto --dist loadscope notebooks

bench: .venv/.bench .venv/.peers
	$(PY) benchmarks/run.py
	$(PY) benchmarks/coders.py
	$(PY) benchmarks/concordance.py
	$(PY) benchmarks/together.py
	$(PY) benchmarks/project.py

messages: .venv/.dev
	$(PY) tools/messages.py

notebooks-update: .venv/.dev
	$(PY) tools/notebooks.py

sample: .venv/.dev
	$(PY) tools/sample.py

readme: .venv/.dev
	$(PY) tools/readme.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; say which one: make demo PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv (once, a few minutes) ..."
	@$(PYTHON) -m venv .venv || \
		{ echo "This Python has no venv. On Debian and Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }
	@touch .venv/.python

.venv/.runtime: pyproject.toml constraints.txt | .venv/.python
	@$(PIP_INSTALL) -e .
	@touch .venv/.runtime

.venv/.dev: .venv/.runtime
	@$(PIP_INSTALL) -e ".[dev]"
	@touch .venv/.dev

.venv/.bench: .venv/.dev
	@$(PIP_INSTALL) -e ".[dev,bench]"
	@touch .venv/.bench

# Two packages that the benchmarks compare with need an older numpy. Without them the benchmarks go on.
.venv/.peers: benchmarks/peers.txt | .venv/.python
	@rm -rf .venv/peers
	@{ $(PYTHON) -m venv .venv/peers && \
		.venv/peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt && \
		touch .venv/.peers; } || \
		{ echo "Some packages to compare with could not be set up: they are not measured."; rm -rf .venv/peers; }
