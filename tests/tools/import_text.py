#!/usr/bin/env python3
"""Imports Anki text files into the real Anki and compares the result with that of a package.

Usage: import_text.py PACKAGE TYPES TEXT... with the Python of an Anki from 2.1.66 on. PACKAGE is the deck as a package,
TYPES a package of another deck that brings the note types, TEXT the text files of the deck. Prints as JSON:

- `without_types`: what Anki says to the files where it does not have the note types, and the number of notes then;
- `logs`: what it says with them;
- `packaged` and `imported`: the notes by GUID, from the package and from the text files;
- `over_package`: what it says to the files where the package is there, and whether any note is another then.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

# The collection comes first: Anki's modules import each other cyclically.
from anki.collection import Collection, ImportCsvRequest  # isort: skip

LOG_COUNTS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")


def import_package(col: Collection, package: str) -> None:
    """Imports a package, from 23.10 on with the default options."""
    try:
        # 23.10 does not name the options in `anki.collection`.
        from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
    except ImportError:
        col.import_anki_package(package)
        return
    col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions()))


def import_texts(col: Collection, texts: list[str]) -> list[dict[str, int]]:
    logs = []
    for path in texts:
        metadata = col.get_csv_metadata(path, None)
        log = col.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
        counts = {name: len(getattr(log, name)) for name in LOG_COUNTS}
        logs.append({"file": Path(path).name} | {name: count for name, count in counts.items() if count})
    return logs


def notes(col: Collection, leave_out: set[str]) -> dict[str, Any]:
    """Each note without its times and ids."""
    found = {}
    for number in col.find_notes(""):
        note = col.get_note(number)
        if note.guid in leave_out:
            continue
        cards = sorted((it.ord, col.decks.name(it.did)) for it in note.cards())
        fields = dict(note.items())
        found[note.guid] = {"notetype": note.note_type()["name"], "fields": fields, "tags": note.tags, "cards": cards}
    return found


def new_collection() -> Collection:
    return Collection(str(Path(tempfile.mkdtemp(prefix="text-")) / "collection.anki2"))


def main() -> None:
    package, types, *texts = sys.argv[1:]
    col = new_collection()
    without_types = {"logs": import_texts(col, texts), "notes": col.note_count()}
    import_package(col, types)
    others = set(notes(col, set()))
    logs = import_texts(col, texts)
    imported = notes(col, others)
    col.close()

    col = new_collection()
    import_package(col, package)
    packaged = notes(col, set())
    over = import_texts(col, texts)
    over_package = {"logs": over, "same": notes(col, set()) == packaged}
    col.close()
    document = {
        "without_types": without_types,
        "logs": logs,
        "packaged": packaged,
        "imported": imported,
        "over_package": over_package,
    }
    json.dump(document, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
