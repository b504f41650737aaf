#!/usr/bin/env python3
"""Writes decks for measurements: generate.py SHAPE COUNT OUT [--per-file N]. Equal arguments give equal bytes.

SHAPE is `rich`, about 1.8 kB of YAML for an entry with most of the parts that a real one has, or `small`, a headword
with one definition and one translation, `wordnet`, about 0.5 kB with the parts that WordNet has: senses with examples,
and synonyms, or `spoken`, which is small with a recording of one megabyte.
OUT becomes a file, or with --per-file a folder with N entries in each of its files. Every entry makes one note with
two cards: recognise and produce. The decks are free of errors and warnings.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from random import Random

from words import PREPOSITIONS, Prose, headword, ipa

LEVELS = ("A2", "B1", "B2", "C1")
REGISTERS = ("neutral", "formal", "informal", "technical")
TAGS = ("home", "work", "travel", "nature", "city", "music")
RECORDING_BYTES = 1_000_000


def quiz(word: str, prose: Prose) -> list[str]:
    """The lines of a quiz item, in which every choice has its feedback."""
    choices = [f"{prose.word()} {place} {prose.word()}" for place in ("under", "beside", "above")]
    return [
        "    quiz:",
        f"      - question: Which of these would you call *{word}* or {prose.word()}?",
        f"        choices: [{', '.join(choices)}]",
        f"        answer: {choices[1]}",
        f"        why: {prose.sentence(9, 14)}",
        "        feedback:",
        *(f"          {it}: {prose.sentence(9, 14)}" for it in choices),
    ]


def rich(number: int) -> list[str]:
    """The lines of the rich entry with this number."""
    random, word = Random(number), headword(number)
    prose = Prose(random, 190, 16)
    right, other = random.sample(PREPOSITIONS, 2)
    return [
        f"  - headword: {word}",
        "    part_of_speech: noun",
        f"    level: {random.choice(LEVELS)}",
        f"    register: {random.choice(REGISTERS)}",
        f"    tags: [{', '.join(random.sample(TAGS, 2))}]",
        f"    summary: {prose.sentence(17, 21)}",
        f"    pronunciation: {{ gb: {ipa(word)}, us: {ipa(word, 'ˌ')} }}",
        "    senses:",
        f"      - definition: {prose.sentence(15, 19)}",
        f"        translations: {{ de: das {prose.word().capitalize()} }}",
        "        examples:",
        f"          - {prose.sentence(15, 19, word)}",
        f"          - {prose.sentence(15, 19, word)}",
        f"      - definition: {prose.sentence(15, 19)}",
        f"        examples: [{prose.sentence(15, 19, word)}]",
        f"    patterns: ['{word} {{{right}|{other}}} [{prose.word()}/{prose.word()}]']",
        f"    collocations: [a {prose.word()} {word}, {prose.word()} the {word}]",
        f"    synonyms: [{prose.word()}, {prose.word()}]",
        *quiz(word, prose),
        "",
    ]


def small(number: int) -> list[str]:
    """The lines of the small entry with this number."""
    prose = Prose(Random(number), 16, 2)
    return [
        f"  - headword: {headword(number)}",
        "    senses:",
        f"      - definition: {prose.sentence(12, 16)}",
        f"        translations: {{ de: das {prose.word().capitalize()} }}",
        "",
    ]


def wordnet(number: int) -> list[str]:
    """The lines of the entry with this number as one made from WordNet would have them."""
    random, word = Random(number), headword(number)
    prose = Prose(random, 130, 8)
    lines = [f"  - headword: {word}", "    part_of_speech: noun", "    senses:"]
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        lines.append(f"      - definition: {prose.sentence(8, 14)}")
        if random.random() < 0.5:
            lines.append(f"        examples: [{prose.sentence(6, 10, word)}]")
    synonyms = ", ".join(prose.word() for _ in range(random.randrange(4)))
    return [*lines, *([f"    synonyms: [{synonyms}]"] if synonyms else []), ""]


def spoken(number: int) -> list[str]:
    """The lines of the entry with this number and its recording."""
    *lines, end = small(number)
    return [*lines, f"    pronunciation: {{ gb: {{ audio: {recording(number)} }} }}", end]


SHAPES = {"rich": rich, "small": small, "spoken": spoken, "wordnet": wordnet}


def recording(number: int) -> str:
    """The name of a recording."""
    return f"{number:06}.mp3"


def header(shape: str, count: int) -> list[str]:
    """The lines of the deck's description."""
    return [
        "deck:",
        f"  id: {shape}-{count}",
        f"  name: Generated::{count} {shape} entries",
        "  description: Entries for measurements.",
        "  tags: [generated]",
        "  cards: { usage: false, distinction: false, question: false, quiz: false }",
    ]


def write(path: Path, lines: Iterator[str] | list[str]) -> None:
    """Writes a file of lines."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def write_entries(shape: str, path: Path, numbers: range) -> None:
    """Writes a file of a folder."""
    write(path, ["entries:", *(line for number in numbers for line in SHAPES[shape](number))])


def write_recordings(folder: Path, count: int) -> None:
    """Writes recordings of noise, no two alike."""
    folder.mkdir()
    noise = Random(0).randbytes(RECORDING_BYTES - 8)
    for number in range(count):
        (folder / recording(number)).write_bytes(number.to_bytes(8) + noise)


def generate(shape: str, count: int, out: Path, per_file: int | None) -> None:
    """Writes the deck to `out`, completely or not at all."""
    draft = out.with_name(f".{out.name}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.unlink(missing_ok=True)
    if per_file is None:
        lines = (line for number in range(count) for line in SHAPES[shape](number))
        write(draft, [*header(shape, count), "", "entries:", *lines])
    else:
        draft.mkdir()
        write(draft / "deck.yaml", header(shape, count))
        starts = range(0, count, per_file)
        jobs = [(shape, draft / f"{start:07}.yaml", range(start, min(start + per_file, count))) for start in starts]
        with Pool() as pool:
            pool.starmap(write_entries, jobs)
        if shape == "spoken":
            write_recordings(draft / "media", count)
    draft.replace(out)


def main() -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", choices=sorted(SHAPES), metavar="SHAPE")
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--per-file", type=int, metavar="N")
    arguments = parser.parse_args()
    if arguments.count < 1:
        parser.error("COUNT must be 1 or more")
    if arguments.shape == "spoken" and arguments.per_file is None:
        parser.error("recordings need a folder: give --per-file")
    try:
        generate(arguments.shape, arguments.count, arguments.out, arguments.per_file)
    except OSError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
