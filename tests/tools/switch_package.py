#!/usr/bin/env python3
"""Switches a learner from another tool's deck to ours in the real Anki, following the steps of docs/adopt.md.

Usage: switch_package.py OLD.apkg OURS.apkg LATER [newer|always], with the Python of an Anki that setup.sh installs.

1. OLD.apkg is imported and every card of it is answered twice.
2. OURS.apkg is imported with the default settings.
3. The notes of OLD.apkg's types that have a GUID of OURS.apkg get the type `Lexideck definition`, with the fields and
   cards that Anki's dialog offers.
4. LATER is imported: update files, separated by commas if there are several, or a package; with `always`
   with the setting "Update notes: Always".

Prints as one JSON document the counts of the imports and the `notes` by GUID: note type, fields, and for each card its
template, reviews, interval and whether Anki considers it empty; the dialog's offer as `mapping`; `clean`, whether
Tools > Check Database finds no problem, and what it `found`.
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
from anki.collection import Collection, ImportCsvRequest

Json = dict[str, Any]

OURS = "Lexideck definition"


def study(col: Collection) -> None:
    """Answers every card twice with Easy; the first answer makes it a review card."""
    for cid in col.db.list("select id from cards order by id"):
        for _ in range(2):
            card = col.get_card(cid)
            card.start_timer()
            states = col._backend.get_scheduling_states(cid)
            answer = col.sched.build_answer(card=card, states=states, rating=3)
            col.sched.answer_card(answer)


def change_type(col: Collection, guids: set[str], old_types: list[int]) -> list[Json]:
    """Notes > Change Note Type, for the notes with these GUIDs that are of one of these types."""
    target = col.models.by_name(OURS)["id"]
    types: dict[int, list[int]] = {}
    for note, guid, notetype in col.db.all("select id, guid, mid from notes order by id"):
        if guid in guids and notetype in old_types:
            types.setdefault(notetype, []).append(note)
    mappings = []
    for notetype, notes in types.items():
        info = col.models.change_notetype_info(old_notetype_id=notetype, new_notetype_id=target)
        info.input.note_ids.extend(notes)
        col.models.change_notetype_of_notes(info.input)
        new = col.models.get(target)
        fields = [it["name"] for it in new["flds"]]
        mappings.append(
            {
                "fields": {fields[to]: old for to, old in enumerate(info.input.new_fields) if old >= 0},
                "templates": list(info.input.new_templates),
            }
        )
    return mappings


def import_later(col: Collection, path: str, update: str) -> Json:
    """Imports update files or a package."""
    if not path.endswith(".txt"):
        return real.import_package(col, path, False, update)
    counts: Json = {}
    for file in path.split(","):
        metadata = col.get_csv_metadata(path=file, delimiter=None)
        log = col.import_csv(ImportCsvRequest(path=file, metadata=metadata)).log
        for name in real.LOG_COUNTS:
            counts[name] = counts.get(name, 0) + len(getattr(log, name))
    return counts


def describe(col: Collection) -> Json:
    """Every note by its GUID, with its cards."""
    empty = {cid for note in col.get_empty_cards().notes for cid in note.card_ids}
    notetypes = {it["id"]: it for it in real.all_notetypes(col)}
    described = {}
    for nid, guid, mid, fields in col.db.all("select id, guid, mid, flds from notes"):
        names = [it["name"] for it in notetypes[mid]["flds"]]
        cards = col.db.all("select id, ord, reps, ivl from cards where nid = ? order by ord", nid)
        described[guid] = {
            "notetype": notetypes[mid]["name"],
            "fields": dict(zip(names, fields.split("\x1f"), strict=True)),
            "cards": [
                {
                    "template": real.template_name(notetypes[mid], ord),
                    "reviews": col.db.scalar("select count() from revlog where cid = ?", cid),
                    "reps": reps,
                    "interval": interval,
                    "empty": cid in empty,
                }
                for cid, ord, reps, interval in cards
            ],
        }
    return described


def guids_of(package: str) -> set[str]:
    """The GUIDs of a package's notes: those that a fresh collection has after its import."""
    with tempfile.TemporaryDirectory(prefix="guids-") as folder, real.opened(Path(folder) / "c.anki2") as col:
        real.import_package(col, package, False, "newer")
        return set(col.db.list("select guid from notes"))


def tells_of_times_only(found: str) -> bool:
    """Whether the check only adds what Anki's answers left out: two in one second store no time of the last review."""
    *problems, _ = found.splitlines()
    return all(it.startswith("Added last review time") for it in problems)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("ours")
    parser.add_argument("later")
    parser.add_argument("update", nargs="?", default="newer", choices=real.UPDATE_CONDITIONS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="switch-") as folder, contextlib.redirect_stdout(sys.stderr):
        path = Path(folder) / "collection.anki2"
        with real.opened(path) as col:
            imports = [real.import_package(col, arguments.old, False, "newer")]
            study(col)
            old_types = col.db.list("select distinct mid from notes")
            imports.append(real.import_package(col, arguments.ours, False, "newer"))
            mapping = change_type(col, guids_of(arguments.ours), old_types)
            imports.append(import_later(col, arguments.later, arguments.update))
            document = {"imports": imports, "mapping": mapping, "notes": describe(col)}
        document["found"], is_clean = real.on_copy(path, lambda it: it.fix_integrity())
        document["clean"] = is_clean or tells_of_times_only(document["found"])
    print(json.dumps(document))


if __name__ == "__main__":
    main()
