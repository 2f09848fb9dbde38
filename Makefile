# Two commands hold on any machine with Python 3.11 or newer, pip and make: `make demo`, `make test`.
# The same lines for Windows stand in README.md.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test check format docs pictures samples templates lock benchmark wheelhouse wheelhouse-check clean

demo: $(VENV)/ready
	$(BIN)/python samples/demo.py

test: $(VENV)/ready-to-test
	$(BIN)/python -m pytest -n auto

check: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/ready-to-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs templates: $(VENV)/ready
	$(BIN)/python docs/generate.py

pictures: $(VENV)/ready
	$(BIN)/python docs/pictures.py

samples: $(VENV)/ready-to-test
	$(BIN)/python samples/make.py

benchmark: $(VENV)/ready-to-test
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/validate.py
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/hostile.py
	$(BIN)/python benchmarks/analyze.py
	$(BIN)/python benchmarks/draw.py
	$(BIN)/python benchmarks/forms.py
	$(BIN)/python benchmarks/copies.py

wheelhouse: $(VENV)/ready-to-test
	$(BIN)/python -m wheelhouse.build $(PYTHONS)

wheelhouse-check: $(VENV)/ready-to-test
	$(BIN)/python -m wheelhouse.check

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-emit-index-url --custom-compile-command "make lock" -c requirements.lock \
	  pyproject.toml --group test -o requirements-test.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-emit-index-url --custom-compile-command "make lock" -c requirements-test.lock \
	  pyproject.toml --group bench -o requirements-bench.lock

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/ready-to-test: $(VENV)/ready requirements-test.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.lock
	touch $@

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache
