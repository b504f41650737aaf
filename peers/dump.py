#!/usr/bin/env python3
"""Dumps a package in Anki's older form (collection.anki2) into the neutral JSON that the peers write packages from.

Usage: dump.py PACKAGE OUT.json. Media files are extracted into a folder beside it: OUT.media.

    {"notetypes": [{"id", "name", "cloze", "sort_field", "fields": [name], "templates": [{"name", "front", "back"}],
                    "css"}],
     "decks": [{"id", "name", "description"}],
     "notes": [{"guid", "notetype", "deck", "fields": [text], "tags": [tag]}],
     "cards": [{"guid", "ord"}],
     "media": [name]}
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DEFAULT_DECK = 1
CLOZE = 1


def describe_notetype(notetype: Json) -> Json:
    """A note type in the neutral form."""
    return {
        "id": int(notetype["id"]),  # genanki writes it as text
        "name": notetype["name"],
        "cloze": notetype["type"] == CLOZE,
        "sort_field": notetype["sortf"],
        "fields": [field["name"] for field in notetype["flds"]],
        "templates": [{"name": it["name"], "front": it["qfmt"], "back": it["afmt"]} for it in notetype["tmpls"]],
        "css": notetype["css"],
    }


def describe_deck(deck: Json) -> Json:
    """A deck in the neutral form."""
    return {"id": deck["id"], "name": deck["name"], "description": deck["desc"]}


def describe_notes(database: sqlite3.Connection) -> list[Json]:
    """The notes in their order, each with the deck of its first card: both genankis keep a note's cards in one deck."""
    rows = database.execute(
        "select guid, mid, (select did from cards where nid = notes.id order by id limit 1), flds, tags"
        " from notes order by id"
    )
    return [
        {"guid": guid, "notetype": mid, "deck": did, "fields": fields.split("\x1f"), "tags": tags.split()}
        for guid, mid, did, fields, tags in rows
    ]


def describe_collection(path: Path, media: list[str]) -> Json:
    """The collection at `path` in the neutral form."""
    with closing(sqlite3.connect(path)) as database:
        notetypes, decks = map(json.loads, database.execute("select models, decks from col").fetchone())
        cards = database.execute("select guid, ord from cards join notes on notes.id = nid order by cards.id")
        return {
            "notetypes": [describe_notetype(it) for it in notetypes.values()],
            "decks": [describe_deck(it) for it in decks.values() if it["id"] != DEFAULT_DECK],
            "notes": describe_notes(database),
            "cards": [{"guid": guid, "ord": ord} for guid, ord in cards],
            "media": media,
        }


def extract_media(package: zipfile.ZipFile, folder: Path) -> list[str]:
    """Puts the media files into `folder`, made anew, under their own names, which it returns."""
    shutil.rmtree(folder, ignore_errors=True)
    names: dict[str, str] = json.loads(package.read("media"))
    if names:
        folder.mkdir()
    for member, name in names.items():
        if Path(name).name != name:
            raise ValueError(f"the media name {name!r} is no plain file name")
        with package.open(member) as source, open(folder / name, "wb") as target:
            shutil.copyfileobj(source, target)
    return list(names.values())


def dump(package_path: Path, out: Path) -> Json:
    """Writes `out` and the media folder beside it."""
    with zipfile.ZipFile(package_path) as package, tempfile.TemporaryDirectory() as scratch:
        if "meta" in package.namelist() or "collection.anki2" not in package.namelist():
            raise ValueError("not a package in the older form; build it with --package legacy")
        media = extract_media(package, out.with_suffix(".media"))
        collection = describe_collection(Path(package.extract("collection.anki2", scratch)), media)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(collection, file, ensure_ascii=False)
    return collection


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, metavar="PACKAGE")
    parser.add_argument("out", type=Path, metavar="OUT.json")
    arguments = parser.parse_args()
    try:
        collection = dump(arguments.package, arguments.out)
    except (OSError, ValueError, KeyError, sqlite3.Error, zipfile.BadZipFile) as error:
        print(f"dump: {arguments.package}: {error}", file=sys.stderr)
        return 1
    print(", ".join(f"{len(items)} {name}" for name, items in collection.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
