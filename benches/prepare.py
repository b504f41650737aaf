"""The input of the tools, made from the notes that lexideck writes, and their commands."""

from __future__ import annotations

import json
import marshal
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import HERE, ROOT, Bench, Command, Json, call, say
from contents import unpack
from decks import Deck

OURS, LATEST, ONE_THREAD = "lexideck", "lexideck, latest", "lexideck, 1 thread"
LEDGER = "lexideck, with its ledger"
SCRIPT, GENANKI, GENANKI_RS = "PyYAML (C) + genanki", "genanki, no YAML", "genanki-rs, no YAML"
FLOOR, FLOOR_ZSTD = "floor, deflate", "floor, zstd"

# genanki-rs compiles a regular expression of all fields for every field of every note, which takes minutes.
MOST_FOR_GENANKI_RS = {"small": 10_000, "rich": 1_000, "wordnet": 0}


@dataclass(frozen=True)
class Prepared:
    """A deck, and all that is needed to write its notes by any tool."""

    deck: Deck
    source: Path
    folder: Path

    @property
    def collection(self) -> Path:
        """The finished collection."""
        return self.folder / "collection.anki2"

    def package(self, tool: str) -> Path:
        """The path of a tool's package; ours choose the name themselves."""
        folder = self.folder / "".join(it if it.isalnum() else "-" for it in tool)
        folder.mkdir(exist_ok=True)
        return folder / f"{self.deck.id}.apkg"


def build(bench: Bench, source: Path, package: Path, *options: str) -> list[str | Path]:
    """Our command."""
    return [bench.lexideck, "build", source, "--to", "apkg", "--quiet", "-o", package.parent, *options]


def prepare(bench: Bench, deck: Deck) -> Prepared:
    """Generates a deck and writes its finished notes for the others. They are rewritten each time."""
    source = deck.path(bench)
    say(f"preparing {deck.name}")
    folder = bench.work / "compare" / deck.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = Prepared(deck, source, folder)
    package = made.package(OURS)
    call(*build(bench, source, package, "--draft"))
    unpack(package, made.collection)
    notes = folder / "notes.json"
    call(sys.executable, ROOT / "peers/dump.py", package, notes)
    collection = json.loads(notes.read_text(encoding="utf-8"))
    if takes_genanki_rs(deck):
        text = json.dumps(plain(collection), ensure_ascii=False)
        (folder / "plain.json").write_text(text, encoding="utf-8")
    # genanki writes no deck without notes, and Anki creates a deck's parent itself.
    used = {it["deck"] for it in collection["notes"]}
    collection["decks"] = [it for it in collection["decks"] if it["id"] in used]
    collection["notes"] = [(it["guid"], it["fields"], it["tags"]) for it in collection["notes"]]
    with open(folder / "notes.marshal", "wb") as file:
        marshal.dump(collection, file)
    notes.unlink()
    return made


def plain(collection: Json) -> Json:
    """The same notes for genanki-rs, in a note type of the filled fields only, with two plain templates.

    It renders a front with all fields filled and does not see the conditions around them, so of our templates it would
    make blank cards beside the right ones. Of these it makes the same cards; and it is far quicker with fewer fields.
    """
    (notetype,), notes = collection["notetypes"], collection["notes"]
    filled = [at for at in range(len(notetype["fields"])) if any(it["fields"][at] for it in notes)]
    first, second, *_ = notetype["templates"]
    lean = notetype | {
        "fields": [notetype["fields"][at] for at in filled],
        "sort_field": filled.index(notetype["sort_field"]),
        "templates": [
            first | {"front": "{{Headword}}", "back": "{{FrontSide}}<hr id=answer>{{Definition}}"},
            second | {"front": "{{Definition}}", "back": "{{FrontSide}}<hr id=answer>{{Headword}}"},
        ],
    }
    notes = [it | {"fields": [it["fields"][at] for at in filled]} for it in notes]
    return collection | {"notetypes": [lean], "notes": notes}


def takes_genanki_rs(deck: Deck) -> bool:
    """Whether genanki-rs is measured on this deck. It reads no YAML, so once for each size is enough."""
    return deck.count <= MOST_FOR_GENANKI_RS[deck.shape] and deck.per_file is None


def genanki_rs(bench: Bench, made: Prepared) -> Command:
    """The command of genanki-rs."""
    package = made.package(GENANKI_RS)
    return Command(GENANKI_RS, [bench.programs["genanki_rs"], made.folder / "plain.json", package], package)


def commands(bench: Bench, made: Prepared) -> list[Command]:
    """The commands of all tools that write this deck, except genanki-rs."""
    found = [*ours(bench, made), *scripts(made)]
    for name, form in ((FLOOR, "deflate"), (FLOOR_ZSTD, "zstd")):
        package, times = made.package(name), made.folder / f"floor-{form}"
        arguments = [bench.programs["floor"], form, made.collection, package, times]
        found.append(Command(name, arguments, package, own_times=times))
    return found


def ours(bench: Bench, made: Prepared) -> list[Command]:
    """Our commands. Drafts do what the others do, without a ledger, which these do not have."""
    choices = [(OURS, []), (LATEST, ["--package", "latest"]), (ONE_THREAD, ["--jobs", "1"])]
    found = []
    for name, options in choices:
        package = made.package(name)
        found.append(Command(name, build(bench, made.source, package, "--draft", *options), package))
    package = made.package(LEDGER)
    source = linked(made.source, made.folder / "released")
    command = build(bench, source, package)
    call(*command)
    return [*found, Command(LEDGER, command, package)]


def linked(source: Path, folder: Path) -> Path:
    """A copy of the deck, which gets a ledger."""
    folder.mkdir()
    target = folder / source.name
    if source.is_dir():
        shutil.copytree(source, target, copy_function=os.link)
    else:
        os.link(source, target)
    return target


def scripts(made: Prepared) -> list[Command]:
    """The commands in Python."""
    found = []
    for name, deck in ((SCRIPT, [made.source]), (GENANKI, [])):
        package, times = made.package(name), made.folder / f"{len(deck)}-seconds"
        script = [sys.executable, HERE / "yaml_genanki.py", made.folder / "notes.marshal"]
        found.append(Command(name, [*script, package, times, *deck], package))
    return found


def shares(made: Prepared, runs: int) -> Json:
    """The median seconds of the parts of the script: loading the finished notes, reading YAML, and writing."""
    lines = (made.folder / "1-seconds").read_text(encoding="utf-8").splitlines()[-runs:]
    measured = sorted(map(json.loads, lines), key=lambda it: sum(it.values()))
    return {name: round(seconds, 3) for name, seconds in measured[len(measured) // 2].items()}
