# What the checks in Chromium share: sourced by run.sh here and in tests/print, which set `name` and `root`.
# CHROMIUM and LEXIDECK may name the programs.

say() { printf '%s: %s\n' "$name" "$*" >&2; }
fail() { say "$*"; exit 1; }

# Sets up Node.js and Chromium. `node` is the program, and browser.mjs reads the variables.
set_up_browser() {
    local found
    found=$("$root/tests/tools/setup.sh" node cards chromium | cut -f 2)
    { read -r node; read -r LEXIDECK_PACKAGES; read -r CHROMIUM; } <<<"$found"
    export LEXIDECK_PACKAGES CHROMIUM
}

lexideck() {
    if [ -n "${LEXIDECK:-}" ]; then
        "$LEXIDECK" "$@"
    else
        command -v cargo >/dev/null || fail "cargo is missing, and LEXIDECK names no lexideck."
        cargo run --quiet --manifest-path "$root/Cargo.toml" -- "$@"
    fi
}
