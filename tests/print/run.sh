#!/usr/bin/env bash
# Checks what we print in Chromium: cards and worksheets on both papers, turned over either edge.
# Usage: run.sh [DECK...]; decks default to those in decks/, tests/cards/ and beside this script.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

name=print
. "$root/tests/cards/programs.sh"

decks=("$@")
[ $# -gt 0 ] || decks=("$root"/decks/*.yaml "$root"/decks/*/ "$root"/tests/cards/*.yaml "$here"/*.yaml)
set_up_browser

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for deck in "${decks[@]}"; do
    for paper in a4 letter; do
        for flip in long short; do
            lexideck build "$deck" --draft --to cards-html,worksheet --paper "$paper" --flip "$flip" -q \
                -o "$folder/$paper-$flip" >/dev/null 2>"$folder/errors" ||
                { cat "$folder/errors" >&2; fail "$deck cannot be built."; }
        done
    done
done
"$node" "$here/main.mjs" "$folder"
