#!/usr/bin/env bash
# Writes our notes with genanki-rs and genanki too, and compares in the real Anki what arrives of the three; then shows
# what serde_yaml says to decks with mistakes. Usage: run.sh.
# LEXIDECK names the program to take, else it is the one in target/release or target/debug.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'peers: %s\n' "$*" >&2; exit 1; }

find_lexideck() {
    local program
    for program in "${LEXIDECK:-}" target/release/lexideck target/debug/lexideck; do
        if [ -x "$program" ]; then
            echo "$program"
            return
        fi
    done
    fail "no lexideck found. Run: cargo build --release, or name it: LEXIDECK=/path/to/lexideck $0"
}

# Prints the folder of the peers' programs, which may be anywhere by CARGO_TARGET_DIR or Cargo's settings.
build_peers() {
    cargo build --quiet --release --locked --manifest-path peers/Cargo.toml >&2 || fail "the peers do not compile"
    cargo metadata --format-version 1 --no-deps --manifest-path peers/Cargo.toml |
        "$python" -c 'import json, sys; print(json.load(sys.stdin)["target_directory"] + "/release")'
}

# Adds the numbers of a line "N passed, N failed".
count() {
    local numbers
    read -ra numbers <<<"$1"
    [ "${numbers[1]:-}" = passed, ] || fail "the comparison did not end: $1"
    passed=$((passed + numbers[0])) failed=$((failed + numbers[2]))
}

# compare DECK CARDS: the notes of a deck through all three writers.
compare() {
    local name out=$work/$2
    name=$(basename "$1" .yaml)
    printf '\n%s, --cards %s\n' "$1" "$2"
    mkdir -p "$out"
    # A time in the past: the peers stamp their notes with the time of the build.
    SOURCE_DATE_EPOCH=1763769600 "$lexideck" build "$1" --draft --cards "$2" --to apkg -o "$out" --quiet >/dev/null
    "$python" peers/dump.py "$out/$name.apkg" "$out/$name.json"
    printf 'genanki-rs: %s\n' "$("$peers/genanki_rs" "$out/$name.json" "$out/rust.apkg" | tail -n 1)"
    printf 'genanki:    %s\n' "$("$python" peers/genanki_py.py "$out/$name.json" "$out/python.apkg" | tail -n 1)"
    "$anki" tests/tools/compare_peers.py "$out/$name.apkg" "$out/rust.apkg" "$out/python.apkg" >"$out/report" || true
    cat "$out/report"
    count "$(tail -n 1 "$out/report")"
}

# reads STATUS TEXT LINES DECK: serde_yaml ends with this status, says this text, and says no more than these lines.
reads() {
    local status=0 said
    said=$("$peers/serde_yaml_reader" --show "$4" 2>&1) || status=$?
    printf '%s\n' "$said" | cut -c 1-150
    if [ "$status" -eq "$1" ] && [[ $said == *"$2"* ]] && [ "$(wc -l <<<"$said")" -eq "$3" ]; then
        echo "ok   serde_yaml: ${4#peers/}"
        passed=$((passed + 1))
    else
        echo "FAIL serde_yaml: ${4#peers/}: expected status $1, $3 lines with: $2"
        failed=$((failed + 1))
    fi
}

read_decks() {
    printf '\nWhat serde_yaml says\n'
    reads 0 '1 entries read' 2 decks/soundtrack.yaml
    # Of two mistakes it names the first.
    # shellcheck disable=SC2016
    reads 1 'unknown field `defintion`' 1 peers/fixtures/two-problems.yaml
    # Of two translations it keeps the second, without a word.
    reads 0 '[{"de": "die Uraufführung"}]' 2 peers/fixtures/duplicate-keys.yaml
    # Inside a value that has a short form it cannot tell the place: the typo stands in line 11.
    reads 1 'untagged enum Examples at line 8 column 9' 1 peers/fixtures/short-forms.yaml
    reads 1 'invalid type: string "yes", expected a boolean at line 9' 1 peers/fixtures/truth.yaml
    # And this it does well: with types that ask for text, `no` and `~` stay text.
    reads 0 '"no" [{}]' 3 peers/fixtures/twisted-values.yaml
}

lexideck=$(find_lexideck)
programs=$(tests/tools/setup.sh anki-26.9.3 python | cut -f 2)
{ read -r anki; read -r python; } <<<"$programs"
peers=$(build_peers)

[ $# -eq 0 ] || fail "usage: $0"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
compare decks/soundtrack.yaml standard
compare decks/soundtrack.yaml everything
compare peers/fixtures/premiere.yaml everything
read_decks
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
