"""Instructions counted by callgrind: they are free of noise, so a change of two per cent is real.

Later counts are compared with those kept in `benches/instructions.json`.
They depend on the compiler, the C library and the processor's features, so all of these are kept with them.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
from pathlib import Path

from bench import EVERYTHING_PINNED, RESULTS, Bench, Failure, Json, results_path, say
from decks import Deck
from machine import output, processor

TOLERANCE = 0.02
SMALL, LARGE = 1, 1_000


def run(bench: Bench) -> Json:
    """Counts the instructions."""
    return {"made_with": surroundings(bench), "instructions": count(bench)}


def check(bench: Bench) -> None:
    """Fails if a case takes more instructions than the stored count allows."""
    kept = json.loads(results_path(RESULTS, "instructions").read_text(encoding="utf-8"))["results"]
    now = surroundings(bench)
    for name, before in kept["made_with"].items():
        if now.get(name) != before:
            print(f"NOTE: the kept counts were made with {name} {before}, these with {now.get(name)}:")
            print("      what differs below may come from that; keep new ones if nothing else has changed")
    worse = []
    for case, instructions in count(bench).items():
        before = kept["instructions"].get(case)
        if before is None:
            raise Failure(f"no count of {case} is kept: run `benches/run.sh --only instructions`")
        change = instructions / before - 1
        verdict = "ok" if abs(change) <= TOLERANCE else "WORSE" if change > 0 else "better: keep the new counts"
        print(f"{case:22} {before:15,} -> {instructions:15,} {change:+8.2%}  {verdict}")
        if change > TOLERANCE:
            worse.append(case)
    if worse:
        raise Failure(f"more instructions than {TOLERANCE:.0%} above those kept: {', '.join(worse)}")


def count(bench: Bench) -> dict[str, int]:
    """The instructions of every case: checking and building, on one thread, a small and a large deck."""
    found = {}
    for entries in (SMALL, 50 if bench.quick else LARGE):
        for shape in ("rich", "small"):
            deck = Deck(shape, entries).path(bench)
            out = bench.work / "instructions"
            build = ["--to", "apkg", "--draft", "--quiet", "-o", out]
            for name, command in (("check", ["check", deck, "--quiet"]), ("build", ["build", deck, *build])):
                case = f"{name} {entries} {shape}"
                say(f"counting instructions: {case}")
                found[case] = instructions(bench, [bench.lexideck, *command, "--jobs", "1"])
    return found


def instructions(bench: Bench, command: list[str | Path]) -> int:
    """The instructions of one run."""
    callgrind = [bench.programs["valgrind"], "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    arguments = [str(it) for it in (*callgrind, *command)]
    process = subprocess.run(arguments, env=EVERYTHING_PINNED, capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", process.stderr)
    if process.returncode != 0 or collected is None:
        raise Failure(f"callgrind failed:\n{process.stderr}")
    return int(collected[1])


def surroundings(bench: Bench) -> dict[str, str]:
    """What the counts depend on besides our own code."""
    return {
        "rustc": output("rustc", "--version").removeprefix("rustc "),
        "libc": platform.libc_ver()[1],
        "valgrind": output(bench.programs["valgrind"], "--version").removeprefix("valgrind-"),
        "processor": processor(),
    }
