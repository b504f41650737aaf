"""The effect of an import on a note and on a learner's changes to it: the table, and its check.

The table says what Anki does in an import; every note is compared with it at every import. A row is for a policy,
the note type of the note in the collection, and what the author did to the note since the release that this
learner imported before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

from .program import Note, Violation

OWN_FIELD = "My own"

# The prefix of tags that only learners set.
OWN_TAGS = ("mine::", "marked")

# Values of Anki's option "Update notes".
IF_NEWER, NEVER = 0, 2


@dataclass(frozen=True)
class Policy:
    """How a learner imports."""

    name: str
    merge: bool = False
    # Imports the text files first and then the package.
    text_files: bool = False
    update_notes: int = IF_NEWER

    def needs_options(self) -> bool:
        """Whether the policy needs import options, which Anki has from 23.10 on."""
        return self.merge or self.update_notes != IF_NEWER


POLICIES = [
    Policy("merge-off"),
    Policy("merge-on", merge=True),
    Policy("update-files", text_files=True),
    Policy("update-files-never", merge=True, text_files=True, update_notes=NEVER),
]


@dataclass(frozen=True)
class Outcome:
    """The state after an import: yes or no for each question."""

    # Does the author's text arrive? If so, what the learner wrote into the author's fields is replaced.
    text: bool
    # Do the author's tags arrive?
    tags: bool
    # Are the learner's own tags kept?
    own_tags: bool
    # Is the content of the learner's own field kept?
    own_field: bool
    # Do cards arrive that the note did not have before?
    cards: bool
    # Does the note lose every tag?
    untagged: bool = False


WHOLE = Outcome(text=True, tags=True, own_tags=False, own_field=False, cards=True)
BY_TEXT = Outcome(text=True, tags=False, own_tags=True, own_field=True, cards=True)
CARDS_ONLY = Outcome(text=False, tags=False, own_tags=True, own_field=True, cards=True)
BY_EMPTYING_TEXT = Outcome(text=True, tags=False, own_tags=False, own_field=False, cards=True, untagged=True)
NOTHING = Outcome(text=False, tags=False, own_tags=True, own_field=True, cards=False)

# The note's type in the collection: as the author made it, with a field of the learner's, or Anki's copy "…+".
PLAIN, OWN, COPY = "as made", "with own field", "copy"

# What the author did: nothing, only tags, a text; "late" if the learner changed the note after the author had.
SAME, TAGS, TEXT, TAGS_LATE, TEXT_LATE = "same", "tags", "text", "tags, late", "text, late"


def rows(same: Outcome, tags: Outcome, text: Outcome, tags_late: Outcome, text_late: Outcome) -> Dict[str, Outcome]:
    """The outcomes by what the author did."""
    return {SAME: same, TAGS: tags, TEXT: text, TAGS_LATE: tags_late, TEXT_LATE: text_late}


BY_PACKAGE = rows(CARDS_ONLY, WHOLE, WHOLE, CARDS_ONLY, CARDS_ONLY)
CONFLICT = rows(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)

Table = Dict[Tuple[str, str], Dict[str, Outcome]]

TABLE: Table = {
    ("merge-off", PLAIN): BY_PACKAGE,
    ("merge-off", OWN): CONFLICT,
    ("merge-off", COPY): BY_PACKAGE,
    ("merge-on", PLAIN): BY_PACKAGE,
    ("merge-on", OWN): BY_PACKAGE,
    ("update-files", PLAIN): rows(CARDS_ONLY, WHOLE, BY_TEXT, CARDS_ONLY, BY_TEXT),
    ("update-files", OWN): rows(NOTHING, NOTHING, BY_TEXT, NOTHING, BY_TEXT),
    ("update-files", COPY): BY_PACKAGE,
    ("update-files-never", PLAIN): rows(CARDS_ONLY, CARDS_ONLY, BY_TEXT, CARDS_ONLY, BY_TEXT),
    ("update-files-never", OWN): rows(CARDS_ONLY, CARDS_ONLY, BY_TEXT, CARDS_ONLY, BY_TEXT),
}

# Before 23.10 each import makes a new copy, and leaves the notes of earlier copies unchanged.
TABLE_BEFORE_23_10: Table = {
    **{key: row for key, row in TABLE.items() if key[0] in ("merge-off", "update-files")},
    ("merge-off", COPY): CONFLICT,
    ("update-files", COPY): CONFLICT,
}

# 2.1.54 empties what a text file has no column for: the tags, and fields of the learner.
TABLE_OF_2_1_54: Table = {
    **TABLE_BEFORE_23_10,
    ("update-files", PLAIN): rows(CARDS_ONLY, WHOLE, BY_EMPTYING_TEXT, CARDS_ONLY, BY_EMPTYING_TEXT),
    ("update-files", OWN): rows(NOTHING, NOTHING, BY_EMPTYING_TEXT, NOTHING, BY_EMPTYING_TEXT),
}


def table_of(version: str) -> Table:
    """The table for a version of Anki."""
    if version == "2.1.54":
        return TABLE_OF_2_1_54
    return TABLE_BEFORE_23_10 if version.startswith("2.1.") else TABLE


# Whether a copy of a note type appears, by policy, for learners who added a field. For others none ever does.
STRAY_TYPE = {"merge-off": True, "merge-on": False, "update-files": True, "update-files-never": False}


def is_own_tag(tag: str) -> bool:
    """Whether the learner set a tag, and not the author."""
    return tag.startswith(OWN_TAGS)


def own_tags(note: Note) -> FrozenSet[str]:
    return frozenset(it for it in note.tags if is_own_tag(it))


def author_tags(note: Note) -> FrozenSet[str]:
    return frozenset(it for it in note.tags if not is_own_tag(it))


def place(note: Note) -> str:
    """The state of the note's type, one of three."""
    if note.type.endswith("+"):
        return COPY
    return OWN if OWN_FIELD in note.fields else PLAIN


def author_did(given: Note, now: Note, learner: Note, in_files: bool) -> str:
    """What the author did between two releases to a note that the learner has.

    A changed text that no text file holds comes with the package alone, as changed tags do; and so does a note that
    was away, which is dated anew.
    """
    late = learner.mod >= now.mod
    if given.fields != now.fields and in_files:
        return TEXT_LATE if late else TEXT
    if given.content() != now.content() or given.mod < now.mod:
        return TAGS_LATE if late else TAGS
    return SAME


def author_fields(note: Note) -> Dict[str, str]:
    """The fields without the learner's own."""
    return {key: value for key, value in note.fields.items() if key != OWN_FIELD}


@dataclass
class Exercise:
    """How often each cell of the table was tested."""

    cells: Counter

    def count(self, policy: str, where: str, did: str, column: str) -> None:
        self.cells[(policy, where, did, column)] += 1


def check_note(
    row: Tuple[str, Table], given: Note, now: Note, before: Note, after: Note, in_files: bool, exercise: Exercise
) -> None:
    """Asserts that a note agrees with its row of the table.

    `row` is the policy and the table; `given` and `now` are the author's, of the release imported last and of this one; `before` and `after` the
    learner's; `in_files` is false if the learner imports text files and none holds the note.
    """
    policy, table = row
    where, did = place(before), author_did(given, now, before, in_files)
    outcome = table[policy, where][did]
    title = f"{policy}, type {where}, author did {did}, note {now.guid}"

    wanted = now.fields if outcome.text else author_fields(before)
    expect(title, "the author's fields", author_fields(after), wanted)
    if did in (TEXT, TEXT_LATE):
        exercise.count(policy, where, did, "text")
    if author_fields(before) != given.fields:
        exercise.count(policy, where, did, "edit")

    tags = now.tags if outcome.tags else frozenset() if outcome.untagged else author_tags(before)
    expect(title, "the author's tags", author_tags(after), tags)
    if given.tags != now.tags:
        exercise.count(policy, where, did, "tags")

    expect(title, "the learner's tags", own_tags(after), own_tags(before) if outcome.own_tags else frozenset())
    if own_tags(before):
        exercise.count(policy, where, did, "own_tags")

    own = before.fields.get(OWN_FIELD)
    expect(title, "the learner's field", after.fields.get(OWN_FIELD), own if outcome.own_field or own is None else "")
    if own:
        exercise.count(policy, where, did, "own_field")

    # Cards that became empty stay until the learner deletes them, so there may be more than the package has.
    expect(title, "the cards", after.ords, before.ords | now.ords if outcome.cards else before.ords)
    if now.ords - before.ords:
        exercise.count(policy, where, did, "cards")

    expect(title, "the note type", after.type, before.type)


def expect(title: str, what: str, found: Any, wanted: Any) -> None:
    """Raises an error if two values differ; of maps, it shows only the differences."""
    if found == wanted:
        return
    if isinstance(found, dict) and isinstance(wanted, dict):
        keys = [key for key in {**found, **wanted} if found.get(key) != wanted.get(key)]
        found, wanted = ({key: it.get(key) for key in keys} for it in (found, wanted))
    raise Violation(f"{title}: {what} should be {wanted!r} and are {found!r}")


# The cells that a run of several releases must test, whatever its seed. The others are only reported.
ALWAYS = {(TEXT, "text"), (SAME, "edit"), (SAME, "own_tags"), (TAGS, "tags"), (TEXT, "own_tags"), (TEXT, "edit")}


def unexercised(exercise: Exercise, table: Table, learners: List[Tuple[str, bool]]) -> Tuple[List[str], List[str]]:
    """The cells that no import tested: the required ones, and the others."""
    required, others = [], []
    for policy, own_field in learners:
        for (name, where), outcomes in table.items():
            if name != policy or (where == PLAIN) == own_field:
                continue
            for did in outcomes:
                for column in columns(where, did):
                    if exercise.cells[(policy, where, did, column)]:
                        continue
                    missing = f"{policy}, type {where}, author did {did}: {column}"
                    # A copy contains only the notes of a few releases.
                    always = where != COPY and ((did, column) in ALWAYS or (did, column) == (TEXT, "own_field"))
                    (required if always else others).append(missing)
    return required, others


def columns(where: str, did: str) -> List[str]:
    """The questions of a row."""
    found = ["edit", "own_tags"]
    found += ["text"] if did in (TEXT, TEXT_LATE) else []
    found += ["tags"] if did != SAME else []
    found += ["own_field"] if where == OWN else []
    return found


def published(table: Table) -> List[Dict[str, Optional[object]]]:
    """The table as a list of rows, as it is published."""
    return [
        {
            "policy": policy,
            "note_type": where,
            "author_did": did,
            "author_text_arrives": it.text if did in (TEXT, TEXT_LATE) else None,
            "author_tags_arrive": it.tags if did != SAME else None,
            "own_edit_kept": not it.text and not (it.tags and did == TAGS),
            "own_tags_kept": it.own_tags,
            "all_tags_lost": it.untagged,
            "own_field_kept": it.own_field if where == OWN else None,
        }
        for (policy, where), outcomes in table.items()
        for did, it in outcomes.items()
    ]
