# The whole interface: make demo, make test, make bench, make format, make lint; and beside them make soak and
# make package-invoker. Each sets up what it needs.

SHELL := /bin/bash

# Linked statically, so that a binary runs in a sandbox or an image that has no Swift in it.
RELEASE := swift build --configuration release --static-swift-stdlib
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks/gate-bench

# All at once, nearly two thousand tests starve each other for minutes; many wait for programs, so there are more than cores.
RUN_TESTS := swift test --disable-xctest --experimental-maximum-parallelization-width 16

.PHONY: help demo test bench format lint soak package-invoker release

help:
	@echo 'make demo    run real Terraform and build an image in sandboxes, through the gate'
	@echo 'make test    build everything and run all tests'
	@echo 'make bench   measure the budgets of the design, ours and the peer in turn'
	@echo 'make soak    run a thousand jobs under seeded faults of AWS, and cut a million texts with secrets; 20 minutes'
	@echo 'make format  format Swift and Terraform in place'
	@echo 'make lint    check formats and shell scripts, strictly'
	@echo 'make package-invoker   pack the invoker for AWS Lambda, in .build/package'

demo:
	@scripts/setup demo
	@$(MAKE) --no-print-directory release
	@scripts/demo

test:
	@scripts/setup test
	@$(MAKE) --no-print-directory release
	$(RUN_TESTS)

soak:
	@scripts/setup test
	@$(MAKE) --no-print-directory release
	DEPLOY_RUNNER_SOAK_SEEDS=1000 DEPLOY_RUNNER_REDACTION_SPLITS=1000000 \
		$(RUN_TESTS) --filter 'SoakTests|RedactionSplitTests'

bench:
	@scripts/setup bench
	@$(MAKE) --no-print-directory release
	@Benchmarks/run

format:
	@scripts/setup format
	swift format format --in-place --parallel --recursive $(SWIFT_SOURCES)
	terraform fmt -recursive examples terraform

lint:
	@scripts/setup lint
	@scripts/lint $(SWIFT_SOURCES)

package-invoker:
	@scripts/setup package
	@scripts/package-invoker

# The programs as users run them; end-to-end tests drive these, in .build/release.
release:
	$(RELEASE)
