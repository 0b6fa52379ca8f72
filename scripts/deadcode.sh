#!/usr/bin/env bash
# Fails when a function of ours is called by no program and no test. All and Valid are what every closed list answers;
# a list may wait for its first question.
set -euo pipefail
dead=$(go tool -modfile=scripts/lint/go.mod deadcode -test ./... | { grep -vE ': [A-Za-z]+\.(All|Valid)$' || true; })
[ -z "$dead" ] || { echo "$dead"; echo "Nobody calls these: remove them, or call them."; exit 1; }
