"""The targets: a gate that must be passed and a stretch goal for each; all ratios are within one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench import Json
from prepare import FLOOR, FLOOR_ZSTD, GENANKI_RS, LATEST, LEDGER, OURS, SCRIPT

# The memory of the program itself; only what exceeds it depends on the size of the deck.
OWN_MEMORY = 64e6
# The number of notes from which the targets on memory apply.
LEAST_DECK = 10_000


@dataclass(frozen=True)
class Target:
    """A target, and what was measured."""

    name: str
    unit: str
    gate: float
    stretch: float | None
    measured: float
    # Whether more is better.
    is_least: bool = False

    def limit(self, value: float | None) -> str:
        """A limit as text."""
        return "–" if value is None else f"{'≥' if self.is_least else '≤'} {value:g}{self.unit}"

    def shown(self) -> str:
        """The measured value as text."""
        digits = 0 if self.measured >= 100 else 1 if self.measured >= 10 else 2
        return f"{self.measured:.{digits}f}{self.unit}"

    def verdict(self) -> str:
        """The limit that is kept: gate, stretch or none."""
        if self.stretch is not None and self.keeps(self.stretch):
            return "stretch"
        return "yes" if self.keeps(self.gate) else "**no**"

    def keeps(self, limit: float) -> bool:
        """Whether the measured value keeps a limit."""
        return self.measured >= limit if self.is_least else self.measured <= limit


def targets(kept: Json) -> Iterator[Target]:
    """All targets with the measured values."""
    decks, limits = kept["compare"]["results"], kept["limits"]["results"]
    yield from of_work(kept["instructions"]["results"]["instructions"])
    rich, small = (largest(decks, shape) for shape in ("rich", "small"))
    middle = max((it for it in decks.values() if it["shape"] == "small"), key=lambda it: it["entries"] == 10_000)
    wordnet = largest(decks, "wordnet")
    script = f"faster than {SCRIPT}"
    yield Target(f"{named(rich)}: {script}", "×", 14, 20, ratio(rich, SCRIPT, OURS), is_least=True)
    yield Target(f"{named(rich)}, `latest` package: {script}", "×", 14, 20, ratio(rich, SCRIPT, LATEST), is_least=True)
    yield Target(f"{named(middle)}: {script}", "×", 10, 15, ratio(middle, SCRIPT, OURS), is_least=True)
    yield Target(f"{named(small)}: {script}", "×", 10, 15, ratio(small, SCRIPT, OURS), is_least=True)
    name = f"{named(wordnet)}, ledger included: {script}"
    yield Target(name, "×", 14, 20, ratio(wordnet, SCRIPT, LEDGER), is_least=True)
    with_rs = {name: it for name, it in decks.items() if GENANKI_RS in it["tools"]}
    if with_rs:
        its = largest(with_rs, "small")
        name = f"{its['entries']:,} small notes: faster than {GENANKI_RS}"
        yield Target(name, "×", 100, 250, ratio(its, GENANKI_RS, OURS), is_least=True)
    yield Target(f"{named(rich)}: the time of the floor, deflate", "×", 1.8, 1.3, ratio(rich, OURS, FLOOR))
    yield Target(f"{named(rich)}: the time of the floor, zstd", "×", 1.8, 1.3, ratio(rich, LATEST, FLOOR_ZSTD))
    yield from of_growth(limits["growth"], decks)
    check = limits["check"]["tools"]
    measured = check["lexideck check"]["median"] / check["serde_yaml, typed"]["median"]
    yield Target(f"`check` of {limits['check']['entries']:,} entries: the time of serde_yaml", "×", 1.5, 0.8, measured)
    yield Target("a deck of one word, whole process", " ms", 20, None, 1e3 * limits["one word"]["median"])
    for shape, it in limits["edit"].items():
        name = f"one of {it['files']:,} files changed, {it['entries']:,} {shape} entries: checked and compiled"
        yield Target(name, " ms", 50, None, 1e3 * it["median"])
    for shape in ("small", "rich"):
        files = max((it for it in decks.values() if it["shape"] == shape), key=lambda it: it["files"])
        if files["files"] == files["entries"]:
            name = f"a deck of {files['files']:,} files, with a {shape} entry in each"
            yield Target(name, " s", 0.3, None, files["tools"][OURS]["median"])
    media = limits["media"]["tools"]
    size = f"{limits['media']['media'] / 1e9:.2g} GB of media"
    yield Target(f"{size}: the time of `cat`", "×", 1.2, None, media["lexideck"]["median"] / media["cat"]["median"])
    yield Target(f"{size}: peak memory", " MB", 16, None, media["lexideck"]["memory"] / 1e6)


# Million instructions of `build` for 1,000 entries when every file was read twice.
READ_TWICE = {"rich": 1_204, "small": 320}


def of_work(instructions: Json) -> Iterator[Target]:
    """The targets on instructions, against what the reading of every file in two passes took."""
    for shape, before in READ_TWICE.items():
        count = instructions.get(f"build 1000 {shape}")
        if count is not None:
            name = f"instructions for 1,000 {shape} entries, of {before:,} million with every file read twice"
            yield Target(name, "×", 0.72, 0.55, count / 1e6 / before)


def of_growth(growth: Json, decks: Json) -> Iterator[Target]:
    """The targets on memory and growth; the worst of several decks counts."""
    rich = [it for it in decks.values() if it["shape"] == "rich" and it["entries"] >= LEAST_DECK]
    of_rich = [beyond(it["tools"][tool]["memory"], it["source"]) for it in rich for tool in (OURS, LATEST, LEDGER)]
    of_small = [beyond(it["memory"], it["source"]) for it in growth["decks"].values()]
    counts = [f"{int(it):,}" for it in growth["decks"]]
    small = f"{counts[0]} to {counts[-1]} small notes"
    beyond_own = "peak memory beyond 64 MB, in sizes of the source"
    if of_rich:
        yield Target(f"{beyond_own}: rich notes, from {LEAST_DECK:,} on", "×", 6, 3, max(of_rich))
    yield Target(f"{beyond_own}: {small}", "×", 10, 5, max(of_small))
    yield Target(f"exponent of the time: {small}", "", 1.05, None, growth["exponent"])


def beyond(memory: float, source: float) -> float:
    """The memory beyond the program's own, as a multiple of the source."""
    return max(memory - OWN_MEMORY, 0) / source


def named(deck: Json) -> str:
    """A deck in words."""
    return f"{deck['entries']:,} {deck['shape']} notes"


def largest(decks: Json, shape: str) -> Json:
    """The largest deck of a shape; of two, the one in fewer files."""
    return max((it for it in decks.values() if it["shape"] == shape), key=lambda it: (it["entries"], -it["files"]))


def ratio(deck: Json, one: str, other: str) -> float:
    """The ratio of the times of two tools."""
    return deck["tools"][one]["median"] / deck["tools"][other]["median"]
