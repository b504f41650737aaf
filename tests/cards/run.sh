#!/usr/bin/env bash
# Checks the cards of our decks in Chromium, as the real Anki 26.9.3 renders them. Usage: run.sh [DECK...]
# Decks default to those in decks/ and beside this script. CHROMIUM and LEXIDECK may name the programs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

name=cards
. "$root/tests/cards/programs.sh"

decks=("$@")
[ $# -gt 0 ] || decks=("$root"/decks/*.yaml "$root"/decks/*/ "$here"/*.yaml)
set_up_browser
python=$("$root/tests/tools/setup.sh" anki-26.9.3 | cut -f 2)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
documents=()
for deck in "${decks[@]}"; do
    # A deck that has no wish of its own is shown with every card that it can have.
    profile=(--cards everything)
    if grep -qs 'type: true' "$deck"; then profile=(); fi
    rm -rf "$folder/out"
    lexideck build "$deck" --draft --to apkg -q -o "$folder/out" "${profile[@]}" >/dev/null || fail "$deck cannot be built."
    for package in "$folder"/out/*.apkg; do
        document=$folder/$(basename "$package" .apkg).json
        "$python" "$root/tests/tools/inspect_package.py" "$package" --render --order 1 >"$document" 2>"$folder/errors" ||
            { cat "$folder/errors" >&2; fail "Anki does not take $package."; }
        documents+=("$document")
    done
done
"$node" "$here/main.mjs" "$root/src/anki/notetypes/style.css" "${documents[@]}"
