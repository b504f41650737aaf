#!/usr/bin/env python3
"""Writes the notes of dump.py's JSON into a package with genanki, as a script would that has its notes ready.

Usage: genanki_py.py NOTES.json OUT.apkg, with the Python that tests/tools/setup.sh calls `python`.
It prints the number of notes and the seconds, without starting Python and reading the JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import genanki

Json = dict[str, Any]


def make_model(notetype: Json) -> genanki.Model:
    """A note type as genanki's own documentation makes one: fields and templates by their names."""
    return genanki.Model(
        notetype["id"],
        notetype["name"],
        fields=[{"name": name} for name in notetype["fields"]],
        templates=[{"name": it["name"], "qfmt": it["front"], "afmt": it["back"]} for it in notetype["templates"]],
        css=notetype["css"],
        model_type=genanki.Model.CLOZE if notetype["cloze"] else genanki.Model.FRONT_BACK,
        sort_field_index=notetype["sort_field"],
    )


def make_package(collection: Json, media: Path) -> genanki.Package:
    """The decks with their notes."""
    models = {it["id"]: make_model(it) for it in collection["notetypes"]}
    decks = {it["id"]: genanki.Deck(it["id"], it["name"], it["description"]) for it in collection["decks"]}
    for it in collection["notes"]:
        note = genanki.Note(models[it["notetype"]], it["fields"], tags=it["tags"], guid=it["guid"])
        decks[it["deck"]].add_note(note)
    return genanki.Package(list(decks.values()), [str(media / name) for name in collection["media"]])


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=Path, metavar="NOTES.json")
    parser.add_argument("out", type=Path, metavar="OUT.apkg")
    arguments = parser.parse_args()
    # It takes `<ol class="choices">` and the like for a mistake when a `>` stands further on in the text.
    warnings.filterwarnings("ignore", module="genanki", message="^Field contained the following invalid HTML tags")
    try:
        collection = json.loads(arguments.notes.read_text(encoding="utf-8"))
        start = time.perf_counter()
        make_package(collection, arguments.notes.with_suffix(".media")).write_to_file(arguments.out)
    except (OSError, ValueError, KeyError) as error:
        print(f"genanki_py: {arguments.notes}: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(f"{len(collection['notes'])} notes in {time.perf_counter() - start:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
