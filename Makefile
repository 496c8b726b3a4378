# The one door to build, test, link and package. Every target sets up what it needs.
.DEFAULT_GOAL := help
.PHONY: help setup demo bench test endurance fuzz matrix lint i18n stage zip check-zip link unlink deploy env clean icons

SHELL := /bin/bash
PYTHON := build/venv/bin/python
PROFILE ?= $(HOME)/.local/share/QGIS/QGIS3/profiles/default
DEMO_NAMES := SEED PARCELS CHANGES DLTB BASIC_FARMLAND ECO_REDLINE URBAN_BOUNDARY APPROVALS CONTRACT_PARCELS \
	TOWNSHIPS VILLAGES FIELD_MAP CLASS_TABLE BATCH SOURCE_KIND DETECTED_ON MIN_AREA OUT
DEMO_ARGUMENTS = $(foreach name,$(DEMO_NAMES),$(if $(filter command,$(origin $(name))),$(name)='$(subst ','\'',$($(name)))'))

BENCH_NAMES := SIZE SEED CHANGES RUNS PEERS JOBS QUICK SCALING DATA
BENCH_ARGUMENTS = $(foreach name,$(BENCH_NAMES),$(if $(filter command,$(origin $(name))),$(name)='$(subst ','\'',$($(name)))'))

ENDURANCE_NAMES := KILLS MINUTES HISTORIES
ENDURANCE_ARGUMENTS = $(foreach name,$(ENDURANCE_NAMES),$(if $(filter command,$(origin $(name))),$(name)='$(subst ','\'',$($(name)))'))

help: ## show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: ## install QGIS, tools and the virtual environment (Debian, Ubuntu)
	@.ci/setup

demo: setup ## build a sample county and run the main job; own files with CHANGES=… DLTB=…
	@$(PYTHON) .ci/i18n.py compile
	@eval "$$(ANYUE_LOCALE=zh-Hans .ci/env)"; $(PYTHON) tests/demo/run.py $(DEMO_ARGUMENTS)

bench: setup ## side-by-side benchmark with the tools a user would otherwise pick (QUICK=1, SIZE=…, DATA=…)
	@$(PYTHON) tests/bench/run.py $(BENCH_ARGUMENTS)

test: setup i18n ## run the whole suite: without QGIS, offscreen, in a window
	@.ci/test

endurance: setup ## kill, fill, crowd and tamper: KILLS=500 MINUTES=10 HISTORIES=2000
	@$(PYTHON) tests/endurance/run.py $(ENDURANCE_ARGUMENTS)

fuzz: setup ## feed broken files to the readers: MUTATIONS=2000000
	@.ci/fuzz $(MUTATIONS)

matrix: ## run the suite in QGIS 3.44 (Debian 13 chroot)
	@.ci/matrix

lint: setup stage ## ruff, mypy, bandit, detect-secrets
	@.ci/lint

i18n: setup ## update the translation source and compile it
	@$(PYTHON) .ci/i18n.py

stage: setup ## assemble the plugin folder in build/
	@$(PYTHON) .ci/i18n.py compile
	@$(PYTHON) .ci/stage.py stage

zip: setup ## pack the plugin into dist/
	@$(PYTHON) .ci/i18n.py compile
	@$(PYTHON) .ci/stage.py zip

check-zip: zip ## apply the plugin repository's rules to the archive
	@$(PYTHON) .ci/check_zip.py zip dist/*-$$(sed -n 's/^version=//p' metadata.txt).zip

link: setup ## put the checkout into a QGIS profile as a live plugin (PROFILE=folder)
	@$(PYTHON) .ci/i18n.py compile
	@$(PYTHON) .ci/link.py link "$(PROFILE)"

unlink: setup ## undo link
	@$(PYTHON) .ci/link.py unlink "$(PROFILE)"

deploy: setup ## copy the assembled plugin into a QGIS profile (PROFILE=folder)
	@$(PYTHON) .ci/i18n.py compile
	@$(PYTHON) .ci/stage.py deploy "$(PROFILE)"

env: setup ## print the exports that make plain qgis_process know the plugin
	@$(PYTHON) .ci/i18n.py compile >&2
	@.ci/env

icons: setup ## draw resources/icons/icon.png from its SVG
	@rsvg-convert -w 128 -h 128 resources/icons/icon.svg -o resources/icons/icon.png

clean: ## remove what was built; the virtual environment stays
	@rm -rf build/anyue_farmland_plugin build/bin build/run build/profile build/demo dist i18n/*.qm
	@find anyue_farmland_plugin tests .ci -name __pycache__ -prune -exec rm -rf {} +
