"""All tools on the same notes and cards: time, memory and size, for each deck in one run of hyperfine."""

from __future__ import annotations

from bench import Bench, Json, measure, say
from contents import compare
from decks import ENTRIES_PER_FILE, LARGEST_FILE, Deck, source_size, whole
from prepare import GENANKI_RS, SCRIPT, Prepared, commands, genanki_rs, prepare, shares, takes_genanki_rs

FILES = 5_000
WORDNET = 20_000


def decks(bench: Bench) -> list[Deck]:
    """The decks: each size in both shapes, one of them in several files as well, both in very many files, and
    a dictionary as one made from WordNet."""
    small, rich = ([whole(shape, count) for count in bench.sizes] for shape in ("small", "rich"))
    if bench.quick:
        return [*small, *rich, Deck("rich", 100, 10), Deck("rich", 100, 1), whole("wordnet", 200)]
    several = [Deck("rich", LARGEST_FILE, ENTRIES_PER_FILE)] if LARGEST_FILE in bench.sizes else []
    wordnet = whole("wordnet", min(WORDNET, max(bench.sizes)))
    return [*small, *rich, *several, Deck("small", FILES, 1), Deck("rich", FILES, 1), wordnet]


def run(bench: Bench) -> Json:
    """Measures every deck."""
    return {deck.name: measure_deck(bench, prepare(bench, deck)) for deck in decks(bench)}


def measure_deck(bench: Bench, made: Prepared) -> Json:
    """Measures the tools on a deck, and checks that all wrote the same."""
    deck = made.deck
    runs, warmup = plan(bench, deck.count)
    say(f"measuring {deck.name}")
    of_deck = commands(bench, made)
    tools = measure(bench, made.folder, of_deck, runs, warmup)
    if takes_genanki_rs(deck):
        slow = genanki_rs(bench, made)
        of_deck.append(slow)
        # It is so slow that noise does not matter even in a single run.
        tools |= measure(bench, made.folder, [slow], 1, 0)
    packages = {it.name: it.package for it in of_deck if it.package is not None}
    same = compare(packages, {GENANKI_RS}, made.folder / "unpacked")
    tools[SCRIPT]["parts"] = shares(made, runs)
    return {
        "shape": deck.shape,
        "entries": deck.count,
        "files": deck.files,
        "source": source_size(made.source),
        "collection": made.collection.stat().st_size,
        **same,
        "tools": tools,
    }


def plan(bench: Bench, count: int) -> tuple[int, int]:
    """The numbers of runs and of warm-up runs; slow tools need fewer runs."""
    if bench.quick:
        return 2, 0
    return (10, 1) if count <= 1_000 else (3, 0)
