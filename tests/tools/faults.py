"""Builds a deck while its disk fails, while it is killed, and twice at once.

    python3 tests/tools/faults.py target/debug/lexideck [--kills 300] [--rounds 60]

1. Each write, sync, link and removal fails once (tests/tools/faults.c), and each rename (strace, as
   the program calls the system itself). Afterwards the package, the table and the ledger are all
   those of the build before, or all those of this one, and the status says which. The next build
   completes.
2. The process is killed before each of these calls, and then at random moments. Each file is whole
   afterwards, and the next build completes and leaves no temporary file.
3. Two builds with different choices of cards run at once. The package and the ledger are those of
   one of them.

Prints the counts as JSON; the status is 1 if anything was wrong.
"""

import argparse
import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = ["film.lock", "out/film.apkg", "out/film.csv"]
OLD = """deck: {id: film, name: Film}
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
        examples: [The cue came far too late for her., His cue came.]
    collocations: ['miss a {cue}', 'right on {cue}']
    quiz: [{question: What is it?, choices: [a sign, a place], answer: a sign}]
"""
NEW = OLD.replace("a signal to begin", "a sign to start") + """  - headword: wings
    senses: [{definition: the sides of a stage}]
"""


def run(program, folder, *arguments, **environment):
    fixed = {"SOURCE_DATE_EPOCH": "2000", "NO_COLOR": "1"}
    return subprocess.run(
        [program, "build", "film.yaml", "--jobs", "1", *arguments],
        cwd=folder,
        env={**os.environ, **fixed, **environment},
        capture_output=True,
        text=True,
    )


def state(folder):
    read = lambda name: (folder / name).read_bytes() if (folder / name).exists() else None
    return [read(name) for name in FILES]


def leftovers(folder):
    return [str(it) for it in folder.rglob(".lexideck-*")]


class Deck:
    """A deck that was built once and then edited, and what its files are before and after."""

    def __init__(self, program):
        self.program = program
        self.base = Path(tempfile.mkdtemp(prefix="lexideck-faults-"))
        start = self.base / "start"
        start.mkdir()
        (start / "film.yaml").write_text(OLD)
        assert run(program, start, SOURCE_DATE_EPOCH="1000").returncode == 0
        (start / "film.yaml").write_text(NEW)
        self.old = state(start)
        self.folder = self.base / "deck"
        self.reset()
        assert run(program, self.folder).returncode == 0
        self.new = state(self.folder)
        assert all(a != b for a, b in zip(self.old, self.new))

    def reset(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.base / "start", self.folder)

    def next_build(self, where, problems):
        after = run(self.program, self.folder)
        if after.returncode != 0 or state(self.folder) != self.new:
            problems.append(f"{where}: the next build: {after.returncode} {after.stderr}")
        if leftovers(self.folder):
            problems.append(f"{where}: left behind after the next build: {leftovers(self.folder)}")


def faults(deck, library, problems):
    """Lets each call fail once. Returns the number of calls, and how the builds ended."""
    log = deck.base / "calls"
    deck.reset()
    shim = {"LD_PRELOAD": str(library), "FAULT_UNDER": str(deck.folder)}
    run(deck.program, deck.folder, FAULT_LOG=str(log), **shim)
    calls = log.read_text().splitlines()
    ended = {}
    for number, call in enumerate(calls, 1):
        where = f"failing {call.replace(str(deck.base), '')}"
        deck.reset()
        it = run(deck.program, deck.folder, FAULT_AT=str(number), **shim)
        now = state(deck.folder)
        kind = "new" if now == deck.new else "old" if now == deck.old else "mixed"
        ended[f"{kind}, status {it.returncode}"] = ended.get(f"{kind}, status {it.returncode}", 0) + 1
        if (kind, it.returncode) not in [("new", 0), ("old", 3)]:
            problems.append(f"{where}: {kind}, status {it.returncode}: {it.stderr}")
        deck.next_build(where, problems)
        deck.reset()
        run(deck.program, deck.folder, FAULT_AT=str(number), FAULT_KILL="1", **shim)
        whole(deck, f"killed before {call}", problems)
        deck.next_build(f"killed before {call}", problems)
    names = sorted({it.split()[1] for it in calls})
    return {"calls": len(calls), "names": names, "ended": ended}


def renames(deck, problems):
    """Lets each rename fail, and kills the process at each. Returns the number of renames."""
    log = deck.base / "renames"
    calls = "rename,renameat,renameat2"
    traced = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={calls}"]

    def traced_build(*options):
        deck.reset()
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "2000"}
        command = [*traced, *options, deck.program, "build", "film.yaml", "-q", "--jobs", "1"]
        kept = dict(cwd=deck.folder, env=environment, capture_output=True, text=True)
        return subprocess.run(command, **kept)

    traced_build()
    count = sum("rename" in it for it in log.read_text().splitlines())
    for number in range(1, count + 1):
        it = traced_build("-e", f"inject={calls}:error=EIO:when={number}")
        where = f"failing rename {number} of {count}"
        if it.returncode != 3 or state(deck.folder) != deck.old:
            problems.append(f"{where}: status {it.returncode}: {it.stderr}")
        deck.next_build(where, problems)
        traced_build("-e", f"inject={calls}:signal=KILL:when={number}")
        whole(deck, f"killed at rename {number}", problems)
        deck.next_build(f"killed at rename {number}", problems)
    return {"calls": count}


def whole(deck, where, problems):
    for name, now, old, new in zip(FILES, state(deck.folder), deck.old, deck.new):
        if now not in (old, new):
            problems.append(f"{where}: {name} is neither the old nor the new file")


def kills(deck, count, problems):
    """Kills builds at random moments. Returns how many of them had not ended."""
    dice, killed = random.Random(13), 0
    start = time.monotonic()
    deck.reset()
    run(deck.program, deck.folder)
    length = time.monotonic() - start
    for number in range(count):
        deck.reset()
        child = subprocess.Popen(
            [deck.program, "build", "film.yaml", "-q"],
            cwd=deck.folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": "2000"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.random() * length * 1.1)
        child.send_signal(signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        whole(deck, f"kill {number}", problems)
        deck.next_build(f"kill {number}", problems)
    return {"builds": count, "killed": killed}


def at_once(deck, rounds, problems):
    """Runs two builds at once. Returns how often which of them was the last."""
    ended = {}
    for number in range(rounds):
        shutil.rmtree(deck.folder, ignore_errors=True)
        deck.folder.mkdir()
        (deck.folder / "film.yaml").write_text(OLD)
        both = [
            subprocess.Popen(
                [deck.program, "build", "film.yaml", "-q", "--cards", cards],
                cwd=deck.folder,
                env={**os.environ, "SOURCE_DATE_EPOCH": str(1000 + number)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for cards in ["minimal", "everything"]
        ]
        for it in both:
            _, errors = it.communicate()
            if it.returncode != 0:
                problems.append(f"round {number}: status {it.returncode} {errors.decode()}")
        with open(deck.folder / "out/film.csv", encoding="utf-8-sig", newline="") as file:
            table = {it["guid"] for it in csv.DictReader(file)}
        rows = [it.split("\t") for it in (deck.folder / "film.lock").read_text().splitlines()]
        made = {it[2] for it in rows if len(it) > 10 and " " not in it[7]}
        if table != made:
            problems.append(f"round {number}: the table has {table}, the ledger {made}")
        if leftovers(deck.folder):
            problems.append(f"round {number}: left behind: {leftovers(deck.folder)}")
        ended[len(table)] = ended.get(len(table), 0) + 1
    return {"rounds": rounds, "notes at the end": ended}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    deck = Deck(str(Path(options.program).resolve()))
    library = deck.base / "faults.so"
    compile = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / "faults.c"), "-ldl"]
    subprocess.run(compile, check=True)
    problems = []
    result = {
        "faults": faults(deck, library, problems),
        "renames": renames(deck, problems) if shutil.which("strace") else "there is no strace",
        "kills": kills(deck, options.kills, problems),
        "at once": at_once(deck, options.rounds, problems),
        "problems": problems,
    }
    print(json.dumps(result, indent=1))
    shutil.rmtree(deck.base)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
