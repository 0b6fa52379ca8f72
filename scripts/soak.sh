#!/usr/bin/env bash
# The long run before a release: every test at full size (SOAK=1) on both engines, faults first, then planted holes, then
# everything of "make test" with long fuzzing. Ends with a table of what was measured, and what failed.
# Needs PostgreSQL, strace, and root for a small disk. Settings: FUZZTIME (per fuzz test, 10m), ONLY=faults (the first
# step alone).
set -uo pipefail
cd "$(dirname "$0")/.."
export CGO_ENABLED=0
[[ "${GOFLAGS:-}" = *-trimpath* ]] || export GOFLAGS="${GOFLAGS:-} -trimpath"
mkdir -p bin
: >bin/soak-table
failed=()

run() { # name, command…
	local name=$1 from=$SECONDS
	shift
	echo "== $name"
	local mark=ok
	"$@" || { failed+=("$name"); mark=FAILED; }
	printf '%-18s %-7s %6d s\n' "$name" "$mark" $((SECONDS - from)) >>bin/soak-table
}

faults() {
	SOAK=1 scripts/with-postgres.sh go test -v -count=1 -timeout 4h ./internal/faults 2>&1 | tee bin/soak-faults.log |
		grep -E '^ *(--- |FAIL|ok|panic)|figure: |: lost|: half|: broken'
	local status=${PIPESTATUS[0]}
	sed -n 's/.*figure: /  /p' bin/soak-faults.log >>bin/soak-table
	return "$status"
}

others() {
	local packages
	mapfile -t packages < <(go list ./... | grep -v '/internal/faults$')
	SOAK=1 scripts/with-postgres.sh go test -count=1 -timeout 4h "${packages[@]}"
}

run "faults" faults
if [ "${ONLY:-}" != faults ]; then
	run "all at full size" others
	run "planted holes" go run ./scripts/holes
	run "holes and matrix" go run ./scripts/holes -list scripts/holes/matrix.txt -suite ./internal/matrix
	run "make test, fuzz" env FUZZTIME="${FUZZTIME:-10m}" AT_ONCE=2 SCREENS=all scripts/test.sh
fi

echo
cat bin/soak-table
for s in "${failed[@]}"; do echo "FAILED: $s"; done
[ ${#failed[@]} -eq 0 ]
