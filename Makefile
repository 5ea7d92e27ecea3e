# Needs git, make and Python 3.11 or newer; everything else is installed into .venv.
.DEFAULT_GOAL := help
BIN := .venv/bin
RUN := .venv/.ready-run
DEV := .venv/.ready-dev

.PHONY: help demo test check bench bench-classifier bench-webhooks eval test-crash test-long test-live-bluesky screenshots \
  lock clean

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

demo: $(RUN) ## Start everything on a simulated platform (ARGS="--port 8081")
	@$(BIN)/ascolto demo $(ARGS)

test: $(DEV) ## Run the whole suite (ARGS="-k name")
	@ASCOLTO_CHROMIUM="$$(scripts/chromium.sh)" && export ASCOLTO_CHROMIUM && \
	  OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 $(ARGS)

check: $(DEV) ## Style, types, import directions, documentation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/check_docs.py

bench: $(DEV) ## Measure the pipeline (FILE=messages.csv for your own messages)
	@$(BIN)/python scripts/bench.py $(FILE)

bench-classifier: $(DEV) ## Measure the classifier's speed on an idle machine
	@$(BIN)/python -m scripts.bench_classifier

bench-webhooks: $(DEV) ## Measure the receiver of platforms' calls on an idle machine
	@$(BIN)/python -m scripts.bench_webhooks

eval: $(DEV) ## Measure the classifier (EVAL_DATA=folder for the public sets, TRAIN=1, SPEED=1)
	@$(BIN)/python -m scripts.evaluate $(if $(EVAL_DATA),--data "$(EVAL_DATA)") $(if $(TRAIN),--train) $(if $(SPEED),--speed)

test-crash: $(DEV) ## The long crash test: kill -9 at random moments (SEED=…, REPLIES=2000)
	@ASCOLTO_CRASH_REPLIES=$(or $(REPLIES),2000) ASCOLTO_CRASH_SEED=$(SEED) $(BIN)/python -m pytest tests/crash -s

test-live-bluesky: $(DEV) ## The Bluesky connector on Bluesky's own servers, from npm (ARGS="-k name")
	@$(BIN)/python -m tests.live.bluesky.bluesky_network
	@$(BIN)/python -m pytest tests/live/bluesky -n 0 $(ARGS)

screenshots: $(DEV) ## Make the pictures in docs/images anew
	@ASCOLTO_CHROMIUM="$$(scripts/chromium.sh)" && export ASCOLTO_CHROMIUM && $(BIN)/python scripts/screenshots.py

lock: $(DEV) ## Pin the newest dependencies (needs uv)
	@uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --group build -o requirements.lock
	@uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove the environment
	@rm -rf .venv

$(RUN): requirements.lock pyproject.toml scripts/environment.sh
	@scripts/environment.sh requirements.lock
	@touch $@

$(DEV): requirements-dev.lock requirements.lock pyproject.toml scripts/environment.sh
	@scripts/environment.sh requirements-dev.lock
	@touch $(RUN) $@
