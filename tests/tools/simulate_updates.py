#!/usr/bin/env python3
"""Publishes release after release of a deck, and imports them into the collections of learners in the real Anki.

Usage: PYTHON simulate_updates.py --lexideck PROGRAM [--seed N] [--releases N] [--policy NAME]... [--keep DIR]

PYTHON is that of an Anki which setup.sh installs, 2.1.54 or later. An author edits a deck at random; learners study
it, make the changes that learners make, and import each release. After each import nothing may be lost or duplicated,
the texts must be those of the table in updates/outcomes.py, and the importer's counts those of `lexideck plan`.
Prints one JSON document; README.md explains its keys. The exit status is 1 if a check failed.
The same seed gives the same releases and the same learners.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, Dict, Iterable, List, Set, Tuple

from updates.author import Author
from updates.learner import ADDS_FIELD, EDITS, READS, TAKES_OPTIONS, Learner, State, newcomer_imports
from updates.outcomes import (
    COPY,
    IF_NEWER,
    POLICIES,
    STRAY_TYPE,
    Exercise,
    author_fields,
    author_tags,
    check_note,
    expect,
    place,
    published,
    table_of,
    unexercised,
)
from updates.program import DECK, Lexideck, Note, Violation, read_package, rows_of, update_files

from anki.buildinfo import version as anki_version

# The calendar of the simulation: the time of its first release, and the time between releases.
FIRST, STEP = 1_780_000_000, 6 * 3600

# The times after a release at which it is imported, and at which learners study.
IMPORT, STUDY = 3600, 2 * 3600

# The number of releases from which all required cells of the table must be reached.
ENOUGH_RELEASES = 4

PREDICTED = {"new": "new", "updated": "updated", "unchanged": "duplicate", "conflicting": "conflicting"}


class Simulation:
    """The author, the learners, and what was counted."""

    def __init__(self, arguments: argparse.Namespace, folder: Path) -> None:
        self.seed = arguments.seed
        self.releases = arguments.releases
        self.folder = folder
        self.lexideck = Lexideck(arguments.lexideck.resolve())
        self.author = Author(f"author {self.seed}")
        policies = [it for it in POLICIES if it.name in arguments.policy and (TAKES_OPTIONS or not it.needs_options())]
        self.learners = [
            Learner(folder / f"{policy.name}-{habit.replace(' ', '-')}", policy, habit, str(self.seed))
            for policy in policies
            for habit in (READS, EDITS, ADDS_FIELD)
        ]
        self.deck = folder / "deck" / f"{DECK}.yaml"
        # The deck before a build, with the ledger of the previous release, for `plan`.
        self.planned = folder / "planned" / f"{DECK}.yaml"
        self.table = table_of(anki_version)
        self.exercise = Exercise(Counter())
        self.counted: Counter[str] = Counter()
        self.violations: List[str] = []
        self.number = 0
        # The item of each GUID and the GUID of each item, known from the names in the texts.
        self.owner: Dict[str, str] = {}
        self.guid: Dict[str, str] = {}
        # All items that ever existed, and those of the previous release.
        self.ever: Set[str] = set()
        self.alive: Set[str] = set()
        # What each card asks, by its note and its number, and the card of each gap and cue.
        self.asked: Dict[Tuple[str, int], str] = {}
        self.card: Dict[str, Tuple[str, int]] = {}
        # Each note as it was in the last package that contained it.
        self.last: Dict[str, Note] = {}
        # The notes of the previous release.
        self.latest: Set[str] = set()

    # Releases
    # ------------------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Runs all releases. A violation ends the run, as later results would mean little."""
        with contextlib.suppress(StopIteration):
            for self.number in range(1, self.releases + 1):
                self.release()

    def fail(self, error: Violation, who: str = "author") -> None:
        self.violations.append(f"seed {self.seed}, release {self.number}, {who}: {error}")

    def release(self) -> None:
        """Runs one release: edits, studying, a build, and its imports."""
        epoch = FIRST + self.number * STEP
        if self.number > 1:
            self.author.release(self.number)
        self.deck.parent.mkdir(exist_ok=True)
        try:
            self.trials(epoch - STEP // 2)
            self.deck.write_text(self.author.source(), encoding="utf-8")
            shutil.rmtree(self.planned.parent, ignore_errors=True)
            shutil.copytree(self.deck.parent, self.planned.parent)
            before = self.folder / f"release-{self.number - 1}" / f"{DECK}.apkg"
            by_ledger = self.lexideck.plan(self.planned, epoch)
            by_package = self.lexideck.plan(self.planned, epoch, "--against", str(before)) if self.number > 1 else None
            package = self.lexideck.release(self.deck, self.folder / f"release-{self.number}", epoch)
            notes = read_package(package)
            self.check_identity(notes, epoch)
            self.check_questions(notes)
            self.check_rebuild(package, notes, epoch)
            if by_package:
                self.check_newcomer(before, package, by_package)
        except Violation as error:
            self.fail(error)
            raise StopIteration from error
        self.counted["releases"] += 1
        for learner in self.learners:
            try:
                learner.coming |= self.author.touched
                if self.number > 1:
                    learner.study(self.author.taken, epoch - STEP + STUDY)
                if self.leaves_out(learner):
                    self.counted["releases left out"] += 1
                else:
                    self.import_release(learner, package, notes, epoch, by_ledger)
            except Violation as error:
                self.fail(error, learner.name)
        if self.violations:
            raise StopIteration
        self.forget_old_packages()

    def trials(self, epoch: int) -> None:
        """Now and then renames the source, and builds what no learner gets: other cards, or a draft."""
        turn = self.author.random.random()
        if self.number > 1 and turn < 0.1:
            deck = self.deck.with_name("renamed.yaml" if self.deck.stem == DECK else f"{DECK}.yaml")
            self.deck.rename(deck)
            self.deck, self.planned = deck, self.planned.with_name(deck.name)
            self.counted["renamed sources"] += 1
        self.deck.write_text(self.author.trial() if turn < 0.5 else self.author.source(), encoding="utf-8")
        if 0.3 < turn < 0.8:
            cards = self.author.random.choice(["everything", "minimal", "standard"])
            self.lexideck.build(self.deck, self.folder / "trial", epoch, "--cards", cards)
            self.counted["trials"] += 1

    def check_questions(self, notes: Dict[str, Note]) -> None:
        """Checks that every card asks what it asked before, and every gap and cue keeps its card."""
        for guid, note in notes.items():
            asks = note.asks()
            expect(f"note {guid}", "cards without a question", note.ords - set(asks), frozenset())
            for ord in note.ords:
                name = next((it for it in asks[ord].split() if it in self.author.questions), None)
                question = name or "its headword or template"
                before = self.asked.setdefault((guid, ord), question)
                expect(f"card {ord} of note {guid}", "what it asks", question, before)
                if name:
                    expect(f"the question {name}", "its card", (guid, ord), self.card.setdefault(name, (guid, ord)))
                self.counted["questions found again"] += 1

    def leaves_out(self, learner: Learner) -> bool:
        """Whether a learner imports this release: each skips one now and then, but all import the last."""
        turn = self.number + self.learners.index(learner)
        return 4 < self.number < self.releases and turn % 5 == 0

    def check_newcomer(self, before: Path, package: Path, foretold: Dict[str, Any]) -> None:
        """Checks the forecast against the previous package for a learner who has exactly that package."""
        for merge in (False, True) if TAKES_OPTIONS else (False,):
            log = newcomer_imports(self.folder / "newcomer", [before, package], merge)
            self.check_prediction("a newcomer", foretold["merging" if merge else "default"], log)

    def check_identity(self, notes: Dict[str, Note], epoch: int) -> None:
        """Checks that every item keeps its GUID, and every GUID its item."""
        alive = self.author.living()
        born, died = alive - self.ever, self.alive - alive
        here: Dict[str, str] = {}
        for guid, note in notes.items():
            names = note.names(self.author.taken)
            if len(names) != 1:
                raise Violation(f"note {guid} is of {sorted(names)}: the simulation cannot tell whose it is")
            (name,) = names
            if name not in alive:
                raise Violation(f"note {guid} is of {name}, which the deck no longer has")
            if name in here:
                raise Violation(f"{name} has two notes, {here[name]} and {guid}")
            here[name] = guid
        for name, guid in here.items():
            owner = self.owner.get(guid, name)
            if owner != name:
                # A new item in the place of a removed one cannot be distinguished from one whose text was replaced.
                same_kind = self.author.taken[owner] == self.author.taken[name]
                if not (name in born and owner in died and same_kind):
                    living = "a living item" if owner in alive else "an item that is gone"
                    raise Violation(f"GUID {guid} was that of {owner}, {living}, and is now that of {name}")
                self.counted["GUIDs left to a successor"] += 1
                del self.guid[owner]
                self.asked = {card: it for card, it in self.asked.items() if card[0] != guid}
                self.card = {question: card for question, card in self.card.items() if card[0] != guid}
            if self.guid.get(name, guid) != guid:
                raise Violation(f"{name} had the GUID {self.guid[name]} and has now {guid}")
            self.owner[guid], self.guid[name] = name, guid
        for guid, note in notes.items():
            last = self.last.get(guid)
            if last is None or last.content() != note.content():
                expect(f"note {guid}", "the time of a changed note", note.mod, epoch)
            elif guid in self.latest or note.mod != epoch:
                # A note that returns may get a new time even if its text is the same.
                expect(f"note {guid}", "the time of an unchanged note", note.mod, last.mod)
        self.last.update(notes)
        self.latest = set(notes)
        self.alive = alive
        self.ever |= alive
        self.counted["notes in releases"] += len(notes)

    def check_rebuild(self, package: Path, notes: Dict[str, Note], epoch: int) -> None:
        """Checks that building again changes no byte at the same time, and no note at a later one."""
        for later in (0, 100):
            folder = self.folder / "again"
            arguments = ["build", str(self.deck), "-o", str(folder), "--to", "apkg", "--locked"]
            self.lexideck.run(arguments, epoch + later)
            again = folder / f"{DECK}.apkg"
            if later == 0 and again.read_bytes() != package.read_bytes():
                raise Violation("a second build gives other bytes")
            if read_package(again) != notes:
                raise Violation("a later build of the same sources gives other notes")
        self.counted["rebuilds"] += 1

    def forget_old_packages(self) -> None:
        """Deletes the releases that no learner needs any more."""
        needed = {it.package.parent for it in self.learners if it.package}
        for folder in self.folder.glob("release-*"):
            if folder not in needed and folder.name != f"release-{self.number}":
                shutil.rmtree(folder)

    # Imports
    # ------------------------------------------------------------------------------------------------------------

    def import_release(
        self, learner: Learner, package: Path, notes: Dict[str, Note], epoch: int, by_ledger: Dict[str, Any]
    ) -> None:
        """Imports a release into one learner's collection and compares everything."""
        policy = learner.policy
        before = learner.state() if learner.package else State({}, {}, {}, set(), 0)
        in_files = set(notes)
        if learner.package and policy.text_files:
            in_files = self.import_texts(learner, before, package, epoch, by_ledger)
            changed = {it for it in learner.release & set(notes) if learner.received[it].fields != notes[it].fields}
            expect(learner.name, "changed notes that no text file holds", changed - in_files, set())
        # The ledger describes the collections of learners who have imported the previous release.
        goes_by_ledger = learner.habit == READS and not policy.text_files and not self.has_left_out(learner)
        foretold = None
        if learner.package:
            export = learner.export(learner.folder / "export.apkg")
            foretold = self.lexideck.plan(self.planned, epoch, "--against", str(export))
        log = learner.import_package(package, epoch + IMPORT)
        self.counted["imports of packages"] += 1
        # `plan` does not forecast "Update notes: Never", and assumes a version that recognizes its copy of a note type:
        # those before 23.10 make another one. The number of new notes is the same in all of them.
        is_foretold = policy.update_notes == IF_NEWER and (TAKES_OPTIONS or learner.type is None)
        keys = list(PREDICTED) if is_foretold else ["new"]
        dialog = "merging" if policy.merge else "default"
        if foretold:
            self.check_prediction("their export", foretold[dialog], log, keys)
        if foretold and goes_by_ledger:
            self.check_prediction("the ledger", by_ledger[dialog], log, keys)
        after = learner.state()
        self.check_nothing_lost(learner, before, after)
        self.check_notes(learner, before, after, notes, in_files)
        self.check_types(learner, after)
        learner.received.update(notes)
        learner.release = set(notes)

    def has_left_out(self, learner: Learner) -> bool:
        """Whether the learner's last release is not the previous one."""
        return learner.package is not None and learner.package.parent.name != f"release-{self.number - 1}"

    def check_prediction(
        self, by: str, foretold: Dict[str, int], log: Dict[str, int], keys: Iterable[str] = tuple(PREDICTED)
    ) -> None:
        """Checks that the counts of Anki's log are those of the forecast."""
        found = {key: log[PREDICTED[key]] for key in keys}
        expect(f"plan by {by}", "the counts of the import, as Anki logs them,", found, {key: foretold[key] for key in keys})
        self.counted[f"predictions by {by} that held"] += 1
        for key, value in found.items():
            self.counted[f"notes foretold {key}"] += value

    def import_texts(
        self, learner: Learner, before: State, package: Path, epoch: int, by_ledger: Dict[str, Any]
    ) -> Set[str]:
        """Imports the text files that lead from the release the learner has to this one; returns the notes in them."""
        folder, foretold = package.parent, by_ledger
        if self.has_left_out(learner):
            folder = learner.folder / "texts"
            against = ["--against", str(learner.package)]
            shutil.rmtree(folder, ignore_errors=True)
            self.lexideck.build(self.deck, folder, epoch, "--locked", *against)
            foretold = self.lexideck.plan(self.planned, epoch, *against)
        rows: Set[str] = set()
        logs: Counter[str] = Counter()
        for file in update_files(folder):
            rows |= rows_of(file)
            logs.update(learner.import_text(file, epoch + IMPORT))
            self.counted["imports of text files"] += 1
        expect("text files", "notes that the learner never had", sorted(rows - set(before.notes)), [])
        # Notes in a copy of their type conflict, and are left to the package.
        copied = sum(1 for it in rows if place(before.notes[it]) == COPY)
        files = foretold["update_files"]
        expect("plan", "notes in text files", files["updated"], len(rows))
        wanted = {"updated": len(rows) - copied, "conflicting": copied}
        expect("text files", "the counts of their imports", {key: it for key, it in logs.items() if it}, {
            key: it for key, it in wanted.items() if it
        })
        self.counted["predictions for text files that held"] += 1
        self.counted["notes updated by text files"] += logs["updated"]
        return rows

    def check_nothing_lost(self, learner: Learner, before: State, after: State) -> None:
        """Checks that no review, card or scheduling is lost or duplicated."""
        expect(learner.name, "the reviews", after.reviews, before.reviews)
        for review, (card, guid) in learner.reviewed.items():
            if review not in after.reviews or after.reviews[review][1] != card:
                raise Violation(f"review {review} is lost")
            if card not in after.cards or after.cards[card][0] != guid:
                raise Violation(f"the card of review {review} is no longer one of note {guid}")
            ord = after.cards[card][1]
            asks, asked = after.notes[guid].asks().get(ord), self.asked.get((guid, ord))
            names = {it for it in (asks or "").split() if it in self.author.questions}
            expect(f"the card of review {review}", "what it asks", names - {asked}, set())
            self.counted["reviews found again"] += 1
        for card, found in before.cards.items():
            expect(f"card {card}", "note, template and scheduling", after.cards.get(card), found)
        twice = [it for it, count in Counter((guid, ord) for guid, ord, _ in after.cards.values()).items() if count > 1]
        expect(learner.name, "cards that are there twice", twice, [])
        expect(learner.name, "notes with one GUID", after.note_count, len(after.notes))
        owners = Counter(self.owner[guid] for guid in after.notes)
        doubled = [name for name, count in owners.items() if count > 1 and name in self.alive]
        expect(learner.name, "items with two notes", doubled, [])

    def check_notes(
        self, learner: Learner, before: State, after: State, notes: Dict[str, Note], in_files: Set[str]
    ) -> None:
        """Checks each note against the table, and that notes outside the release are unchanged."""
        for guid, old in before.notes.items():
            if guid not in notes:
                expect(f"note {guid}, which the release does not hold", "it", after.notes.get(guid), old)
        for guid, now in notes.items():
            found = after.notes.get(guid)
            if found is None:
                raise Violation(f"note {guid} has not arrived")
            old = before.notes.get(guid)
            if old is None:
                expect(f"new note {guid}", "fields", author_fields(found), now.fields)
                expect(f"new note {guid}", "tags", author_tags(found), now.tags)
                expect(f"new note {guid}", "cards", found.ords, now.ords)
                continue
            given = learner.received[guid]
            row = (learner.policy.name, self.table)
            check_note(row, given, now, old, found, guid in in_files, self.exercise)
            self.counted["notes compared with the table"] += 1

    def check_types(self, learner: Learner, after: State) -> None:
        """Checks that a copy of a note type is made exactly where the table says so."""
        copies = sorted(it for it in after.types if it.endswith("+"))
        wanted = [f"{learner.type}+"] if learner.type and STRAY_TYPE[learner.policy.name] else []
        if not TAKES_OPTIONS and wanted:
            # Versions before 23.10 make another copy at each import.
            wanted += [it for it in copies if it.startswith(wanted[0]) and it != wanted[0]]
        expect(learner.name, "the copies of note types", copies, wanted)
        self.exercise.count(learner.policy.name, "own" if learner.type else "plain", "import", "stray type")

    # The result
    # ------------------------------------------------------------------------------------------------------------

    def document(self, seconds: float) -> Dict[str, Any]:
        """The results of the run."""
        learners = [(it.policy.name, it.habit == ADDS_FIELD) for it in self.learners if it.habit != READS]
        required, others = unexercised(self.exercise, self.table, learners)
        if self.releases >= ENOUGH_RELEASES and not self.violations:
            self.violations += [f"seed {self.seed}: not exercised: {it}" for it in required]
        done: Counter[str] = Counter()
        for learner in self.learners:
            done.update(learner.done)
        return {
            "anki": anki_version,
            "seed": self.seed,
            "learners": [it.name for it in self.learners],
            "violations": self.violations,
            "counted": dict(sorted(self.counted.items())),
            "edits": dict(sorted(self.author.edits.items())),
            "learners_did": dict(sorted(done.items())),
            "cells": {", ".join(key): count for key, count in sorted(self.exercise.cells.items())},
            "cells_not_exercised": others,
            "table": published(self.table),
            "seconds": round(seconds, 1),
        }


def parse_arguments() -> argparse.Namespace:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lexideck", type=Path, required=True, metavar="PROGRAM", help="the program to test")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="repeats a run (default 1)")
    parser.add_argument("--releases", type=int, default=6, metavar="N", help="how many releases (default 6)")
    names = [it.name for it in POLICIES]
    parser.add_argument("--policy", action="append", choices=names, help="only learners of this one; may be repeated")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep sources, packages and collections here")
    arguments = parser.parse_args()
    arguments.policy = arguments.policy or names
    if FIRST + (arguments.releases + 1) * STEP > time.time():
        parser.error("so many releases reach beyond the present, where Anki's own stamps could not be told from theirs")
    return arguments


def main() -> int:
    """Prints the document and returns the exit status."""
    arguments = parse_arguments()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="updates-") as temporary:
        folder = (arguments.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        # Older versions print progress and warnings; stdout is for the document alone.
        with contextlib.redirect_stdout(sys.stderr):
            simulation = Simulation(arguments, folder)
            simulation.run()
        # Older versions change to a media folder, which is about to be deleted.
        os.chdir("/")
    document = simulation.document(time.monotonic() - started)
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()
    for violation in simulation.violations:
        print(violation, file=sys.stderr)
    return 1 if simulation.violations else 0


if __name__ == "__main__":
    sys.exit(main())
