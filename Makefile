# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: demo test check gate model model-figures bench dist installed clean

$(READY): pyproject.toml weights/pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tidewaiter needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable weights
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(READY)

demo: $(READY)  ## reads the sample reports and prints what they touch
	$(BIN)/tidewaiter demo

test: $(READY)  ## runs all tests
	$(BIN)/python -m pytest -q

check: $(READY)  ## formatting, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

model: $(READY)  ## trains the English parser from the treebanks (about an hour of one core)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python training/train.py --data ../shared/data/ud --work build/training

model-figures: $(READY)  ## measures the shipped parser on the treebanks' test files
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python training/evaluate.py --data ../shared/data/ud

CORPORA ?= build/corpora
gate: $(READY)  ## the quality gate: figures on annotated reports and on open corpora in CORPORA, each above its floor
	$(BIN)/python benchmarks/gate.py --corpora $(CORPORA)

bench: $(READY)  ## the speed ratios of docs/performance.md
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/law.py
	$(BIN)/python benchmarks/reader.py

dist: $(READY)  ## builds both wheels into dist/
	rm -rf dist
	$(BIN)/python -m build --quiet --wheel --outdir dist weights
	$(BIN)/python -m build --quiet --wheel --outdir dist .

installed: dist  ## installs the wheels in a clean environment and runs the demo as a user would
	rm -rf build/installed
	$(PYTHON) -m venv build/installed
	build/installed/bin/python -m pip install --quiet --find-links dist tidewaiter
	cd build && installed/bin/tidewaiter demo --check

clean:
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache
