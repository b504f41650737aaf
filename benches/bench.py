"""What all parts of the benchmark share: paths, running commands, measuring, and storing results."""

from __future__ import annotations

import json
import os
import shlex
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# The committed results; those of quick runs and chosen sizes are stored elsewhere.
RESULTS = HERE / "results"
# The time of new notes, so that every build writes the same bytes.
BUILD_TIME = "1763769600"
EVERYTHING_PINNED = {**os.environ, "SOURCE_DATE_EPOCH": BUILD_TIME}


class Failure(Exception):
    """An error that ends the benchmark with a message for the user."""


@dataclass(frozen=True)
class Bench:
    """A run of the benchmark."""

    programs: dict[str, Path]
    work: Path
    results: Path
    quick: bool
    sizes: tuple[int, ...]

    @property
    def lexideck(self) -> Path:
        """Our program, in its release build."""
        return self.programs["lexideck"]

    def keep(self, part: str, results: Json) -> None:
        """Writes the results of a part."""
        path = results_path(self.results, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def results_path(results: Path, part: str) -> Path:
    """The path of a part's results; results with which later runs are compared are beside the folder of the others."""
    return HERE / "instructions.json" if (results, part) == (RESULTS, "instructions") else results / f"{part}.json"


@dataclass
class Command:
    """A command to measure."""

    name: str
    arguments: list[str | Path]
    package: Path | None = None
    # The file to which the command adds its own seconds for each run, if only a part of it is measured.
    own_times: Path | None = None


def say(message: str) -> None:
    """Prints the progress."""
    print(f"benches: {message}", file=sys.stderr, flush=True)


def call(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs a command that is not measured, and returns what it printed."""
    options = {"env": EVERYTHING_PINNED, "capture_output": True, "text": True, **options}
    process = subprocess.run([str(it) for it in arguments], **options)
    if process.returncode != 0:
        told = process.stderr or process.stdout or "what it printed stands above"
        raise Failure(f"{Path(arguments[0]).name} failed:\n{told}")
    return process


def measure(bench: Bench, folder: Path, commands: list[Command], runs: int, warmup: int) -> dict[str, Json]:
    """Runs the commands in one run of hyperfine, and returns what each took.

    GNU time stands between, because hyperfine knows the largest memory of all commands so far and not of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    export, memory = folder / "hyperfine.json", {it.name: folder / f"memory-{at}" for at, it in enumerate(commands)}
    arguments: list[str | Path] = [bench.programs["hyperfine"], "--shell=none", "--style=basic"]
    arguments += ["--export-json", export, "--runs", str(runs), "--warmup", str(warmup)]
    for it in commands:
        for old in (memory[it.name], it.own_times):
            if old is not None:
                old.unlink(missing_ok=True)
        measured = [bench.programs["time"], "--format=%M", "--append", f"--output={memory[it.name]}", *it.arguments]
        arguments += ["--command-name", it.name, shlex.join(map(str, measured))]
    call(*arguments, stdout=sys.stderr, capture_output=False)
    found = json.loads(export.read_text(encoding="utf-8"))["results"]
    return {it.name: summary(it, result, memory[it.name]) for it, result in zip(commands, found, strict=True)}


def summary(command: Command, result: Json, memory: Path) -> Json:
    """What a command took: seconds, and bytes."""
    times = result["times"]
    kept = {"processor": round(result["user"] + result["system"], 4)}
    kept["memory"] = max(int(line) * 1024 for line in last_lines(memory, len(times)))
    if command.own_times is not None:
        # These two figures include what such a command does besides, so they are meaningless.
        times, kept = [float(line) for line in last_lines(command.own_times, len(times))], {}
    if command.package is not None:
        kept["package"] = command.package.stat().st_size
    wall = {"median": statistics.median(times), "least": min(times), "most": max(times)}
    return {**{name: round(seconds, 4) for name, seconds in wall.items()}, "runs": len(times), **kept}


def last_lines(path: Path, count: int) -> list[str]:
    """The last lines of a file; those before them are of warm-up runs."""
    return path.read_text(encoding="utf-8").splitlines()[-count:]
