#!/usr/bin/env bash
# Measures everything that docs/performance.md tells, and writes its tables and its plot.
# Usage: run.sh [--quick] [--only PART]... [--sizes N...]; run.sh --only instructions --check compares with those kept.
# It installs what it needs through tests/tools/setup.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

programs=$(tests/tools/setup.sh benches anki-26.9.3 hyperfine time valgrind | cut -f 2)
{ read -r python; read -r anki; read -r hyperfine; read -r time; read -r valgrind; } <<<"$programs"
exec "$python" benches/run.py "$@" --anki "$anki" --hyperfine "$hyperfine" --time "$time" --valgrind "$valgrind"
