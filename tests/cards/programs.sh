# What the checks in Chromium share: sourced by run.sh here and in tests/print, which set `name` and `root`.
# CHROMIUM and LEXIDECK may name the programs.

packages=$root/tests/cards

say() { printf '%s: %s\n' "$name" "$*" >&2; }
fail() { say "$*"; exit 1; }

# Prints a Chromium, installing Debian's where there is none.
find_chromium() {
    local program
    for program in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
        if command -v "$program"; then return; fi
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
    local stamp=$packages/node_modules/.lexideck-lock
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        fail "Node.js is missing: install node and npm, version 20 or later."
    fi
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' ||
        fail "Node.js $(node --version) is too old: version 20 or later is needed."
    if cmp -s "$packages/package-lock.json" "$stamp"; then return; fi
    say "installing axe-core and playwright-core with npm"
    (cd "$packages" && npm ci --ignore-scripts --no-audit --no-fund >&2) ||
        fail "npm could not install the packages. Its messages stand above."
    cp "$packages/package-lock.json" "$stamp"
}

lexideck() {
    if [ -n "${LEXIDECK:-}" ]; then
        "$LEXIDECK" "$@"
    else
        command -v cargo >/dev/null || fail "cargo is missing, and LEXIDECK names no lexideck."
        cargo run --quiet --manifest-path "$root/Cargo.toml" -- "$@"
    fi
}
