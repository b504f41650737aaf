#!/usr/bin/env python3
"""Writes a deck's notes with PyYAML and genanki: the script that authors usually write, as far as it can be compared.

Usage: yaml_genanki.py NOTES OUT.apkg TIMES [DECK]. It reads the YAML of DECK, a file or a folder, with PyYAML's C
loader, and goes through its entries. For each it takes the finished note from NOTES, which prepare.py wrote: so it
writes the very notes and cards that lexideck does, and is spared rendering them. Then genanki writes the package.
Without DECK there is no YAML either: genanki alone. A line of JSON with the seconds of each part is added to TIMES.
"""

from __future__ import annotations

import argparse
import gc
import json
import marshal
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import genanki
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))
from genanki_py import make_model  # noqa: E402  (it stands in the peers' folder)

Json = dict[str, Any]


def entries(deck: Path) -> Iterator[Json]:
    """The entries of a deck in source order; each file's data is dropped after its entries."""
    for path in sorted(deck.rglob("*.yaml")) if deck.is_dir() else [deck]:
        with open(path, encoding="utf-8") as file:
            yield from yaml.load(file, yaml.CSafeLoader).get("entries", ())


def make_deck(collection: Json, source: Path | None) -> tuple[genanki.Deck, Json]:
    """Returns the deck with its notes, and the seconds that this took."""
    start = time.perf_counter()
    (notetype,), (description,) = collection["notetypes"], collection["decks"]
    model = make_model(notetype)
    deck = genanki.Deck(description["id"], description["name"], description["description"])
    finished = iter(collection["notes"])
    if source is not None:
        for entry in entries(source):
            guid, fields, tags = next(finished)
            if entry["headword"] not in fields:
                raise ValueError(f"{entry['headword']} has no finished note in its place")
            deck.add_note(genanki.Note(model, fields, tags=tags, guid=guid))
    rest = list(finished)
    if source is not None and rest:
        raise ValueError(f"{len(rest)} finished notes have no entry")
    for guid, fields, tags in rest:
        deck.add_note(genanki.Note(model, fields, tags=tags, guid=guid))
    return deck, {"read": time.perf_counter() - start}


def main() -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=Path, metavar="NOTES")
    parser.add_argument("out", type=Path, metavar="OUT.apkg")
    parser.add_argument("times", type=Path, metavar="TIMES")
    parser.add_argument("deck", type=Path, metavar="DECK", nargs="?")
    arguments = parser.parse_args()
    # genanki warns about `<ol class="senses">` and the like if a `>` follows later in the text.
    warnings.filterwarnings("ignore", module="genanki", message="^Field contained the following invalid HTML tags")
    try:
        start = time.perf_counter()
        with open(arguments.notes, "rb") as file:
            collection = marshal.load(file)
        # Otherwise the garbage collector would visit the finished notes repeatedly, which a usual script does not have.
        gc.freeze()
        loaded = time.perf_counter() - start
        deck, seconds = make_deck(collection, arguments.deck)
        start = time.perf_counter()
        genanki.Package(deck).write_to_file(arguments.out)
        seconds |= {"load": loaded, "write": time.perf_counter() - start}
    except (OSError, ValueError, KeyError, StopIteration, yaml.YAMLError) as error:
        print(f"yaml_genanki: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    with open(arguments.times, "a", encoding="utf-8") as file:
        print(json.dumps(seconds), file=file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
