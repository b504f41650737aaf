#!/usr/bin/env bash
# Simulates releases and learners in many versions of the real Anki, and installs those first.
# Usage: run.sh [--releases N] [--seed N] [VERSION...]
# Without arguments: 200 releases, seed 1, all versions from the first with the present importer on.
# LEXIDECK may name the program, LEXIDECK_REPORTS a folder that keeps each version's JSON document.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
lexideck=${LEXIDECK:-$root/target/release/lexideck}
releases=200
seed=1
versions=()

say() { printf 'updates: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --releases | --seed)
            [ $# -gt 1 ] || fail "$1 needs a number"
            if [ "$1" = --seed ]; then seed=$2; else releases=$2; fi
            shift 2
            ;;
        -*) fail "unknown option $1; the usage stands at the top of $0" ;;
        *) versions+=("$1"); shift ;;
    esac
done
[ ${#versions[@]} -gt 0 ] || versions=(anki-2.1.54 anki-2.1.66 anki-23.10 anki-24.11 anki-25.9.5 anki-26.9.3)
versions=("${versions[@]#anki-}")

[ -x "$lexideck" ] || fail "$lexideck is missing: run cargo build --release, or name one: LEXIDECK=/path $0"
reports=${LEXIDECK_REPORTS:-$(mktemp -d)}
mkdir -p "$reports"

failed=0
for version in "${versions[@]}"; do
    report=$reports/$version-seed-$seed.json
    if ! python=$("$root/tests/tools/setup.sh" "anki-$version" | cut -f2) || [ -z "$python" ]; then
        printf '%-8s could not be installed\n' "$version"
        failed=1
        continue
    fi
    status=passed
    "$python" "$root/tests/tools/simulate_updates.py" --lexideck "$lexideck" \
        --releases "$releases" --seed "$seed" >"$report" 2>"$report.log" || status=FAILED
    [ $status = passed ] || failed=1
    "$python" - "$version" "$status" "$report" <<'PYTHON'
import json, sys
version, status, report = sys.argv[1:]
try:
    found = json.load(open(report, encoding="utf-8"))
except ValueError:
    sys.exit(f"{version:8} {status}: no document; its messages are in {report}.log")
counted = found["counted"]
predictions = sum(count for key, count in counted.items() if key.startswith("predictions"))
print(
    f"{version:8} {status}: {counted.get('releases', 0)} releases, {counted.get('imports of packages', 0)} imports of"
    f" packages and {counted.get('imports of text files', 0)} of text files, {found['learners_did'].get('reviews', 0)}"
    f" reviews, {predictions} predictions held, {counted.get('notes compared with the table', 0)} notes as in the"
    f" table, {found['seconds']} s"
)
for violation in found["violations"]:
    print(f"         {violation}")
PYTHON
done
say "the documents are in $reports"
exit $failed
