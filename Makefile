.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run shell test walk deaths fuzz lint check train window parts window-test browser bench lock

export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

PY := .venv/bin/python
UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
SHA := $(shell command -v sha256sum || echo shasum -a 256)
YAML = $(wildcard data config.yml domain.yml endpoints.yml credentials.yml tests)
TRAINING = $(wildcard data/nlu data/rules data/stories data/scripts)

# A stamp's name carries the contents it stands for, so touching a file redoes nothing and editing it does.
# $(call stamp,KIND,PRODUCT,FILES AND FOLDERS); without its product a stamp is void.
digest = $(shell find /dev/null $(wildcard $(1)) \( -name node_modules -o -name dist \) -prune -o -type f ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 $(SHA) | $(SHA) | cut -c1-16)
stamp = $(if $(wildcard $(2)),,$(shell rm -f .state/$(1)-*)).state/$(1)-$(call digest,$(3))

# Two at a time: each loads the model, so more would want more memory than a small machine has.
TOGETHER := --numprocesses 2 --dist loadgroup

UI := bot/web/ui
NPM = cd $(UI) && PATH="$(CURDIR)/.venv/bin:$$PATH" npm

UNDERSTANDING := config.yml data/lexicon bot/nlu requirements.lock
ENV := $(call stamp,env,$(PY),requirements.lock pyproject.toml .python-version)
CHECK := $(call stamp,check,$(PY),data domain.yml bot actions)
LEARNT := $(filter-out data/scripts,$(TRAINING)) $(wildcard data/scripts/*.yml)
MODEL := $(call stamp,model,models/qinqin.tar.gz,$(UNDERSTANDING) $(LEARNT) domain.yml)
COMPONENTS := $(call stamp,components,models/qinqin.tar.gz,$(UNDERSTANDING))
PARTS := $(call stamp,parts,$(UI)/node_modules/.package-lock.json,$(addprefix $(UI)/,package.json package-lock.json .npmrc))
FUZZ := $(call stamp,fuzz,.tools/fuzz/bin/schemathesis,tests/fuzz/requirements.lock)
WINDOW := $(call stamp,window,$(UI)/dist/widget.js,$(UI))

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s %s\n", $$1, $$2}' Makefile

run: $(ENV) check train window ## everything set up, demo shop loaded, bot running; RASA_PORT, ACTION_PORT
	@$(PY) -m bot demo
	@$(PY) -m bot run

shell: $(ENV) check train ## talk to the bot in this terminal as a demo buyer; BUYER
	@$(PY) -m bot demo
	@$(PY) -m bot shell

test: lint check train browser ## everything set up and every test; ARGS for pytest
	$(PY) -m pytest $(TOGETHER) $(ARGS)

walk: $(ENV) check train ## every talk, and a buyer who says anything at any moment for ten thousand turns; WALKS
	WALKS=$(or $(WALKS),850) $(PY) -m pytest $(TOGETHER) -rP tests/conversations

lint: $(ENV) ## format, style, types, YAML
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(PY) -m yamllint --strict $(YAML)

check: $(CHECK) ## the shop's clauses, scripts and sentences, if they changed

train: $(MODEL) ## the model, if what it learns from changed

window: $(WINDOW) ## the buyer's window, if its sources changed; its own tests: make window-test

parts: $(PARTS)

window-test: $(PARTS)
	@$(NPM) test --silent

# Where npm reaches no registry, all but the window is tested and the rest is named as skipped; REQUIRE_BROWSER=1 forbids it.
browser: $(ENV)
	@if $(MAKE) --no-print-directory parts; then \
	  $(MAKE) --no-print-directory window-test window && $(PY) -m tests.browser.chromium; \
	else \
	  echo "npm could not fetch the window's libraries, so neither the window nor a talk in a browser is tested." >&2; \
	  [ "$$REQUIRE_BROWSER" != 1 ]; \
	fi

deaths: $(ENV) check train ## every process killed at random moments under load; DEATHS, SEED
	DEATHS=$(or $(DEATHS),20) $(PY) -m pytest -s tests/deaths

fuzz: $(ENV) $(FUZZ) ## the door's API by schemathesis; EXAMPLES, SEED
	$(PY) -m tests.fuzz .tools/fuzz/bin/schemathesis

bench: $(ENV) check train window ## how fast the bot answers on this machine, beside its peers; takes some minutes
	@$(PY) -m bot bench
	@$(PY) -m bot bench --window

lock: $(UV) ## requirements.lock from pyproject.toml, and that of make fuzz
	$(UV) pip compile pyproject.toml --extra dev --python-version 3.10 --generate-hashes --no-emit-index-url --quiet -o requirements.lock
	$(UV) pip compile tests/fuzz/requirements.in --python-version 3.10 --generate-hashes --no-emit-index-url --quiet -o tests/fuzz/requirements.lock

$(ENV): | $(UV)
	@test -x $(PY) || $(UV) venv --clear .venv
	$(UV) pip sync --quiet --python $(PY) --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@mkdir -p .state && rm -f .state/env-* && touch $@

# An environment of its own: what schemathesis needs does not go together with what rasa needs.
$(FUZZ): | $(ENV)
	$(UV) venv --quiet --clear --python $(PY) .tools/fuzz
	$(UV) pip sync --quiet --python .tools/fuzz/bin/python --require-hashes tests/fuzz/requirements.lock
	@mkdir -p .state && rm -f .state/fuzz-* && touch $@

$(CHECK): | $(ENV)
	$(PY) -m bot check
	@mkdir -p .state && rm -f .state/check-* && touch $@

$(MODEL): | $(ENV)
	$(PY) -m bot.nlu train --quiet --skip-validation --data $(TRAINING) --fixed-model-name qinqin $(if $(wildcard $(COMPONENTS)),,--force)
	@test -f models/qinqin.tar.gz
	@mkdir -p .state && rm -f .state/model-* .state/components-* && touch $@ $(COMPONENTS)

$(PARTS): | $(ENV)
	$(NPM) ci --include=dev --loglevel=error
	@mkdir -p .state && rm -f .state/parts-* && touch $@

$(WINDOW): | $(PARTS)
	$(NPM) run build --silent
	@mkdir -p .state && rm -f .state/window-* && touch $@

.tools/uv/bin/uv:
	@python3 -m pip --version >/dev/null 2>&1 || \
	  { echo "make needs uv, or python3 with pip to fetch it. On Debian: apt-get install python3-pip" >&2; exit 1; }
	python3 -m pip install --quiet --disable-pip-version-check --upgrade --target .tools/uv uv
