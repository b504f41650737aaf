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
    rich, small = (largest(decks, shape) for shape in ("rich", "small"))
    at_rich, at_small = (f"{it['entries']:,} {it['shape']} notes" for it in (rich, small))
    script = f"faster than {SCRIPT}"
    yield Target(f"{at_rich}, default package: {script}", "×", 25, 40, ratio(rich, SCRIPT, OURS), is_least=True)
    yield Target(f"{at_rich}, `latest` package: {script}", "×", 35, 60, ratio(rich, SCRIPT, LATEST), is_least=True)
    yield Target(f"{at_small}, default package: {script}", "×", 25, 40, ratio(small, SCRIPT, OURS), is_least=True)
    with_rs = {name: it for name, it in decks.items() if GENANKI_RS in it["tools"]}
    if with_rs:
        its = largest(with_rs, "small")
        name = f"{its['entries']:,} small notes: faster than {GENANKI_RS}"
        yield Target(name, "×", 100, 250, ratio(its, GENANKI_RS, OURS), is_least=True)
    yield Target(f"{at_rich}: the time of the floor, deflate", "×", 1.0, 0.7, ratio(rich, OURS, FLOOR))
    yield Target(f"{at_rich}: the time of the floor, zstd", "×", 1.4, 0.9, ratio(rich, LATEST, FLOOR_ZSTD))
    yield from of_growth(limits["growth"], decks)
    check = limits["check"]["tools"]
    measured = check["lexideck check"]["median"] / check["serde_yaml, typed"]["median"]
    yield Target(f"`check` of {limits['check']['entries']:,} entries: the time of serde_yaml", "×", 1.5, 0.8, measured)
    yield Target("a deck of one word, whole process", " ms", 20, None, 1e3 * limits["one word"]["median"])
    for shape in ("small", "rich"):
        files = max((it for it in decks.values() if it["shape"] == shape), key=lambda it: it["files"])
        if files["files"] == files["entries"]:
            name = f"a deck of {files['files']:,} files, with a {shape} entry in each"
            yield Target(name, " s", 0.3, None, files["tools"][OURS]["median"])
    media = limits["media"]["tools"]
    size = f"{limits['media']['media'] / 1e9:.2g} GB of media"
    yield Target(f"{size}: the time of `cat`", "×", 1.2, None, media["lexideck"]["median"] / media["cat"]["median"])
    yield Target(f"{size}: peak memory", " MB", 16, None, media["lexideck"]["memory"] / 1e6)


def of_growth(growth: Json, decks: Json) -> Iterator[Target]:
    """The targets on memory and growth; the worst of several decks counts."""
    rich = [it for it in decks.values() if it["shape"] == "rich" and it["entries"] >= LEAST_DECK]
    of_rich = [beyond(it["tools"][tool]["memory"], it["collection"]) for it in rich for tool in (OURS, LATEST, LEDGER)]
    of_small = [beyond(it["memory"], it["collection"]) for it in growth["decks"].values()]
    counts = [f"{int(it):,}" for it in growth["decks"]]
    small = f"{counts[0]} to {counts[-1]} small notes"
    beyond_own = "peak memory beyond 64 MB, in collections"
    if of_rich:
        yield Target(f"{beyond_own}: rich notes, from {LEAST_DECK:,} on", "×", 1.0, 0.3, max(of_rich))
    yield Target(f"{beyond_own}: {small}", "×", 1.0, 0.3, max(of_small))
    yield Target(f"exponent of the time: {small}", "", 1.05, None, growth["exponent"])


def beyond(memory: float, collection: float) -> float:
    """The memory beyond the program's own, as a multiple of the collection."""
    return max(memory - OWN_MEMORY, 0) / collection


def largest(decks: Json, shape: str) -> Json:
    """The largest deck of a shape; of two, the one in fewer files."""
    return max((it for it in decks.values() if it["shape"] == shape), key=lambda it: (it["entries"], -it["files"]))


def ratio(deck: Json, one: str, other: str) -> float:
    """The ratio of the times of two tools."""
    return deck["tools"][one]["median"] / deck["tools"][other]["median"]
