"""Writes what was measured into docs/performance.md, between its markers, and draws the plots."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import plot
from bench import Failure, Json, results_path
from prepare import OURS, SCRIPT
from targets import targets

PARTS = ("floors", "compare", "imports", "instructions", "limits")
SHAPES = ("rich", "small")


def write(results: Path, docs: Path) -> None:
    """Fills the tables of `docs`/performance.md from the existing results, and draws the plots."""
    kept = {}
    for part in PARTS:
        path = results_path(results, part)
        if path.exists():
            kept[part] = json.loads(path.read_text(encoding="utf-8"))
    page = docs / "performance.md"
    text = page.read_text(encoding="utf-8")
    for name, (needed, make) in TABLES.items():
        if all(part in kept for part in needed):
            text = filled(text, name, make(kept))
    page.write_text(text, encoding="utf-8")
    if "compare" in kept:
        for shape in SHAPES:
            decks = [it for it in kept["compare"]["results"].values() if it["shape"] == shape]
            plot.write(decks, f"{shape} notes", docs / "performance" / f"{shape}.svg")


def filled(text: str, name: str, lines: Iterable[str]) -> str:
    """The page with this table in it."""
    pattern = re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    body = "\n" + "\n".join(lines) + "\n\n"
    text, count = pattern.subn(lambda it: it[1] + body + it[2], text)
    if count != 1:
        raise Failure(f"docs/performance.md has {count} places for the table `{name}`")
    return text


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table in Markdown."""
    heads = list(heads)
    return [line(heads), "|" + "---|" * len(heads), *map(line, rows)]


def line(cells: Iterable[str]) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def machine(kept: Json) -> list[str]:
    """The machines of the measurements; parts may have been measured at different times."""
    newest = max((it["machine"] for it in kept.values()), key=lambda it: it["date"])
    versions = ", ".join(f"{name} {version}" for name, version in newest["versions"].items())
    rows = [
        ("processor", f"{newest['processor']}, {newest['cores']} cores"),
        ("memory", f"{newest['memory'] / 1e9:.0f} GB"),
        ("system", f"{newest['system']}, Linux {newest['kernel']}"),
        ("versions", versions),
    ]
    for part, it in kept.items():
        its = it["machine"]
        when = f"{its['date']}, commit {its['commit']}, load {its['load']}, {it['minutes']} minutes"
        rows.append((f"part `{part}`", when))
    return table(("", ""), rows)


def compare(kept: Json) -> list[str]:
    """A table for each deck."""
    lines = []
    for deck in kept["compare"]["results"].values():
        size, packed = deck["collection"], deck["tools"][OURS]["package"]
        files = "1 file" if deck["files"] == 1 else f"{deck['files']:,} files"
        lines += [
            f"**{deck['entries']:,} {deck['shape']} notes**, {deck['cards']:,} cards, {files}:"
            f" {megabytes(deck['source'])} MB of YAML,"
            f" a collection of {megabytes(size)} MB that deflate packs to 1 : {size / packed:.1f}.",
            "",
            *table(
                ("", "wall time, s", "times ours", "CPU time, s", "peak memory, MB", "package, MB"),
                (compared(name, its, deck["tools"][OURS]) for name, its in deck["tools"].items()),
            ),
            "",
        ]
    return lines[:-1]


def compared(name: str, its: Json, ours: Json) -> list[str]:
    """A tool's row."""
    processor = f"{its['processor']:.2f}" if "processor" in its else "–"
    memory = megabytes(its["memory"]) if "memory" in its else "–"
    return [name, spread(its), f"{its['median'] / ours['median']:.2f}", processor, memory, megabytes(its["package"])]


def script(kept: Json) -> list[str]:
    """The times of the parts of the Python script."""
    decks = kept["compare"]["results"].values()
    rows = []
    for deck in decks:
        its = deck["tools"][SCRIPT]
        parts = its["parts"]
        share = parts["load"] / its["median"]
        read, write, load = (f"{parts[it]:.2f}" for it in ("read", "write", "load"))
        notes = f"{deck['entries']:,} {deck['shape']}, files: {deck['files']:,}"
        rows.append((notes, read, write, load, f"{share:.1%}"))
    heads = ("notes", "YAML and notes, s", "genanki's writing, s", "loading finished notes, s", "share of that")
    return table(heads, rows)


def imports(kept: Json) -> list[str]:
    """The importing times."""
    decks = kept["imports"]["results"]
    tools = list(dict.fromkeys(tool for its in decks.values() for tool in its))
    seconds = lambda its, tool: f"{its[tool]:.2f}" if tool in its else "–"  # noqa: E731
    return table(("", *tools), ((name, *(seconds(its, tool) for tool in tools)) for name, its in decks.items()))


def floors(kept: Json) -> list[str]:
    """Criterion's estimates."""
    its = kept["floors"]["results"]
    count, size = its["entries"], its["source"]
    rows = []
    for name, found in its["seconds"].items():
        seconds = found["median"]
        spread = f"{1e3 * found['least']:.1f}–{1e3 * found['most']:.1f}"
        whole, each = f"**{1e3 * seconds:.1f}** ({spread})", f"{1e6 * seconds / count:.2f}"
        rows.append((name, whole, each, f"{size / seconds / 1e6:.0f}"))
    return table((f"{count:,} entries", "ms", "µs for an entry", "MB of YAML in a second"), rows)


def limits(kept: Json) -> list[str]:
    """The single measurements."""
    its = kept["limits"]["results"]
    rows = []
    for name, tools in (
        (f"`check` of {its['check']['entries']:,} entries", its["check"]["tools"]),
        ("a deck of one word", {"lexideck": its["one word"]}),
        (f"{its['media']['files']:,} recordings, {its['media']['media'] / 1e9:.2f} GB", its["media"]["tools"]),
    ):
        for tool, found in tools.items():
            cpu, memory = f"{found['processor']:.3f}", f"{found['memory'] / 1e6:.1f}"
            rows.append((name, tool, spread(found, 3), cpu, memory))
    return table(("", "", "wall time, s", "CPU time, s", "peak memory, MB"), rows)


def growth(kept: Json) -> list[str]:
    """Time and memory by size."""
    its = kept["limits"]["results"]["growth"]
    rows = []
    for count, found in its["decks"].items():
        share = f"{found['memory'] / found['source']:.1f}"
        sizes = (megabytes(found["memory"]), megabytes(found["source"]), share)
        rows.append((f"{int(count):,}", spread(found), f"{found['processor']:.2f}", *sizes))
    heads = ("small notes", "wall time, s", "CPU time, s", "peak memory, MB", "source, MB", "memory / source")
    return [*table(heads, rows), "", f"The time grows with the {its['exponent']:.2f}th power of the number of notes."]


def instructions(kept: Json) -> list[str]:
    """The counts."""
    its = kept["instructions"]["results"]
    rows = [(case, f"{count / 1e6:,.1f}") for case, count in its["instructions"].items()]
    made_with = ", ".join(f"{name} {version}" for name, version in its["made_with"].items())
    return [*table(("entries", "million instructions"), rows), "", f"Counted with {made_with}."]


def goals(kept: Json) -> list[str]:
    """The targets, and which are met."""
    rows = []
    for it in targets(kept):
        rows.append((it.name, it.limit(it.gate), it.limit(it.stretch), it.shown(), it.verdict()))
    return table(("target", "gate", "stretch", "measured", "met"), rows)


def spread(its: Json, digits: int = 2) -> str:
    """The median, and the extremes."""
    return f"**{its['median']:.{digits}f}** ({its['least']:.{digits}f}–{its['most']:.{digits}f})"


def megabytes(size: int) -> str:
    """Bytes in millions."""
    return f"{size / 1e6:.1f}" if size < 100e6 else f"{size / 1e6:.0f}"


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Json], list[str]]]] = {
    "machine": ((), machine),
    "targets": (("compare", "instructions", "limits"), goals),
    "compare": (("compare",), compare),
    "script": (("compare",), script),
    "imports": (("imports",), imports),
    "floors": (("floors",), floors),
    "limits": (("limits",), limits),
    "growth": (("limits",), growth),
    "instructions": (("instructions",), instructions),
}
