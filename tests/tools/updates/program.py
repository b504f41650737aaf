"""Runs lexideck, and reads the packages that it writes."""

from __future__ import annotations

import csv
import itertools
import json
import os
import re
import sqlite3
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Set, Tuple

DECK = "simulated"

# The statuses of `plan`: an import would change nothing, or something.
CHANGES = (0, 4)

# The field with the text of a note's own item, by the name of its note type.
OWN_TEXT = {
    "Lexideck definition": ("Definition",),
    "Lexideck distinction": ("Difference",),
    "Lexideck usage": ("Phrase",),
    "Lexideck quiz": ("Question",),
    "Lexideck question": ("Question", "Right"),
}


class Violation(Exception):
    """A check failed."""


@dataclass(frozen=True)
class Note:
    """A note: of a package, or of a learner's collection."""

    guid: str
    type: str
    fields: Dict[str, str]
    tags: FrozenSet[str]
    mod: int
    ords: FrozenSet[int]

    def names(self, known: Dict[str, str]) -> Set[str]:
        """The names of items in the note's own text. A learner's copy of a note type is called "…+"."""
        text = " ".join(self.fields[it] for it in OWN_TEXT[self.type.rstrip("+")])
        return {word for word in re.findall(r"[A-Z][a-z]+", text) if word in known}

    def asks(self) -> Dict[int, str]:
        """What each of its cards asks, by the card's number: the word of a gap, a cue, or the template."""
        if self.type.startswith("Lexideck usage"):
            gaps = re.findall(r"\{\{c(\d+)::(.*?)(?:::.*?)?\}\}", self.fields["Text"])
            return {int(number) - 1: word for number, word in gaps}
        if self.type.startswith("Lexideck distinction"):
            cues = {number: self.fields[f"Cue {number}"] for number in range(1, 9)}
            return {0: "template", **{number: text for number, text in cues.items() if text}}
        return {ord: "template" for ord in self.ords}

    def content(self) -> Tuple[Any, ...]:
        """Everything about a note that the author decides."""
        return (self.type, tuple(self.fields.items()), self.tags)


def read_package(path: Path) -> Dict[str, Note]:
    """The notes of a package in the form that every Anki reads, by GUID."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        database = archive.extract("collection.anki2", folder)
        connection = sqlite3.connect(database)
        (models,) = connection.execute("select models from col").fetchone()
        types = {int(key): value for key, value in json.loads(models).items()}
        ords: Dict[int, Set[int]] = {}
        for nid, ord in connection.execute("select nid, ord from cards"):
            ords.setdefault(nid, set()).add(ord)
        notes = {}
        for nid, guid, mid, mod, tags, fields in connection.execute("select id, guid, mid, mod, tags, flds from notes"):
            names = [it["name"] for it in types[mid]["flds"]]
            if guid in notes:
                raise Violation(f"{path.name} holds two notes {guid}")
            notes[guid] = Note(
                guid,
                types[mid]["name"],
                dict(zip(names, fields.split("\x1f"))),
                frozenset(tags.split()),
                mod,
                frozenset(ords.get(nid, ())),
            )
        connection.close()
    return notes


class Lexideck:
    """The program, run on one deck."""

    def __init__(self, program: Path) -> None:
        self.program = program

    def run(self, arguments: List[str], epoch: int, fine: Tuple[int, ...] = (0,)) -> str:
        """Returns its output. A status that is not in `fine` ends the simulation."""
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "NO_COLOR": "1"}
        done = subprocess.run(
            [str(self.program), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        if done.returncode not in fine:
            raise Violation(f"lexideck {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done.stdout

    def build(self, deck: Path, output: Path, epoch: int, *options: str) -> Path:
        """Builds package, table and update files into `output` and returns the package."""
        self.run(["build", str(deck), "-o", str(output), "--to", "apkg,csv,update", *options], epoch)
        return output / f"{DECK}.apkg"

    def release(self, deck: Path, output: Path, epoch: int) -> Path:
        """Releases package, table and update files into `output` and returns the package."""
        self.run(["release", str(deck), "-o", str(output), "--to", "apkg,csv"], epoch)
        return output / f"{DECK}.apkg"

    def plan(self, deck: Path, epoch: int, *options: str) -> Dict[str, Any]:
        """Returns the forecast for the deck."""
        document = json.loads(self.run(["plan", str(deck), "--json", *options], epoch, CHANGES))
        (found,) = document["decks"]
        return found


def update_files(folder: Path) -> List[Path]:
    """The text files for Anki that a build wrote."""
    return sorted(folder.glob(f"{DECK}.update.*.txt"))


def rows_of(file: Path) -> Set[str]:
    """The GUIDs of a text file's rows."""
    with file.open(encoding="utf-8", newline="") as lines:
        head = list(itertools.takewhile(lambda it: it.startswith("#"), lines))
        lines.seek(0)
        rows = itertools.islice(lines, len(head), None)
        column = next(int(it.split(":")[1]) for it in head if it.startswith("#guid column:"))
        # Lines about cards that are no longer made stand at the end.
        found = csv.reader(rows, delimiter="\t")
        return {row[column - 1] for row in found if not row[0].startswith("# ")}
