"""A learner with a collection of the real Anki, who studies, makes changes, and imports releases.

The simulation has its own calendar. Anki dates its changes by the clock of the machine; whenever it
has run, `Learner.opened` moves those times to the calendar. The calendar is in the past, so whatever Anki compares with
its clock during an import gives the same result as for a learner who imports a release after it was built.
"""

from __future__ import annotations

import contextlib
import inspect
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

# The collection comes first: Anki's modules import each other cyclically, and only this order works in all versions.
from anki.collection import Collection  # isort: skip
from anki import import_export_pb2 as messages

from .outcomes import IF_NEWER, OWN_FIELD, Policy
from .program import OWN_TEXT, Note

LOG_COUNTS = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")

# Whether this version's importer has options for merging and updating (23.10 and later).
TAKES_OPTIONS = hasattr(messages, "ImportAnkiPackageOptions")

DAY = 86400

# What a learner does besides reviewing, flagging, suspending and moving cards: nothing; tags and edits notes; or that,
# and adds a field of their own to a note type.
READS, EDITS, ADDS_FIELD = "reads", "edits", "adds a field"

# All times from here on are those of the machine.
PRESENT = int(time.time()) - 60

CARD_COLUMNS = "did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, c.flags, c.data"


@dataclass
class State:
    """The contents of a collection that imports could change."""

    notes: Dict[str, Note]
    # Of each card: the GUID of its note, its template, and its scheduling.
    cards: Dict[int, Tuple[str, int, Tuple[Any, ...]]]
    reviews: Dict[int, Tuple[Any, ...]]
    types: Set[str]
    note_count: int


class Learner:
    """A learner with a policy of importing."""

    def __init__(self, folder: Path, policy: Policy, habit: str, seed: str) -> None:
        self.policy = policy
        self.habit = habit
        self.name = f"{policy.name}, {habit}"
        self.random = random.Random(f"{seed} {self.name}")
        folder.mkdir(parents=True)
        self.folder = folder
        self.path = folder / "collection.anki2"
        # The note type to which the field was added.
        self.type: Optional[str] = None
        # Each note as it was in the last imported package that contained it.
        self.received: Dict[str, Note] = {}
        # The package imported last, and its notes.
        self.package: Optional[Path] = None
        self.release: Set[str] = set()
        # For each review its card, and the GUID of the card's note.
        self.reviewed: Dict[int, Tuple[int, str]] = {}
        self.done: Dict[str, int] = {}
        # The items that the author changes in the releases that this learner has not imported yet.
        self.coming: Set[str] = set()

    @contextlib.contextmanager
    def opened(self, moment: Optional[int] = None) -> Iterator[Collection]:
        """Opens the collection temporarily. Changes get a time of the simulated calendar."""
        col = Collection(str(self.path))
        try:
            yield col
            if moment is not None:
                col.db.execute("update notes set mod = ? where mod >= ?", moment, PRESENT)
                col.db.execute("update notetypes set mtime_secs = ? where mtime_secs >= ?", moment, PRESENT)
        finally:
            col.close()

    # Importing
    # ------------------------------------------------------------------------------------------------------------

    def import_package(self, package: Path, moment: int) -> Dict[str, int]:
        """Imports a package by the policy and returns the importer's counts."""
        with self.opened(moment) as col:
            log = import_package(col, package, self.policy.merge, self.policy.update_notes)
        self.package = package
        self.coming = set()
        return log

    def import_text(self, file: Path, moment: int) -> Dict[str, int]:
        """Imports a text file with the options in its header."""
        with self.opened(moment) as col:
            metadata = col.get_csv_metadata(path=str(file), delimiter=None)
            request = messages.ImportCsvRequest(path=str(file), metadata=metadata)
            if "dupe_resolution" in messages.ImportCsvRequest.DESCRIPTOR.fields_by_name:
                request.dupe_resolution = metadata.dupe_resolution
            return counts(col.import_csv(request))

    def export(self, package: Path) -> Path:
        """Exports the whole collection for older versions, without scheduling and media."""
        with self.opened() as col:
            parameters = inspect.signature(col.export_anki_package).parameters
            if "options" in parameters:
                names = messages.ExportAnkiPackageOptions.DESCRIPTOR.fields_by_name
                options = messages.ExportAnkiPackageOptions(**{"legacy": True} if "legacy" in names else {})
                col.export_anki_package(out_path=str(package), options=options, limit=None)
            else:
                col.export_anki_package(
                    out_path=str(package), limit=None, with_scheduling=False, with_media=False, legacy_support=True
                )
        return package

    # Studying
    # ------------------------------------------------------------------------------------------------------------

    def study(self, known: Dict[str, str], moment: int) -> None:
        """A few days: reviews, flags, suspended cards, tags, edits, and cards moved to a deck of the learner's.

        Half or more of it happens to items that the author is about to change, so that changes meet.
        """
        with self.opened(moment) as col:
            if hasattr(col, "set_v3_scheduler") and col.sched_ver() == 2:
                col.set_v3_scheduler(True)
            if self.habit == ADDS_FIELD and self.type is None:
                self.add_field(col)
            notes = list(self.notes(col).values())
            near = [it for it in notes if it.names(known) & self.coming]
            for _ in range(8):
                self.review(col, self.pick(notes, near), known)
            cards = [self.random.choice(self.cards_of(col, self.pick(notes, near))) for _ in range(3)]
            col.set_user_flag_for_cards(self.random.randint(1, 4), [cards[0]])
            col.sched.suspend_cards([cards[1]])
            col.set_deck([cards[2]], col.decks.id("Mine::Later"))
            for what in ("flags", "suspensions", "moves to another deck"):
                self.count(what)
            for group in (near or notes, near or notes, notes) if self.habit != READS else ():
                self.tag(col, self.random.choice(group), self.random.choice(["marked", "mine::hard", "mine::later"]))
                self.edit(col, self.random.choice(group))
            if self.type is not None:
                self.study_own_type(col, near)
            # Time passes, so that reviewed cards become due.
            col.db.execute("update col set crt = crt - ?", 2 * DAY)

    def study_own_type(self, col: Collection, near: List[Note]) -> None:
        """Fills the learner's own field, and edits and tags notes that have it, or a copy of their type has."""
        notes = [it for it in self.notes(col).values() if it.type.startswith(str(self.type))]
        names = {it.guid for it in near}
        near = [it for it in notes if it.guid in names]
        for _ in range(4):
            self.fill(col, self.pick(notes, near))
        for group in (near or notes, notes):
            self.edit(col, self.random.choice(group))
            self.tag(col, self.random.choice(group), "mine::usage")

    def pick(self, notes: List[Note], near: List[Note]) -> Note:
        """A note, every other time one that the author is about to change."""
        return self.random.choice(near if near and self.random.random() < 0.5 else notes)

    def count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def cards_of(self, col: Collection, note: Note) -> List[int]:
        ids = col.db.list("select c.id from cards c join notes n on n.id = c.nid where n.guid = ? order by ord", note.guid)
        return [int(it) for it in ids]

    def review(self, col: Collection, note: Note, known: Dict[str, str]) -> None:
        """Answers a card of the note, and records the review."""
        card = col.get_card(self.random.choice(self.cards_of(col, note)))
        if card.queue < 0:
            return
        before = set(col.db.list("select id from revlog"))
        card.start_timer()
        col.sched.answerCard(card, self.random.randint(1, 4))
        for review in set(col.db.list("select id from revlog")) - before:
            self.reviewed[review] = (card.id, note.guid)
            self.count("reviews")

    def tag(self, col: Collection, note: Note, tag: str) -> None:
        col.tags.bulk_add([self.note_id(col, note)], tag)
        self.count("tags")

    def edit(self, col: Collection, note: Note) -> None:
        """Adds a remark to the text of the note."""
        self.write(col, note, OWN_TEXT[note.type.rstrip("+")][0], f" (mine {self.random.randint(1, 999)})")
        self.count("edits")

    def fill(self, col: Collection, note: Note) -> None:
        """Writes into the learner's own field, which a note of a copied type does not have."""
        if OWN_FIELD in note.fields:
            self.write(col, note, OWN_FIELD, f"I remember {self.random.randint(1, 999)}. ")
            self.count("texts in an own field")

    def write(self, col: Collection, note: Note, field: str, text: str) -> None:
        changed = col.get_note(self.note_id(col, note))
        changed[field] += text
        col.update_note(changed)

    def note_id(self, col: Collection, note: Note) -> Any:
        return col.db.scalar("select id from notes where guid = ?", note.guid)

    def add_field(self, col: Collection) -> None:
        """Adds a field to the note type that has most notes, which is the one of usage in any deck of this author."""
        self.type = "Lexideck usage"
        notetype = col.models.by_name(self.type)
        assert notetype is not None
        col.models.add_field(notetype, col.models.new_field(OWN_FIELD))
        col.models.update_dict(notetype)
        self.count("fields added")

    # Reading
    # ------------------------------------------------------------------------------------------------------------

    def notes(self, col: Collection) -> Dict[str, Note]:
        """The notes by GUID."""
        types = {int(it["id"]): it for it in col.models.all()}
        ords: Dict[int, Set[int]] = {}
        for nid, ord in col.db.all("select nid, ord from cards"):
            ords.setdefault(nid, set()).add(ord)
        found = {}
        for nid, guid, mid, mod, tags, fields in col.db.all("select id, guid, mid, mod, tags, flds from notes order by id"):
            names = [it["name"] for it in types[mid]["flds"]]
            found[guid] = Note(
                guid,
                types[mid]["name"],
                dict(zip(names, fields.split("\x1f"))),
                frozenset(tags.split()),
                mod,
                frozenset(ords.get(nid, ())),
            )
        return found

    def state(self) -> State:
        """Everything that the checks compare."""
        with self.opened() as col:
            cards = col.db.all(f"select c.id, n.guid, c.ord, {CARD_COLUMNS} from cards c left join notes n on n.id = c.nid")
            return State(
                self.notes(col),
                {row[0]: (row[1], row[2], tuple(row[3:])) for row in cards},
                {row[0]: tuple(row) for row in col.db.all("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog")},
                {it["name"] for it in col.models.all()},
                col.db.scalar("select count() from notes"),
            )


def import_package(col: Collection, package: Path, merge: bool, update_notes: int) -> Dict[str, int]:
    """Imports a package as the dialog with these options would."""
    if TAKES_OPTIONS:
        options = messages.ImportAnkiPackageOptions(merge_notetypes=merge, update_notes=update_notes)
        request = messages.ImportAnkiPackageRequest(package_path=str(package), options=options)
        return counts(col.import_anki_package(request))
    return counts(col.import_anki_package(str(package)))


def newcomer_imports(folder: Path, packages: List[Path], merge: bool) -> Dict[str, int]:
    """Imports packages into a new collection and returns the counts of the last import."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    log: Dict[str, int] = {}
    for package in packages:
        col = Collection(str(folder / "collection.anki2"))
        try:
            log = import_package(col, package, merge, IF_NEWER)
        finally:
            col.close()
    return log


def counts(response: Any) -> Dict[str, int]:
    """The counts of an import."""
    return {name: len(getattr(response.log, name)) for name in LOG_COUNTS}

