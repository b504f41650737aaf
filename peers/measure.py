#!/usr/bin/env python3
"""Measures Lexideck beside the peers on one generated deck; `run.sh --measure [N]` calls it with all programs.

Everything runs three times in turns, so that a busy minute hits all alike; genanki-rs, which is slow, once. The table
shows the median and the extremes of the wall time of the whole program, its CPU time, which a busy machine changes
less, its peak memory, the size of the package, and the seconds that Anki 26.9.3 takes to import it. It needs GNU time
(on Debian the package `time`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 3


@dataclass
class Job:
    """A command to measure, and what came of it."""

    name: str
    command: list[str | Path]
    package: Path | None = None
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Runs the command once under GNU time, whose own small size does not hide the peak of small programs."""
        with tempfile.NamedTemporaryFile("r") as used:
            command = ["/usr/bin/time", "--format=%U %S %M", f"--output={used.name}", *self.command]
            start = time.perf_counter()
            process = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            self.seconds.append(time.perf_counter() - start)
            if process.returncode != 0:
                raise RuntimeError(f"{self.name} failed: {process.stderr}")
            user, system, kilobytes = map(float, used.read().split())
            self.processor.append(user + system)
            self.memory.append(kilobytes / 1000)

    def row(self, import_seconds: float | None) -> str:
        """The line of the table."""
        size = f"{self.package.stat().st_size / 1e6:.1f}" if self.package else "–"
        imported = "–" if import_seconds is None else f"{import_seconds:.2f}"
        cells = (
            self.name,
            spread(self.seconds),
            f"{statistics.median(self.processor):.2f}",
            f"{max(self.memory):.0f}",
            size,
            imported,
        )
        return f"| {' | '.join(cells)} |"


def spread(seconds: list[float]) -> str:
    """The median, and the extremes where there are several values."""
    middle = f"**{statistics.median(seconds):.2f}**"
    return middle if len(seconds) == 1 else f"{middle} ({min(seconds):.2f}–{max(seconds):.2f})"


def make_jobs(arguments: argparse.Namespace, work: Path) -> list[Job]:
    """The jobs that run in turns, after everything that they read has been made."""
    count = arguments.count
    deck, name = work / "deck.yaml", f"generated-{count}.apkg"
    build = [arguments.lexideck, "build", deck, "--to", "apkg", "--cards", "minimal", "--quiet"]
    python = sys.executable
    call(python, HERE / "generate.py", str(count), deck)
    call(*build, "-o", work)
    call(python, HERE / "dump.py", work / name, work / "ours.json")
    return [
        Job("lexideck, from the YAML", [*build, "-o", work], work / name),
        Job(
            "lexideck, newer package form",
            [*build, "--package", "latest", "-o", work / "latest"],
            work / "latest" / name,
        ),
        Job(
            "PyYAML (C) + genanki, from the YAML",
            [python, HERE / "yaml_genanki.py", deck, work / "simple.apkg"],
            work / "simple.apkg",
        ),
        Job(
            "genanki, our notes ready-made",
            [python, HERE / "genanki_py.py", work / "ours.json", work / "python.apkg"],
            work / "python.apkg",
        ),
        Job("lexideck check, reading and checking alone", [arguments.lexideck, "check", "--strict", deck]),
        Job("serde_yaml, reading alone", [arguments.peers / "serde_yaml_reader", deck]),
    ]


def slow_jobs(arguments: argparse.Namespace, work: Path) -> list[Job]:
    """genanki-rs with the notes of the simple script, and with a tenth of ours, which take it a minute."""
    tenth = max(arguments.count // 10, 1)
    deck, package = work / "tenth.yaml", work / f"generated-{tenth}.apkg"
    call(sys.executable, HERE / "generate.py", str(tenth), deck)
    call(arguments.lexideck, "build", deck, "--to", "apkg", "--cards", "minimal", "--quiet", "-o", work)
    call(sys.executable, HERE / "dump.py", work / "simple.apkg", work / "simple.json")
    call(sys.executable, HERE / "dump.py", package, work / "tenth.json")
    program = arguments.peers / "genanki_rs"
    return [
        Job(
            "genanki-rs, the script's notes ready-made",
            [program, work / "simple.json", work / "rust.apkg"],
            work / "rust.apkg",
        ),
        Job(
            f"genanki-rs, {tenth} of our notes ready-made",
            [program, work / "tenth.json", work / "rust-tenth.apkg"],
            work / "rust-tenth.apkg",
        ),
    ]


def call(*command: str | Path) -> None:
    """Runs a command of the preparation."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def import_seconds(anki: Path, package: Path) -> float:
    """The median time of the import by the real Anki."""
    command = [anki, HERE / "import_time.py", package]
    return statistics.median(float(subprocess.check_output(command)) for _ in range(ROUNDS))


def measure(arguments: argparse.Namespace, work: Path) -> None:
    """Runs everything and prints the table."""
    jobs = make_jobs(arguments, work)
    for number in range(ROUNDS):
        print(f"round {number + 1} of {ROUNDS}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        for job in jobs:
            job.run()
    if not arguments.skip_genanki_rs:
        for job in slow_jobs(arguments, work):
            print(f"{job.name}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
            job.run()
            jobs.append(job)
    size = (work / "deck.yaml").stat().st_size / 1e6
    print(f"{arguments.count} entries, {size:.1f} MB of YAML, {os.cpu_count()} cores\n")
    print("| | wall time, s | CPU time, s | peak memory, MB | package, MB | import, s |\n|---|---|---|---|---|---|")
    for job in jobs:
        print(job.row(import_seconds(arguments.anki, job.package) if job.package else None))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=10_000, metavar="N")
    parser.add_argument("--skip-genanki-rs", action="store_true", help="measure the fast ones only")
    for program, meaning in (
        ("--lexideck", "our program"),
        ("--peers", "the folder of the peers' programs"),
        ("--anki", "the Python of Anki 26.9.3"),
    ):
        parser.add_argument(program, type=Path, required=True, help=meaning)
    arguments = parser.parse_args()
    arguments.lexideck = arguments.lexideck.resolve()
    with tempfile.TemporaryDirectory(prefix="measure-") as folder:
        try:
            measure(arguments, Path(folder))
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            print(f"measure: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
