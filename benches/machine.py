"""The machine, and the versions of everything that is measured."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from bench import ROOT, Bench, Json


def describe(bench: Bench) -> Json:
    """The present machine."""
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": output("git", "-C", ROOT, "describe", "--always", "--dirty"),
        "load": round(os.getloadavg()[0], 2),
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "system": system(),
        "kernel": platform.release(),
        "versions": versions(bench),
    }


def versions(bench: Bench) -> Json:
    """The versions of the tools and of the libraries that are compared."""
    programs = bench.programs
    modules = "import genanki, yaml, importlib.metadata as m; print(yaml.__version__, m.version('genanki'))"
    pyyaml, genanki = output(programs["python"], "-c", modules).split()
    anki = output(programs["anki"], "-c", "import anki.buildinfo as b; print(b.version)")
    locks = {"Cargo.lock": ("rusqlite", "flate2", "zstd"), "peers/Cargo.lock": ("genanki-rs", "serde_yaml")}
    return {
        "rustc": output("rustc", "--version").removeprefix("rustc "),
        "libc": platform.libc_ver()[1],
        "python": platform.python_version(),
        "PyYAML": pyyaml,
        "genanki": genanki,
        "Anki": anki,
        "hyperfine": output(programs["hyperfine"], "--version").removeprefix("hyperfine "),
        "valgrind": output(programs["valgrind"], "--version").removeprefix("valgrind-"),
        **{name: locked(ROOT / lock, name) for lock, names in locks.items() for name in names},
    }


def output(*arguments: str | Path) -> str:
    """The output of a command."""
    return subprocess.check_output([str(it) for it in arguments], text=True, stderr=subprocess.DEVNULL).strip()


def locked(lock: Path, crate: str) -> str:
    """The version of a crate in a lock file."""
    found = re.search(rf'name = "{re.escape(crate)}"\nversion = "([^"]+)"', lock.read_text(encoding="utf-8"))
    return found[1] if found else "?"


def processor() -> str:
    """The processor's name."""
    try:
        found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def system() -> str:
    """The system's name."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
