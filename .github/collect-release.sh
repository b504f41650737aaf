#!/usr/bin/env bash
# Collects what a release archive holds: the program, completions, the manual page, and the licences of
# the program and of every crate that is linked into it.
# Usage: collect-release.sh TARGET FOLDER, after `cargo build --profile dist --target TARGET`.
set -euo pipefail
target="$1" folder="$2"
cd "$(dirname "$0")/.."

program="target/$target/dist/lexideck"
case "$target" in *-windows-*) program="$program.exe" ;; esac
mkdir -p "$folder/completions"
cp "$program" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$folder"

"$program" man > "$folder/lexideck.1"
# Each shell looks for a file of this name.
"$program" completions bash > "$folder/completions/lexideck.bash"
"$program" completions zsh > "$folder/completions/_lexideck"
"$program" completions fish > "$folder/completions/lexideck.fish"
"$program" completions powershell > "$folder/completions/_lexideck.ps1"
"$program" completions elvish > "$folder/completions/lexideck.elv"

# The licences of the crates ask for their notice in copies; `cargo vendor` puts their sources side by side.
sources=target/vendor
cargo vendor --locked --quiet --versioned-dirs "$sources" > /dev/null
cargo tree --locked --target "$target" --edges normal --no-dedupe --prefix none --format '{p}|{l}' |
  sort -u | grep -v '^lexideck ' | while IFS='|' read -r crate licence; do
    read -r name version _ <<< "$crate"
    printf '%s %s: %s\n\n' "$name" "${version#v}" "$licence"
    find "$sources/$name-${version#v}" -maxdepth 1 -type f \
      \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' -o -iname 'unlicense*' \) -exec cat {} +
    printf '\n%s\n\n' '----------------------------------------'
  done > "$folder/THIRD-PARTY-LICENSES.txt"
