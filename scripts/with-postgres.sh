#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own: scripts/with-postgres.sh COMMAND ARGUMENT…
# The server lives in a temporary directory, listens on a socket there only, and is stopped and removed in every case.
# The command finds it in TEST_POSTGRES (a PostgreSQL URL). Status 3: no PostgreSQL on this machine.
# DURABLE=1 gives a server that waits for the disk, as in use; without it nothing has to outlive a power cut.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT…]" >&2; exit 2; }

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
if [ ! -x "$bin/initdb" ]; then
	echo "No PostgreSQL here. On Debian: apt-get install postgresql" >&2
	exit 3
fi

dir=$(mktemp -d /tmp/sente-postgres.XXXXXX)
as=() # PostgreSQL refuses to run as root
if [ "$(id -u)" = 0 ]; then
	chown postgres "$dir"
	as=(runuser -u postgres --)
fi
stop() {
	(cd / && "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop) >/dev/null 2>&1 || true
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

if [ "${DURABLE:-}" = 1 ]; then
	settings="-c shared_buffers=512MB -c max_wal_size=4GB"
else
	settings="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB"
fi
(
	cd /
	"${as[@]}" "$bin/initdb" -D "$dir/data" -U sente -A trust -E UTF8 --locale=C --no-sync
	"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w start -o "-c listen_addresses= \
		-c unix_socket_directories=$dir -c unix_socket_permissions=0777 -c max_connections=200 $settings"
) >"$dir.log" 2>&1 || { cat "$dir.log" "$dir/log" >&2 2>/dev/null; rm -f "$dir.log"; exit 1; }
rm -f "$dir.log"
chmod 0755 "$dir"

export TEST_POSTGRES="postgres://sente@/postgres?host=$dir&sslmode=disable"
"$@"
