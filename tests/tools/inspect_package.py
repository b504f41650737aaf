#!/usr/bin/env python3
"""Imports packages into a new collection of the real Anki and prints its contents as a JSON document.

Run it with the Python of one of the Anki versions that setup.sh installs, 2.1.36 to 26.9.3.
The keys of the document are explained in README.md. The exit status is 1 if an import failed.

Whatever could change the collection (database check, saving note types, generating cards, studying) happens on
copies of it, so no section of the document depends on another.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# The collection comes first: Anki's modules import each other cyclically, and only this order works in all versions.
from anki.collection import Collection  # isort: skip
from anki.buildinfo import version as anki_version
from anki.cards import Card
from anki.template import TemplateRenderContext

Json = Any

UPDATE_CONDITIONS = {"newer": 0, "always": 1, "never": 2}

# The lists of notes in the ImportLog of versions with the Rust importer.
LOG_COUNTS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")

# What Anki writes on a card that it cannot render. The language is always English.
RENDER_ERRORS = (
    "Front template has a problem:",
    "Back template has a problem:",
    "The front of this card is blank.",
    "found on card.",
)

# The names that templates may use besides fields in all supported versions.
SPECIAL_FIELDS = {"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"}

# The note type's kind as Anki stores it.
CLOZE = 1


# The collection and copies of it
# ----------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Collection]:
    """Opens the collection at `path`, making it when it is missing, and closes it afterwards."""
    col = Collection(str(path))
    try:
        yield col
    finally:
        col.close()


def on_copy(path: Path, examine: Callable[[Collection], Json]) -> Json:
    """Calls `examine` with a copy of the closed collection; an exception becomes `{"error": text}`.

    Media are not copied: nothing that runs here reads them.
    """
    folder = Path(tempfile.mkdtemp(prefix="copy-"))
    copy = folder / path.name
    shutil.copyfile(path, copy)
    try:
        with opened(copy) as col:
            return examine(col)
    except Exception as error:  # Broken content fails in the database, the backend or in Python; each is a finding.
        return {"error": error_text(error)}
    finally:
        shutil.rmtree(folder)


def error_text(error: Exception) -> str:
    """The kind and the message of an exception, which for a backend error may be empty or name no kind."""
    return f"{type(error).__name__}: {error}"


# Importing
# ----------------------------------------------------------------------------------------------------------------


def import_takes_options() -> bool:
    """Whether this version's importer has options for merging and updating (23.10 and later)."""
    try:
        # 23.10 does not name it in `anki.collection`.
        from anki.import_export_pb2 import ImportAnkiPackageOptions  # noqa: F401
    except ImportError:
        return False
    return True


def import_package(col: Collection, package: str, merge: bool, update: str) -> dict[str, Json]:
    """Imports one package by the importer that learners of this version use, and returns its counts."""
    if not hasattr(Collection, "import_anki_package"):
        return import_with_python(col, package)
    if import_takes_options():
        from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        options = ImportAnkiPackageOptions(
            merge_notetypes=merge,
            update_notes=UPDATE_CONDITIONS[update],
            update_notetypes=UPDATE_CONDITIONS[update],
        )
        response = col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    else:
        response = col.import_anki_package(package)
    counts = {name: len(getattr(response.log, name)) for name in LOG_COUNTS}
    return {**counts, "found": response.log.found_notes}


def import_with_python(col: Collection, package: str) -> dict[str, Json]:
    """Imports one package by the Python importer of the versions before 2.1.54."""
    from anki.importing.apkg import AnkiPackageImporter

    importer = AnkiPackageImporter(col, package)
    importer.run()
    # The importer counts as conflicting the notes whose type has other fields than the collection's type of that id.
    return {
        "new": importer.added,
        "updated": importer.updated,
        "duplicate": importer.dupes,
        "conflicting": len(importer._ignoredGuids),
    }


def import_all(col: Collection, packages: list[str], merge: bool, update: str) -> list[dict[str, Json]]:
    """Imports the packages in order, and returns for each what the importer reports and which parts have changed."""
    imports = []
    before = snapshot(col)
    for package in packages:
        entry: dict[str, Json] = {"package": os.path.basename(package)}
        try:
            entry.update(import_package(col, package, merge, update))
        except Exception as error:  # An importer raises whatever its parts raise: zip, JSON, database, backend errors.
            entry["error"] = error_text(error)
        after = snapshot(col)
        entry.update(difference(before, after))
        before = after
        imports.append(entry)
    return imports


def snapshot(col: Collection) -> dict[str, Json]:
    """Everything that an import may change, without sync numbers, which are no content."""
    return {
        "notes": col.db.all("select id, guid, mid, mod, tags, flds from notes order by id"),
        "cards": col.db.all(
            "select id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, flags from cards order by id"
        ),
        "notetypes": [
            {key: value for key, value in notetype.items() if key != "usn"} for notetype in all_notetypes(col)
        ],
        # A deck's time of change is left out too: 2.1.36 renews it at every import.
        "decks": [
            {key: value for key, value in deck.items() if key not in ("usn", "mod")} for deck in by_id(col.decks.all())
        ],
        "media": describe_media(col),
    }


def all_notetypes(col: Collection) -> list[dict[str, Json]]:
    """The note types by id as they are in the database now.

    Anki's Python side remembers those that it has read, and the Rust importer changes them behind its back; the
    desktop program clears that memory after each operation.
    """
    col.models._clear_cache()
    return by_id(col.models.all())


def by_id(entries: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """Note types or decks in a fixed order; Anki returns decks in the order of a hash map."""
    return sorted(entries, key=lambda entry: entry["id"])


def difference(before: dict[str, Json], after: dict[str, Json]) -> dict[str, Json]:
    """Which parts of two snapshots differ."""
    parts = [part for part in after if before[part] != after[part]]
    return {"changed": bool(parts), "changed_parts": parts}


# Describing the collection
# ----------------------------------------------------------------------------------------------------------------


def used_notetypes(col: Collection) -> list[dict[str, Json]]:
    """The note types that have notes, by id; a fresh profile has the unused types that Anki brings along."""
    used = set(col.db.list("select distinct mid from notes"))
    return [notetype for notetype in all_notetypes(col) if notetype["id"] in used]


def describe_notetypes(col: Collection) -> list[dict[str, Json]]:
    """The used note types; ids of fields and templates are null where the version or the package has none."""
    return [
        {
            "id": notetype["id"],
            "name": notetype["name"],
            "mtime": notetype["mod"],
            "type": notetype["type"],
            "sortf": notetype["sortf"],
            "fields": [{"name": field["name"], "id": field.get("id")} for field in notetype["flds"]],
            "templates": [
                {
                    "name": template["name"],
                    "id": template.get("id"),
                    "deck_override": template.get("did"),
                    "unknown_fields": unknown_fields(notetype, template),
                }
                for template in notetype["tmpls"]
            ],
            "css_sha256": hashlib.sha256(notetype["css"].encode()).hexdigest(),
        }
        for notetype in used_notetypes(col)
    ]


def unknown_fields(notetype: dict[str, Json], template: dict[str, Json]) -> list[str]:
    """The names that a template uses but its note type lacks.

    Rendering alone misses those inside a condition that is false for every note, and 2.1.36 takes an unknown
    condition for a false one.
    """
    known = SPECIAL_FIELDS | {field["name"] for field in notetype["flds"]}
    unknown = set()
    for tag in re.findall(r"{{(.*?)}}", template["qfmt"] + template["afmt"], re.DOTALL):
        condition = tag.lstrip().startswith(("#", "^", "/"))
        name = tag.strip().lstrip("#^/").rsplit(":", 1)[-1].strip()
        # In a cloze type the condition {{#c1}} asks for the number of the cloze.
        if condition and notetype["type"] == CLOZE and re.fullmatch(r"c\d+", name):
            continue
        if name not in known:
            unknown.add(name)
    return sorted(unknown)


def describe_decks(col: Collection) -> list[dict[str, Json]]:
    """The decks in the order of Anki's deck list; an empty Default, which every profile has, is left out."""
    counts = dict(col.db.all("select did, count() from cards group by did"))
    decks = sorted(col.decks.all(), key=lambda deck: deck_order(deck["name"]))
    return [
        {
            "name": deck["name"],
            "description": deck.get("desc", ""),
            "md": bool(deck.get("md", False)),
            "cards": counts.get(deck["id"], 0),
        }
        for deck in decks
        if deck["id"] != 1 or counts.get(1)
    ]


def deck_order(name: str) -> list[str]:
    """The key that sorts deck names as Anki does: level by level, parents first, ignoring case."""
    return name.casefold().split("::")


def describe_notes(col: Collection) -> list[dict[str, Json]]:
    """The notes by id, read from the database because Anki's own note object fails on a wrong number of fields."""
    notetypes = {notetype["id"]: notetype for notetype in all_notetypes(col)}
    notes = []
    for nid, guid, mid, mod, tags, flds in col.db.all("select id, guid, mid, mod, tags, flds from notes order by id"):
        notetype = notetypes.get(mid)
        names = [field["name"] for field in notetype["flds"]] if notetype else []
        values = flds.split("\x1f")
        note = {
            "id": nid,
            "guid": guid,
            "notetype": notetype["name"] if notetype else None,
            "mod": mod,
            "fields": dict(zip(names, values, strict=False)),
            "tags": tags.split(),
        }
        if len(values) != len(names):
            note["error"] = f"the note has {len(values)} fields, its note type has {len(names)}"
        notes.append(note)
    return notes


def describe_cards(col: Collection, render: bool) -> list[dict[str, Json]]:
    """The cards in the order of deck, due and template; with `render` also as Anki shows them."""
    decks = {deck["id"]: deck["name"] for deck in col.decks.all()}
    notetypes = {notetype["id"]: notetype for notetype in all_notetypes(col)}
    rows = col.db.all(
        "select c.id, n.guid, n.mid, c.ord, c.did, c.due, c.type, c.queue, c.reps"
        " from cards c left join notes n on n.id = c.nid order by c.id"
    )
    rows.sort(key=lambda row: (deck_order(decks.get(row[4], "")), row[5], row[3], row[0]))
    cards = []
    for cid, guid, mid, ord, did, due, type, queue, reps in rows:
        notetype = notetypes.get(mid)
        card = {
            "guid": guid,
            "notetype": notetype["name"] if notetype else None,
            "template": template_name(notetype, ord),
            "ord": ord,
            "deck": decks.get(did),
            "due": due,
            "type": type,
            "queue": queue,
            "reps": reps,
        }
        if render:
            card.update(render_card(col, cid))
        cards.append(card)
    return cards


def template_name(notetype: dict[str, Json] | None, ord: int) -> str | None:
    """The name of a card's template; all cards of a cloze note share one. None if there is no such template."""
    if notetype is None:
        return None
    index = 0 if notetype["type"] == CLOZE else ord
    templates = notetype["tmpls"]
    return templates[index]["name"] if index < len(templates) else None


def render_card(col: Collection, cid: int) -> dict[str, Json]:
    """Question and answer as Anki renders them, without the CSS, and the sounds and speech that go with them.

    In the HTML a sound stands as [anki:play:q:0], which is an index into the list.
    """
    try:
        output = TemplateRenderContext.from_existing_card(Card(col, id=cid), False).render()
    except Exception as error:  # A note that does not fit its type fails in the backend or in Python.
        return {"question": None, "answer": None, "error": error_text(error)}
    return {
        "question": output.question_text,
        "answer": output.answer_text,
        "question_sounds": [describe_sound(tag) for tag in output.question_av_tags],
        "answer_sounds": [describe_sound(tag) for tag in output.answer_av_tags],
    }


def describe_sound(tag: Any) -> dict[str, Json]:
    """A file to play, or a text to speak with its language."""
    if hasattr(tag, "filename"):
        return {"file": tag.filename}
    return {"tts": tag.field_text, "lang": tag.lang, "voices": list(tag.voices)}


def template_errors(cards: list[dict[str, Json]], notetypes: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """The rendered cards on which Anki writes an error, and those whose template uses an unknown field."""
    unknown = {
        (notetype["name"], template["name"]): template["unknown_fields"]
        for notetype in notetypes
        for template in notetype["templates"]
    }
    errors = []
    for card in cards:
        found = render_errors(card)
        found += [f"unknown field: {name}" for name in unknown.get((card["notetype"], card["template"]), [])]
        if found:
            errors.append({key: card[key] for key in ("guid", "notetype", "template", "ord")} | {"errors": found})
    return errors


def render_errors(card: dict[str, Json]) -> list[str]:
    """The exception that rendering raised, or the sides that hold an error text."""
    if "error" in card:
        return [card["error"]]
    sides = (card["question"], card["answer"])
    return [text for text in sides if any(mark in text for mark in RENDER_ERRORS)]


def describe_media(col: Collection) -> dict[str, dict[str, Json]]:
    """The files in the media folder with their hash and size."""
    files = sorted(Path(col.media.dir()).iterdir())
    return {file.name: describe_file(file.read_bytes()) for file in files}


def describe_file(data: bytes) -> dict[str, Json]:
    """Hash and size of a file's content."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


# Checks by Anki itself, each on a copy
# ----------------------------------------------------------------------------------------------------------------


def check_database(col: Collection) -> dict[str, Json]:
    """Runs Tools > Check Database. `clean` means that it found no problem; `changed` that it rewrote content."""
    before = snapshot(col)
    check = col.fix_integrity if hasattr(Collection, "fix_integrity") else col.fixIntegrity
    text, clean = check()
    return {"text": text, "clean": clean, **difference(before, snapshot(col))}


def check_editable(col: Collection) -> list[dict[str, Json]]:
    """Saves each used note type as it is and with a blank line after the CSS, as a learner's edit would."""
    results = []
    for notetype in used_notetypes(col):
        unchanged = save_error(col, notetype)
        # Saving has renewed the time of change, and Anki refuses to save a note type that carries an older one.
        current = col.models.get(notetype["id"])
        changed = save_error(col, {**current, "css": current["css"] + "\n"})
        results.append({"notetype": notetype["name"], "unchanged": unchanged, "css_change": changed})
    return results


def save_error(col: Collection, notetype: dict[str, Json]) -> str | None:
    """Saves a copy of the note type and returns what Anki objects to, or None.

    Versions before 2.1.45 know only `save`.
    """
    save = getattr(col.models, "update_dict", None) or col.models.save
    try:
        save(json.loads(json.dumps(notetype)))
    except Exception as error:  # The backend's error types have moved between versions; the text is what counts.
        return error_text(error)
    return None


def list_empty_cards(col: Collection) -> list[dict[str, Json]]:
    """What Tools > Empty Cards would offer to delete."""
    # Before 2.1.45 the collection has no method for this, only its backend.
    get_empty_cards = getattr(col, "get_empty_cards", None) or col.backend.get_empty_cards
    empty = []
    for note in get_empty_cards().notes:
        guid = col.db.scalar("select guid from notes where id = ?", note.note_id)
        for cid in note.card_ids:
            ord = col.db.scalar("select ord from cards where id = ?", cid)
            empty.append({"guid": guid, "ord": ord, "note_would_go": note.will_delete_note})
    return empty


def list_missing_cards(col: Collection) -> list[dict[str, Json]]:
    """The cards that Anki adds when every note is saved again.

    `after_note_updates` is the backend call behind saving an edited note. It exists in all supported versions, and
    with `generate_cards` it adds the cards that the templates ask for. Nothing in the notes themselves changes.
    """
    pairs = "select n.guid, c.ord from cards c join notes n on n.id = c.nid order by n.id, c.ord"
    before = {tuple(row) for row in col.db.all(pairs)}
    col.after_note_updates(col.db.list("select id from notes"), mark_modified=False, generate_cards=True)
    return [{"guid": guid, "ord": ord} for guid, ord in col.db.all(pairs) if (guid, ord) not in before]


def new_card_order(col: Collection, limit: int) -> dict[str, Json]:
    """Studies up to `limit` new cards of each top-level deck with the version's default scheduler.

    `limit` is also the daily limit, because the v3 scheduler first gathers a day's cards in the order of decks and
    only then sorts them by template: the order depends on the limit. 20, Anki's default, gives a learner's first day.
    Every card is answered Easy, which keeps it from coming back, and burying of siblings is off.
    """
    for config in col.decks.all_config():
        config["new"].update(perDay=limit, bury=False)
        config["rev"].update(perDay=limit, bury=False)
        col.decks.update_config(config)
    cards: list[dict[str, Json]] = []
    for name in sorted({deck["name"].split("::")[0] for deck in describe_decks(col)}, key=deck_order):
        col.decks.select(col.decks.id(name))
        cards += study(col, limit)
    return {"scheduler": scheduler_name(col), "cards": cards}


def scheduler_name(col: Collection) -> str:
    """v1, v2 or v3."""
    module = type(col.sched).__module__.rsplit(".", 1)[-1]
    return {"sched": "v1", "schedv2": "v2"}.get(module, module)


def study(col: Collection, limit: int) -> list[dict[str, Json]]:
    """Answers up to `limit` cards of the current deck and returns them in the order in which they were served."""
    if scheduler_name(col) != "v3":
        col.reset()  # The older schedulers fill their queues here, v3 does so by itself.
    cards: list[dict[str, Json]] = []
    while len(cards) < limit:
        card = col.sched.getCard()
        if card is None:
            break
        guid, mid = col.db.first("select guid, mid from notes where id = ?", card.nid)
        cards.append(
            {
                "guid": guid,
                "template": template_name(col.models.get(mid), card.ord),
                "ord": card.ord,
                "deck": col.decks.name(card.did),
            }
        )
        # Before v3 a new card has three or four buttons; the last is always Easy.
        buttons = col.sched.answerButtons(card) if hasattr(col.sched, "answerButtons") else 4
        col.sched.answerCard(card, buttons)
    return cards


# The command
# ----------------------------------------------------------------------------------------------------------------


def inspect(arguments: argparse.Namespace, path: Path) -> dict[str, Json]:
    """Imports the packages into the collection at `path` and builds the document."""
    packages = [os.path.abspath(package) for package in arguments.packages]
    with opened(path) as col:
        document = {
            "anki": anki_version,
            "options_supported": import_takes_options(),
            "imports": import_all(col, packages, arguments.merge, arguments.update),
            "notetypes": describe_notetypes(col),
            "decks": describe_decks(col),
            "notes": describe_notes(col),
            "cards": describe_cards(col, arguments.render),
            "media": describe_media(col),
        }
    if arguments.render:
        document["template_errors"] = template_errors(document["cards"], document["notetypes"])
    document["check_database"] = on_copy(path, check_database)
    document["editable"] = on_copy(path, check_editable)
    document["empty_cards"] = on_copy(path, list_empty_cards)
    document["missing_cards"] = on_copy(path, list_missing_cards)
    document["new_card_order"] = on_copy(path, lambda col: new_card_order(col, arguments.order))
    return document


def parse_arguments() -> argparse.Namespace:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="+", metavar="PACKAGE", help="imported one after the other")
    parser.add_argument("--merge", action="store_true", help="merge note types (versions from 23.10)")
    parser.add_argument(
        "--update", choices=UPDATE_CONDITIONS, default="newer", help="when to update notes and note types (from 23.10)"
    )
    parser.add_argument("--render", action="store_true", help="add each card's question and answer")
    parser.add_argument("--order", type=int, default=60, metavar="N", help="new cards to study per deck (default 60)")
    return parser.parse_args()


def main() -> int:
    """Prints the document and returns the exit status."""
    arguments = parse_arguments()
    start = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="inspect-") as folder:
        # Older versions unpack into "anki_temp" in the temporary folder and delete it at exit. A temporary folder of
        # our own keeps runs that happen at the same time from deleting each other's files.
        tempfile.tempdir = folder
        # Older versions print progress and warnings; stdout is for the document alone.
        with contextlib.redirect_stdout(sys.stderr):
            document = inspect(arguments, Path(folder) / "collection.anki2")
        # Older versions change to a media folder, which is about to be deleted.
        os.chdir(start)
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 1 if any("error" in entry for entry in document["imports"]) else 0


if __name__ == "__main__":
    sys.exit(main())
