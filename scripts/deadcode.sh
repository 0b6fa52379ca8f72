#!/usr/bin/env bash
# Fails when a function of ours is called by no program and no test.
set -euo pipefail
dead=$(go tool -modfile=scripts/lint/go.mod deadcode -test ./...)
[ -z "$dead" ] || { echo "$dead"; echo "Nobody calls these: remove them, or call them."; exit 1; }
