#!/usr/bin/env python3
"""Writes a package with genanki, as an author's script would.

Usage: genanki_package.py DECK.json OUT.apkg, with the Python that setup.sh calls `python`.

DECK.json has `notetypes`, each with `id`, `name`, `fields` and `templates` (pairs of fields: front and back), `notes`,
each with `notetype`, `fields` and, where it is not for genanki to make, `guid`, and the `time` of all.
It prints the GUIDs of the notes as a JSON list.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import genanki


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, metavar="DECK.json")
    parser.add_argument("out", type=Path, metavar="OUT.apkg")
    arguments = parser.parse_args()
    source = json.loads(arguments.source.read_text(encoding="utf-8"))
    models = {
        it["id"]: genanki.Model(
            it["id"],
            it["name"],
            fields=[{"name": name} for name in it["fields"]],
            templates=[
                {"name": f"Card {at}", "qfmt": f"{{{{{front}}}}}", "afmt": f"{{{{{back}}}}}"}
                for at, (front, back) in enumerate(it["templates"], 1)
            ],
        )
        for it in source["notetypes"]
    }
    deck = genanki.Deck(1700000001, "Old words")
    for it in source["notes"]:
        deck.add_note(genanki.Note(models[it["notetype"]], it["fields"], guid=it.get("guid")))
    genanki.Package(deck).write_to_file(str(arguments.out), timestamp=source["time"])
    print(json.dumps([note.guid for note in deck.notes]))


if __name__ == "__main__":
    main()
