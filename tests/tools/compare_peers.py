#!/usr/bin/env python3
"""Imports the same notes as Lexideck, genanki-rs and genanki write them into the real Anki and compares what arrives.

Usage: compare_peers.py OURS.apkg GENANKI_RS.apkg GENANKI_PY.apkg, with the Python that setup.sh calls `anki-26.9.3`;
`peers/run.sh` makes the packages.

Everything that a learner sees must be equal: notes, fields, tags, note types, decks, media and cards. What the peers
are known to do differently is checked as well, so that a changed peer is noticed. The last line says how many
checks passed and failed; the exit status is 1 if any failed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import inspect_package as real

Json = dict[str, Any]
CardKey = tuple[str, int]

# The number of differences that are printed of a long list.
SHOWN = 5


@dataclass(frozen=True)
class Imported:
    """The contents of a collection after importing one package."""

    writer: str
    fields: dict[str, list[str]]
    tags: dict[str, list[str]]
    types: dict[str, str]
    columns: dict[str, tuple[Any, Any]]
    times: set[int]
    notetypes: dict[str, Json]
    ids: list[int]
    collapsed: list[str]
    decks: dict[str, str]
    cards: dict[CardKey, tuple[str, str]]
    positions: list[int]
    empty: set[CardKey]
    missing: set[CardKey]
    media: dict[str, Json]
    order: list[CardKey]


@dataclass(frozen=True)
class Check:
    """A check with its problems; it has passed if there are none."""

    name: str
    problems: list[str]


# What arrives in Anki
# ----------------------------------------------------------------------------------------------------------------


def import_into_anki(writer: str, package: Path) -> Imported:
    """Imports a package into a new collection and reads it."""
    path = Path(tempfile.mkdtemp()) / "collection.anki2"
    with real.opened(path) as col:
        real.import_package(col, os.path.abspath(package), False, "newer")
        notetypes = real.used_notetypes(col)
        cards = real.describe_cards(col, render=False)
        parts = [part for it in notetypes for part in (*it["flds"], *it["tmpls"])]
        held = {
            **read_notes(col),
            "notetypes": {it["name"]: describe_notetype(it) for it in notetypes},
            "ids": [part["id"] for part in parts if part["id"] is not None],
            "collapsed": [field["name"] for it in notetypes for field in it["flds"] if field["collapsed"]],
            "decks": {deck["name"]: deck["description"] for deck in real.describe_decks(col)},
            "cards": {(card["guid"], card["ord"]): (card["template"], card["deck"]) for card in cards},
            "positions": [card["due"] for card in cards],
            "media": real.describe_media(col),
        }
    return Imported(
        writer=writer,
        **held,
        empty=keys(real.on_copy(path, real.list_empty_cards)),
        missing=keys(real.on_copy(path, real.list_missing_cards)),
        order=[(it["guid"], it["ord"]) for it in real.on_copy(path, lambda col: real.new_card_order(col, 20))["cards"]],
    )


def read_notes(col: Any) -> Json:
    """The notes by GUID, with the columns that Anki computes from the fields and their times of change."""
    rows = col.db.all("select guid, flds, sfld, csum, mod from notes")
    notes = real.describe_notes(col)
    return {
        "fields": {guid: fields.split("\x1f") for guid, fields, *_ in rows},
        "columns": {guid: (sort_field, checksum) for guid, _, sort_field, checksum, _ in rows},
        "times": {time for *_, time in rows},
        "tags": {note["guid"]: note["tags"] for note in notes},
        "types": {note["guid"]: note["notetype"] for note in notes},
    }


def describe_notetype(notetype: Json) -> Json:
    """The parts of a note type that appear on cards, in the editor and in the browser."""
    return {
        "id": notetype["id"],
        "type": notetype["type"],
        "sort field": notetype["sortf"],
        "fields": [field["name"] for field in notetype["flds"]],
        "templates": [(it["name"], it["qfmt"], it["afmt"]) for it in notetype["tmpls"]],
        "css": notetype["css"],
    }


def keys(cards: Any) -> set[CardKey]:
    """The cards in a list of inspect_package.py, or none if it contains an error."""
    if isinstance(cards, dict):
        raise RuntimeError(cards["error"])
    return {(card["guid"], card["ord"]) for card in cards}


# What must be equal
# ----------------------------------------------------------------------------------------------------------------


def compare(ours: Imported, peer: Imported) -> list[Check]:
    """Checks that a learner sees the same, whichever program wrote the package."""
    equal: dict[str, tuple[Mapping[Any, Any], Mapping[Any, Any]]] = {
        "notes and their note types": (ours.types, peer.types),
        "fields": (ours.fields, peer.fields),
        "sort fields and checksums": (ours.columns, peer.columns),
        "tags": (ours.tags, peer.tags),
        "note types": (ours.notetypes, peer.notetypes),
        "decks and descriptions": (ours.decks, peer.decks),
        "media": (ours.media, peer.media),
        # Each genanki decides which cards a note has; Anki reports which of them are empty, and which are missing.
        "cards, once Anki has removed empty and added missing ones": (
            dict.fromkeys(ours.cards),
            dict.fromkeys((set(peer.cards) - peer.empty) | peer.missing),
        ),
        "templates and decks of cards": (ours.cards, {**ours.cards, **common(peer.cards, ours.cards)}),
    }
    return [Check(f"{peer.writer}: same {name}", differences(*pair)) for name, pair in equal.items()]


def common(cards: Mapping[CardKey, Any], others: Mapping[CardKey, Any]) -> dict[CardKey, Any]:
    """The cards that both lists contain."""
    return {key: value for key, value in cards.items() if key in others}


def differences(ours: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> list[str]:
    """A line for each key whose values differ between two mappings."""
    lines = [f"{key}: only Lexideck has it" for key in ours if key not in theirs]
    lines += [f"{key}: Lexideck lacks it" for key in theirs if key not in ours]
    lines += [f"{key}: {excerpt(ours[key], theirs[key])}" for key in ours if key in theirs and ours[key] != theirs[key]]
    return lines


def excerpt(ours: Any, theirs: Any) -> str:
    """The first place where two values differ, down to the items of lists and mappings of the same shape."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        pairs = list(ours.items())
    elif isinstance(ours, list | tuple) and isinstance(theirs, list | tuple) and len(ours) == len(theirs):
        pairs = list(enumerate(ours))
    else:
        texts = str(ours), str(theirs)
        same = next((place for place, (one, other) in enumerate(zip(*texts, strict=False)) if one != other), 0)
        return " and ".join(repr(text[max(same - 20, 0) : same + 40]) for text in texts)
    place = next(key for key, value in pairs if value != theirs[key])
    return f"[{place}] {excerpt(ours[place], theirs[place])}"


# What is known to differ
# ----------------------------------------------------------------------------------------------------------------


def check_ours(ours: Imported) -> list[Check]:
    """What Lexideck has and the peers lack."""
    notes = [note for note in ours.types if not any(guid == note for guid, _ in ours.cards)]
    wanted = sum(len(it["fields"]) + len(it["templates"]) for it in ours.notetypes.values())
    rising = [10 * (number + 1) for number in range(len(ours.cards))]
    return [
        Check("lexideck: every note has a card", [f"{guid} has none" for guid in notes]),
        Check("lexideck: no card is empty, none is missing", sorted(map(str, ours.empty | ours.missing))),
        expect("lexideck: an id for every field and template", wanted, len(ours.ids)),
        expect("lexideck: positions of new cards in steps of ten", rising, sorted(ours.positions)),
        expect("lexideck: spare fields are collapsed", True, "Spare 1" in ours.collapsed),
    ]


def check_known(ours: Imported, peer: Imported) -> list[Check]:
    """Checks the documented differences of both peers. If one fails, the peer has changed, and the README must too."""
    return [
        expect(f"{peer.writer}: known: all new cards at position 0", [0], sorted(set(peer.positions))),
        expect(f"{peer.writer}: known: no ids of fields and templates", 0, len(peer.ids)),
        expect(f"{peer.writer}: known: no field is collapsed", [], peer.collapsed),
        expect(f"{peer.writer}: known: one time for all notes", 1, len(peer.times)),
        expect(f"{peer.writer}: known: it is the time of the build", True, peer.times.isdisjoint(ours.times)),
    ]


def check_cards_of_rust(ours: Imported, peer: Imported) -> list[Check]:
    """genanki-rs does not see the conditions around a front, nor fields behind filters.

    So it makes cards that are empty, and none where a front only speaks.
    """
    extra, lacking = set(peer.cards) - set(ours.cards), set(ours.cards) - set(peer.cards)
    return [
        expect(f"{peer.writer}: known: some cards are empty", True, bool(peer.empty)),
        expect(f"{peer.writer}: known: Anki finds just these empty", sorted(extra), sorted(peer.empty)),
        expect(f"{peer.writer}: known: Anki adds just the cards that it lacks", sorted(lacking), sorted(peer.missing)),
    ]


def check_cards_of_python(ours: Imported, peer: Imported) -> list[Check]:
    """Checks that Python's genanki creates the right cards."""
    return [expect(f"{peer.writer}: the very same cards", sorted(ours.cards), sorted(peer.cards))]


def expect(name: str, wanted: Hashable | list[Any], found: Hashable | list[Any]) -> Check:
    """Checks that a value is the expected one."""
    return Check(name, [] if wanted == found else [f"expected {str(wanted)[:200]}, found {str(found)[:200]}"])


# The report
# ----------------------------------------------------------------------------------------------------------------


def table(collections: list[Imported]) -> str:
    """The numbers of the collections, side by side."""
    rows: dict[str, list[Any]] = {
        "": [it.writer for it in collections],
        "notes": [len(it.fields) for it in collections],
        "note types": [len(it.notetypes) for it in collections],
        "decks": [len(it.decks) for it in collections],
        "media": [len(it.media) for it in collections],
        "cards": [len(it.cards) for it in collections],
        "  empty ones": [len(it.empty) for it in collections],
        "  missing ones": [len(it.missing) for it in collections],
        "positions of new cards": [f"{min(it.positions)}–{max(it.positions)}" for it in collections],
        "first day in our order": ["yes" if it.order == collections[0].order else "no" for it in collections],
        "ids of fields, templates": [len(it.ids) for it in collections],
    }
    return "\n".join(f"{name:<26}" + "".join(f"{value!s:>14}" for value in row) for name, row in rows.items())


def report(checks: list[Check]) -> int:
    """Prints the checks and returns how many failed."""
    for check in checks:
        print(f"{'FAIL' if check.problems else 'ok  '} {check.name}")
        for problem in check.problems[:SHOWN]:
            print(f"       {problem}")
        if len(check.problems) > SHOWN:
            print(f"       and {len(check.problems) - SHOWN} more")
    return sum(bool(check.problems) for check in checks)


def main() -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("ours", "genanki_rs", "genanki_py"):
        parser.add_argument(name, type=Path, metavar=f"{name.upper()}.apkg")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peers-") as folder, contextlib.redirect_stdout(sys.stderr):
        tempfile.tempdir = folder
        ours = import_into_anki("lexideck", arguments.ours)
        rust = import_into_anki("genanki-rs", arguments.genanki_rs)
        python = import_into_anki("genanki", arguments.genanki_py)
        # Anki may have changed to a media folder, which is about to be deleted.
        os.chdir("/")
    checks = check_ours(ours)
    checks += compare(ours, rust) + check_known(ours, rust) + check_cards_of_rust(ours, rust)
    checks += compare(ours, python) + check_known(ours, python) + check_cards_of_python(ours, python)
    print(table([ours, rust, python]))
    failed = report(checks)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
