"""Single measurements: checking beside a bare parser, a deck of one word, an edit, gigabytes of sound, and growth."""

from __future__ import annotations

import json
import math
import shlex
import shutil
import zipfile

from bench import Bench, Command, Json, call, measure, say
from decks import ENTRIES_PER_FILE, Deck, source_size
from prepare import build

RUNS = 5
EDITED, EDITED_FILES = 10_000, 100


def run(bench: Bench) -> Json:
    """Runs all of them."""
    return {
        "check": check(bench),
        "one word": one_word(bench),
        "edit": edit(bench),
        "media": media(bench),
        "growth": growth(bench),
    }


def check(bench: Bench) -> Json:
    """`lexideck check` beside serde_yaml, which reads into types and checks nothing else."""
    deck = Deck("rich", 300 if bench.quick else 10_000)
    source = deck.path(bench)
    say("measuring check")
    commands = [
        Command("lexideck check", [bench.lexideck, "check", source, "--quiet"]),
        Command("serde_yaml, typed", [bench.programs["serde_yaml_reader"], source]),
    ]
    tools = measure(bench, bench.work / "check", commands, 2 if bench.quick else 10, 1)
    return {"entries": deck.count, "source": source_size(source), "tools": tools}


def one_word(bench: Bench) -> Json:
    """The whole program for a deck of one word, which measures its start."""
    deck = Deck("rich", 1)
    package = bench.work / "one-word" / "out" / f"{deck.id}.apkg"
    say("measuring a deck of one word")
    command = Command("lexideck", build(bench, deck.path(bench), package, "--draft"), package)
    return measure(bench, package.parent.parent, [command], 5 if bench.quick else 50, 3)["lexideck"]


def edit(bench: Bench) -> Json:
    """One file of many changed, in one process: only it is read again, and the whole deck checked and compiled."""
    count = 300 if bench.quick else EDITED
    found = {}
    for shape in ("small", "rich"):
        deck = Deck(shape, count, count // EDITED_FILES)
        say(f"measuring an edit of {deck.name}")
        printed = call(bench.programs["edit"], deck.path(bench)).stdout
        found[shape] = {"entries": deck.count, "files": deck.files, **json.loads(printed)}
    return found


def media(bench: Bench) -> Json:
    """Gigabytes of sound beside `cat`, which copies them into one file."""
    deck = Deck("spoken", 20 if bench.quick else 2_000, ENTRIES_PER_FILE)
    source = deck.path(bench)
    folder = bench.work / "media"
    package, copy = folder / "out" / f"{deck.id}.apkg", folder / "copy"
    say("measuring media")
    shell = f"exec cat {shlex.quote(str(source / 'media'))}/* > {shlex.quote(str(copy))}"
    commands = [
        Command("lexideck", build(bench, source, package, "--draft"), package),
        Command("cat", ["sh", "-c", shell]),
    ]
    tools = measure(bench, folder, commands, 2 if bench.quick else RUNS, 1)
    media_size = sum(it.stat().st_size for it in (source / "media").iterdir())
    shutil.rmtree(package.parent)
    copy.unlink()
    return {"files": deck.count, "media": media_size, "tools": tools}


def growth(bench: Bench) -> Json:
    """Time and memory of ever larger decks of small notes, and the exponent with which the time grows."""
    counts = (100, 1_000) if bench.quick else (10_000, 100_000, 1_000_000)
    decks = [Deck("small", count, ENTRIES_PER_FILE) for count in counts]
    folder = bench.work / "growth"
    packages = [folder / str(it.count) / f"{it.id}.apkg" for it in decks]
    sources = [it.path(bench) for it in decks]
    say("measuring growth")
    of_decks = zip(decks, sources, packages, strict=True)
    commands = [Command(it.name, build(bench, source, to, "--draft"), to) for it, source, to in of_decks]
    found = measure(bench, folder, commands, 2 if bench.quick else 3, 0)
    sizes = {}
    for deck, package in zip(decks, packages, strict=True):
        its = found[deck.name]
        with zipfile.ZipFile(package) as archive:
            its["collection"] = archive.getinfo("collection.anki2").file_size
        its["source"] = source_size(deck.path(bench))
        sizes[str(deck.count)] = its
        package.unlink()
    exponent = slope([(math.log(it.count), math.log(found[it.name]["median"])) for it in decks])
    return {"decks": sizes, "exponent": round(exponent, 3)}


def slope(points: list[tuple[float, float]]) -> float:
    """The slope of the straight line nearest to the points."""
    middle_x, middle_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    rise = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return rise / sum((x - middle_x) ** 2 for x, _ in points)
