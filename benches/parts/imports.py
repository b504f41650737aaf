"""The seconds that the real Anki takes to import the package of each tool."""

from __future__ import annotations

import statistics

from bench import HERE, Bench, Failure, Json, call, say
from decks import whole
from prepare import GENANKI_RS, LATEST, OURS, SCRIPT, Prepared, takes_genanki_rs

ROUNDS = 3


def run(bench: Bench) -> Json:
    """Imports the packages of the rich decks, which the part `compare` has written."""
    found: Json = {}
    for deck in (whole("rich", count) for count in bench.sizes):
        say(f"importing {deck.name}")
        made = Prepared(deck, deck.path(bench), bench.work / "compare" / deck.name)
        if not made.folder.exists():
            raise Failure("there are no packages to import: run the part `compare` before")
        tools = [OURS, LATEST, SCRIPT, *([GENANKI_RS] if takes_genanki_rs(deck) else [])]
        found[deck.name] = {tool: seconds(bench, made, tool) for tool in tools}
    return found


def seconds(bench: Bench, made: Prepared, tool: str) -> float:
    """The median time of importing a tool's package into a new collection."""
    command = (bench.programs["anki"], HERE / "import_time.py", made.package(tool))
    return round(statistics.median(float(call(*command).stdout) for _ in range(ROUNDS)), 3)
