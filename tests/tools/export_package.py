#!/usr/bin/env python3
"""Imports packages into a new collection of the real Anki, changes it as a learner might, and exports it again.

Usage: export_package.py FOLDER PACKAGE..., with the Python that setup.sh calls `anki-26.9.3`.

FOLDER gets `legacy.apkg` and `latest.apkg`, both with the learner's progress, and `collection.colpkg`, the whole
collection in the latest form. Before that the first note, by id, is edited and given a tag, the last of its cards is
deleted, and the style of its type is changed.
Prints the contents of the collection as one JSON document: `notes` by GUID with their fields, tags, times and
ordinals of cards, and `notetypes` by id with the ids and names of fields and templates.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import inspect_package as real
from anki.collection import Collection, ExportAnkiPackageOptions

Json = dict[str, Any]

# The text that the learner adds to the sort field.
EDIT = " (mine)"
TAG = "learner::own"


def change(col: Collection) -> None:
    """Changes a collection as a learner might."""
    note = col.get_note(col.db.scalar("select min(id) from notes"))
    note.fields[note.note_type()["sortf"]] += EDIT
    note.tags.append(TAG)
    col.update_note(note)
    notetype = note.note_type()
    notetype["css"] += "\n/* mine */"
    col.models.update_dict(notetype)
    col.remove_cards_and_orphaned_notes([note.card_ids()[-1]])


def export(col: Collection, folder: Path) -> None:
    """Writes the packages."""
    for name, legacy in (("legacy", True), ("latest", False)):
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
        col.export_anki_package(out_path=str(folder / f"{name}.apkg"), options=options, limit=None)
    # This closes the collection.
    col.export_collection_package(str(folder / "collection.colpkg"), include_media=False, legacy=False)


def describe(col: Collection) -> Json:
    """The notes and note types in the database."""
    cards: dict[int, list[int]] = {}
    for note, ordinal in col.db.all("select nid, ord from cards order by ord"):
        cards.setdefault(note, []).append(ordinal)
    return {
        "notes": {
            guid: {
                "notetype": notetype,
                "modified": modified,
                "tags": tags.split(),
                "fields": fields.split("\x1f"),
                "cards": cards.get(note, []),
            }
            for note, guid, notetype, modified, tags, fields in col.db.all(
                "select id, guid, mid, mod, tags, flds from notes"
            )
        },
        "notetypes": {
            str(it["id"]): {
                "name": it["name"],
                "cloze": it["type"] == real.CLOZE,
                "modified": it["mod"],
                "sort_field": it["sortf"],
                "original_id": it.get("originalId"),
                "fields": [[part["name"], part["id"]] for part in it["flds"]],
                "templates": [[part["name"], part["id"]] for part in it["tmpls"]],
            }
            for it in real.used_notetypes(col)
        },
    }


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("packages", type=Path, nargs="+", metavar="PACKAGE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="export-") as folder, contextlib.redirect_stdout(sys.stderr):
        path = Path(folder) / "collection.anki2"
        col = Collection(str(path))
        for package in arguments.packages:
            real.import_package(col, str(package.resolve()), False, "newer")
        change(col)
        described = describe(col)
        export(col, arguments.folder.resolve())
    print(json.dumps(described))


if __name__ == "__main__":
    main()
