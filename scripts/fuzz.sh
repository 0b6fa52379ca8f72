#!/usr/bin/env bash
# Runs every fuzz test of the program; those that ask the API ask both databases when TEST_POSTGRES is set. What each says
# is left in bin/fuzz. Settings: FUZZTIME (per fuzz test, 15s), AT_ONCE (how many at the same time, 2).
set -uo pipefail
cd "$(dirname "$0")/.."

# One fuzz test on one core; what it says goes to a file of its own. An input that never comes back would be waited for
# without end: after PATIENCE more than its time (300s) the test is asked where it stands, and ended.
fuzz_one() { # directory, name
	timeout -s QUIT -k 10 "$(($(seconds "${FUZZTIME:-15s}") + ${PATIENCE:-300}))" \
		go test -vet=off -parallel 1 -run '^$' -fuzz "^$2\$" -fuzztime "${FUZZTIME:-15s}" "./$1" >"bin/fuzz/$2.log" 2>&1
	echo $? >"bin/fuzz/$2.status"
}

seconds() { # a duration in s or m
	case $1 in
	*m) echo $((${1%m} * 60)) ;;
	*) echo "${1%s}" ;;
	esac
}

status=0 n=0
rm -rf bin/fuzz && mkdir -p bin/fuzz
while IFS=: read -r file name; do
	n=$((n + 1))
	while [ "$(jobs -rp | wc -l)" -ge "${AT_ONCE:-2}" ]; do wait -n; done
	fuzz_one "$(dirname "$file")" "$name" &
done < <(grep -rHoE --include='*_test.go' 'func Fuzz[A-Za-z0-9_]*' cmd internal | sed 's/func //')
wait
for file in bin/fuzz/*.status; do
	name=$(basename "$file" .status) said=$(<"bin/fuzz/$(basename "$file" .status).log")
	if [ "$(<"$file")" = 0 ]; then
		echo "$name: $(grep 'execs:' <<<"$said" | tail -n 1 | sed -E 's/.*(execs: [0-9]+).*/\1/')"
	elif grep -q 'context deadline exceeded' <<<"$said" && ! grep -q 'Failing input' <<<"$said"; then
		echo "$name: no failure (the time was up in the middle of a call, which Go reports as an error)"
	else
		status=1
		[ "$(<"$file")" != 124 ] || echo "$name: not done in its time"
		tail -c 20000 <<<"$said"
	fi
done
[ "$(ls bin/fuzz/*.status | wc -l)" = "$n" ] || { echo "of $n fuzz tests some did not end"; status=1; }
echo "Fuzz: $n tests, ${FUZZTIME:-15s} each" >>bin/totals
exit $status
