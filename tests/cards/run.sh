#!/usr/bin/env bash
# Checks the cards of our decks in Chromium, as the real Anki 26.9.3 renders them. Usage: run.sh [DECK...]
# Decks default to those in decks/ and beside this script. CHROMIUM and LEXIDECK may name the programs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

say() { printf 'cards: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Prints a Chromium, installing Debian's where there is none.
find_chromium() {
    local name
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
        if command -v "$name"; then return; fi
    done
    if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
        fail "Chromium is missing. Install it (Debian: apt-get install chromium), or name one: CHROMIUM=/path $0"
    fi
    say "installing chromium with apt-get"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2 ||
        fail "apt-get could not install chromium. Its messages stand above."
    command -v chromium || fail "chromium was installed, but is not on the PATH."
}

# Installs what package-lock.json pins, once for each state of it.
install_packages() {
    local stamp=$here/node_modules/.lexideck-lock
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        fail "Node.js is missing: install node and npm, version 20 or later."
    fi
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' ||
        fail "Node.js $(node --version) is too old: version 20 or later is needed."
    if cmp -s "$here/package-lock.json" "$stamp"; then return; fi
    say "installing axe-core and playwright-core with npm"
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund >&2) ||
        fail "npm could not install the packages. Its messages stand above."
    cp "$here/package-lock.json" "$stamp"
}

lexideck() {
    if [ -n "${LEXIDECK:-}" ]; then
        "$LEXIDECK" "$@"
    else
        command -v cargo >/dev/null || fail "cargo is missing, and LEXIDECK names no lexideck."
        cargo run --quiet --manifest-path "$root/Cargo.toml" -- "$@"
    fi
}

decks=("$@")
[ $# -gt 0 ] || decks=("$root"/decks/*.yaml "$root"/decks/*/ "$here"/*.yaml)
CHROMIUM=$(find_chromium)
export CHROMIUM
install_packages
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
node "$here/main.mjs" "$root/src/anki/notetypes/style.css" "${documents[@]}"
