# `make episode` makes the demo episode, `make natural` makes it with natural voices, `make test` runs
# the tests. All set everything up first.

PYTHON ?= python3
BIN := .venv/bin
# CI installs what is locked, byte for byte: make LOCK=requirements test (docs/reliability.md).
LOCK ?=
# Three processes on two cores, for many tests wait; tests of one file, which share what they build,
# stay together. What takes longest comes first (tests/conftest.py), not what has most tests.
PYTEST := $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: episode natural test quick check bench clean

episode: .venv/.installed
	$(BIN)/podcast build episodes/demo/demo.txt
	@echo
	@echo "Listen to it in any player, for example:"
	@echo "  xdg-open episodes/demo/demo.mp3     (Linux)"
	@echo "  open episodes/demo/demo.mp3         (macOS)"
	@echo "or read along in a browser: episodes/demo/index.html"

# The demo with natural voices, which take 65 MB more (docs/natural-voices.md).
natural: .venv/.installed-natural
	$(BIN)/podcast build episodes/demo/demo.txt --engine kokoro
	@echo
	@echo "Listen to it in any player: episodes/demo/demo.mp3"
	@echo "From now on, builds have natural voices; a draft in seconds: podcast build --engine espeak"

test: .venv/.installed-dev
	$(PYTEST)

# Style, types and the tests that need no process of their own and no browser: under a minute.
quick: .venv/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) -m "not slow"

# What has to be right before a change lands.
check: .venv/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST)

# How long builds take, as ratios (docs/speed.md).
bench: .venv/.installed-dev
	$(BIN)/python -m bench.run $(BENCH)

.venv/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or later is needed; say which with: make PYTHON=python3.12 episode")'
	$(PYTHON) -m venv .venv
ifeq ($(LOCK),)
	$(BIN)/python -m pip install --quiet --editable .
else
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r $(LOCK)/build.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation -r $(LOCK)/ci.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
endif
	@touch $@

.venv/.installed-natural: .venv/.installed
ifeq ($(LOCK),)
	$(BIN)/python -m pip install --quiet --editable '.[natural]'
endif
	@touch $@

.venv/.installed-dev: .venv/.installed
ifeq ($(LOCK),)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
endif
	@touch $@

clean:
	rm -rf .venv episodes/*/*.mp3 episodes/*/*.epub episodes/*/*.vtt episodes/*/*.transcript.* \
		episodes/*/*.chapters.json episodes/*/index.html episodes/*/.podcast-*.json \
		episodes/*/*.cover.jpg episodes/feed.xml episodes/feed-cover.*
