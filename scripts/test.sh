#!/usr/bin/env bash
# Everything "make test" checks, step by step with times: front end, linters, Go with the race detector on both databases,
# rights, faults, fuzzing, generated files, journeys in a browser. A step that this machine cannot run is left
# out and named at the end, with how to add it; with CI=true that is a failure.
# Totals are collected in bin/totals. Settings: FUZZTIME, see scripts/fuzz.sh; LIMIT, the seconds that one step may take, and
# WHOLE, the seconds for all of them.
set -uo pipefail
cd "$(dirname "$0")/.."
export CGO_ENABLED=0
[[ "${GOFLAGS:-}" = *-trimpath* ]] || export GOFLAGS="${GOFLAGS:-} -trimpath"
mkdir -p bin
: >bin/totals
both=(internal/store internal/app internal/api internal/backup internal/job)
# Tests that do thousands of things one after the other: no race shows there, and they come without the detector.
lined_up='^TestIsolation|OnEveryRoute$|^TestPatch|^TestMaven$|^TestExampleFiles|^TestBuild$'
failed=() left_out=() began=$SECONDS
longest=${LIMIT:-1800} # more than twice what the longest step takes on two cores
whole=${WHOLE:-3900}

# Sets cpu to the seconds of processor that the commands so far have used, of all cores together.
count_cpu() {
	times >bin/times # not in a pipe: a shell below this one has no children yet
	cpu=$(awk 'NR == 2 { gsub("s", ""); split($1, u, "m"); split($2, k, "m"); print int((u[1] + k[1]) * 60 + u[2] + k[2]) }' bin/times)
}

# All processes with their commands, for who looks why something hangs.
running() {
	local p said
	for p in $(ls /proc | grep -E '^[0-9]+$' | sort -n); do
		said=$(tr '\0\n' '  ' 2>/dev/null <"/proc/$p/cmdline" | cut -c1-160)
		[ -z "$said" ] || echo "  $p $said"
	done 2>/dev/null
}

# Starts a command in a process group of its own, which ends at the limit: nothing hangs here for ever. Sets job.
start() { # command…
	local limit=$((whole - SECONDS + began))
	limit=$((limit < 20 ? 20 : limit > longest ? longest : limit))
	set -m
	"$@" </dev/null &
	job=$!
	set +m
	(
		trap 'kill $! 2>/dev/null; exit' TERM
		sleep "$limit" & wait $!
		kill -0 -- "-$job" 2>/dev/null || exit 0
		echo "not done after $limit s; still running:"
		running
		kill -TERM -- "-$job"
		sleep 10 & wait $!
		kill -KILL -- "-$job" 2>/dev/null
	) &
	watch[$job]=$!
	trap stop_all EXIT
}

# Waits for what was started; its status.
finish() { # job
	local status=0
	wait "$1" 2>/dev/null || status=$?
	kill "${watch[$1]}" 2>/dev/null
	wait "${watch[$1]}" 2>/dev/null
	unset "watch[$1]"
	return $status
}

declare -A watch=()
stop_all() {
	local j
	for j in "${!watch[@]}"; do kill "${watch[$j]}" 2>/dev/null; kill -TERM -- "-$j" 2>/dev/null; done
}

step() { # name, command…
	local name=$1 from=$SECONDS cpu before
	count_cpu
	before=$cpu
	shift
	echo "== $name: begun at $((SECONDS - began)) s"
	start "$@"
	if finish "$job"; then
		count_cpu
		echo "== $name: done in $((SECONDS - from)) s, $((cpu - before)) s of processor"
	else
		failed+=("$name")
		echo "== $name: FAILED after $((SECONDS - from)) s"
	fi
}

# Starts a command beside the steps that follow, which leave it time enough; "join" waits for it, and says what it said.
beside() { # name, command…
	beside_name=$1 beside_from=$SECONDS
	shift
	echo "== $beside_name: begun at $((SECONDS - began)) s"
	start "$@" >bin/beside.log 2>&1
	beside_job=$job
}

join() {
	local mark="done in"
	finish "$beside_job" || { mark="FAILED after" && failed+=("$beside_name"); }
	cat bin/beside.log
	echo "== $beside_name: $mark $((SECONDS - beside_from)) s, beside others"
}

leave_out() { # name, how to add it
	left_out+=("$1 – $2")
	[ "${CI:-}" = true ] && failed+=("$1 is missing")
	return 0
}

total() { sed -n "s/^$1/$1/p" "$2" | tail -n 1 >>bin/totals; }

count() { # log, testcount's arguments; reads go test -json
	local log=$1 status
	shift
	go run ./scripts/testcount "$@" | tee "$log"
	status=${PIPESTATUS[0]}
	return "$status"
}

web_tests() {
	(cd web && npm test --silent -- --reporter=default --reporter=json --outputFile=../bin/web-tests.json) || return 1
	node -e 'const r = JSON.parse(require("fs").readFileSync("bin/web-tests.json", "utf8"));
		console.log(`Web: ${r.numPassedTests} tests passed, ${r.numFailedTests} failed, ${r.numPendingTests} skipped`)' >>bin/totals
}

# All but the packages with a step of their own, on both databases, with the race detector. SQLite itself, translated
# from C, and the memory it lives in are built without the detector: it sees nothing there, and takes ten times as long.
go_tests() {
	local race=() c=0
	if [ $compiler = yes ]; then
		race=(-race -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false) c=1
	fi
	local with=(env -u TEST_POSTGRES) asked=()
	if [ $postgres = yes ]; then
		with=(scripts/with-postgres.sh) asked=(-both "$(printf 'sente/%s,' "${both[@]}" | sed 's/,$//')")
		# example files beside the project; a machine that has only the project does without
		[ -d ../shared ] || asked+=(-may-skip shared/)
	fi
	local packages
	mapfile -t packages < <(go list ./... | grep -vE '/internal/(matrix|faults)$')
	CGO_ENABLED=$c "${with[@]}" go test -json -timeout 20m -vet=off "${race[@]}" -skip "$lined_up" "${packages[@]}" |
		count bin/go-tests.log "${asked[@]}" || return 1
	total "Go: " bin/go-tests.log
	grep -E ': sqlite [0-9]+, postgres [0-9]+$' bin/go-tests.log >>bin/totals
	return 0
}

# Rights, and what is lined up, on both databases.
rights() {
	local with=(env -u TEST_POSTGRES) all=() some=()
	if [ $postgres = yes ]; then
		with=(scripts/with-postgres.sh) all=(-both sente/internal/matrix) some=(-both sente/internal/api,sente/internal/app)
		[ -d ../shared ] || some+=(-may-skip shared/)
	fi
	"${with[@]}" go test -json -v -vet=off ./internal/matrix | count bin/matrix-tests.log "${all[@]}" || return 1
	grep -E ': sqlite [0-9]+, postgres [0-9]+$' bin/matrix-tests.log >>bin/totals
	"${with[@]}" go test -json -vet=off -run "$lined_up" ./internal/api ./internal/app ./internal/demo |
		count bin/lined-up-tests.log "${some[@]}" || return 1
	total "Go: " bin/lined-up-tests.log
}

# Tracing and mounting may be forbidden here: such a test says so and is left out; make soak asks for all.
faults() {
	scripts/with-postgres.sh go test -json -v -count=1 -vet=off -timeout 30m ./internal/faults | tee bin/faults.json |
		count bin/fault-tests.log -both sente/internal/faults -may-skip "this machine cannot,at full size only"
	local status=$?
	grep -oE 'figure: .*' bin/faults.json | sed -E 's/^figure: //; s/\\n"\}$//'
	[ $status = 0 ] && echo "Faults: $(grep -c 'figure: ' bin/faults.json) figures" >>bin/totals
	return $status
}

generated() {
	[ -f api/openapi.json ] || return 0
	go run ./cmd/sente openapi >bin/openapi.json &&
		diff -q api/openapi.json bin/openapi.json ||
		{ echo "api/openapi.json is not what the program says: run make gen and commit it"; return 1; }
	(cd web && npx --no-install openapi-typescript ../api/openapi.json -o ../bin/schema.d.ts >/dev/null) &&
		diff -q web/src/api/schema.d.ts bin/schema.d.ts ||
		{ echo "web/src/api/schema.d.ts is not fresh: run make gen and commit it"; return 1; }
}

journeys() {
	make --no-print-directory build && (cd web && npm run --silent e2e) | tee bin/journeys.log
	[ "${PIPESTATUS[0]}" = 0 ] || return 1
	tail -n 1 bin/journeys.log >>bin/totals
}

compiler=no
if command -v "$(CGO_ENABLED=1 go env CC)" >/dev/null; then compiler=yes; fi
[ $compiler = yes ] || leave_out "the race detector" "it needs a C compiler: apt-get install gcc libc6-dev"
postgres=no
if scripts/with-postgres.sh true 2>/dev/null; then postgres=yes; fi
if command -v npm >/dev/null; then
	step "web: packages" make --no-print-directory web/node_modules/.package-lock.json
	step "web: build" make --no-print-directory web
fi
# They wait for disks, databases and time more than they work.
if [ $postgres = yes ]; then
	beside "faults" faults
else
	leave_out "the suites on PostgreSQL" "apt-get install postgresql"
	beside "faults" go test -vet=off ./internal/faults
fi
if command -v npm >/dev/null; then
	step "web: types" npm --prefix web run --silent typecheck
	step "web: lint" npm --prefix web run --silent lint
	step "web: tests" web_tests
	step "web: weights" npm --prefix web run --silent budget
	step "generated files" generated
else
	leave_out "the front end" "it needs Node 20 or later with npm"
fi
step "lint" make --no-print-directory lint
join
# Each of the two is little more than one long package: together they fill two cores.
beside "who may do what" rights
step "Go" go_tests
join
# One after the other: browsers leave it a core.
if [ $postgres = yes ]; then
	beside "fuzz" env AT_ONCE="${AT_ONCE:-1}" scripts/with-postgres.sh scripts/fuzz.sh
else
	beside "fuzz" env AT_ONCE="${AT_ONCE:-1}" scripts/fuzz.sh
fi
if ! grep -q '"e2e"' web/package.json; then
	:
elif command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ]; then
	step "journeys in a browser" journeys
else
	leave_out "the journeys in a browser" "apt-get install chromium fonts-noto-cjk, or set CHROMIUM to its path"
fi
join

echo
for s in "${left_out[@]}"; do echo "Left out: $s"; done
for s in "${failed[@]}"; do echo "FAILED: $s"; done
echo "Totals after $((SECONDS - began)) s: $(paste -sd ';' bin/totals | sed 's/;/; /g')"
[ ${#failed[@]} -eq 0 ]
