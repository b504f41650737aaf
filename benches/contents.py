"""The contents of a package, whichever program wrote it: the collection, and a hash of its notes and cards."""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import zstandard

from bench import Failure, Json


def unpack(package: Path, out: Path) -> Path:
    """Writes the collection of a package of either form."""
    with zipfile.ZipFile(package) as archive, open(out, "wb") as target:
        newer = "collection.anki21b" in archive.namelist()
        with archive.open("collection.anki21b" if newer else "collection.anki2") as source:
            if newer:
                zstandard.ZstdDecompressor().copy_stream(source, target)
            else:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
    return out


def contents(collection: Path) -> Json:
    """The numbers of notes and cards, and a hash of all GUIDs, fields and tags, and the ordinals of all cards.

    A second hash leaves out empty fields.
    """
    sha256, filled = hashlib.sha256(), hashlib.sha256()
    notes = cards = 0
    query = (
        "select guid, flds, tags,"
        " (select group_concat(ord) from (select ord from cards where nid = notes.id order by ord))"
        " from notes order by guid"
    )
    with closing(sqlite3.connect(collection)) as database:
        for guid, fields, tags, ordinals in database.execute(query):
            notes, cards = notes + 1, cards + str(ordinals or "").count(",") + bool(ordinals)
            rest = (guid, *sorted(tags.split()), str(ordinals))
            sha256.update("\x1e".join((fields, *rest)).encode())
            filled.update("\x1e".join((*filter(None, fields.split("\x1f")), *rest)).encode())
    return {"notes": notes, "cards": cards, "sha256": sha256.hexdigest(), "filled": filled.hexdigest()}


def compare(packages: dict[str, Path], leaner: set[str], scratch: Path) -> Json:
    """The contents that all packages share; fails if they differ in a note or a card.

    Those of the tools in `leaner` may lack fields that are empty.
    """
    found = {name: contents(unpack(package, scratch)) for name, package in packages.items()}
    scratch.unlink()
    (first, expected), *others = found.items()
    for name, its in others:
        if name in leaner:
            its["sha256"] = expected["sha256"]
        if its != expected:
            raise Failure(f"the notes and cards differ: {first} wrote {expected}, {name} wrote {its}")
    return expected
