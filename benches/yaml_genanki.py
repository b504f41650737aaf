#!/usr/bin/env python3
"""Makes a package from a deck in Lexideck's format with PyYAML and genanki: the script that authors usually write.

Usage: yaml_genanki.py DECK.yaml OUT.apkg, with the Python that tests/tools/setup.sh calls `python`. One note with one
card per entry, with the most used sections of the entry on its back. It checks nothing, and knows the short forms
only as far as its own field list needs them.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import genanki
import yaml

GAP = re.compile(r"\{([^|}]*)[^}]*\}")

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MODEL = genanki.Model(
    1763800009999,
    "Vocabulary by a script",
    fields=[{"name": name} for name in ("Word", "Pronunciation", "Definition", "Translation", "Examples", "Use")],
    templates=[
        {
            "name": "Recognise",
            "qfmt": "<h1>{{Word}}</h1>{{Pronunciation}}",
            "afmt": "{{FrontSide}}<hr id=answer>{{Definition}}<br>{{Translation}}<br>{{Examples}}<br>{{Use}}",
        }
    ],
    css=".card { font-family: sans-serif; font-size: 20px; text-align: center; }",
)


def lines(items: Iterable[Any]) -> str:
    """The texts one below the other; a gap shows its first answer, emphasis stays as it is written."""
    return "<br>".join(html.escape(GAP.sub(r"\1", str(item))) for item in items)


def texts(value: Any) -> list[Any]:
    """The texts of a list, of a map by dialect, or the one text that stands in its place."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [value["text"]] if "text" in value else [text for part in value.values() for text in texts(part)]
    return [text for item in value for text in texts(item)] if isinstance(value, list) else [value]


def make_note(deck: dict[str, Any], entry: dict[str, Any]) -> genanki.Note:
    """The note of an entry."""
    senses = entry.get("senses", [])
    fields = [
        html.escape(str(entry["headword"])),
        lines(texts(entry.get("pronunciation"))),
        lines(sense["definition"] for sense in senses),
        lines(text for sense in senses for text in sense.get("translations", {}).values()),
        lines(text for sense in senses for text in texts(sense.get("examples"))),
        lines(text for key in ("patterns", "collocations", "synonyms") for text in texts(entry.get(key))),
    ]
    tags = [*deck.get("tags", []), *entry.get("tags", [])]
    return genanki.Note(MODEL, fields, tags=tags, guid=genanki.guid_for(deck["id"], entry["headword"]))


def build(source: Path, out: Path) -> int:
    """Writes the package and returns the number of notes."""
    with open(source, encoding="utf-8") as file:
        content = yaml.load(file, Loader)
    header = content["deck"]
    number = int.from_bytes(hashlib.sha256(header["id"].encode()).digest()[:6])
    deck = genanki.Deck(number, header["name"], header.get("description", ""))
    for entry in content["entries"]:
        deck.add_note(make_note(header, entry))
    genanki.Package(deck).write_to_file(out)
    return len(deck.notes)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deck", type=Path, metavar="DECK.yaml")
    parser.add_argument("out", type=Path, metavar="OUT.apkg")
    arguments = parser.parse_args()
    start = time.perf_counter()
    try:
        notes = build(arguments.deck, arguments.out)
    except (OSError, yaml.YAMLError) as error:
        print(f"yaml_genanki: {error}", file=sys.stderr)
        return 1
    print(f"{notes} notes in {time.perf_counter() - start:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
