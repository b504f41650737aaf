#!/usr/bin/env python3
"""Measures Lexideck beside others and against targets; `benches/run.sh` calls it with all tools installed.

Each part is kept as JSON in benches/results, and docs/performance.md and its plot are written anew of all that is kept.
With --quick tiny decks show that everything works; their figures say nothing, so they stay in target/benches/quick.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import report
from bench import RESULTS, ROOT, Bench, Failure, call, say
from machine import describe
from parts import compare, floors, imports, instructions, limits

PARTS = {
    "floors": floors.run,
    "compare": compare.run,
    "imports": imports.run,
    "instructions": instructions.run,
    "limits": limits.run,
}
SIZES = (1_000, 10_000, 100_000)
QUICK_SIZES = (100, 300)


def built(manifest: Path, *targets: str) -> Path:
    """Builds release programs, and returns the folder that they are in."""
    say(f"building {manifest.parent.name or manifest}")
    arguments = ("--release", "--locked", "--manifest-path", manifest, *targets)
    # With the usual environment, as build scripts of C code run again if a time is set.
    call("cargo", "build", "--quiet", *arguments, env=None, capture_output=False, stdout=subprocess.DEVNULL)
    metadata = call("cargo", "metadata", "--format-version", "1", "--no-deps", "--manifest-path", manifest)
    return Path(json.loads(metadata.stdout)["target_directory"]) / "release"


def prepare(arguments: argparse.Namespace) -> Bench:
    """Builds everything, and returns the paths."""
    ours = built(ROOT / "Cargo.toml", "--bin", "lexideck", "--example", "floor", "--example", "edit")
    peers = built(ROOT / "peers/Cargo.toml")
    programs = {
        "lexideck": ours / "lexideck",
        "floor": ours / "examples" / "floor",
        "edit": ours / "examples" / "edit",
        "genanki_rs": peers / "genanki_rs",
        "serde_yaml_reader": peers / "serde_yaml_reader",
        "python": Path(sys.executable),
        **{name: getattr(arguments, name) for name in ("anki", "hyperfine", "time", "valgrind")},
    }
    work = ROOT / "target" / "benches"
    if arguments.quick:
        sizes = tuple(arguments.sizes or QUICK_SIZES)
        return Bench(programs, work / "quick", work / "quick" / "results", True, sizes)
    is_whole = not arguments.sizes
    results = RESULTS if is_whole else work / "results"
    return Bench(programs, work, results, False, tuple(arguments.sizes or SIZES))


def run(arguments: argparse.Namespace) -> None:
    """Runs the parts and writes the report."""
    bench = prepare(arguments)
    if arguments.check:
        instructions.check(bench)
        return
    is_committed = bench.results == RESULTS
    for part in arguments.only or PARTS:
        machine, start = describe(bench), time.perf_counter()
        results = PARTS[part](bench)
        minutes = round((time.perf_counter() - start) / 60, 1)
        bench.keep(part, {"machine": machine, "minutes": minutes, "results": results})
    docs = ROOT / "docs"
    if not is_committed:
        docs = bench.results.parent / "docs"
        docs.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "docs/performance.md", docs)
    report.write(bench.results, docs)
    say(f"wrote {os.path.relpath(bench.results)} and {os.path.relpath(docs / 'performance.md')}")


def main() -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(
        prog="benches/run.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="tiny decks and few runs, kept apart")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"one of {', '.join(PARTS)}")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="numbers of notes; kept apart as well")
    parser.add_argument("--check", action="store_true", help="with --only instructions: compare with those kept")
    for name in ("anki", "hyperfine", "time", "valgrind"):
        parser.add_argument(f"--{name}", type=Path, required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.check and arguments.only != ["instructions"]:
        parser.error("--check needs --only instructions")
    try:
        run(arguments)
    except Failure as failure:
        print(f"benches: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
